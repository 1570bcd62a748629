// Talks to the language server as VS Code does, over vscode-jsonrpc, and prints what it was told, as JSON.
// node lsp.js FOLDER COMMAND... : the folder holds a.txt, whose text on disk is not what the editor has.
const { spawn } = require('node:child_process');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const rpc = require('vscode-jsonrpc/node');

const [folder, command, ...args] = process.argv.slice(2);
const uri = pathToFileURL(path.join(folder, 'a.txt')).href;
const server = spawn(command, args, { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin),
);

const published = [];
let heard = () => {};
connection.onNotification('textDocument/publishDiagnostics', (params) => {
  published.push(params);
  heard();
});

/** The diagnostics of a version of the document, when they are there. */
async function found(version) {
  for (;;) {
    const params = published.find((one) => one.uri === uri && one.version === version);
    if (params) return params.diagnostics;
    await new Promise((resolve) => (heard = resolve));
  }
}

/** A text after edits whose columns count UTF-16 units, as JavaScript's do. */
function edited(text, edits) {
  const lines = text.split(/(?<=\n)/);
  const offset = ({ line, character }) => lines.slice(0, line).join('').length + character;
  for (const { range, newText } of [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))) {
    text = text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end));
  }
  return text;
}

async function main() {
  connection.listen();
  const { capabilities } = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'work' }],
    capabilities: {
      general: { positionEncodings: ['utf-16'] },
      workspace: { workspaceEdit: { documentChanges: true } },
    },
  });
  await connection.sendNotification('initialized', {});
  let text = 'Hi \u{1f600},\r\n\r\n\u{1f600} Please do not reply to this email!\r\nThe cat sat.\r\n';
  const textDocument = { uri, languageId: 'plaintext', version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const first = await found(1);
  text = text.replace('Hi', 'Dear Customer');
  const changed = { textDocument: { uri, version: 2 }, contentChanges: [{ text }] };
  await connection.sendNotification('textDocument/didChange', changed);
  const second = await found(2);
  const hover = await connection.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position: first[0].range.start,
  });
  const actions = await connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: first[0].range,
    context: { diagnostics: first },
  });
  const [change] = actions.find((action) => action.title.startsWith('Insert behind it')).edit.documentChanges;
  await connection.sendRequest('shutdown');
  const ended = new Promise((resolve) => server.on('exit', resolve));
  await connection.sendNotification('exit');
  const code = await ended;
  const after = edited(text, change.edits);
  console.log(JSON.stringify({ capabilities, first, second, hover, change, after, code }));
  process.exit(0);
}

main();
