"""Readers: one small module a format, each from a file or stream to documents."""
