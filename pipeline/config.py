"""Options of a run: one frozen Config, from defaults, a TOML file and the command line, in rising order."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError
from pipeline.ingest.raw import Columns
from pipeline.ingest.read import EXCLUDED


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that a user can set.

    Attributes:
        published: day of publication to assume for texts of which nothing tells it.
        workers: number of processes; 0 takes one a core. The tables do not depend on it.
        strict: stop at the first input that cannot be read instead of writing it to ``rejects``.
        exclude: patterns of files left out when a folder or a glob is searched.
        authority: CSV file with ids and names of the user's own (columns id, type, name, aliases).
        columns: names of the fields of JSONL, CSV and Parquet records.
    """

    published: dt.date | None = None
    workers: int = 0
    strict: bool = False
    exclude: tuple[str, ...] = EXCLUDED
    authority: Path | None = None
    columns: Columns = dataclasses.field(default_factory=Columns)

    @property
    def processes(self) -> int:
        """The number of worker processes that ``workers`` stands for."""
        return self.workers or len(os.sched_getaffinity(0))


def read_config(path: Path) -> Config:
    """The Config of a TOML file.

    Raises:
        ConfigError: the file is missing or no TOML, a key is unknown, a value has the wrong type.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ConfigError(f"{path}: the options file cannot be read: {fault.strerror}") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ConfigError(f"{path}: the options file is not TOML: {fault}") from fault
    return make_config(content, where=str(path))


def make_config(options: Mapping[str, Any], *, where: str = "options", base: Config | None = None) -> Config:
    """A Config with the given options set over ``base``.

    Raises:
        ConfigError: a key is unknown (the nearest known one is named) or a value has the wrong type.
    """
    known = [f.name for f in dataclasses.fields(Config)]
    values = {key: _value(key, value, where) for key, value in _checked(options, known, where).items()}
    return dataclasses.replace(base or Config(), **values)


def _checked(options: Mapping[str, Any], known: list[str], where: str) -> Mapping[str, Any]:
    for key in options:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known keys are {', '.join(known)}"
            raise ConfigError(f"{where}: unknown key {key!r}{hint}")
    return options


def _value(key: str, value: Any, where: str) -> Any:
    if key == "columns" and isinstance(value, Mapping):
        known = [f.name for f in dataclasses.fields(Columns)]
        return Columns(**{k: _expect(k, v, str, where) for k, v in _checked(value, known, where).items()})
    if key == "published":
        return _day(value, where)
    if key == "exclude":
        return tuple(_expect(key, item, str, where) for item in _expect(key, value, list, where))
    if key == "authority":
        return Path(_expect(key, value, str, where))
    if key == "strict":
        return _expect(key, value, bool, where)
    if key == "workers" and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        raise ConfigError(f"{where}: 'workers' must be a whole number from 0, not {value!r}")
    return value


def _expect(key: str, value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind):
        raise ConfigError(f"{where}: {key!r} must be {_NAMES[kind]}, not {value!r}")
    return value


_NAMES = {str: "a string", bool: "true or false", list: "a list of strings"}


def _day(value: Any, where: str) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as fault:
        raise ConfigError(f"{where}: 'published' must be a day such as 2024-10-21, not {value!r}") from fault
