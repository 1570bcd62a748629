// The extension with a stand-in for VS Code: what is started, stopped and told, and when.
const assert = require('node:assert/strict');
const Module = require('node:module');
const test = require('node:test');

/** @type {Record<string, unknown>} */
const values = { enable: true, path: 'respcheck', args: [], languages: ['plaintext'] };
/** @type {string[]} */
const events = [];
/** @type {Record<string, () => Promise<void>>} */
const commands = {};
/** @type {(event: { affectsConfiguration: (section: string) => boolean }) => Promise<void> | undefined} */
let configured = () => undefined;
let fails = false;

class LanguageClient {
  /**
   * @param {string} id
   * @param {string} name
   * @param {{ command: string }} run
   * @param {{ documentSelector: object[] }} options
   */
  constructor(id, name, run, options) {
    this.command = run.command;
    events.push(`${id}: ${run.command} for ${options.documentSelector.length}`);
  }
  async start() {
    if (fails) throw new Error('spawn ENOENT');
    events.push(`${this.command} started`);
  }
  async dispose() {
    events.push(`${this.command} stopped`);
  }
}

const stand = {
  vscode: {
    commands: { registerCommand: (/** @type {string} */ name, /** @type {any} */ run) => (commands[name] = run) },
    window: { showErrorMessage: (/** @type {string} */ text) => events.push(text) },
    workspace: {
      getConfiguration: () => ({ get: (/** @type {string} */ name) => values[name] }),
      onDidChangeConfiguration: (/** @type {any} */ listen) => (configured = listen),
      workspaceFolders: undefined,
    },
  },
  'vscode-languageclient/node': { LanguageClient },
};
const load = /** @type {any} */ (Module)._load;
/** @type {any} */ (Module)._load = (/** @type {string} */ name, /** @type {unknown[]} */ ...rest) =>
  name in stand ? stand[/** @type {keyof typeof stand} */ (name)] : load(name, ...rest);
const extension = require('../src/extension');

/** What happened since the last look. */
const news = () => events.splice(0);
const change = (section = 'respcheck') => configured({ affectsConfiguration: (asked) => asked === section });

test('it starts, follows its settings, and stops', async () => {
  const context = /** @type {any} */ ({ subscriptions: [] });
  await extension.activate(context);
  assert.equal(context.subscriptions.length, 2);
  assert.deepEqual(news(), ['respcheck: respcheck for 2', 'respcheck started']);
  await change('editor');
  assert.deepEqual(news(), []);
  values.path = '/opt/respcheck';
  await Promise.all([change(), change()]);
  const restarted = ['respcheck: /opt/respcheck for 2', '/opt/respcheck started'];
  assert.deepEqual(news(), ['respcheck stopped', ...restarted, '/opt/respcheck stopped', ...restarted]);
  values.enable = false;
  await change();
  assert.deepEqual(news(), ['/opt/respcheck stopped']);
  await commands['respcheck.restart']();
  assert.deepEqual(news(), []);
  values.enable = true;
  fails = true;
  await change();
  const [, told] = news();
  assert.match(told, /'\/opt\/respcheck lsp' does not start \(spawn ENOENT\)/);
  fails = false;
  await commands['respcheck.restart']();
  assert.deepEqual(news(), restarted);
  await extension.deactivate();
  assert.deepEqual(news(), ['/opt/respcheck stopped']);
});
