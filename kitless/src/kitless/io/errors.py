"""What goes wrong between an array and a file.

KitlessError
├── EncodeError        an array or a value that the file format cannot hold without damage
└── WriteQueueError    one or more scheduled writes failed; the files are missing or incomplete
"""

from kitless.errors import KitlessError


class EncodeError(KitlessError):
    """An array or a value that the asked-for file format cannot hold without damage."""


class WriteQueueError(KitlessError):
    """Scheduled writes failed.

    Attributes:
        failed: How many writes failed since the last report.
        failures: The first of the exceptions, in the order in which they happened.
    """

    def __init__(self, failed: int, failures: tuple[Exception, ...]) -> None:
        self.failed = failed
        self.failures = failures
        reasons = "; ".join(map(_reason, failures))
        more = f"; and {failed - len(failures)} more" if failed > len(failures) else ""
        super().__init__(
            f"{failed} scheduled write(s) failed: {reasons}{more}. The files named are missing or incomplete."
        )


def _reason(failure: Exception) -> str:
    notes = "".join(f" ({note})" for note in getattr(failure, "__notes__", ()))
    return f"{type(failure).__name__}: {failure}{notes}"
