from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.config import Config, make_config, read_config
from pipeline.errors import ConfigError


def read(tmp_path: Path, content: str) -> Config:
    path = tmp_path / "options.toml"
    path.write_text(content, encoding="utf-8")
    return read_config(path)


def test_a_whole_file(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        'published = 2024-10-21\nworkers = 2\nstrict = true\nexclude = ["x/*"]\nauthority = "a.csv"\n'
        '[columns]\ntext = "corps"\n',
    )
    assert config.published == dt.date(2024, 10, 21)
    assert (config.workers, config.strict, config.exclude) == (2, True, ("x/*",))
    assert config.authority == Path("a.csv")
    assert (config.columns.text, config.columns.id) == ("corps", "id")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("worker = 2", "unknown key 'worker'; did you mean 'workers'"),
        ("zzzzz = 2", "known keys are published, workers"),
        ('[columns]\ntexte = "corps"', "unknown key 'texte'; did you mean 'text'"),
        ("workers = -1", "'workers' must be a whole number from 0"),
        ("workers = true", "'workers' must be a whole number"),
        ('strict = "yes"', "'strict' must be true or false"),
        ('exclude = "x"', "'exclude' must be a list"),
        ('published = "hier"', "'published' must be a day such as"),
        ("workers = ", "not TOML"),
    ],
)
def test_faults_are_named(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(ConfigError, match=r"options\.toml") as fault:
        read(tmp_path, content)
    assert said in str(fault.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml.*cannot be read"):
        read_config(tmp_path / "none.toml")


def test_later_options_win() -> None:
    base = make_config({"workers": 3, "strict": True})
    assert make_config({"workers": 1}, base=base) == Config(workers=1, strict=True)
