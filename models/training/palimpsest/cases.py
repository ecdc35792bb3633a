"""Erased sentences of held-out files: the task that models are judged by, as a file that any engine can read."""

from __future__ import annotations

import json
import random
import re
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .corpus import PARAGRAPH_END, documents_of, text_files

LEFT, RIGHT = 192, 64
"""Most tokens of context on either side."""
_SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”’'])) +")


@dataclass(frozen=True)
class Case:
    """One sentence between fixed text. `open` says which places are hidden when half of them are."""

    kind: str
    left: list[int]
    truth: list[int]
    right: list[int]
    open: list[bool]

    @property
    def places(self) -> int:
        return len(self.truth)

    def context_ids(self) -> np.ndarray:
        return np.array(self.left + self.right)

    def context_positions(self) -> np.ndarray:
        left, right = len(self.left), len(self.right)
        return np.concatenate([np.arange(left), np.arange(left + self.places, left + self.places + right)])

    def region_positions(self) -> np.ndarray:
        """Of the lead and the places, [places + 1]."""
        return np.arange(len(self.left) - 1, len(self.left) + self.places)


def draw_cases(folder: Path, tokenizer: Tokenizer, per_kind: int, seed: int = 7) -> list[Case]:
    """`per_kind` sentences from each subfolder of texts (fiction, docs), every document equally likely to give one."""
    rng = random.Random(seed)
    kinds: dict[str, list[list[str]]] = {}
    for file in text_files(folder):
        kinds.setdefault(file.parent.name, []).extend(documents_of(file.read_text(encoding="utf-8")))
    cases = []
    for kind, documents in sorted(kinds.items()):
        wanted = len(cases) + per_kind
        while len(cases) < wanted:
            case = _erase_sentence(kind, rng.choice(documents), tokenizer, rng)
            if case:
                cases.append(case)
    return cases


def _erase_sentence(kind: str, paragraphs: list[str], tokenizer: Tokenizer, rng: random.Random) -> Case | None:
    at = rng.randrange(len(paragraphs))
    sentences = _SENTENCE_END.split(paragraphs[at])
    if len(sentences) < 3:
        return None
    erased = rng.randrange(1, len(sentences) - 1)
    left = PARAGRAPH_END.join([*paragraphs[max(0, at - 8) : at], " ".join(sentences[:erased])])
    right = PARAGRAPH_END.join([" " + " ".join(sentences[erased + 1 :]), *paragraphs[at + 1 : at + 4]])
    ids = [tokenizer.encode(text).ids for text in (left, " " + sentences[erased], right)]
    left_ids, truth, right_ids = ids[0][-LEFT:], ids[1], ids[2][:RIGHT]
    if not (6 <= len(truth) <= 48 and len(left_ids) >= 48 and len(right_ids) >= 16):
        return None
    hidden = [rng.random() < 0.5 for _ in truth]
    if not any(hidden):
        hidden[rng.randrange(len(hidden))] = True
    return Case(kind, left_ids, truth, right_ids, hidden)


def save_cases(cases: list[Case], path: Path) -> None:
    path.write_text(json.dumps([asdict(case) for case in cases], separators=(",", ":")))


def load_cases(path: Path) -> list[Case]:
    return [Case(**case) for case in json.loads(path.read_text())]
