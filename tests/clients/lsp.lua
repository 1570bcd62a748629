-- Neovim's own language client: nvim --headless -u NONE -n FILE -c 'luafile lsp.lua'
-- RESPCHECK_COMMAND is the server's command as JSON; what was seen goes to the file that RESPCHECK_SEEN names.
local buffer = vim.api.nvim_get_current_buf()
local seen = {}

local function diagnostics()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    vim.api.nvim_win_set_cursor(0, { one.lnum + 1, one.col })
    table.insert(found, {
      line = one.lnum,
      word = vim.fn.expand('<cword>'),
      text = vim.api.nvim_buf_get_text(buffer, one.lnum, one.col, one.end_lnum, one.end_col, {})[1],
      severity = one.severity,
      source = one.source,
      code = one.code or one.user_data.lsp.code,
      message = one.message,
    })
  end
  return found
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000) or {}
  for _, answer in pairs(answers) do
    return answer.result
  end
end

local function wait(what)
  if not vim.wait(20000, what, 20) then
    error('nothing came')
  end
end

local function main()
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { 'Hi 😀,', '', '😀 Please do not reply to this email.' })
  local client = (vim.lsp.start_client or vim.lsp.start)({
    name = 'respcheck',
    cmd = vim.fn.json_decode(vim.env.RESPCHECK_COMMAND),
    root_dir = vim.fn.getcwd(),
  })
  vim.lsp.buf_attach_client(buffer, client)
  wait(function() return #vim.diagnostic.get(buffer) > 0 end)
  seen.first = diagnostics()
  vim.api.nvim_buf_set_lines(buffer, 1, 1, false, { '', '😀' })
  wait(function() return (vim.diagnostic.get(buffer)[1] or {}).lnum == 4 end)
  seen.second = diagnostics()
  vim.api.nvim_win_set_cursor(0, { 5, 12 })
  seen.hover = ask('textDocument/hover', vim.lsp.util.make_position_params())
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  seen.titles = {}
  for _, action in ipairs(ask('textDocument/codeAction', params)) do
    table.insert(seen.titles, action.title)
    if action.title:match('^Insert behind it') then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    end
  end
  seen.lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
end

local ok, problem = xpcall(main, debug.traceback)
if not ok then
  seen.problem = problem
end
vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.RESPCHECK_SEEN)
vim.cmd('qall!')
