"""French words as data: TOML and CSV files beside this module, read by :mod:`pipeline.lexicon.lexicon`."""
