from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import UsageError
from pipeline.ingest.raw import Columns
from pipeline.ingest.read import read_corpus
from pipeline.records import Document, Reject

TEXT = "La mairie ouvre une crèche."


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def documents(*inputs: Path | str, **options: object) -> list[Document]:
    read = list(read_corpus([str(name) for name in inputs], **options))  # type: ignore[arg-type]
    assert not [item for item in read if isinstance(item, Reject)]
    return [item for item in read if isinstance(item, Document)]


def reject(*inputs: Path) -> Reject:
    (item,) = read_corpus([str(name) for name in inputs])
    assert isinstance(item, Reject)
    return item


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfBonjour", "Bonjour"),
        (b"un\r\ndeux\r\n", "un\ndeux\n"),
        ("  espaces  gardés \n\n".encode(), "  espaces  gardés \n\n"),
        ("l’été «\u00a0oui\u00a0»".encode(), "l’été «\u00a0oui\u00a0»"),
        ("L’été à Nîmes, c’est 3 000 € dépensés où ?".encode("cp1252"), "L’été à Nîmes, c’est 3 000 € dépensés où ?"),
        ("Où ? À Besançon.".encode("utf-16"), "Où ? À Besançon."),
    ],
)
def test_text_is_kept_verbatim_but_for_bom_and_line_ends(tmp_path: Path, content: bytes, text: str) -> None:
    (document,) = documents(put(tmp_path, "a.txt", content))
    assert document.text == text


def test_a_plain_file_has_its_path_as_id(tmp_path: Path) -> None:
    put(tmp_path, "2019/a.txt", TEXT)
    (document,) = documents(tmp_path)
    assert document.source_id == "2019/a.txt"
    assert document.source == f"{tmp_path.as_posix()}/2019/a.txt"
    assert document.source_format == "txt"
    assert document.language == "fr"
    assert document.document_id.startswith("2019-a-")


def test_the_sidecar_tells_of_plain_files(tmp_path: Path) -> None:
    put(tmp_path, "metadata.csv", "file;title;published;publisher\nsub/a.txt;Crèche;2020-03-04;Ville\n")
    put(tmp_path, "sub/a.txt", TEXT)
    (document,) = documents(tmp_path)
    assert (document.title, document.publisher) == ("Crèche", "Ville")
    assert (document.published, document.published_from) == (dt.date(2020, 3, 4), "metadata")


@pytest.mark.parametrize(
    ("name", "text", "published", "told_by"),
    [
        ("2024-10-21_x.txt", TEXT, dt.date(2024, 10, 21), "path"),
        ("20241021.txt", TEXT, dt.date(2024, 10, 21), "path"),
        ("2024-13-45.txt", TEXT, None, None),
        ("a.txt", "Rabat, le 24 octobre 2024 – " + TEXT, dt.date(2024, 10, 24), "dateline"),
        ("a.txt", "PARIS, 3 mars (AGP) – " + TEXT, None, None),
        ("a.txt", "Communiqué de presse – 8 mars 2023\n" + TEXT, dt.date(2023, 3, 8), "text"),
        ("a.txt", TEXT + "\nLe 12/04/2017", dt.date(2017, 4, 12), "text"),
        ("a.txt", TEXT + " Elle date du 8 mars 2023.", None, None),
    ],
)
def test_day_of_publication(
    tmp_path: Path, name: str, text: str, published: dt.date | None, told_by: str | None
) -> None:
    (document,) = documents(put(tmp_path, name, text))
    assert (document.published, document.published_from) == (published, told_by)


def test_the_option_tells_what_nothing_else_does(tmp_path: Path) -> None:
    day = dt.date(2020, 1, 2)
    (document,) = documents(put(tmp_path, "a.txt", TEXT), published=day)
    assert (document.published, document.published_from) == (day, "option")


def test_front_matter_is_metadata_and_no_text(tmp_path: Path) -> None:
    head = '---\ntitle: "Une crèche"\ndate: 2021-05-06\npublisher: Ville\ntags:\n  - a\n---\n'
    (document,) = documents(put(tmp_path, "a.md", head + TEXT))
    assert document.text == TEXT
    assert (document.title, document.publisher, document.published) == ("Une crèche", "Ville", dt.date(2021, 5, 6))


