-- respcheck for nvim-lint: the buffer as it stands, saved or not

local severities = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  note = vim.diagnostic.severity.INFO,
}

local function parse(output)
  local found = {}
  for line in output:gmatch("[^\r\n]+") do
    local row, column, end_row, end_column, severity, code, message =
      line:match("^(%d+):(%d+):(%d+):(%d+):(%l+): (%w+) (.*)$")
    if row then
      -- Neovim's columns are bytes from 0, and its ends are exclusive, as respcheck's are
      table.insert(found, {
        lnum = row - 1,
        col = column - 1,
        end_lnum = end_row - 1,
        end_col = end_column - 1,
        severity = severities[severity],
        code = code,
        message = message,
        source = "respcheck",
      })
    elseif vim.startswith(line, "respcheck: ") then
      table.insert(found, { lnum = 0, col = 0, severity = severities.error, message = line, source = "respcheck" })
    end
  end
  return found
end

return {
  cmd = "respcheck",
  stdin = true,
  stream = "both",
  ignore_exitcode = true, -- 1 says that there are findings
  args = {
    "check",
    "-q",
    "--column-unit",
    "byte",
    "--format-string",
    "{line}:{column}:{end_line}:{end_column}:{severity}: {code} {message} [{name}]",
    "--stdin-filename",
    function()
      return vim.api.nvim_buf_get_name(0)
    end,
    "-",
  },
  parser = parse,
}
