"""Everything that this package raises on purpose.

CommuniquesError
├── UsageError          the caller asked for something that cannot be: an unknown option, a missing folder
│   └── ConfigError     a configuration file or option does not hold
├── InputError          one input cannot become a document; a run turns it into a row of ``rejects``
├── SchemaError         tables break their own contract: a key, a reference, a span; always our fault
└── GoldError           a gold file does not hold
"""

from __future__ import annotations


class CommuniquesError(Exception):
    """The root: catch it to catch all that this package raises on purpose."""


class UsageError(CommuniquesError):
    """The caller asked for something that cannot be done; the message says what would work."""


class ConfigError(UsageError):
    """A configuration value or key is not allowed; the message names it and what is allowed."""


class InputError(CommuniquesError):
    """One input cannot become a document.

    Args:
        code: a short stable word for the kind of fault, such as ``empty`` or ``not_utf8``.
        message: what is wrong and what to do about it.
        source: where the input came from, a path with a line number where that helps.
    """

    def __init__(self, code: str, message: str, source: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.source = source


class SchemaError(CommuniquesError):
    """Tables break their contract; the message names the table, the column and the first rows at fault."""


class GoldError(CommuniquesError):
    """A gold file does not hold; the message names the file and each fault."""
