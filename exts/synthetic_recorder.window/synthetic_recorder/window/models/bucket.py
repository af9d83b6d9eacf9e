"""What the S3 Bucket frame shows and does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_recorder.core import Subscribers, Subscription, check_s3

from .background import Background
from .document import is_within
from .endpoint import EndpointField
from .fields import ConfigValue, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from synthetic_recorder.core import OutputConfig, RecorderConfig

    from .document import ConfigDocument
    from .findings import FindingsModel

BUCKET_PLACE = "output.s3"
CHECK = "bucket"
"""The name under which the findings of a check are kept."""


class BucketModel:
    """The fields of the S3 Bucket frame, and a check that asks the server.

    Args:
        document: Whose config the fields edit.
        findings: Where it is kept what a check has found.

    Attributes:
        enabled: Whether the data set goes to the bucket.
        bucket: Name of the bucket.
        prefix: What the keys begin with.
        region: Region of the bucket; empty = as the AWS chain says.
        endpoint: URL of a server that is not Amazon's.
    """

    def __init__(self, document: ConfigDocument, findings: FindingsModel) -> None:
        self.enabled: ConfigValue[bool] = ConfigValue(document, f"{BUCKET_PLACE}.enabled")
        self.bucket = TextField(document, f"{BUCKET_PLACE}.bucket")
        self.prefix = TextField(document, f"{BUCKET_PLACE}.prefix")
        self.region = TextField(document, f"{BUCKET_PLACE}.region")
        self.endpoint = EndpointField(document, f"{BUCKET_PLACE}.endpoint")
        self._document = document
        self._findings = findings
        self._background = Background()
        self._changes = Subscribers[None]()
        # What is being asked for, or was answered last.
        self._asked: OutputConfig | None = None
        self._is_asking = False
        self._is_reachable: bool | None = None
        self._answer = ""
        self._subscription = document.subscribe(self._forget_old)

    @property
    def can_check(self) -> bool:
        """Whether a bucket can be asked now."""
        return (
            self.enabled.value and self._document.is_editable and not self.is_asking and not self._unreadable
        )

    @property
    def is_asking(self) -> bool:
        """Whether a server is being asked."""
        return self._is_asking

    @property
    def answer(self) -> str:
        """How far a check is, or what it has come to, as a sentence; "" before the first and after a change."""
        return self._answer if self.enabled.value else "Use S3 is off."

    @property
    def is_reachable(self) -> bool | None:
        """Whether a data set can go to the bucket; None while nobody knows."""
        return self._is_reachable

    def check(self) -> None:
        """Ask the server, without waiting for it; what is found is kept among the findings."""
        if not self.can_check:
            return
        self._asked = self._document.config.output
        self._is_asking = True
        self._background.begin(self._check(self._asked))
        self._say("Asking the server ...")

    def subscribe(self, callback: Callable[[], None]) -> Subscription:
        """Call ``callback`` when ``answer`` has changed."""
        return self._changes.subscribe(lambda _nothing: callback())

    def destroy(self) -> None:
        """Wait for no answer any more; may be called again."""
        self._subscription.unsubscribe()
        self._background.cancel()

    @property
    def _unreadable(self) -> bool:
        return any(is_within(place, BUCKET_PLACE) for place in self._document.unreadable)

    async def _check(self, output: OutputConfig) -> None:
        found = await check_s3(output)
        self._is_asking = False
        self._findings.keep(CHECK, found, _output_of)
        is_reachable = not any(finding.is_error for finding in found)
        if is_reachable and any(finding.is_error for finding in self._findings.below(BUCKET_PLACE)):
            # A start that was refused has found it otherwise, before somebody mended the bucket.
            self._findings.check()
        self._say("A data set can go there." if is_reachable else "A data set cannot go there.", is_reachable)

    def _forget_old(self) -> None:
        # A start asks the server itself.
        if self._asked is not None and (
            self._asked != self._document.config.output or not self._document.is_editable
        ):
            self._asked = None
            self._is_asking = False
            self._background.cancel()
            self._say("")

    def _say(self, answer: str, is_reachable: bool | None = None) -> None:
        if answer != self._answer:
            self._answer, self._is_reachable = answer, is_reachable
            self._changes.notify(None)


def _output_of(config: RecorderConfig) -> OutputConfig:
    return config.output
