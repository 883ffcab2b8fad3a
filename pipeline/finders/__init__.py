"""Finders: one noun a module, each a pure function of an annotated document."""
