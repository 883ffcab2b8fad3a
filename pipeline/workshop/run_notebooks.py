"""Executes the notebooks' sources and writes them with their output.

python -m pipeline.workshop.run_notebooks notebooks
"""

from __future__ import annotations

import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient


def run_notebook(source: Path) -> Path:
    """Executes ``NAME.py`` in its own folder and writes ``NAME.ipynb`` beside it.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails.
    """
    notebook = jupytext.read(source)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(source.parent)}}).execute()
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02d}"  # else random, a change at each run
        cell.metadata.pop("execution", None)  # clock times
    target = source.with_suffix(".ipynb")
    nbformat.write(notebook, target)
    return target


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*.py")):
        print(run_notebook(path))
