// Starts the language server, and again when the settings say so.
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { settings, command, selector, failure } = require('./settings');

/** @type {LanguageClient | undefined} */
let client;
/** @type {Promise<void>} one after another, however fast settings change */
let turn = Promise.resolve();

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('respcheck.restart', restart),
    vscode.workspace.onDidChangeConfiguration((event) =>
      event.affectsConfiguration('respcheck') ? restart() : undefined,
    ),
  );
  await restart();
}

function deactivate() {
  return (turn = turn.then(stop));
}

function restart() {
  return (turn = turn.then(stop).then(start));
}

async function start() {
  const configuration = vscode.workspace.getConfiguration('respcheck');
  const wanted = settings((name) => configuration.get(name));
  if (!wanted.enable) return;
  const run = command(wanted, vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
  client = new LanguageClient('respcheck', 'respcheck', run, { documentSelector: selector(wanted) });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(failure(run.command, error));
  }
}

async function stop() {
  const running = client;
  client = undefined;
  try {
    await running?.dispose();
  } catch {
    // it has ended by itself
  }
}

module.exports = { activate, deactivate };
