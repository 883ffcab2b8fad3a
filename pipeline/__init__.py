"""communiques: French news and press releases into normalised tables.

From texts to pandas tables::

    import pipeline

    documents = pipeline.read_corpus(["corpus"])
    tables = pipeline.build_tables(pipeline.extract(documents))
    tables["figures"][["text", "value", "unit", "counted", "statement"]]
    pipeline.write(tables, "outputs")

A single text::

    found = pipeline.extract_text("Rabat accueille lundi plus de 140 chercheurs.", published="2024-10-21")
    found.figures[0].quantity.value
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api import *  # noqa: F403 - a type checker sees what __getattr__ hands out

__version__ = version("communiques")


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute is any object
    """Loads the public names on first use: ``communiques --help`` need not wait for pandas and spaCy."""
    api = import_module("pipeline.api")
    if name not in api.__all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(api, name)


def __dir__() -> list[str]:
    return [*import_module("pipeline.api").__all__, "__version__"]
