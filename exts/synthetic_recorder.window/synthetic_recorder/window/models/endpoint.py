"""The address of an S3 server, in which no password may stand."""

from __future__ import annotations

from urllib.parse import urlsplit

from .fields import TextField

NO_SERVER = "It is not the address of a server, such as https://minio.example:9000. Empty is Amazon's."
NO_USER = (
    "An address with a user or a password in it is not taken: credentials come from the usual AWS chain "
    "(environment variables, ~/.aws, the machine's role). Give the server alone, such as https://minio.example:9000."
)


class EndpointField(TextField):
    """An endpoint. A text with a user in it is refused as soon as that is seen, and forgotten once the field is left.

    No message repeats what was typed. What stood in the config before stands there again: what was typed before the
    ``@`` looked like an address, and is a user and a password.
    """

    _before: str | None = None
    _was_refused = False

    @property
    def notice(self) -> str:
        """What has become of a text that was refused, once the field is left; "" for nothing."""
        return NO_USER if self._was_refused else ""

    def read(self, text: str) -> tuple[str | None, str | None]:
        """Return the address, or why it is none."""
        address = text.strip()
        if "@" in address:
            return None, NO_USER
        return (address, None) if not address or _is_server(address) else (None, NO_SERVER)

    def type(self, text: str) -> None:
        """Take the text that stands in the field now."""
        self._was_refused = False
        if self._before is None:
            self._before = self.value
        if "@" in text and self.value != self._before:
            self.set(self._before)
        super().type(text)

    def end(self) -> None:
        """Show the address of the config once the field is left, and keep nothing that may be a secret."""
        self._before = None
        if "@" in self.text:
            self._was_refused = True
            self._document.note_typed(self.place, None)
        else:
            super().end()


def _is_server(address: str) -> bool:
    try:
        url = urlsplit(address)
        # Reading a port that is no number raises.
        return url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError:
        return False
