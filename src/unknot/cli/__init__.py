"""The command line: one module per command."""

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    raise SystemExit("not yet")
