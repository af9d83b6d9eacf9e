"""Whether a recording can go on where another process has left it: what can be said before anything is recorded."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

from .config.json_place import place_of_item, place_of_member
from .data_set import Status
from .findings import error, some_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .config import RecorderConfig
    from .data_set import DataSet, FileRecord, Provenance, Store
    from .findings import Finding
    from .take import Take

_ABSENT = object()


def is_complete(data_set: DataSet) -> bool:
    """Return whether nothing is left to record or to make up."""
    return data_set.manifest is not None and data_set.manifest.status is Status.COMPLETE


def has_all_frames(data_set: DataSet, config: RecorderConfig) -> bool:
    """Return whether all frames that are asked for are committed."""
    return 0 < config.control.frames <= len(data_set.frames)


def check_files(data_set: DataSet, store: Store) -> Iterator[Finding]:
    """Find committed files that are gone, or of another size. Blocks.

    Raises:
        DataSetError: The place cannot be read.
    """
    sizes = {file.path: file.bytes for file in store.files()}
    lost = [file.path for file in _committed(data_set) if sizes.get(file.path) != file.bytes]
    if lost:
        yield error(
            "resume-files-lost",
            "output.folder",
            f"Files of {data_set.location} are gone, or of another size than when they were recorded: {some_of(lost)}.",
            "Restore them from a copy, or record anew under another name.",
        )


def check_resume(
    data_set: DataSet, take: Take, config: RecorderConfig, *, timeline_is_playing: bool
) -> Iterator[Finding]:
    """Find what keeps the recording of a take from being the rest of a data set."""
    yield from _differences(data_set, take)
    if not data_set.frames or has_all_frames(data_set, config):
        return
    if not take.is_append_free:
        yield error(
            "resume-writer",
            "writer.name",
            f"{config.writer.name} does not say that it writes each of its files once, so what it had gathered when "
            f"the recording ended may be lost. {len(data_set.frames)} frames of it are in {data_set.location}.",
            "Record anew under another name. If each file is written once, say append_free = True in the class.",
        )
    elif take.frame_number is None:
        yield error(
            "resume-writer",
            "writer.name",
            f"{config.writer.name} keeps no number of its next frame in _frame_id: it cannot be told where to go on.",
            "Count its frames in self._frame_id, from 0, or record anew under another name.",
        )
    if timeline_is_playing and not config.control.control_timeline:
        yield error(
            "resume-timeline",
            "control.control_timeline",
            "The timeline plays and is not controlled: at which time the next frame is cannot be restored.",
            "Switch Control Timeline on for recordings that are to be resumed; this one can only be recorded anew.",
        )


def _differences(data_set: DataSet, take: Take) -> Iterator[Finding]:
    recorded_values, values = _values(data_set.provenance), _values(take.provenance)
    for place, recorded, present in _compare(recorded_values, values, ""):
        yield error(
            "resume-differs",
            place.removeprefix("config."),
            f"It is {_in_words(present)}, and {_in_words(recorded)} when {data_set.location} was recorded.",
            "Make it the same again, or record anew under another name.",
        )


def _values(provenance: Provenance) -> dict[str, Any]:
    """Return a provenance to be compared, with the stage's layers by name: a number tells nobody which one it is."""
    # As a journal has it: a tuple is a list there.
    values: dict[str, Any] = json.loads(json.dumps(provenance.to_dict()))
    layers = values["stage"].get("layers")
    # A journal may be anybody's.
    if isinstance(layers, list) and all(isinstance(layer, dict) for layer in layers):
        values["stage"]["layers"] = _by_name(layers)
    return values


def _by_name(layers: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    named: dict[str, dict[str, Any]] = {}
    for layer in layers:
        name = first = str(layer.pop("identifier", ""))
        # Layers in memory have one name, all of them.
        for number in itertools.count(2):
            if name not in named:
                break
            name = f"{first} ({number})"
        named[name] = layer
    return named


def _compare(recorded: object, present: object, place: str) -> Iterator[tuple[str, object, object]]:
    """Yield the place and both values of whatever is not the same."""
    if isinstance(recorded, dict) and isinstance(present, dict):
        for key in recorded | present:
            inner = place_of_member(place, key)
            yield from _compare(recorded.get(key, _ABSENT), present.get(key, _ABSENT), inner)
    elif isinstance(recorded, list) and isinstance(present, list) and len(recorded) == len(present):
        for index, (before, after) in enumerate(zip(recorded, present, strict=True)):
            yield from _compare(before, after, place_of_item(place, index))
    elif (
        recorded is _ABSENT
        or present is _ABSENT
        or type(recorded) is not type(present)
        or recorded != present
    ):
        yield place, recorded, present


def _in_words(value: object) -> str:
    return "not there" if value is _ABSENT else json.dumps(value, ensure_ascii=False)


def _committed(data_set: DataSet) -> Iterator[FileRecord]:
    for frame in data_set.frames:
        yield from frame.files
    yield from data_set.files.values()
