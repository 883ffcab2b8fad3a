"""The command line: parse, call the package, print, exit code. No logic.

Exit codes: 0 fine, 1 some inputs were rejected, 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from pipeline import schema as tables_schema
from pipeline.errors import CommuniquesError

if TYPE_CHECKING:
    from pipeline.batch import Report
    from pipeline.evaluate import Tally

REJECTED = 1
USAGE = 2

app = typer.Typer(
    name="communiques",
    help="Turns French news and press releases into normalised tables (CSV and Parquet).",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
out_console = Console()
err_console = Console(stderr=True)

Config = Annotated[Path | None, typer.Option("--config", help="Options from a TOML file; the command line wins.")]
Published = Annotated[
    str | None, typer.Option(help="Day of publication (YYYY-MM-DD) for texts of which nothing tells it.")
]
Authority = Annotated[
    Path | None, typer.Option(help="CSV of your own ids and names: id, type, name, aliases separated by |.")
]


def main() -> None:
    """Runs the command; faults that the user can mend are told in a line, with exit code 2."""
    try:
        app()
    except CommuniquesError as fault:
        err_console.print(f"[bold red]error:[/] {fault}", highlight=False, soft_wrap=True)
        sys.exit(USAGE)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"communiques {version('communiques')}")
        raise typer.Exit


@app.callback()
def _root(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Turns French news and press releases into normalised tables (CSV and Parquet)."""


@app.command()
def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files, folders, globs, or - for standard input.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the tables; made if it is not there.")],
    published: Published = None,
    workers: Annotated[int | None, typer.Option(min=0, help="Processes; 0 takes one a core. Same tables.")] = None,
    strict: Annotated[bool | None, typer.Option("--strict", help="Stop at the first input that fails.")] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(help="Pattern of files to leave out of a folder; repeatable.")
    ] = None,
    authority: Authority = None,
    config: Config = None,
) -> None:
    """Extract every text of the inputs into tables.

    Reads .txt, .md (front matter understood), .jsonl, .csv and .parquet. Inputs that cannot be read become rows of
    the table `rejects`, and the exit code is 1.
    """
    from pipeline.batch import run as run_corpus  # noqa: PLC0415
    from pipeline.config import make_config, read_config  # noqa: PLC0415 - help and errors should not wait for pandas

    given = {
        "published": published,
        "workers": workers,
        "strict": strict,
        "exclude": exclude,
        "authority": str(authority) if authority else None,
    }
    options = {key: value for key, value in given.items() if value is not None}
    base = read_config(config) if config else None
    with _progress() as advance:
        report = run_corpus(inputs, out, make_config(options, where="command line", base=base), advance)
    _summarise(report, out)
    if report.rejects:
        raise typer.Exit(REJECTED)


