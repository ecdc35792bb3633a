"""Text files to one token array with the bounds of documents and paragraphs."""

from __future__ import annotations

import hashlib
import tarfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .vocabulary import DOCUMENT_START

PARAGRAPH_END = "\n\n"


@dataclass(frozen=True)
class Tokens:
    """A corpus. Every document is one DOCUMENT_START, then paragraphs that each end in a blank line."""

    ids: np.ndarray  # [N] uint16
    documents: np.ndarray  # [documents] int64, where each begins
    paragraphs: np.ndarray  # [paragraphs] int64, where each begins

    def save(self, path: Path) -> None:
        """Three arrays beside each other, so that the ids can be mapped instead of read."""
        path.mkdir(parents=True, exist_ok=True)
        for name, array in vars(self).items():
            np.save(path / f"{name}.npy", array)

    @classmethod
    def load(cls, path: Path) -> Tokens:
        return cls(
            ids=np.load(path / "ids.npy", mmap_mode="r"),
            documents=np.load(path / "documents.npy"),
            paragraphs=np.load(path / "paragraphs.npy"),
        )


def documents_of(text: str) -> list[list[str]]:
    """Documents as lists of paragraphs: one paragraph a line, an empty line between documents."""
    blocks = text.split("\n\n")
    documents = [[line for line in block.split("\n") if line.strip()] for block in blocks]
    return [document for document in documents if document]


def tokenize(files: list[Path], tokenizer: Tokenizer) -> Tokens:
    pieces: list[np.ndarray] = []
    documents: list[int] = []
    paragraphs: list[int] = []
    length = 0
    for file in files:
        for document in documents_of(file.read_text(encoding="utf-8")):
            documents.append(length)
            pieces.append(np.array([DOCUMENT_START], np.uint16))
            length += 1
            for encoding in tokenizer.encode_batch([paragraph + PARAGRAPH_END for paragraph in document]):
                paragraphs.append(length)
                pieces.append(np.array(encoding.ids, np.uint16))
                length += len(encoding.ids)
    return Tokens(np.concatenate(pieces), np.array(documents, np.int64), np.array(paragraphs, np.int64))


def text_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.txt"))


def unpack(archive: Path, folder: Path) -> None:
    """Files and folders only, none of them outside `folder` (Python before 3.11.4 has no filter that sees to it)."""
    with tarfile.open(archive) as tar:
        inside = [
            entry
            for entry in tar
            if (entry.isfile() or entry.isdir())
            and (folder / entry.name).resolve().is_relative_to(folder.resolve())
        ]
        tar.extractall(folder, inside)


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
