"""The command line: arguments in, tables or JSON out. Everything heavy is imported inside the commands."""

from fxroute.cli.entry import main

__all__ = ["main"]
