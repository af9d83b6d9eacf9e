"""Addresses, with the names of `omni.client`: `scheme://user@host:port/path?query#fragment`, and paths."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]+):")

_base_urls: list[str] = []


@dataclass(frozen=True, slots=True)
class Url:
    """The parts of an address; None for a part that it does not have."""

    scheme: str | None = None
    user: str | None = None
    host: str | None = None
    port: str | None = None
    path: str | None = None
    query: str | None = None
    fragment: str | None = None


def break_url(url: str) -> Url:
    """Take an address apart. A path of this machine has a path alone."""
    if not _SCHEME.match(url):
        return Url(path=url)
    try:
        parts = urlsplit(url)
    except ValueError:  # Brackets that are no IPv6 address.
        scheme, _, rest = url.partition(":")
        return Url(scheme=scheme, path=rest)
    user, _, place = parts.netloc.rpartition("@")
    host, _, port = place.partition(":")
    return Url(
        scheme=parts.scheme or None,
        user=user or None,
        host=host or None,
        port=port or None,
        path=parts.path or None,
        query=parts.query or None,
        fragment=parts.fragment or None,
    )


def make_url(
    scheme: str | None = None,
    user: str | None = None,
    host: str | None = None,
    port: str | None = None,
    path: str | None = None,
    query: str | None = None,
    fragment: str | None = None,
) -> str:
    """Put an address together from its parts."""
    place = "".join((f"{user}@" if user else "", host or "", f":{port}" if port else ""))
    start = "" if not scheme else f"{scheme}://{place}" if place else f"{scheme}:"
    return "".join((start, path or "", f"?{query}" if query else "", f"#{fragment}" if fragment else ""))


def combine_urls(base_url: str, other_url: str) -> str:
    """What an address means as seen from another.

    Args:
        base_url: Where it is seen from. What follows its last slash does not count.
        other_url: An address, an absolute path, or a relative one.
    """
    if _SCHEME.match(other_url) or not other_url:
        return other_url or base_url
    base = break_url(base_url)
    if other_url.startswith("/"):
        path = other_url
    else:
        folder, slash, _ = (base.path or "").rpartition("/")
        path = f"{folder}{slash}{other_url}"
    return make_url(base.scheme, base.user, base.host, base.port, _normal_path(path))


def push_base_url(base_url: str) -> None:
    """Choose what relative addresses are seen from, until `pop_base_url`."""
    _base_urls.append(base_url)


def pop_base_url(base_url: str) -> bool:
    """End what `push_base_url` began. Returns whether it had."""
    if base_url not in _base_urls:
        return False
    del _base_urls[len(_base_urls) - 1 - _base_urls[::-1].index(base_url)]
    return True


def combine_with_base_url(other_url: str) -> str:
    """What an address means as seen from the base that was pushed last; itself without one."""
    return combine_urls(_base_urls[-1], other_url) if _base_urls else other_url


def normalize_url(url: str) -> str:
    """The address without "." and "..", its scheme and host in lower case."""
    parts = break_url(url)
    return make_url(
        parts.scheme.lower() if parts.scheme else None,
        parts.user,
        parts.host.lower() if parts.host else None,
        parts.port,
        _normal_path(parts.path) if parts.path else None,
        parts.query,
        parts.fragment,
    )


def make_relative_url(base_url: str, other_url: str) -> str:
    """An address as seen from another; itself where they have not the same scheme and host."""
    base, other = break_url(base_url), break_url(other_url)
    if (base.scheme, base.host, base.port) != (other.scheme, other.host, other.port):
        return other_url
    folder = (base.path or "").rpartition("/")[0] or "/"
    relative = posixpath.relpath(other.path or "/", folder)
    return relative if relative.startswith("..") else f"./{relative}"


def make_file_url_if_possible(path: str) -> str:
    """The address of a path of this machine: `file:/…`; any other address as it is."""
    if _SCHEME.match(path):
        return path
    return f"file:{quote(str(Path(path).absolute()))}"


def local_path(url: str) -> Path | None:
    """The path of an address of this machine; None for any other."""
    if not _SCHEME.match(url):
        return Path(url)
    parts = break_url(url)
    if parts.scheme is None or parts.scheme.lower() != "file" or parts.host not in (None, "localhost"):
        return None
    return Path(unquote(parts.path or ""))


def _normal_path(path: str) -> str:
    normal = posixpath.normpath(path)
    ends_as_folder = path.endswith(("/", "/.", "/.."))
    return f"{normal}/" if ends_as_folder and not normal.endswith("/") else normal
