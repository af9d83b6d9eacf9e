"""What findings are compared by."""

from __future__ import annotations


def codes(found):
    """Code and place of each."""
    return [(finding.code, finding.where) for finding in found]
