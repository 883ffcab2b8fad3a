"""Commands that build what :mod:`pipeline.resources` holds, from licensed source data."""
