"""Replicator's part of an App, from the first use to the App's end.

ReplicatorSession
├── render_products   of the open stage; gone when it closes
├── captures          who is attached, the renderer, the labels
├── scenario          what graph-style calls have written down for the open stage
├── steps             what the App's updates are asked to capture
└── status_board      what was told about all of this
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kitless.app import get_app
from kitless.app.app_events import POST_QUIT_EVENT_TYPE, PRE_SHUTDOWN_EVENT_TYPE
from kitless.io import WriteQueueError
from kitless.io.write_queue import DEFAULT_CAPACITY, DEFAULT_THREADS
from kitless.replicator.capture import CaptureEngine
from kitless.replicator.graph.scenario import Scenario
from kitless.replicator.render_products import RenderProducts
from kitless.replicator.status import Status, StatusBoard
from kitless.replicator.steps import StepRunner
from kitless.replicator.write_threads import configure_write_queue, shared_write_queue
from kitless.stage import StageEventType

if TYPE_CHECKING:
    from kitless.app import App

WRITE_THREADS_SETTING = "/omni/replicator/backend/writeThreads"
QUEUE_SIZE_SETTING = "/omni/replicator/backend/queueSize"

_logger = logging.getLogger(__name__)

_session: ReplicatorSession | None = None


class ReplicatorSession:
    """See the module.

    Attributes:
        app: The App that it belongs to.
        render_products: Those of the open stage.
        captures: Renders and hands out frames.
        scenario: Triggers and what they carry out.
        steps: Takes steps and runs with the App's updates.
        status_board: Whom a new status is announced to.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.render_products = RenderProducts(app)
        self.captures = CaptureEngine(app)
        self.scenario = Scenario(app)
        self.status_board = StatusBoard()
        self.steps = StepRunner(app, self.captures, self.scenario, self.announce_status)
        settings = app.settings
        configure_write_queue(
            settings.get_as_int(WRITE_THREADS_SETTING) or DEFAULT_THREADS,
            settings.get_as_int(QUEUE_SIZE_SETTING) or DEFAULT_CAPACITY,
        )
        self._subscriptions = (
            app.usd_context.get_stage_event_stream().create_subscription_to_pop_by_type(
                StageEventType.CLOSING, lambda _event: self._close_stage(), name="replicator"
            ),
            # The updates of an App that ends are for those who clean up.
            app.shutdown_stream.create_subscription_to_pop_by_type(
                POST_QUIT_EVENT_TYPE, lambda _event: self.steps.end_run(), name="replicator"
            ),
            app.shutdown_stream.create_subscription_to_pop_by_type(
                PRE_SHUTDOWN_EVENT_TYPE, lambda _event: self._drain(), name="replicator"
            ),
        )

    @property
    def status(self) -> Status:
        """What Replicator does now."""
        run = self.steps.run
        if self.steps.pending or (run is not None and run.capturing):
            return Status.STEPPING
        if run is not None:
            if run.paused:
                return Status.PAUSED
            return Status.STARTED if run.begun else Status.STARTING
        return Status.STOPPING if shared_write_queue().pending else Status.STOPPED

    def announce_status(self) -> None:
        """Tell whoever wants to know what has changed."""
        self.status_board.announce(self.status)

    def _close_stage(self) -> None:
        self.steps.close_stage()
        self.scenario.close_stage()
        self.captures.close_stage()
        self.render_products.destroy_all()

    @staticmethod
    def _drain() -> None:
        try:
            shared_write_queue().wait()
        except WriteQueueError:
            _logger.exception("Nobody waited for these writes")


def get_session() -> ReplicatorSession:
    """The session of the App that runs; made on first use.

    Raises:
        AppNotStartedError: There is no App.
    """
    global _session  # noqa: PLW0603 - one per App, and there is one App a process
    app = get_app()
    if _session is None or _session.app is not app:
        _session = ReplicatorSession(app)
    return _session


def existing_session(app: App) -> ReplicatorSession | None:
    """The session of an App, where it was used already."""
    return _session if _session is not None and _session.app is app else None
