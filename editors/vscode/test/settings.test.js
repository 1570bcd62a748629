const assert = require('node:assert/strict');
const test = require('node:test');
const { command, failure, selector, settings } = require('../src/settings');
const manifest = require('../package.json');

const properties = manifest.contributes.configuration.properties;
/** @type {(name: string) => any} */
const byDefault = (name) => properties[/** @type {keyof typeof properties} */ (`respcheck.${name}`)].default;

test('the defaults start the command that pip installs', () => {
  assert.deepEqual(command(settings(byDefault), '/project'), { command: 'respcheck', args: ['lsp'] });
});

test("path and options are the user's", () => {
  const own = { ...settings(byDefault), path: '${workspaceFolder}/.venv/bin/respcheck', args: ['--ignore', 'RC6'] };
  const started = { command: '/project/.venv/bin/respcheck', args: ['lsp', '--ignore', 'RC6'] };
  assert.deepEqual(command(own, '/project'), started);
  assert.equal(command(own, undefined).command, './.venv/bin/respcheck');
  assert.equal(command({ ...own, path: ' ' }, '/project').command, 'respcheck');
});

test('files and new documents of the languages are linted, and nothing else', () => {
  const found = selector({ ...settings(byDefault), languages: ['markdown'] });
  assert.deepEqual(found, [
    { scheme: 'file', language: 'markdown' },
    { scheme: 'untitled', language: 'markdown' },
  ]);
});

test('a server that does not start comes with its remedy', () => {
  const text = failure('respcheck', new Error('spawn respcheck ENOENT'));
  assert.match(text, /^respcheck: 'respcheck lsp' does not start \(spawn respcheck ENOENT\): pip install/);
  assert.match(failure('respcheck', 'gone'), /\(gone\)/);
});

test('the manifest starts the extension for every language that is linted', () => {
  const languages = byDefault('languages').map((/** @type {string} */ language) => `onLanguage:${language}`);
  assert.deepEqual([...manifest.activationEvents].sort(), languages.sort());
});

test('whoever opens a workspace decides which program runs', () => {
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, [
    'respcheck.path',
    'respcheck.args',
  ]);
});
