"""Value parsers: pure functions from a French phrase to its value, without a language model."""