def test_markdown_without_front_matter_is_all_text(tmp_path: Path) -> None:
    (document,) = documents(put(tmp_path, "a.md", "# Titre\n---\n" + TEXT))
    assert document.text == "# Titre\n---\n" + TEXT


def test_jsonl_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    good = json.dumps({"id": "x1", "text": TEXT, "published": "2024-10-21T08:00:00+02:00", "title": None})
    lines = [good, "{broken", '"a string"', '{"id": "x2"}', '{"id": "x3", "text": "  "}', good]
    read = list(read_corpus([str(put(tmp_path, "a.jsonl", "\n".join(lines)))]))
    found = [item for item in read if isinstance(item, Document)]
    assert [d.source_id for d in found] == ["x1", "x1"]
    assert len({d.document_id for d in found}) == 2, "the same record twice does not disappear"
    assert found[0].published == dt.date(2024, 10, 21)
    faults = [(item.source.rpartition(":")[2], item.error) for item in read if isinstance(item, Reject)]
    assert faults == [("2", "bad_json"), ("3", "bad_json"), ("4", "empty"), ("5", "empty")]


def test_csv_with_semicolons_and_named_columns(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", 'no;corps;jour\n7;"un; deux\ntrois";2020-01-02\n8;"";\n')
    read = list(read_corpus([str(path)], columns=Columns(id="no", text="corps", published="jour")))
    assert isinstance(read[0], Document)
    assert (read[0].source_id, read[0].text, read[0].published) == ("7", "un; deux\ntrois", dt.date(2020, 1, 2))
    assert isinstance(read[1], Reject)


def test_csv_rows_with_too_many_fields_are_rejects(tmp_path: Path) -> None:
    read = list(read_corpus([str(put(tmp_path, "a.csv", "id,text\n1,un, deux\n2,trois\n"))]))
    assert [type(item) for item in read] == [Reject, Document]


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": [1, 2], "text": [TEXT, None], "published": [dt.date(2020, 1, 2), None]}), path)
    read = list(read_corpus([str(path)]))
    assert isinstance(read[0], Document)
    assert (read[0].source_id, read[0].published) == ("1", dt.date(2020, 1, 2))
    assert isinstance(read[1], Reject)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf \n", "empty"),
        ("a.txt", b"PK\x03\x04\x00\x00", "binary"),
        ("a.docx", b"PK", "unknown_format"),
        ("a", b"texte", "unknown_format"),
        ("a.csv", b"id,body\n1,x\n", "no_text_column"),
        ("a.csv", b"", "no_text_column"),
        ("a.parquet", b"no parquet", "bad_parquet"),
    ],
)
def test_what_cannot_be_read_is_a_reject(tmp_path: Path, name: str, content: bytes, error: str) -> None:
    item = reject(put(tmp_path, name, content))
    assert item.error == error
    assert item.source.endswith(name)
    assert len(item.message) > 10


def test_unwritable_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    (document,) = documents(put(tmp_path, "a.jsonl", '{"id": "x", "text": "a\\ud800b\\u0000c"}'))
    assert document.text == "a\ufffdb\ufffdc"


def test_order_and_repeats_of_inputs_do_not_matter(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/d.txt"):
        put(tmp_path, name, TEXT + name)
    names = [tmp_path, tmp_path / "a.txt", f"{tmp_path}/**/*.txt"]
    texts = sorted(document.text for document in documents(*names))
    assert texts == sorted(document.text for document in documents(*reversed(names)))
    assert len(texts) == 3


def test_gold_notes_and_hidden_files_are_left_out_of_folders(tmp_path: Path) -> None:
    for name in ("a.txt", "gold/a.txt.json", "README.md", ".cache.txt", "metadata.csv"):
        put(tmp_path, name, TEXT)
    assert [document.source_id for document in documents(tmp_path)] == ["a.txt"]
    assert len(documents(tmp_path / "README.md")) == 1, "what is named outright is read"


@pytest.mark.parametrize("name", ["nowhere", "nowhere/*.txt", "nowhere.txt"])
def test_an_input_that_names_nothing_is_a_usage_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        list(read_corpus([str(tmp_path / name)]))
