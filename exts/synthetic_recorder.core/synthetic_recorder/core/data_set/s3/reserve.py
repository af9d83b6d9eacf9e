"""The key under which a recording lies in a bucket, reserved for it alone.

The names are those of a disk. One is taken when any object is below it. What decides between two recorders is the first
segment of the journal, which is put only if it is not there.
"""

from __future__ import annotations

import dataclasses
import logging
from typing import TYPE_CHECKING

from synthetic_recorder.core.config.output_config import OnConflict
from synthetic_recorder.core.data_set.conflict import Conflict, refuse_strangers
from synthetic_recorder.core.data_set.data_set import DataSet
from synthetic_recorder.core.data_set.layout import MANIFEST
from synthetic_recorder.core.data_set.manifest import Status
from synthetic_recorder.core.data_set.reserve import data_set_names
from synthetic_recorder.core.errors import DataSetError, MissingPackageError
from synthetic_recorder.core.threads import run_on_thread

from .staging import TemporaryStaging

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from synthetic_recorder.core.config.output_config import OutputConfig
    from synthetic_recorder.core.data_set.manifest import Provenance

    from .store import S3Store

_logger = logging.getLogger(__name__)

# What nobody needs any more is worth no more of them.
_RELEASE_SECONDS = 10


class ReservedKey:
    """A key that belongs to one recording; what the protocol `Reserved` says.

    Attributes:
        store: What is below the key.
        data_set: What is there and goes on, as it was loaded; None for a new one.
    """

    def __init__(
        self,
        store: S3Store,
        staging: TemporaryStaging,
        require_ours: Callable[[], None],
        data_set: DataSet | None = None,
        replaced: Sequence[str] = (),
        *,
        is_new: bool = False,
    ) -> None:
        self.store = store
        self.data_set = data_set
        self._staging = staging
        self._require_ours = require_ours
        self._replaced = replaced
        # Nothing was there before, and nothing is to be there when the start is refused.
        self._is_new = is_new
        self._has_begun = False
        self._is_closed = False

    @property
    def staging(self) -> Path:
        """Folder of this machine for what is not committed yet."""
        return self._staging.path

    def begin(self, provenance: Provenance, findings: Sequence[dict[str, str]] = ()) -> DataSet:
        """Return the data set, ready to be recorded; what it replaces is gone, and there is no way back.

        Args:
            provenance: Where a new one comes from; one that goes on keeps its own.
            findings: What was found, as dicts; likewise.

        Raises:
            DataSetError: The server refuses something, or another recorder has begun there.
        """
        self._require_ours()
        self._has_begun = True
        self.store.call_off_uploads()
        if self.data_set is not None:
            self.data_set.reopen()
            return self.data_set
        return DataSet.create(self.store, provenance, findings, replaced=self._replaced)

    def release(self) -> None:
        """Leave everything as it was before; for a start that is refused before `begin`. After it this is `close`."""
        self.store.stop_waiting()
        if self._is_new and not self._has_begun and not self._is_closed:
            self._remove_journal()
        self.close()

    def close(self) -> None:
        """Remove staging and give the lock back; without effect when that is done."""
        if self._is_closed:
            return
        self._is_closed = True
        self.store.stop_waiting()
        manifest = None if self.data_set is None or self._has_begun else self.data_set.manifest
        # Its recorder was killed between the manifest and this. Of one that was stopped, the journal may be another's
        # that goes on with it.
        if manifest is not None and manifest.status is Status.COMPLETE:
            self._remove_journal()
        self._staging.close()
        self.store.close()

    def _remove_journal(self) -> None:
        # On the thread of the app, perhaps, which must not hang because the server does.
        removal = run_on_thread(self.store.remove_journal, "S3 release")
        try:
            removal.result(timeout=_RELEASE_SECONDS)
        except (DataSetError, TimeoutError) as error:
            why = str(error) or f"{self.store.location}: the server does not answer."
            _logger.warning("What is left of a journal could not be removed. %s", why)


def reserve_on_s3(output: OutputConfig) -> ReservedKey:
    """Reserve the key of a data set: a new one, or, as ``on_conflict`` says, one that is there. Asks the network.

    Raises:
        OutputError: Something is there that is to stay.
        DataSetError: The server refuses something; or a data set is there that cannot be read, or that another
            recorder records.
        MissingPackageError: boto3 is not installed.
    """
    store = _open(output)
    for name in data_set_names(output):
        store = store.beside(_key(output, name))
        try:
            if store.is_empty() and store.reserve():
                return _reserved(store, output, _still_reserved(store), is_new=True)
            if output.on_conflict in (OnConflict.RESUME, OnConflict.OVERWRITE):
                return _take_over(store, output)
        except BaseException:
            store.close()
            raise
    store.close()
    raise Conflict.taken(store.location, output.on_conflict).error()


def _key(output: OutputConfig, name: str) -> str:
    return "/".join(filter(None, [output.s3.prefix.strip("/"), name]))


def _open(output: OutputConfig) -> S3Store:
    try:
        # Here, because it loads boto3.
        from .store import S3Store  # noqa: PLC0415
    except ImportError as error:
        raise MissingPackageError("boto3", "to record to S3") from error
    return S3Store(dataclasses.replace(output.s3, prefix=_key(output, output.folder)))


def _reserved(
    store: S3Store,
    output: OutputConfig,
    require_ours: Callable[[], None],
    data_set: DataSet | None = None,
    replaced: Sequence[str] = (),
    *,
    is_new: bool = False,
) -> ReservedKey:
    try:
        staging = TemporaryStaging(store.location, output.s3.endpoint)
    except BaseException:
        if is_new:
            store.remove_journal()
        raise
    return ReservedKey(store, staging, require_ours, data_set, replaced, is_new=is_new)


def _take_over(store: S3Store, output: OutputConfig) -> ReservedKey:
    policy = output.on_conflict
    still_unchanged = _still_unchanged(store)
    data_set = DataSet.load(store)
    if data_set is None:
        # Of a recorder that was killed before it began there is a reservation, and nothing else.
        if any(store.files()):
            raise Conflict.not_a_data_set(store.location, policy).error()
        return _reserved(store, output, still_unchanged)
    if policy is OnConflict.RESUME:
        return _reserved(store, output, still_unchanged, data_set)
    refuse_strangers(store.location, data_set)
    return _reserved(store, output, still_unchanged, replaced=data_set.paths())


def _still_reserved(store: S3Store) -> Callable[[], None]:
    def require() -> None:
        if not store.is_reserved():
            raise _taken(store)

    return require


def _still_unchanged(store: S3Store) -> Callable[[], None]:
    """Return what raises when another recorder has been at work there since."""

    def state() -> tuple[bytes | None, int]:
        return store.read(MANIFEST), store.look_at_journal()

    before = state()

    def require() -> None:
        if state() != before:
            raise _taken(store)

    return require


def _taken(store: S3Store) -> DataSetError:
    problem = "another recorder has begun there meanwhile; wait for its end, or choose another name."
    return DataSetError(store.location, problem)
