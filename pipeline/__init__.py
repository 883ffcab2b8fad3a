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
    from pipeline.api import (  # what __getattr__ hands out, for type checkers
        Authority,
        CommuniquesError,
        Config,
        ConfigError,
        Document,
        Extraction,
        GoldError,
        InputError,
        Reject,
        Report,
        SchemaError,
        Tables,
        UsageError,
        build_tables,
        extract,
        extract_text,
        read_authority,
        read_config,
        read_corpus,
        run,
        write,
    )

__version__ = version("communiques")

__all__ = [
    "Authority",
    "CommuniquesError",
    "Config",
    "ConfigError",
    "Document",
    "Extraction",
    "GoldError",
    "InputError",
    "Reject",
    "Report",
    "SchemaError",
    "Tables",
    "UsageError",
    "build_tables",
    "extract",
    "extract_text",
    "read_authority",
    "read_config",
    "read_corpus",
    "run",
    "write",
]


def __getattr__(name: str) -> Any:
    """Loads the public names on first use: ``communiques --help`` need not wait for pandas and spaCy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("pipeline.api"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
