"""The user's file of ids and names."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import read

from pipeline.errors import ConfigError
from pipeline.resolve.across import resolve_corpus
from pipeline.resolve.authority import read_authority

GOOD = """id,type,name,aliases
Q1,person,Aïssatou Ndiaye,A. Ndiaye|Aissatou Ndiaye Fall
Q2,organisation,"Office des forêts, eaux et chasses",OFEC
Q3,place,Valmy-les-Bains,
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "authority.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_fixes_ids_and_names(tmp_path: Path) -> None:
    texts = [
        "[P:Aïssatou NDIAYE], [O:OFEC], [L:Valmy-les-Bains]",
        "[P:Aissatou Ndiaye Fall] et l'[O:OFEC]",
        "[P:Awa Sow]",
    ]
    documents = [(f"d{i}", read(text).entities(), ()) for i, text in enumerate(texts)]
    resolved = resolve_corpus(documents, read_authority(write(tmp_path, GOOD)))
    assert [(e.entity_id, e.authority_id, e.name, len(e.members)) for e in resolved] == [
        ("Q2", "Q2", "Office des forêts, eaux et chasses", 2),
        ("Q1", "Q1", "Aïssatou Ndiaye", 2),
        ("awa-sow", None, "Awa Sow", 1),
        ("Q3", "Q3", "Valmy-les-Bains", 1),
    ]
    assert {m.merged_by for e in resolved if e.authority_id for m in e.members} == {"authority"}


def test_two_entries_are_never_one(tmp_path: Path) -> None:
    path = write(tmp_path, "id,type,name,aliases\n1,person,Awa Sow,\n2,person,Awa Sowe,A. Sow\n")
    documents = [("d0", read("[P:Awa Sow]").entities(), ()), ("d1", read("[P:A. Sow]").entities(), ())]
    assert [e.entity_id for e in resolve_corpus(documents, read_authority(path))] == ["1", "2"]


def test_a_family_name_is_no_alias_of_its_bearers(tmp_path: Path) -> None:
    path = write(tmp_path, "id,type,name,aliases\n1,person,Awa Sow,Sow\n")
    documents = [("d0", read("[P:Marie Sow] parle. [P:Sow] sort.").entities(), ())]
    assert [e.entity_id for e in resolve_corpus(documents, read_authority(path))] == ["marie-sow"]


def test_an_id_that_a_slug_would_take_stays_the_users(tmp_path: Path) -> None:
    path = write(tmp_path, "id,type,name,aliases\nawa-sow,place,Valmy-les-Bains,\n")
    documents = [("d0", read("[P:Awa Sow] à [L:Valmy-les-Bains]").entities(), ())]
    assert [e.entity_id for e in resolve_corpus(documents, read_authority(path))] == ["awa-sow-person", "awa-sow"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ":1: no column"),
        ("id,name\n", ":1: no column type"),
        ("id,type,name\n,person,Awa\n", ":2: no id"),
        ("id,type,name\n1,person,\n", ":2: no name"),
        ("id,type,name\n1,human,Awa\n", ":2: type 'human' is none of person, organisation, place"),
        ("id,type,name\n1,person,Awa\n1,person,Omar\n", ":3: id '1' stands twice"),
        ("id,type,name,aliases\n1,person,Awa,\n2,person,Omar,AWA\n", ":3: 'AWA' is a name of '1' too"),
        ("id,type,name\n1,person,...\n", ":2: the name '...' has no letter"),
        ("id,type,name,aliases\n1,person,Sow, Awa,x\n", ":2: more fields than columns"),
        ('id,type,name,aliases\n1,person,"Awa"x,\n', ":2: no valid CSV"),
    ],
)
def test_bad_rows_are_refused_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as fault:
        read_authority(write(tmp_path, text))
    assert message in str(fault.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_authority(tmp_path / "none.csv")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "authority.csv"
    path.write_bytes(b"id,type,name\n1,person,\xff\xfe\n")
    with pytest.raises(ConfigError, match="UTF-8"):
        read_authority(path)
