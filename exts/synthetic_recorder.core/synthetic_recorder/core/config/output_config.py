"""Where the data set goes: a folder of this machine, or a bucket."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from synthetic_recorder.core.errors import ConfigError

from .json_reader import JsonNode
from .json_value import refuse_user_info
from .model import members_of, require_types

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_FOLDER = "_out_sdrec"


class OnConflict(enum.Enum):
    """What to do when the folder of the data set exists already, or, in a bucket, an object below it."""

    INCREMENT = "increment"
    """Take the next free name: ``name_01``, ``name_02``, …"""
    RESUME = "resume"
    """Go on with the recording that was interrupted there; anything else there is refused."""
    OVERWRITE = "overwrite"
    """Replace the data set that a recorder has made there; anything else there is refused."""
    FAIL = "fail"
    """Refuse to start."""


@dataclass(frozen=True)
class S3Config:
    """A bucket for the data set. Credentials come from the usual AWS chain and are never part of a config.

    Attributes:
        enabled: Whether the data set goes there, and not to disk. What the others say is kept either way.
        bucket: Name of the bucket.
        prefix: What the keys begin with, before the data set's folder; may be empty.
        region: Region of the bucket; empty = as the AWS chain says.
        endpoint: URL of a server that is not Amazon's; empty = Amazon's. Without user and password.
    """

    enabled: bool = False
    bucket: str = ""
    prefix: str = ""
    region: str = ""
    endpoint: str = ""

    def __post_init__(self) -> None:
        require_types(self, enabled=bool, bucket=str, prefix=str, region=str, endpoint=str)
        refuse_user_info(JsonNode(self.endpoint, "S3Config.endpoint"))

    @classmethod
    def from_json(cls, node: JsonNode) -> S3Config:
        """Read a bucket."""
        values = members_of(cls, node)
        return cls(
            enabled=values.boolean_of("enabled", default=cls.enabled),
            bucket=values.string_of("bucket", cls.bucket),
            prefix=values.string_of("prefix", cls.prefix),
            region=values.string_of("region", cls.region),
            endpoint=values.string_of("endpoint", cls.endpoint),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the bucket as JSON has it."""
        return {
            "enabled": self.enabled,
            "bucket": self.bucket,
            "prefix": self.prefix,
            "region": self.region,
            "endpoint": self.endpoint,
        }


@dataclass(frozen=True)
class OutputConfig:
    """Where the data set goes: ``<directory>/<folder>``, or ``s3://<bucket>/<prefix>/<folder>``.

    Attributes:
        directory: Working directory; a relative one starts at the process's current directory, empty is that
            itself.
        folder: Name of the data set's folder.
        on_conflict: What to do when that folder exists: ``increment`` takes the next free name, ``resume`` goes on
            with the recording that was interrupted there, ``overwrite`` replaces a data set of this recorder,
            ``fail`` refuses to start.
        s3: Bucket in place of the working directory, if it is enabled.
    """

    directory: str = ""
    folder: str = DEFAULT_FOLDER
    on_conflict: OnConflict = OnConflict.INCREMENT
    s3: S3Config = field(default_factory=S3Config)

    def __post_init__(self) -> None:
        require_types(self, directory=str, folder=str, on_conflict=OnConflict, s3=S3Config)

    @classmethod
    def for_folder(cls, path: Path, on_conflict: OnConflict = OnConflict.INCREMENT) -> OutputConfig:
        """Return the output whose data set folder is ``path`` (``~`` and ``..`` resolved).

        Raises:
            ConfigError: It is no path: its ``~name`` is nobody here.
        """
        try:
            whole = path.expanduser().resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise ConfigError("output", f"{str(path)!r} is not a path here ({error})") from error
        return cls(directory=str(whole.parent), folder=whole.name, on_conflict=on_conflict)

    @classmethod
    def from_json(cls, node: JsonNode) -> OutputConfig:
        """Read an output."""
        values = members_of(cls, node)
        policies = [policy.value for policy in OnConflict]
        return cls(
            directory=values.string_of("directory", cls.directory),
            folder=values.string_of("folder", cls.folder),
            on_conflict=(
                OnConflict(values["on_conflict"].choice(policies))
                if "on_conflict" in values
                else cls.on_conflict
            ),
            s3=S3Config.from_json(values["s3"]) if "s3" in values else S3Config(),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the output as JSON has it."""
        return {
            "directory": self.directory,
            "folder": self.folder,
            "on_conflict": self.on_conflict.value,
            "s3": self.s3.to_dict(),
        }
