"""Configs that Isaac Sim's Synthetic Data Recorder has saved, translated to ours.

The forms that are out there, by the keys that tell them apart (``omni.isaac.synthetic_recorder`` 1.x to
``isaacsim.replicator.synthetic_recorder`` 2.4):

======================================  ===================================================================
``annot_params``, ``reset_timeline``    1.0; it recorded to S3 when ``s3_params`` had a bucket
``rp_data`` items of three              ``[camera, width, height]``; four since 1.6: ``[…, name]``
``out_write_type``                      to 1.6: what to do when the folder exists
``use_s3`` + ``s3_params``              1.4 to 2.2: whether to write to S3, and where
``backend_type`` + ``backend_params``   since 2.3, beside the old keys, which it does not always agree with
``custom_params_path``                  JSON file with the parameters of a writer other than BasicWriter
======================================  ===================================================================

Strings that were empty are missing in files of 1.2 to 2.2, and one that was cleared for S3 is null.

Nothing is dropped in silence: what has no counterpart becomes a note. Only the window's own memory (the
custom writer that is not selected, the name of the config file) has no effect on a data set and is passed
over.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from synthetic_recorder.core import basic_writer

from .isaac_sim_output import translate_output
from .json_place import place_of_item, place_of_member
from .json_reader import JsonNode, JsonObject
from .json_text import read_json_file
from .json_value import is_credential, is_endpoint

if TYPE_CHECKING:
    from collections.abc import Mapping

_USED = {
    "annot_params",
    "backend_params",
    "backend_type",
    "basic_writer_params",
    "control_timeline",
    "custom_params_path",
    "num_frames",
    "out_dir",
    "out_working_dir",
    "out_write_type",
    "reset_timeline",
    "rp_data",
    "rt_subframes",
    "s3_params",
    "use_s3",
    "writer_name",
}
# To 1.6: what was done with a folder that exists.
_WRITE_TYPES = ("OVERWRITE", "INCREMENT", "TIMESTAMP")
# The switches of BasicWriter, in 1.0 and since.
_SWITCHES = ("annot_params", "basic_writer_params")
_WINDOW_ONLY = {"config_dir", "config_file", "custom_writer_name", "verbose"}
_NO_CREDENTIALS = "credentials come from the usual AWS chain and are no part of a config."
# Its window has no use_common_output_dir.
_BASIC_WRITER_SWITCHES = (basic_writer.ANNOTATORS | basic_writer.MODIFIERS) - {"use_common_output_dir"}
# The values that Isaac Sim's window shows for a key that a saved config leaves out.
_DEFAULT_RENDER_PRODUCT = {"camera": "/OmniverseKit_Persp", "width": 1280, "height": 720, "name": ""}


def is_isaac_sim_config(document: Mapping[str, Any] | JsonObject) -> bool:
    """Return whether a JSON object has the keys of Isaac Sim's recorder and not ours."""
    return "version" not in document and any(key in _USED for key in document)


def translate(document: JsonObject, folder: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the config in our JSON, and a sentence for each thing that it could not take over.

    Args:
        document: The saved config.
        folder: Folder of its file; a relative ``custom_params_path`` starts there.

    Raises:
        ConfigError: A value has the wrong type, or the file with the writer's parameters cannot be read.
    """
    notes: list[str] = []
    members = _without_credentials(document.members(), "", notes)
    # The windows of all versions take null for "not set".
    saved = JsonObject({key: value for key, value in members.items() if value is not None})
    translated = {
        "version": 1,
        "render_products": _render_products(saved),
        "writer": _writer(saved, folder, notes),
        "output": translate_output(saved, notes),
        "control": {
            "frames": saved.integer_of("num_frames", 0),
            "rt_subframes": saved.integer_of("rt_subframes", 0),
            "control_timeline": saved.boolean_of("control_timeline", default=False),
        },
    }
    if saved.boolean_of("reset_timeline", default=False):
        notes.append(
            "reset_timeline is not used: set control.control_timeline, and the timeline starts at its beginning."
        )
    if "out_write_type" in saved and (asked := saved["out_write_type"].choice(_WRITE_TYPES)) != "INCREMENT":
        # A person who has ticked OVERWRITE there has not asked this recorder to remove anything.
        notes.append(
            f"out_write_type {asked} is not used: if the folder exists, the name is incremented. What else can be done "
            "then is said with output.on_conflict."
        )
    unknown = sorted(set(saved) - _USED - _WINDOW_ONLY)
    notes.extend(f"{saved[key].where} is not known to this recorder and was left out." for key in unknown)
    return translated, tuple(notes)


def _render_products(saved: JsonObject) -> list[dict[str, Any]]:
    if "rp_data" not in saved:
        return [_DEFAULT_RENDER_PRODUCT]
    products = []
    for item in saved["rp_data"].array():
        row = item.array()
        if len(row) not in (3, 4):
            raise item.unexpected("[camera, width, height] or [camera, width, height, name]")
        products.append(
            {
                "camera": row[0].string(),
                "width": row[1].integer(),
                "height": row[2].integer(),
                # Some versions save an unnamed row with null.
                "name": row[3].string() if len(row) == 4 and row[3].value is not None else "",
            }
        )
    return products


def _writer(saved: JsonObject, folder: Path, notes: list[str]) -> dict[str, Any]:
    name = saved.string_of("writer_name", basic_writer.NAME)
    if name != basic_writer.NAME:
        return {"name": name, "parameters": _custom_parameters(saved, folder, notes)}
    # The window starts with rgb on and saves what was changed in it.
    parameters = {"rgb": True}
    for place in [place for place in _SWITCHES if place in saved]:
        switches = saved[place].object()
        for key in switches:
            if key in _BASIC_WRITER_SWITCHES:
                parameters[key] = switches[key].boolean()
            else:
                notes.append(f"{switches[key].where} is not a parameter of BasicWriter and was left out.")
    return {"name": name, "parameters": parameters}


def _custom_parameters(saved: JsonObject, folder: Path, notes: list[str]) -> dict[str, Any]:
    path = saved.string_of("custom_params_path", "")
    if not path:
        return {}
    # A relative path starts at the config file; joined to an absolute one, the folder has no effect.
    file = folder / os.path.expanduser(path)  # noqa: PTH111 - Path's raises for a person who has no home
    where = f"custom_params_path ({file})"
    parameters = JsonNode(read_json_file(file), where).object().members()
    return cast("dict[str, Any]", _without_credentials(parameters, where, notes))


def _without_credentials(value: Any, where: str, notes: list[str]) -> Any:
    """Return a JSON value without the members that are credentials, and without users in endpoints."""
    if isinstance(value, list):
        return [
            _without_credentials(item, place_of_item(where, index), notes) for index, item in enumerate(value)
        ]
    if not isinstance(value, dict):
        return value
    kept = {}
    for name, item in value.items():
        place = place_of_member(where, name)
        if is_credential(name):
            notes.append(f"{place} was left out: {_NO_CREDENTIALS}")
        elif is_endpoint(name) and isinstance(item, str) and "@" in item:
            notes.append(f"The user and password in {place} were left out: {_NO_CREDENTIALS}")
            kept[name] = _without_user(item)
        else:
            kept[name] = _without_credentials(item, place, notes)
    return kept


def _without_user(endpoint: str) -> str:
    host = re.sub(r"^(\w+://)?[^/]*@", r"\1", endpoint)
    # What is left of a password with a slash in it.
    return "" if "@" in host else host
