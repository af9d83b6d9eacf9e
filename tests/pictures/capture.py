"""One frame of the sample tabletop through the public annotators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

SIZE = (400, 300)
SUBFRAMES = 8

type Request = tuple[str, dict[str, Any]]


async def capture(
    rep: ModuleType, camera: str, *requests: Request, frames: int = 1, size: tuple[int, int] = SIZE
) -> list[Any]:
    """What each requested annotator (name, parameters) has of the last of some frames, one time code apart."""
    import omni.timeline  # noqa: PLC0415 - served only once the App is there

    render_product = rep.create.render_product(camera, size, force_new=True)
    annotators = [rep.AnnotatorRegistry.get_annotator(name, init_params=given) for name, given in requests]
    for annotator in annotators:
        annotator.attach(render_product)
    omni.timeline.get_timeline_interface().play()
    # Of the frames before the last nobody sees the colours.
    for subframes in (*[1] * (frames - 1), SUBFRAMES):
        await rep.orchestrator.step_async(rt_subframes=subframes, pause_timeline=False)
    omni.timeline.get_timeline_interface().stop()
    data = [annotator.get_data() for annotator in annotators]
    for annotator in annotators:
        annotator.detach()
    render_product.destroy()
    return data
