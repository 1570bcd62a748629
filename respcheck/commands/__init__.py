"""The subcommands, a module each; what they share is in `common`."""
