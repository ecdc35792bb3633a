"""Windows with regions as writers make them, and the ways a region is read.

A window is drawn in three steps. `draw_window` decides which text is erased and how much text stands around it;
`masked_pass` and `forward_pass` decide what a pass sees and what it is asked. One window may be read by several passes.

What is erased: one to four regions, each from a few words to several paragraphs; about half begin and end with
sentences; about half are longer than their text, the rest of their places being blank (always at the tail); a few hold
no text at all. The text between two regions may be as short as a locked word. A window may have no right side (the
writer goes on at the end) or hardly a left one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np

from .corpus import Tokens
from .vocabulary import BLANK, MASK, TokenKinds

IGNORED = -100
"""A target that is not asked for."""


@dataclass(frozen=True)
class RegionMix:
    """How often a window is of which kind. All shares are probabilities."""

    regions: tuple[float, ...] = (0.3, 0.35, 0.2, 0.15)
    """Of one, two, three and four regions."""
    shortest: int = 3
    """Places of the shortest region."""
    sentence_aligned: float = 0.6
    with_blanks: float = 0.5
    empty: float = 0.03
    """A region whose right answer is no text at all."""
    lock_between: float = 0.25
    """Two neighbouring regions are separated by one to four tokens, as by a locked word, and not by real context."""
    no_right: float = 0.08
    little_left: float = 0.03
    paragraph_start: float = 0.2
    """The first region begins with a paragraph."""


@dataclass(frozen=True)
class NoiseMix:
    """What a masked pass hides. Shares are probabilities."""

    all_open: float = 0.2
    least: float = 0.1
    """Smallest share of open places; the share is uniform from here to 1."""
    written_start: float = 0.4
    """A known beginning, the rest open: as when writing forward."""
    whole_words: float = 0.3
    """Words are kept or hidden as a whole: as with a strength below 100 %."""
    weighting: str = "near"
    """How the loss at an open place is weighted: `near` (less, the farther the last known place), `even`, `elbo` (1/t)."""
    blank_weight: float = 0.25


@dataclass(frozen=True)
class Window:
    """One stretch of text with regions. Arrays of the region pass [R] run over leads, places and padding."""

    context_ids: np.ndarray  # [C]
    context_positions: np.ndarray  # [C]
    region_ids: np.ndarray  # [R] the true token at each place, the context's token at each lead
    region_positions: np.ndarray  # [R]
    region: np.ndarray  # [R] which region, -1 for padding
    is_lead: np.ndarray  # [R] bool
    starts_word: np.ndarray  # [R] bool
    source: np.ndarray  # [R] offset in the corpus of the token held, -1 for blanks and padding

    @property
    def asks(self) -> np.ndarray:
        """[R] bool: the output here predicts a place, since the next position belongs to the same region."""
        following = np.append(self.region[1:], -1)
        return (self.region >= 0) & (following == self.region)


@dataclass(frozen=True)
class Pass:
    """One reading of a window's regions. All [R]."""

    ids: np.ndarray
    targets: np.ndarray
    weights: np.ndarray
    forward: bool


@dataclass
class _Span:
    """Places for one region: its text is [start, end) of the corpus, then `blanks` empty places."""

    start: int
    end: int
    blanks: int

    @property
    def places(self) -> int:
        return self.end - self.start + self.blanks


