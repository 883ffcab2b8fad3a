"""The names model: a component of our own in the place of the stock model's ``ner``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(__file__).parent / "names_model"


def add_names_model(nlp: Language) -> None:
    """Adds the component ``ner`` that ships with the package, at the end of a pipeline that has none.

    It marks ``doc.ents`` as PER, ORG, LOC or MISC (what is named and is none of the three: events, products, works).
    The pipeline must hold the word vectors of the model that the component was trained on, and the document its
    sentence starts: no name crosses one. The card is ``names_model/README.md``.

    Raises:
        ValueError: the pipeline has a component ``ner`` already.
    """
    from thinc.api import Config  # noqa: PLC0415 - thinc takes a second; who needs no model should not wait for it

    settings = Config().from_disk(FOLDER / "config.cfg")["components"]["ner"]
    component = nlp.add_pipe("ner", config={key: value for key, value in settings.items() if key != "factory"})
    component.from_disk(FOLDER / "ner", exclude=["vocab"])
