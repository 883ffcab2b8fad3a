"""From bytes to text: UTF-8 first, then what the bytes themselves suggest."""

from __future__ import annotations

from charset_normalizer import from_bytes

from pipeline.errors import InputError

# Legacy encodings of French text; the order is the preference where several fit.
_LEGACY = ["cp1252", "iso8859_15", "latin_1", "mac_roman", "cp850"]


def decode(data: bytes, source: str) -> str:
    """The text of a file.

    Raises:
        InputError: ``binary`` for files that hold no text, ``unknown_encoding`` where no French encoding fits.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise InputError("binary", "the file holds binary data, not text; convert it to UTF-8 text first", source)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=_LEGACY).best()
    if best is None:
        raise InputError("unknown_encoding", "the encoding is not recognised; save the file as UTF-8", source)
    return str(best)
