// The command that the settings give, started as the extension starts it; RESPCHECK names another than on the PATH.
const assert = require('node:assert/strict');
const { spawn, spawnSync } = require('node:child_process');
const test = require('node:test');
const rpc = require('vscode-languageserver-protocol/node');
const { command } = require('../src/settings');

const run = command({ enable: true, path: process.env.RESPCHECK ?? 'respcheck', args: [], languages: [] }, undefined);
const absent = spawnSync(run.command, ['lsp', '--help']).status !== 0 && `${run.command} is not installed`;

test('the server answers', { skip: absent, timeout: 60_000 }, async () => {
  const server = spawn(run.command, run.args);
  const connection = rpc.createProtocolConnection(
    new rpc.StreamMessageReader(server.stdout),
    new rpc.StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const params = { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } };
  const { capabilities, serverInfo } = await connection.sendRequest(rpc.InitializeRequest.type, params);
  assert.equal(serverInfo?.name, 'respcheck');
  assert.ok(capabilities.hoverProvider);
  assert.ok(capabilities.codeActionProvider);
  await connection.sendRequest(rpc.ShutdownRequest.type);
  const ended = new Promise((resolve) => server.on('exit', resolve));
  await connection.sendNotification(rpc.ExitNotification.type);
  assert.equal(await ended, 0);
});
