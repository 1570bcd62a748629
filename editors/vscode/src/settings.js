// The user's settings -> how the server is started, and for which documents. Knows nothing of VS Code.

/**
 * @typedef {object} Settings
 * @property {boolean} enable
 * @property {string} path the command, as the user gave it
 * @property {string[]} args options for `respcheck lsp`
 * @property {string[]} languages language modes
 */

/**
 * The settings, by a function that gives the value of one.
 * @param {(name: string) => any} get
 * @returns {Settings}
 */
function settings(get) {
  return { enable: get('enable'), path: get('path'), args: get('args'), languages: get('languages') };
}

/**
 * The command that starts the server; `folder` is the workspace's first, if there is one.
 * @param {Settings} settings
 * @param {string | undefined} folder
 */
function command({ path, args }, folder) {
  const named = path.trim() || 'respcheck';
  return { command: named.replaceAll('${workspaceFolder}', folder ?? '.'), args: ['lsp', ...args] };
}

/**
 * The documents that the server hears of: files, and new ones that are none yet.
 * @param {Settings} settings
 */
function selector({ languages }) {
  return languages.flatMap((language) => ['file', 'untitled'].map((scheme) => ({ scheme, language })));
}

/**
 * What the user is told when the server does not start.
 * @param {string} command
 * @param {unknown} error
 */
function failure(command, error) {
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = "pip install 'respcheck[lsp]', or set respcheck.path to where it is";
  return `respcheck: '${command} lsp' does not start (${reason}): ${remedy}`;
}

module.exports = { settings, command, selector, failure };
