"""A disk that fails at a chosen call: it refuses the call, the process is killed, or the machine loses its power."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from pathlib import Path

# Every call with which this product changes a disk; pathlib and shutil come down to them.
_CHANGING = ("open", "write", "ftruncate", "fsync", "replace", "unlink", "mkdir", "rmdir")


class KilledError(BaseException):
    """What a process does after it is killed: nothing, not even tidying up."""


class FaultyDisk:
    """Stands between the code under test and the disk, below one folder.

    Attributes:
        calls: Every changing call so far, ``(name, path)`` and for replace ``(name, source, target)``.
    """

    def __init__(self, monkeypatch, root):
        self.calls = []
        self._root = root
        self._real = {name: getattr(os, name) for name in _CHANGING}
        self._paths = {}
        self._kill_at = None
        self._refuse_at = None
        self._is_torn = False
        self._is_dead = False
        # What survives when the power goes: of each file and folder, by inode, what it held when it was last synced.
        self._files = {}
        self._folders = {}
        self._note_folder(root)
        self._connections = []
        for name in _CHANGING:
            monkeypatch.setattr(os, name, getattr(self, f"_{name}"))
        self._connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", self._connected)

    def kill_at(self, call, *, torn=False):
        """Kill the process before its call of this number, from 0; ``torn``: a write is done by half before."""
        self.calls, self._kill_at, self._is_torn, self._is_dead = [], call, torn, False

    def refuse_at(self, call):
        """Refuse the call of this number, from 0, and no other one."""
        self.calls, self._refuse_at = [], call

    def revive(self):
        """Let another process go on with what the killed one has left."""
        self.calls, self._kill_at, self._refuse_at, self._is_dead = [], None, None, False
        # The system takes the locks of a process that ends.
        for connection in self._connections:
            connection.close()
        self._connections.clear()

    def forget(self):
        """Take what lies on the disk now for synced, all of it."""
        self._files.clear()
        self._folders.clear()
        self._note_folder(self._root)

    def survivors(self, target, folder=None):
        """Make a folder that holds what would be there after a loss of power: nothing that was not synced."""
        folder = folder or self._root
        target.mkdir()
        for name, (inode, is_folder) in self._folders.get(folder.stat().st_ino, {}).items():
            if is_folder:
                self._survive(inode, target / name)
            else:
                (target / name).write_bytes(self._files.get(inode, b""))

    def _survive(self, inode, target):
        self._real["mkdir"](target)
        for name, (child, is_folder) in self._folders.get(inode, {}).items():
            if is_folder:
                self._survive(child, target / name)
            else:
                (target / name).write_bytes(self._files.get(child, b""))

    def _call(self, name, *paths):
        if self._is_dead:
            raise KilledError
        number = len(self.calls)
        self.calls.append((name, *paths))
        if number == self._refuse_at:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(paths[0]))
        is_fatal = number == self._kill_at
        self._is_dead = is_fatal
        return is_fatal

    def _open(self, path, flags, mode=0o777, *, dir_fd=None):
        changes = flags & (os.O_CREAT | os.O_TRUNC)
        if changes and self._call("open", Path(path)):
            raise KilledError
        file = self._real["open"](path, flags, mode, dir_fd=dir_fd)
        self._paths[file] = Path(path)
        if changes:
            self._files.pop(os.fstat(file).st_ino, None)
        return file

    def _write(self, file, data):
        if self._call("write", self._paths[file]):
            if self._is_torn:
                self._real["write"](file, data[: len(data) // 2])
            raise KilledError
        return self._real["write"](file, data)

    def _ftruncate(self, file, size):
        if self._call("ftruncate", self._paths[file]):
            raise KilledError
        self._real["ftruncate"](file, size)

    def _fsync(self, file):
        path = self._paths[file]
        if self._call("fsync", path):
            raise KilledError
        # What a real disk does with it cannot be seen here, only waited for.
        if stat.S_ISDIR(os.fstat(file).st_mode):
            self._note_folder(path)
        else:
            self._files[os.fstat(file).st_ino] = path.read_bytes()

    def _replace(self, source, target):
        if self._call("replace", Path(source), Path(target)):
            raise KilledError
        self._real["replace"](source, target)

    def _unlink(self, path, *, dir_fd=None):
        if self._call("unlink", Path(path)):
            raise KilledError
        self._real["unlink"](path, dir_fd=dir_fd)

    def _mkdir(self, path, mode=0o777, *, dir_fd=None):
        if self._call("mkdir", Path(path)):
            raise KilledError
        self._real["mkdir"](path, mode, dir_fd=dir_fd)
        self._folders[Path(path).stat().st_ino] = {}

    def _rmdir(self, path, *, dir_fd=None):
        if self._call("rmdir", Path(path)):
            raise KilledError
        self._real["rmdir"](path, dir_fd=dir_fd)

    def _connected(self, *args, **options):
        self._connections.append(self._connect(*args, **options))
        return self._connections[-1]

    def _note_folder(self, folder):
        with os.scandir(folder) as entries:
            self._folders[folder.stat().st_ino] = {
                entry.name: (entry.inode(), entry.is_dir(follow_symlinks=False)) for entry in entries
            }
