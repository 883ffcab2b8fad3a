"""How the time that a scan takes grows with its text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable


def seconds(scan: Callable[[str], Iterable[object]], text: str) -> float:
    """Processor time of a whole scan, the best of three: a pause of the machine is not the text's cost."""

    def once() -> float:
        start = time.process_time()
        list(scan(text))
        return time.process_time() - start

    return min(once() for _ in range(3))
