"""The scenario of the open stage: its triggers, what they carry out, and what is still to be carried out once.

It is represented on the stage by the prim `GRAPH_PATH`, made with the first operation: whoever deletes it, or
``/Replicator`` above it, deletes the operations with it, as scripts do to clean up.
"""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING, Any

from pxr import Sdf, Usd, UsdGeom

from kitless.replicator.errors import GraphError
from kitless.replicator.failures import Failures
from kitless.replicator.graph.distributions import Distribution
from kitless.replicator.graph.items import ReplicatorItem, contexts
from kitless.replicator.graph.operations import Operation
from kitless.replicator.graph.triggers import Moment, Occasion, OnCustomEvent, Trigger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kitless.app import App
    from kitless.replicator.graph.operations import Apply

REPLICATOR_PATH = "/Replicator"
GRAPH_PATH = f"{REPLICATOR_PATH}/SDGPipeline"
AT_ONCE = "at once"

_logger = logging.getLogger(__name__)


class Scenario:
    """See the module.

    Args:
        app: The App whose stage it is about.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._triggers: list[Trigger] = []
        self._at_once: list[Operation] = []
        self._places: Counter[tuple[str, str]] = Counter()
        self._events: set[str] = set()
        self._marked = False
        self._layers: list[Sdf.Layer] = []

    # -- writing it down ---------------------------------------------------------------------------

    def add_trigger(self, trigger: Trigger) -> None:
        """Ask a trigger with every update from now on.

        Raises:
            GraphError: There is no stage.
        """
        self.require_stage(f"trigger.{trigger.kind}")
        self._triggers.append(trigger)

    def record(
        self,
        called: str,
        apply: Apply,
        parameters: Mapping[str, Any],
        targets: ReplicatorItem | None = None,
    ) -> None:
        """Carry something out whenever the innermost trigger of the context fires; without one, with the next update.

        Args:
            called: The call, for messages.
            apply: Does it, given the prims and one value of each parameter for each of them; without targets, no
                prims and one value.
            parameters: The values or their distributions. Those that are None are left out.
            targets: Whose prims.
        """
        stage = self.require_stage(called)
        # Before anything new is written down, which must not go with the old.
        self._forget_what_was_deleted()
        trigger = next((each for each in reversed(contexts()) if isinstance(each, Trigger)), None)
        given = {name: value for name, value in parameters.items() if value is not None}
        operation = Operation(
            called, targets, given, apply, stage.GetEditTarget(), self._places_of(trigger, given)
        )
        self.mark_stage()
        (self._at_once if trigger is None else trigger.operations).append(operation)

    def mark_stage(self) -> None:
        """Make the prim that stands for the scenario, unless it is there."""
        self._forget_what_was_deleted()
        if not self._marked:
            stage = self.require_stage("The graph")
            UsdGeom.Scope.Define(stage, REPLICATOR_PATH)
            UsdGeom.Scope.Define(stage, GRAPH_PATH)
            self._marked = True

    def keep(self, layer: Sdf.Layer) -> None:
        """Hold a layer in memory until the stage is closed."""
        self._layers.append(layer)

    def send(self, event: str) -> None:
        """Fire the triggers of a custom event with the next update, once, however often it is sent until then."""
        if not any(isinstance(each, OnCustomEvent) and each.event_name == event for each in self._triggers):
            _logger.warning("The event %r was sent and there is no rep.trigger.on_custom_event for it", event)
        self._events.add(event)

    # -- carrying it out ---------------------------------------------------------------------------

    @property
    def has_ended(self) -> bool:
        """Whether there were triggers for a certain number of executions and none is left that would go on."""
        return any(each.is_limited for each in self._triggers) and not any(
            each.keeps_running for each in self._triggers
        )

    def fire(self, occasion: Occasion) -> int:
        """Carry out what is due.

        Returns:
            The least samples per pixel that the triggers which fired ask for; 0 for none.

        Raises:
            Exception: What an operation raises, or a group of several. Other triggers have fired nevertheless.
        """
        self._forget_what_was_deleted()
        if not (self._triggers or self._at_once or self._events):
            return 0
        timeline = self._app.timeline
        moment = Moment(occasion, timeline.get_current_time(), timeline.is_playing(), frozenset(self._events))
        self._events.clear()
        failures = Failures()
        at_once, self._at_once = self._at_once, []
        with failures.collect("what stands outside of any trigger was carried out"):
            self._carry_out(at_once, 0)
        subframes = 0
        for trigger in self._triggers:
            execution = trigger.executions
            with failures.collect(f"the trigger {trigger.name or trigger.own_name} was carried out"):
                if trigger.fires(moment):
                    subframes = max(subframes, trigger.rt_subframes)
                    self._carry_out(trigger.operations, execution)
        failures.raise_collected()
        return subframes

    def close_stage(self) -> None:
        """Forget everything."""
        self._triggers.clear()
        self._events.clear()
        self._layers.clear()
        self._forget_operations()

    def require_stage(self, called: str) -> Usd.Stage:
        """The open stage.

        Raises:
            GraphError: There is none.
        """
        stage = self._app.usd_context.get_stage()
        if stage is None:
            raise GraphError(
                f"{called} needs an open stage; open one with rep.open_stage(path), or a new one with "
                "omni.usd.get_context().new_stage()"
            )
        return stage

    # -- internals ---------------------------------------------------------------------------------

    def _carry_out(self, operations: list[Operation], execution: int) -> None:
        if not operations:
            return
        stage = self.require_stage("The graph")
        for operation in operations:
            try:
                operation.run(stage, execution)
            except Exception as error:
                error.add_note(f"Raised by {operation}, execution {execution}")
                raise

    def _places_of(
        self, trigger: Trigger | None, parameters: Mapping[str, Any]
    ) -> dict[str, tuple[str | int, ...]]:
        owner = AT_ONCE if trigger is None else self._name(trigger)
        return {
            name: self._next_place(owner, value.name or "")
            for name, value in parameters.items()
            if isinstance(value, Distribution)
        }

    def _next_place(self, owner: str, name: str) -> tuple[str | int, ...]:
        """One more place of an owner that draws, counted among those of its name, or of none."""
        number = self._places[owner, name]
        self._places[owner, name] += 1
        return owner, name, number

    def _name(self, trigger: Trigger) -> str:
        """The name of a trigger, given to it with its first operation: triggers of writers are not counted."""
        if not trigger.name:
            taken = {each.name for each in self._triggers}
            name, number = trigger.own_name, 1
            while name in taken:
                number += 1
                name = f"{trigger.own_name} {number}"
            trigger.name = name
        return trigger.name

    def _forget_what_was_deleted(self) -> None:
        stage = self._app.usd_context.get_stage()
        if self._marked and (stage is None or not stage.GetPrimAtPath(GRAPH_PATH)):
            _logger.info("%s was deleted, and what its triggers carried out with it", GRAPH_PATH)
            self._triggers = [each for each in self._triggers if not each.operations]
            self._forget_operations()

    def _forget_operations(self) -> None:
        self._at_once.clear()
        self._places.clear()
        self._marked = False
