"""The command line: one module per command, verbs of the journey.

Each module parses, calls one function of the library, and prints. Heavy imports wait until
a command runs, so that help is quick.
"""

from unknot.cli.program import main

__all__ = ["main"]
