"""Layout of the working folder that `prepare` fills and the other commands read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from .corpus import Tokens
from .model import Shape
from .vocabulary import TokenKinds, load_plain_tokenizer


@dataclass(frozen=True)
class WorkFolder:
    root: Path

    @property
    def parent_file(self) -> Path:
        return self.root / "parent.pt"

    @property
    def tokenizer_file(self) -> Path:
        return self.root / "tokenizer.json"

    @property
    def facts_file(self) -> Path:
        return self.root / "prepared.json"

    def texts(self, split: str) -> Path:
        """Unpacked text files of `train` or `dev`."""
        return self.root / "texts" / split

    def tokens(self, split: str) -> Tokens:
        return Tokens.load(self.root / "tokens" / split)

    def save_tokens(self, split: str, tokens: Tokens) -> None:
        tokens.save(self.root / "tokens" / split)

    def kinds(self) -> TokenKinds:
        return TokenKinds.of(self.tokenizer_file)

    def tokenizer(self) -> Tokenizer:
        return load_plain_tokenizer(self.tokenizer_file)

    def parent(self) -> tuple[Shape, dict[str, Tensor]]:
        state = torch.load(self.parent_file, weights_only=True)
        return Shape(**state["shape"]), {name: weight.float() for name, weight in state["weights"].items()}

    def save_parent(self, shape: Shape, weights: dict[str, Tensor]) -> None:
        torch.save(dict(shape=shape.as_dict(), weights=weights), self.parent_file)

    def facts(self) -> dict:
        """What `prepare` wrote down: sources, hashes, counts."""
        return json.loads(self.facts_file.read_text())
