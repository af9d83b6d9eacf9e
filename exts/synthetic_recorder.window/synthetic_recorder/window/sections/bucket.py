"""The S3 Bucket frame: a bucket in place of the working directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omni import ui

from synthetic_recorder.widgets import wrapped
from synthetic_recorder.widgets.style import BUTTON_HEIGHT, LABEL_WIDTH, ROW_SPACING
from synthetic_recorder.window import identifiers
from synthetic_recorder.window.models import BUCKET_PLACE
from synthetic_recorder.window.widgets import CheckRow, Message, TextRow

if TYPE_CHECKING:
    from synthetic_recorder.window.models import BucketModel, FindingsModel

_ENABLED = "The data set goes to a bucket, and not to a disk. What is typed below is kept while this is off."
_BUCKET = "Name of the bucket. It must exist: none is made."
_PREFIX = "What the keys begin with, before the data set's folder: names with / between them. May be empty."
_REGION = (
    "Region of the bucket, such as eu-central-1. Empty: what the AWS configuration of this machine says."
)
_ENDPOINT = (
    "URL of a server that is not Amazon's, such as https://minio.example:9000, without user and password. "
    "Empty: Amazon S3."
)
_CREDENTIALS = (
    "Credentials: the usual AWS chain (environment, ~/.aws, the machine's role). They are never stored."
)
_CHECK = wrapped(
    "Puts one small object under the prefix, reads it, lists it, and deletes it again, as a recording does. "
    "A start does the same."
)


class BucketSection:
    """Whether to use S3, which bucket, and a check that asks the server.

    Args:
        model: What it shows and does.
        findings: What is known to be wrong with the config.
    """

    def __init__(self, model: BucketModel, findings: FindingsModel) -> None:
        self._model = model
        self._rows = (
            CheckRow(model.enabled, "Use S3", _ENABLED, findings),
            TextRow(model.bucket, "Bucket", _BUCKET, findings),
            TextRow(model.prefix, "Prefix", _PREFIX, findings, hint="none"),
            TextRow(model.region, "Region", _REGION, findings, hint="from the AWS configuration"),
            TextRow(model.endpoint, "Endpoint", _ENDPOINT, findings, hint="Amazon S3"),
        )
        self._message = Message(BUCKET_PLACE, findings, indent=0)
        self._is_built = False

    def build(self) -> None:
        """Make the widgets where the caller stands."""
        with ui.VStack(height=0, spacing=ROW_SPACING):
            for row in self._rows:
                row.build()
            with ui.HStack(height=0):
                ui.Spacer(width=LABEL_WIDTH)
                self._notice = ui.Label(
                    "", name="error", word_wrap=True, height=0, identifier=identifiers.BUCKET_NOTICE
                )
            ui.Label(
                _CREDENTIALS, name="hint", word_wrap=True, height=0, identifier=identifiers.BUCKET_CREDENTIALS
            )
            with ui.HStack(height=BUTTON_HEIGHT, spacing=ROW_SPACING):
                self._check = ui.Button(
                    "Check Bucket",
                    width=LABEL_WIDTH - ROW_SPACING,
                    clicked_fn=self._model.check,
                    identifier=identifiers.BUCKET_CHECK,
                    tooltip=_CHECK,
                )
                self._answer = ui.Label("", elided_text=True, identifier=identifiers.BUCKET_ANSWER)
            self._message.build()
        self._is_built = True
        self.sync()

    def sync(self) -> None:
        """Show values, texts and enabled as they are now."""
        if not self._is_built:
            return
        model = self._model
        for row in self._rows:
            row.sync()
        self._notice.text = model.endpoint.notice
        self._notice.visible = bool(model.endpoint.notice)
        self._check.enabled = model.can_check
        self._answer.text = model.answer
        self._answer.name = {True: "good", False: "error", None: "hint"}[model.is_reachable]
        self._message.sync()

    def destroy(self) -> None:
        """Let go of the findings; may be called again."""
        self._is_built = False
        for row in self._rows:
            row.destroy()
        self._message.destroy()
