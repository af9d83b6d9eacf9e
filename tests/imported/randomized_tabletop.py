"""Randomizes the tabletop in every frame, from the moment at which it is opened."""

import omni.replicator.core as rep
import omni.usd

TURNTABLE = "/World/Turntable"


def _randomize(_event):
    rep.set_global_seed(20)
    with rep.trigger.on_frame(), rep.get.prim_at_path(f"{TURNTABLE}/_05_tomato_soup_can"):
        rep.modify.pose(position=rep.distribution.uniform((-0.2, -0.2, 0.05), (0.2, 0.2, 0.1)))
    # Labels come that the stage did not have when it was opened, and go again.
    for interval, label in ((5, "tin"), (7, "pot"), (11, "can")):
        with (
            rep.trigger.on_frame(interval=interval),
            rep.get.prim_at_path(f"{TURNTABLE}/_05_tomato_soup_can"),
        ):
            rep.modify.semantics([("class", label)])
    with rep.trigger.on_frame(interval=3), rep.get.prim_at_path(f"{TURNTABLE}/_03_cracker_box"):
        rep.randomizer.color(colors=rep.distribution.uniform((0, 0, 0), (1, 1, 1)))
        rep.randomizer.rotation()
    with rep.trigger.on_frame(interval=2), rep.get.prim_at_path("/World/overview_Camera"):
        rep.modify.pose(position=rep.distribution.uniform((0.9, 0.9, 0.9), (1, 1, 1)), look_at=TURNTABLE)


subscription = (
    omni.usd.get_context()
    .get_stage_event_stream()
    .create_subscription_to_push_by_type(int(omni.usd.StageEventType.OPENED), _randomize)
)
