"""`python -m respcheck`."""

from .cli import main

main()
