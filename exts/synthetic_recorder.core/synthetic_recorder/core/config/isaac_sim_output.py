"""Where a data set goes, in configs that Isaac Sim's recorder has saved: the folder, and the bucket.

Disk or S3, and the bucket, stand in several places that do not always agree:

* ``s3_params`` alone in version 1.0: a bucket that is given is used;
* ``use_s3`` and ``s3_params``, 1.4 to 2.2;
* ``backend_type`` and ``backend_params``, since 2.3; they win in Isaac Sim;
* both, side by side. 2.3 to 2.4.2 saved ``use_s3: true`` beside ``DiskBackend`` and recorded to disk without a word;
  what the person had ticked is S3, so that counts here.
"""

from __future__ import annotations

import os
import re
from pathlib import PurePath
from typing import Any

from .json_reader import JsonObject
from .output_config import DEFAULT_FOLDER

_DISK, _S3 = "DiskBackend", "S3Backend"
# Our name, that in s3_params, that in backend_params.
_BUCKET_KEYS = (
    ("bucket", "s3_bucket", "bucket"),
    ("region", "s3_region", "region"),
    ("endpoint", "s3_endpoint", "endpoint_url"),
)
_READ_OF_BACKEND = {"output_dir", "key_prefix", *(key for _, _, key in _BUCKET_KEYS)}
_WINDOWS_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\")


def translate_output(saved: JsonObject, notes: list[str]) -> dict[str, Any]:
    """Return the output in our JSON; what could not be taken over is added to ``notes``.

    Args:
        saved: The saved config, without members that are null.
        notes: Sentences for the person.

    Raises:
        ConfigError: A value has the wrong type.
    """
    backend = _object_of(saved, "backend_params")
    directory, folder = _folder(saved, backend, notes)
    s3 = _bucket(saved, backend, notes)
    if s3["enabled"]:
        s3["prefix"], folder = _key(saved, backend, folder, notes)
    notes.extend(
        f"{backend[key].where} is not used: output.on_conflict says what is done if the folder exists."
        for key in backend
        if key not in _READ_OF_BACKEND
    )
    return {"directory": directory, "folder": folder, "on_conflict": "increment", "s3": s3}


def _folder(saved: JsonObject, backend: JsonObject, notes: list[str]) -> tuple[str, str]:
    """Return the working directory and the name of the folder, as Isaac Sim puts them together."""
    directory = saved.string_of("out_working_dir", "")
    folder = saved.string_of("out_dir", "")
    path = os.path.normpath(PurePath(directory, folder or ("" if directory else DEFAULT_FOLDER)))
    if "output_dir" in backend:
        of_backend = backend["output_dir"].string()
        if "out_dir" not in saved and "out_working_dir" not in saved:
            path = os.path.normpath(of_backend)
        elif os.path.normpath(of_backend) != path:
            notes.append(
                f"backend_params.output_dir {of_backend!r} is not used: out_working_dir and out_dir say "
                f"{path!r}, and Isaac Sim goes by those."
            )
    whole = PurePath(path)
    if directory and not folder and whole.name:
        notes.append(
            f"out_dir is empty, so that the data set is out_working_dir itself, {path!r}; if that exists, it is "
            f"not written to, and the data set goes beside it, to {whole.name}_01 or the next free number."
        )
    if os.name != "nt" and _WINDOWS_PATH.match(path):
        notes.append(
            f"{path!r} is a path of Windows; on this machine it is a name like any other, and the data set would go "
            "below the current directory. Set output.directory to a place of this machine."
        )
    parent = "" if whole.parent == PurePath() else str(whole.parent)
    return parent, whole.name


def _bucket(saved: JsonObject, backend: JsonObject, notes: list[str]) -> dict[str, Any]:
    params = _object_of(saved, "s3_params")
    kind = saved["backend_type"].choice([_DISK, _S3]) if "backend_type" in saved else ""
    ticked = saved.boolean_of("use_s3", default=False)
    if ticked and kind == _DISK:
        notes.append(
            f"use_s3 is true and backend_type is {_DISK}: Isaac Sim 2.3 to 2.4.2 saved that when S3 was ticked, and "
            "recorded to disk. This is taken for S3; to record to disk, set output.s3.enabled to false."
        )
    if kind == _S3 and "use_s3" in saved and not ticked:
        notes.append(f"use_s3 false is not used: backend_type is {_S3}, and Isaac Sim goes by that.")
    named_only = not kind and "use_s3" not in saved and bool(params.string_of("s3_bucket", ""))
    if named_only:
        notes.append(
            "s3_params.s3_bucket is given, and neither use_s3 nor backend_type: Isaac Sim 1.0 saved that, and recorded "
            "to S3. This is taken for S3; to record to disk, set output.s3.enabled to false."
        )
    result: dict[str, Any] = {"enabled": ticked or named_only or kind == _S3}
    for ours, in_params, in_backend in _BUCKET_KEYS:
        values = {
            f"s3_params.{in_params}": params.string_of(in_params, ""),
            f"backend_params.{in_backend}": backend.string_of(in_backend, ""),
        }
        winner, other = reversed(values) if kind == _S3 else values
        result[ours] = values[winner] or values[other]
        if values[other] not in ("", result[ours]):
            notes.append(
                f"{other} {values[other]!r} is not used: {winner} says {values[winner]!r}, and Isaac Sim goes by that."
            )
    known = [in_params for _, in_params, _ in _BUCKET_KEYS]
    notes.extend(
        f"{params[key].where} is not known to this recorder and was left out."
        for key in params
        if key not in known
    )
    return result


def _key(saved: JsonObject, backend: JsonObject, folder: str, notes: list[str]) -> tuple[str, str]:
    """Return what the keys begin with, and the name of the data set's folder, on S3.

    Isaac Sim's keys begin with out_dir, which may be several folders deep.
    """
    key = saved.string_of("out_dir", "")
    of_backend = backend.string_of("key_prefix", "")
    if "out_dir" not in saved:
        key = of_backend or DEFAULT_FOLDER
    elif of_backend.strip("/") not in ("", key.strip("/")):
        notes.append(
            f"backend_params.key_prefix {of_backend!r} is not used: out_dir says {key!r}, and Isaac Sim goes by that."
        )
    prefix, _, name = key.strip("/").rpartition("/")
    if not name:
        name = folder or DEFAULT_FOLDER
        notes.append(
            "out_dir is empty, so that Isaac Sim would write between all else that is in the bucket; here the data "
            f"set has a folder of its own, {name!r}."
        )
    return prefix, name


def _object_of(saved: JsonObject, name: str) -> JsonObject:
    """Return the object called ``name`` without members that are null, an empty one when there is none."""
    if name not in saved:
        return JsonObject({}, name)
    values = saved[name].object()
    return JsonObject({key: value for key, value in values.members().items() if value is not None}, name)
