"""The tokenizer and what the trainer must know of its tokens."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

DOCUMENT_START = 0
"""Stands before every document, as in the parent's training."""
BLANK = 15
"""'This place stays empty.' Only ever at the tail of a region."""
MASK = 16
"""Stands at an open place."""
SPECIALS = 17
"""Ids below this one are special: never written, except blank."""
SUPPRESSED = [i for i in range(SPECIALS) if i != BLANK]


def build_tokenizer(tokens: list[str], merges: list[str]) -> Tokenizer:
    """Byte-level BPE with single digits, from the vocabulary and merges of the parent."""
    tokenizer = Tokenizer(
        models.BPE(vocab={token: i for i, token in enumerate(tokens)}, merges=[tuple(m.split(" ")) for m in merges])
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in tokens[:SPECIALS]])
    return tokenizer


def plain_tokenizer_json(path: Path) -> str:
    """The tokenizer without added tokens, so that no text of a writer ever becomes a special id."""
    spec = json.loads(path.read_text(encoding="utf-8"))
    spec["added_tokens"] = []
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"))


def load_plain_tokenizer(path: Path) -> Tokenizer:
    return Tokenizer.from_str(plain_tokenizer_json(path))


@dataclass(frozen=True)
class TokenKinds:
    """Per token id, what a region may begin or end with. All [V] bool."""

    starts_word: np.ndarray
    ends_sentence: np.ndarray

    @classmethod
    def of(cls, tokenizer_json: Path) -> TokenKinds:
        vocabulary = json.loads(tokenizer_json.read_text(encoding="utf-8"))["model"]["vocab"]
        tokens = sorted(vocabulary, key=vocabulary.get)
        return cls(
            starts_word=np.array([token.startswith(("Ġ", "Ċ")) for token in tokens]),
            ends_sentence=np.array([_ends_sentence(token) for token in tokens]),
        )


def _ends_sentence(token: str) -> bool:
    # Byte-level names: Ċ is a line feed; âĢĿ and âĢĻ are the closing curly quotes.
    bare = token.rstrip("Ċ").removesuffix("âĢĿ").removesuffix("âĢĻ").rstrip("\"'")
    return bare.endswith((".", "!", "?")) or token.startswith("ĊĊ")