@contextmanager
def _progress() -> Iterator[Any]:
    columns = (
        TextColumn("extracting"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err_console, transient=True, disable=not err_console.is_terminal) as bar:
        task = bar.add_task("extracting", total=None, speed="")

        def advance(done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=done, total=total, speed=f"{speed:.1f} documents/s" if speed else "")

        yield advance


def _summarise(report: Report, out: Path) -> None:
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    for name, rows in report.rows.items():
        table.add_row(name, f"{rows:,}".replace(",", " "))
    err_console.print(table)
    for reject in report.rejects:
        err_console.print(f"[yellow]rejected[/] {reject.source}: {reject.message} ({reject.error})", soft_wrap=True)
    if report.excluded:
        err_console.print(f"{report.excluded} files left out by pattern (metadata, notes, gold annotation)")
    if report.other_languages:
        err_console.print(f"{report.other_languages} documents do not look French; see documents.language")
    seconds = sum(report.seconds.values())
    err_console.print(
        f"{report.documents} documents, {len(report.rejects)} rejected, in {seconds:.1f} s: "
        f"{report.words_per_second:.0f} words per second; tables in {out}",
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file with one text, or - for standard input.")],
    published: Published = None,
) -> None:
    """Show one text with its finds highlighted, and the rows they give."""
    from pipeline.config import make_config  # noqa: PLC0415 - help and errors should not wait for pandas
    from pipeline.errors import UsageError  # noqa: PLC0415
    from pipeline.extraction import extract_document  # noqa: PLC0415
    from pipeline.ingest.read import read_corpus  # noqa: PLC0415
    from pipeline.records import Reject  # noqa: PLC0415
    from pipeline.show import show as show_extraction  # noqa: PLC0415
    from pipeline.tables import build_tables  # noqa: PLC0415

    options = make_config({"published": published} if published else {}, where="command line")
    for item in read_corpus([file], published=options.published):
        if isinstance(item, Reject):
            raise UsageError(f"{item.source}: {item.message}")
        extraction = extract_document(item)
        show_extraction(extraction, build_tables([extraction]), out_console)


@app.command()
def schema(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="As Markdown, the text of docs/tables.md.")] = False,
) -> None:
    """Print the data dictionary: every table and column with its meaning."""
    if as_json:
        typer.echo(json.dumps(tables_schema.dictionary(), ensure_ascii=False, indent=2))
    elif markdown:
        typer.echo(tables_schema.dictionary_markdown(), nl=False)
    else:
        for table in tables_schema.tables().values():
            out_console.print(_dictionary_table(table))


def _dictionary_table(table: tables_schema.Table) -> Table:
    shown = Table(title=f"{table.name} — {table.description}", title_justify="left", header_style="bold")
    for head in ("column", "type", "meaning"):
        shown.add_column(head, overflow="fold")
    for column in table.columns:
        meaning = column.description + (f" ({', '.join(column.values)})" if column.values else "")
        shown.add_row(column.name, column.type + ("" if column.nullable else " *"), meaning)
    return shown


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold files (*.json).")],
    tables: Annotated[Path, typer.Argument(metavar="TABLES", help="The --out folder of a run over the same texts.")],
    errors: Annotated[int, typer.Option(min=0, help="Print up to N errors of each measure.")] = 0,
    by_genre: Annotated[bool, typer.Option("--by-genre", help="Also for the texts of each genre alone.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Measure a run's tables against gold annotation: precision, recall and F1."""
    from pipeline.evaluate import evaluate_genres  # noqa: PLC0415 - help and errors should not wait for pyarrow

    tally, genres = evaluate_genres(gold, tables)
    if as_json:
        measured: dict[str, Any] = _as_json(tally)
        if by_genre:
            measured["genres"] = {genre: _as_json(part) for genre, part in genres.items()}
        typer.echo(json.dumps(measured, indent=1))
        return
    _print_scores(tally)
    for genre, part in genres.items() if by_genre else ():
        typer.echo(f"\n# {genre}")
        _print_scores(part)
    _print_errors(tally, errors)


def _as_json(tally: Tally) -> dict[str, Any]:
    from pipeline.evaluate import headline  # noqa: PLC0415

    scores = tally.scores()
    measures = {
        s.measure: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "gold": s.gold, "found": s.found}
        for s in scores
    }
    return {"measures": measures, "headline": headline(scores)}


def _print_scores(tally: Tally) -> None:
    from pipeline.evaluate import headline  # noqa: PLC0415

    scores = tally.scores()
    typer.echo(f"{'measure':28} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6}")
    for s in scores:
        typer.echo(f"{s.measure:28} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f} {s.gold:6} {s.found:6}")
    typer.echo(f"{'headline (mean F1 of 10)':28} {'':6} {'':6} {headline(scores):6.3f}")


def _print_errors(tally: Tally, most: int) -> None:
    for name, lines in tally.errors.items() if most else ():
        typer.echo(f"\n# {name}: {len(lines)} errors")
        for line in lines[:most]:
            typer.echo(f"   {line}")
