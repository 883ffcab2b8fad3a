# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A first look at the tables
#
# `make run` turned the texts of `corpus/` into tables. This notebook opens them, draws three charts, and goes back from
# a figure to the sentence that states it: the step to take before a number is published.

# %%
import os
from pathlib import Path

import altair as alt
import pandas as pd
from IPython.display import HTML, display

alt.renderers.enable("png", scale_factor=1.5)
folder = Path(os.environ.get("COMMUNIQUES_OUTPUTS", "../outputs"))
tables = {path.stem: pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}
pd.DataFrame({"rows": {name: len(table) for name, table in tables.items()}})

# %% [markdown]
# ## What happens, and when
#
# One row of `events` is one event over all documents that tell of it; `documents` counts them.

# %%
dated = tables["events"].dropna(subset=["first_day"])
events = pd.DataFrame(
    {
        "day": pd.to_datetime(dated.first_day),
        "kind": dated.kind.astype(str),
        "status": dated.status.astype(str),
        "documents": dated.documents,
    }
)
alt.Chart(events, width=620, title="Events by kind and day").mark_circle(opacity=0.6).encode(
    x=alt.X("day:T", title=None),
    y=alt.Y("kind:N", title=None, sort="-x"),
    size=alt.Size("documents:Q", title="documents"),
    color=alt.Color("status:N", title="status"),
)

# %% [markdown]
# The events that more than one document tells of, with their participants:

# %%
names = pd.concat(
    [
        tables["people"].rename(columns={"person_id": "entity_id"}),
        tables["organisations"].rename(columns={"organisation_id": "entity_id"}),
        tables["places"].rename(columns={"place_id": "entity_id"}),
    ]
).set_index("entity_id")["name"]
shared = tables["events"].query("documents > 1")
who = (
    tables["event_participants"]
    .assign(name=lambda t: t.entity_id.map(names))
    .groupby("event_id")["name"]
    .agg(lambda found: ", ".join(sorted(set(found))))
)
shared[["name", "kind", "first_day", "last_day", "documents"]].assign(participants=shared.event_id.map(who))

# %% [markdown]
# ## Who speaks
#
# `quotes.speaker_id` points to a person or an organisation; the chart counts words, not quotes.

# %%
spoken = (
    tables["quotes"]
    .query("kind == 'direct'")
    .dropna(subset=["speaker_id"])
    .assign(name=lambda t: t.speaker_id.map(names), words=lambda t: t.text.str.split().str.len())
    .groupby("name", as_index=False)["words"]
    .sum()
    .nlargest(12, "words")
)
alt.Chart(spoken, width=480, title="Words quoted").mark_bar().encode(
    x=alt.X("words:Q", title=None), y=alt.Y("name:N", title=None, sort="-x")
)

# %% [markdown]
# ## Where
#
# Places carry the coordinates of GeoNames, so that a map is one chart away.

# %%
places = tables["places"].dropna(subset=["latitude"]).assign(kind=lambda t: t.kind.astype(str)).drop(columns="geonames")
alt.Chart(places, width=620, height=380, title="Places named").mark_circle(opacity=0.6).encode(
    longitude="longitude:Q",
    latitude="latitude:Q",
    size=alt.Size("mentions:Q", title="mentions"),
    color=alt.Color("kind:N", title="kind"),
).project("equalEarth")

# %% [markdown]
# ## From a figure back to its sentence
#
# Every row knows its document and its characters: `documents.text[start:end]` is the row's text.

# %%
texts = tables["documents"].set_index("document_id")
figures = tables["figures"]
shares = figures.query("kind == 'percent' and counted.notna()", engine="python")
shares[["text", "comparator", "value", "counted", "change", "place_id", "document_id"]].head(10)


# %%
def in_its_sentence(row: pd.Series) -> str:
    """The row's sentence with the row's own characters marked."""
    sentences = tables["sentences"].set_index(["document_id", "sentence"])
    sentence = sentences.loc[(row.document_id, row.sentence)]
    text = texts.loc[row.document_id, "text"]
    before, inside, after = (
        text[sentence.start : row.start],
        text[row.start : row.end],
        text[row.end : sentence.end],
    )
    return f"<p>{before}<mark>{inside}</mark>{after}<br><small>{texts.loc[row.document_id, 'source']}</small></p>"


display(HTML("".join(in_its_sentence(row) for _, row in shares.head(3).iterrows())))

# %% [markdown]
# The figures that belong to an event, through `figures.event_id`:

# %%
of_events = figures.dropna(subset=["event_id"]).merge(tables["events"], on="event_id", suffixes=("", "_event"))
of_events[["name", "text", "comparator", "value", "counted"]].head(12)
