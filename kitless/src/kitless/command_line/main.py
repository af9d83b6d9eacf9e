"""`kitless`: starts an App with extensions, as Kit's executable does."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
