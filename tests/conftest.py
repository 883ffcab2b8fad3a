"""What several tests share: the corpus, and one run over it.

The package is imported inside the fixtures: a table of phrases need not wait for pandas.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pipeline.batch import Report

# The same examples at every run: a change breaks a property, not the day.
settings.register_profile("fixed", derandomize=True)
settings.load_profile("fixed")

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"


@pytest.fixture(scope="session")
def corpus_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The folder of the tables of a run over the corpus in one process, and its report."""
    from pipeline.batch import run
    from pipeline.config import Config

    out = tmp_path_factory.mktemp("outputs")
    return out, run([str(CORPUS)], out, Config(workers=1))


@pytest.fixture(scope="session")
def outputs(corpus_run: tuple[Path, Report]) -> Path:
    """The folder of the tables of a run over the corpus."""
    return corpus_run[0]
