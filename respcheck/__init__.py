"""respcheck: a linter for the words a company sends to a person."""

__version__ = "0.1.0"
