"""The language server; it needs pygls, so nothing outside imports it but `respcheck lsp`."""