@dataclass(frozen=True)
class WindowSource:
    """Draws windows of C context tokens and R region positions from a corpus."""

    tokens: Tokens
    kinds: TokenKinds
    mix: RegionMix = field(default_factory=RegionMix)

    def draw(self, context: int, positions: int, rng: random.Random) -> Window:
        """A window with exactly `context` context tokens and `positions` region positions (a few may be padding)."""
        count = rng.choices(range(1, len(self.mix.regions) + 1), self.mix.regions)[0]
        count = min(count, max(1, positions // (self.mix.shortest + 1)))
        while True:  # the count is kept, or windows of several regions, which fit less often, would be rarer than asked
            window = self._attempt(count, context, positions, rng)
            if window is not None:
                return window

    def _attempt(self, count: int, context: int, positions: int, rng: random.Random) -> Window | None:
        sizes = _split(positions - count, count, self.mix.shortest, rng)
        reach = context + 2 * positions
        start = self._anchor(reach, rng)
        spans: list[_Span] = []
        for size in sizes:
            if spans:
                start = spans[-1].end + self._gap(context, count, rng)
            span = self._span(start, size, rng)
            if span is None:
                return None
            spans.append(span)
        between = spans[-1].end - spans[0].start - sum(span.end - span.start for span in spans)
        around = context - between
        if around < 2:
            return None
        left = self._left_share(around, rng)
        return self._assemble(spans, left, around - left, positions)

    def _anchor(self, reach: int, rng: random.Random) -> int:
        """Where the first region's text may begin: far enough from both ends of the corpus."""
        last = len(self.tokens.ids) - reach
        if rng.random() < self.mix.paragraph_start:
            paragraphs = self.tokens.paragraphs
            usable = np.searchsorted(paragraphs, [reach, last])
            if usable[0] < usable[1]:
                return int(paragraphs[rng.randrange(*usable)])
        return rng.randrange(reach, last)

    def _gap(self, context: int, count: int, rng: random.Random) -> int:
        if rng.random() < self.mix.lock_between:
            return rng.randint(1, 4)
        return rng.randint(5, max(6, context // (count + 1)))

    def _left_share(self, around: int, rng: random.Random) -> int:
        draw = rng.random()
        if draw < self.mix.no_right:
            return around
        if draw < self.mix.no_right + self.mix.little_left:
            return min(around, rng.randint(1, 4))
        return min(max(1, round(around * rng.uniform(0.15, 0.9))), around)

    def _span(self, near: int, size: int, rng: random.Random) -> _Span | None:
        """A region of `size` places whose text begins at or soon after `near`; None if no bounds fit there."""
        ids = self.tokens.ids[near - 1 : near + 2 * size + 24].astype(np.int64)
        word = self.kinds.starts_word[ids]
        after_sentence = np.append(False, self.kinds.ends_sentence[ids[:-1]])
        bound = word | np.append(False, ids[:-1] < BLANK)  # a document's first word has no space before it
        if rng.random() < self.mix.sentence_aligned:
            bound = bound & after_sentence
        bounds = np.flatnonzero(bound[1:]) + 1  # relative to near - 1
        bounds = bounds[bounds <= size + 24]
        if not len(bounds):
            return None
        first = int(bounds[0])
        if rng.random() < self.mix.empty:
            return _Span(near - 1 + first, near - 1 + first, min(size, 16))
        ends = bounds[(bounds > first) & (bounds <= first + size)]
        if not len(ends):
            return None
        if rng.random() < self.mix.with_blanks:
            roomy = ends[ends >= first + size // 2]
            end = int(rng.choice(roomy if len(roomy) else ends))
            blanks = first + size - end
        else:
            end, blanks = int(ends[-1]), 0
        if (ids[first:end] < BLANK).any():  # a region does not cross into another document
            return None
        return _Span(near - 1 + first, near - 1 + end, blanks)

    def _assemble(self, spans: list[_Span], left: int, right: int, positions: int) -> Window:
        ids = self.tokens.ids
        begin, end = spans[0].start - left, spans[-1].end + right
        context_ids, context_positions = [], []
        rows = {name: [] for name in ("ids", "positions", "region", "lead", "source")}
        cursor, place = begin, 0
        for number, span in enumerate([*spans, _Span(end, end, 0)]):
            known = span.start - cursor
            context_ids.append(ids[cursor : span.start])
            context_positions.append(np.arange(place, place + known))
            place += known
            if number == len(spans):
                break
            text = np.arange(span.start, span.end)
            rows["ids"].append(np.concatenate([ids[span.start - 1 : span.end], np.full(span.blanks, BLANK)]))
            rows["positions"].append(np.arange(place - 1, place + span.places))
            rows["region"].append(np.full(span.places + 1, number))
            rows["lead"].append(np.arange(span.places + 1) == 0)
            rows["source"].append(np.concatenate([[span.start - 1], text, np.full(span.blanks, -1)]))
            place += span.places
            cursor = span.end

        def padded(name: str, fill: int) -> np.ndarray:
            row = np.concatenate(rows[name])
            return np.append(row, np.full(positions - len(row), fill)).astype(np.int64)

        region_ids = padded("ids", BLANK)
        return Window(
            context_ids=np.concatenate(context_ids).astype(np.int64),
            context_positions=np.concatenate(context_positions).astype(np.int64),
            region_ids=region_ids,
            region_positions=padded("positions", 0),
            region=padded("region", -1),
            is_lead=padded("lead", 0).astype(bool),
            starts_word=self.kinds.starts_word[region_ids],
            source=padded("source", -1),
        )


def _split(total: int, parts: int, least: int, rng: random.Random) -> list[int]:
    """`total` in `parts` sizes of at least `least`, all splits equally likely."""
    free = total - least * parts
    cuts = [0, *sorted(rng.randint(0, free) for _ in range(parts - 1)), free]
    return [least + after - before for before, after in zip(cuts, cuts[1:])]


def forward_pass(window: Window, blank_weight: float = 0.05, first_blank_weight: float = 0.5) -> Pass:
    """Nothing is hidden; every place is predicted from the context and the places before it."""
    targets = np.where(window.asks, np.append(window.region_ids[1:], 0), IGNORED)
    blank = targets == BLANK
    first_blank = blank & (window.region_ids != BLANK)
    weights = np.where(
        targets == IGNORED, 0.0, np.where(first_blank, first_blank_weight, np.where(blank, blank_weight, 1.0))
    )
    return Pass(window.region_ids, targets, weights.astype(np.float32), forward=True)


def masked_pass(window: Window, noise: NoiseMix, rng: random.Random, share: float | None = None) -> Pass:
    """Some places hold the mask and are asked. `share` fixes the probability of hiding a place; else it is drawn."""
    is_place = (window.region >= 0) & ~window.is_lead
    hidden = np.zeros(len(is_place), bool)
    rates = np.ones(len(is_place))
    window_rate = _noise_level(noise, rng)
    for number in range(window.region.max() + 1):
        places = np.flatnonzero(is_place & (window.region == number))
        if share is not None:
            rate, chosen = share, _independent(len(places), share, rng)
        elif rng.random() < noise.written_start:
            written = int(len(places) * rng.random() ** 1.5)
            rate, chosen = 1.0, np.arange(len(places)) >= written
        else:
            rate = window_rate if rng.random() < 0.8 else _noise_level(noise, rng)
            if rng.random() < noise.whole_words:
                chosen = _by_words(window.starts_word[places], rate, rng)
            else:
                chosen = _independent(len(places), rate, rng)
        if not chosen.any():
            chosen[rng.randrange(len(places))] = True
        hidden[places], rates[places] = chosen, rate
    asked = np.append(hidden[1:], False)
    targets = np.where(asked, np.append(window.region_ids[1:], 0), IGNORED)
    weights = _weights(noise, hidden, np.append(rates[1:], 1.0), targets)
    return Pass(np.where(hidden, MASK, window.region_ids), targets, weights, forward=False)


def _noise_level(noise: NoiseMix, rng: random.Random) -> float:
    return 1.0 if rng.random() < noise.all_open else rng.uniform(noise.least, 1.0)


def _independent(count: int, share: float, rng: random.Random) -> np.ndarray:
    return np.array([rng.random() < share for _ in range(count)], bool)


def _by_words(starts_word: np.ndarray, share: float, rng: random.Random) -> np.ndarray:
    word = np.cumsum(starts_word)
    return _independent(int(word[-1]) + 1, share, rng)[word]


def _weights(noise: NoiseMix, hidden: np.ndarray, rates: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Loss weights [R] of the outputs; `hidden` and `targets` as in `masked_pass`, `rates` of the place asked."""
    if noise.weighting == "near":
        weights = 0.25 + 0.75 * 0.75 ** _open_places_since_known(hidden)
    elif noise.weighting == "elbo":
        weights = 1.0 / np.maximum(rates, noise.least)
    elif noise.weighting == "even":
        weights = np.ones(len(hidden))
    else:
        raise ValueError(f"unknown weighting {noise.weighting!r}")
    weights = weights * np.where(targets == BLANK, noise.blank_weight, 1.0)
    return np.where(targets == IGNORED, 0.0, weights).astype(np.float32)


def _open_places_since_known(hidden: np.ndarray) -> np.ndarray:
    """[R] how many open places lie between an output and the last known token at or before it."""
    index = np.arange(len(hidden))
    last_known = np.maximum.accumulate(np.where(hidden, -1, index))
    return index - last_known
