"""Checks on what a model writes: runs of words copied from the training text, and words of a given list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from .cases import Case
from .corpus import text_files
from .reader import Reader
from .writing import Taste, write_forward

RUN = 12
"""Words in a row that count as copied."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PRIME = np.uint64(1_099_511_628_211)


def words_of(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


class KnownRuns:
    """Every run of `RUN` words of the training text, as sorted 64-bit hashes (a false find: one in a million million)."""

    def __init__(self, files: Iterable[Path]):
        self._ids: dict[str, int] = {}
        runs = [self._hashes(words_of(file.read_text(encoding="utf-8"))) for file in files]
        self._sorted = np.unique(np.concatenate(runs))

    def _hashes(self, words: list[str]) -> np.ndarray:
        ids = np.array([self._ids.setdefault(word, len(self._ids) + 1) for word in words], np.uint64)
        count = max(0, len(ids) - RUN + 1)
        hashes = np.zeros(count, np.uint64)
        with np.errstate(over="ignore"):
            for offset in range(RUN):
                hashes = (hashes ^ ids[offset : offset + count]) * _PRIME
        return hashes

    def copied(self, text: str) -> bool:
        """Whether any run of the text stands in the training text."""
        hashes = self._hashes(words_of(text))
        at = np.searchsorted(self._sorted, hashes)
        return bool((self._sorted[np.minimum(at, len(self._sorted) - 1)] == hashes).any())


def check_writing(
    reader: Reader, cases: list[Case], decode, training_texts: Path, listed_words: Path | None = None
) -> dict:
    """Fills every case once -> how many hold a copied run, and how many a listed word, beside how many authors' texts do.

    A run counts only if it is in the written text alone: the context may quote what the training text quotes.
    """
    known = KnownRuns(text_files(training_texts))
    listed = set(listed_words.read_text(encoding="utf-8").lower().split()) if listed_words else set()
    taste = Taste()
    copied: list[str] = []
    found: dict[str, list[str]] = dict(model=[], author=[])
    for number, case in enumerate(cases):
        rng = np.random.default_rng(number)
        context = reader.encode(case.context_ids(), case.context_positions())
        text = decode(write_forward(reader, context, case, 1, taste, rng).texts[0].tolist())
        if known.copied(text):
            copied.append(text)
        for writer, written in (("model", text), ("author", decode(case.truth))):
            if words := listed.intersection(words_of(written)):
                found[writer].append(" ".join(sorted(words)))
    return dict(
        regions=len(cases),
        copied=len(copied),
        copied_texts=copied,
        with_listed_word={writer: len(words) for writer, words in found.items()},
        listed_words_found=found,
    )
