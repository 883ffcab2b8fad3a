"""From what the user names (files, folders, globs) to the files to read."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.ingest.raw import Source


def find_sources(inputs: Sequence[str], exclude: Sequence[str] = ()) -> tuple[list[Source], int]:
    """The files that the inputs name, sorted and each once, and how many the exclusions left out.

    Args:
        inputs: files, folders (searched whole) and globs; order and repeats do not matter.
        exclude: patterns such as ``gold/*`` against the path relative to its input folder; files named outright
            are never excluded.

    Raises:
        UsageError: an input names nothing.
    """
    found: dict[Path, Source] = {}
    left_out: set[Path] = set()
    for name in sorted(set(inputs)):
        searched = not Path(name).is_file()
        for source in _expand(name):
            key = source.path.resolve()
            if searched and _excluded(source.relative, exclude):
                left_out.add(key)
            else:
                found.setdefault(key, source)
    return sorted(found.values(), key=lambda source: source.name), len(left_out - found.keys())


def _excluded(relative: str, patterns: Iterable[str]) -> bool:
    name = relative.rpartition("/")[2]
    return any(fnmatch(relative, pattern) or fnmatch(name, pattern) for pattern in patterns)


def _expand(name: str) -> Iterator[Source]:
    path = Path(name)
    if path.is_dir():
        yield from (Source(path=file, root=path) for file in sorted(path.rglob("*")) if file.is_file())
    elif path.is_file():
        yield Source(path=path, root=path.parent)
    elif glob.has_magic(name):
        matches = [Path(match) for match in sorted(glob.glob(name, recursive=True)) if Path(match).is_file()]  # noqa: PTH207 - absolute patterns too
        if not matches:
            raise UsageError(f"the pattern {name!r} matches no file")
        root = _fixed_part(path)
        yield from (Source(path=match, root=root) for match in matches)
    else:
        raise UsageError(f"{name!r} is neither a file, a folder nor a pattern that matches one")


def _fixed_part(pattern: Path) -> Path:
    parts = []
    for part in pattern.parts[:-1]:
        if glob.has_magic(part):
            break
        parts.append(part)
    return Path(*parts)
