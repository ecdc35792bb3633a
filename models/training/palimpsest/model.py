"""The network: a Llama-layout decoder that reads a context once and regions against it.

Shapes used throughout this package
    B   windows in a batch            C   context tokens of a window
    K   passes over a window's regions (different noise, or different modes), sharing one encoded context
    R   positions of one region pass: for every region its lead and its places
    D   width, H heads, G key/value heads, d head size, V vocabulary

Two rules make the context exactly cacheable: a context token attends to earlier context tokens only, with the regions
left out and their positions kept; a region position attends to the whole context of its window, left and right, and to
those positions of its own pass that `visible` allows. So nothing that a region holds ever reaches the context's keys.

The output at a position predicts the token at the next one, as in the causal parent. A region's pass therefore begins
with its lead, the token before it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .vocabulary import BLANK, MASK, SPECIALS

HIDDEN = -1e9
"""Score of what may not be seen."""


@dataclass(frozen=True)
class Shape:
    """Sizes of a Llama-layout model."""

    width: int = 576
    feed: int = 1536
    layers: int = 30
    heads: int = 9
    key_value_heads: int = 3
    vocabulary: int = 49152
    rope_theta: float = 100_000.0
    norm_epsilon: float = 1e-5

    @property
    def head_size(self) -> int:
        return self.width // self.heads

    def as_dict(self) -> dict:
        return asdict(self)


class Norm(nn.Module):
    """Root-mean-square norm; the mean is taken in float32 whatever the input."""

    def __init__(self, width: int, epsilon: float):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        wide = x.float()
        scaled = wide * torch.rsqrt(wide.square().mean(-1, keepdim=True) + self.epsilon)
        return (scaled * self.weight.float()).to(self.weight.dtype)


def rotation(positions: Tensor, shape: Shape) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the rotary embedding for `positions` [B, T] -> two of [B, 1, T, d], float32."""
    steps = torch.arange(0, shape.head_size, 2, device=positions.device).float() / shape.head_size
    angles = positions[..., None].float() * shape.rope_theta**-steps
    angles = torch.cat([angles, angles], -1)[:, None]
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Applies the rotary embedding to `x` [B, heads, T, d], halves convention."""
    first, second = x.chunk(2, -1)
    return x * cos.to(x.dtype) + torch.cat([-second, first], -1) * sin.to(x.dtype)


def attend(query: Tensor, key: Tensor, value: Tensor, visible: Tensor) -> Tensor:
    """Attention of `query` [N, H, S, d] to `key` and `value` [N, G, T, d] where `visible` [N|1, 1, S, T] -> [N, H, S, d].

    On a CPU as plain products, the H / G query heads of a key head in one of them: torch's fused kernel is five times
    slower there, almost all of it in its backward pass.
    """
    if query.is_cuda:
        return F.scaled_dot_product_attention(query, key, value, attn_mask=visible, enable_gqa=True)
    heads, length, size = query.shape[1:]
    groups = key.shape[1]
    together = (query * size**-0.5).unflatten(1, (groups, -1)).flatten(2, 3)  # [N, G, H/G * S, d]
    scores = (together @ key.transpose(2, 3)).float().unflatten(2, (-1, length))  # [N, G, H/G, S, T]
    shares = scores.masked_fill(~visible[..., None, :, :], HIDDEN).softmax(-1).to(value.dtype)
    return (shares.flatten(2, 3) @ value).unflatten(2, (-1, length)).flatten(1, 2)


class Block(nn.Module):
    """One layer, over context and region positions of a window at once."""

    def __init__(self, shape: Shape):
        super().__init__()
        wide, narrow = shape.width, shape.key_value_heads * shape.head_size
        self.shape = shape
        self.attention_norm = Norm(wide, shape.norm_epsilon)
        self.query = nn.Linear(wide, wide, bias=False)
        self.key = nn.Linear(wide, narrow, bias=False)
        self.value = nn.Linear(wide, narrow, bias=False)
        self.output = nn.Linear(wide, wide, bias=False)
        self.feed_norm = Norm(wide, shape.norm_epsilon)
        self.gate = nn.Linear(wide, shape.feed, bias=False)
        self.up = nn.Linear(wide, shape.feed, bias=False)
        self.down = nn.Linear(shape.feed, wide, bias=False)

    def heads(self, x: Tensor, cos: Tensor, sin: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Rotated queries [B, H, T, d], rotated keys and plain values [B, G, T, d]."""
        s = self.shape
        normed = self.attention_norm(x)
        split = lambda y, n: y.unflatten(-1, (n, s.head_size)).transpose(1, 2)
        query = rotate(split(self.query(normed), s.heads), cos, sin)
        key = rotate(split(self.key(normed), s.key_value_heads), cos, sin)
        return query, key, split(self.value(normed), s.key_value_heads)

    def feed_forward(self, x: Tensor) -> Tensor:
        normed = self.feed_norm(x)
        return x + self.down(F.silu(self.gate(normed)) * self.up(normed))

    def forward(
        self, x: Tensor, cos: Tensor, sin: Tensor, visible: Tensor | None, context: int, regions_only: bool = False
    ) -> Tensor:
        """`x` [B, C + K*R, D], `context` = C, `visible` [B*K, 1, R, C + R] bool (None: there are no regions).

        `regions_only` drops the context from the result: after the last layer nothing reads it.
        """
        C = context
        query, key, value = self.heads(x, cos, sin)
        parts = []
        if not regions_only:
            earlier = torch.ones(C, C, dtype=torch.bool, device=x.device).tril()
            parts.append(attend(query[:, :, :C], key[:, :, :C], value[:, :, :C], earlier))
        if visible is not None:
            parts.append(self.attend_regions(query, key, value, visible, C))
        attended = torch.cat(parts, 2).transpose(1, 2).flatten(2)
        return self.feed_forward(x[:, x.shape[1] - attended.shape[1] :] + self.output(attended))

    @staticmethod
    def attend_regions(query: Tensor, key: Tensor, value: Tensor, visible: Tensor, context: int) -> Tensor:
        """Attention of every pass to the shared context and to itself -> [B, H, K*R, d]."""
        B = query.shape[0]
        passes = visible.shape[0] // B

        def own(x: Tensor) -> Tensor:  # [B, heads, K*R, d] -> [B*K, heads, R, d]
            return x[:, :, context:].unflatten(2, (passes, -1)).transpose(1, 2).flatten(0, 1)

        def with_context(x: Tensor) -> Tensor:  # -> [B*K, G, C + R, d]
            shared = x[:, None, :, :context].expand(-1, passes, -1, -1, -1).flatten(0, 1)
            return torch.cat([shared, own(x)], 2)

        attended = attend(own(query), with_context(key), with_context(value), visible)
        return attended.unflatten(0, (B, passes)).transpose(1, 2).flatten(2, 3)


@dataclass(frozen=True)
class Batch:
    """Windows as tensors. `targets` at a position is the token of the next place of its region; -100: none is asked."""

    context_ids: Tensor  # [B, C] int64
    context_positions: Tensor  # [B, C] int64
    region_ids: Tensor  # [B, K, R] int64
    region_positions: Tensor  # [B, R] int64, shared by the passes
    visible: Tensor  # [B, K, R, R] bool: which positions of its pass a position sees
    targets: Tensor  # [B, K, R] int64
    weights: Tensor  # [B, K, R] float32
    forward: Tensor  # [B, K] bool: the pass is read forward

    @property
    def tokens(self) -> int:
        """Positions computed, context and passes."""
        return self.context_ids.numel() + self.region_ids.numel()

    def to(self, device: torch.device) -> Batch:
        return Batch(**{name: value.to(device) for name, value in vars(self).items()})


class Infiller(nn.Module):
    """Embedding, blocks, norm; the head is the embedding. Rows of the special tokens live apart, in `special`, so that
    they can learn while the vocabulary stays the parent's."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.special = nn.Parameter(torch.zeros(SPECIALS, shape.width))
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = Norm(shape.width, shape.norm_epsilon)

    @classmethod
    def from_parent(cls, shape: Shape, weights: dict[str, Tensor]) -> Infiller:
        """Mask and blank begin as the mean of the vocabulary, the other specials as they are."""
        model = cls(shape)
        model.load_state_dict(weights, strict=False)
        with torch.no_grad():
            embedding = model.embedding.weight
            model.special.copy_(embedding[:SPECIALS])
            mean = embedding[SPECIALS:].mean(0)
            model.special[MASK] = mean
            model.special[BLANK] = mean + 0.01 * torch.randn_like(mean)
        return model

    def linears(self) -> dict[str, nn.Linear]:
        """The 7 matrices of every block, by name."""
        return {name: module for name, module in self.named_modules() if isinstance(module, nn.Linear)}

    def embed(self, ids: Tensor) -> Tensor:
        plain = F.embedding(ids, self.embedding.weight)
        special = F.embedding(ids.clamp(max=SPECIALS - 1), self.special)
        return torch.where((ids < SPECIALS)[..., None], special, plain)

    def logits(self, hidden: Tensor) -> Tensor:
        """`hidden` [N, D] -> [N, V]."""
        plain = F.linear(hidden, self.embedding.weight[SPECIALS:])
        return torch.cat([F.linear(hidden, self.special), plain], -1)

    def forward(self, batch: Batch, taps: tuple[int, ...] = ()) -> tuple[Tensor, list[Tensor]]:
        """Hidden states of the region positions [B, K, R, D], and those after the layers named in `taps`."""
        x, tapped = self._through_blocks(batch, taps, regions_only=True)
        return x.unflatten(1, batch.region_ids.shape[1:]), tapped

    def with_context(self, batch: Batch, taps: tuple[int, ...] = ()) -> tuple[Tensor, Tensor, list[Tensor]]:
        """As `forward`, after the hidden states of the context's own tokens [B, C, D]."""
        x, tapped = self._through_blocks(batch, taps, regions_only=False)
        context, regions = x.split([batch.context_ids.shape[1], batch.region_ids[0].numel()], 1)
        return context, regions.unflatten(1, batch.region_ids.shape[1:]), tapped

    def _through_blocks(self, batch: Batch, taps: tuple[int, ...], regions_only: bool) -> tuple[Tensor, list[Tensor]]:
        """Hidden states after the last norm [B, (C +) K*R, D], and the regions' after the layers named in `taps`."""
        B, C = batch.context_ids.shape
        K, R = batch.region_ids.shape[1:]
        x = self.embed(torch.cat([batch.context_ids, batch.region_ids.flatten(1)], 1))
        positions = torch.cat([batch.context_positions, batch.region_positions.repeat(1, K)], 1)
        cos, sin = (part.to(x.dtype) for part in rotation(positions, self.shape))
        context_visible = batch.visible.new_ones(()).expand(B * K, 1, R, C)
        visible = torch.cat([context_visible, batch.visible.flatten(0, 1)[:, None]], -1)
        tapped = []
        for number, block in enumerate(self.blocks):
            x = block(x, cos, sin, visible, C, regions_only=regions_only and number == self.shape.layers - 1)
            if number in taps:
                tapped.append(x[:, -K * R :].unflatten(1, (K, R)))
        return self.norm(x), tapped

    def causal(self, ids: Tensor, taps: tuple[int, ...] = ()) -> tuple[Tensor, list[Tensor]]:
        """Reads `ids` [B, T] as a plain causal language model -> hidden [B, T, D], and the tapped layers'."""
        x = self.embed(ids)
        positions = torch.arange(ids.shape[1], device=ids.device).expand_as(ids)
        cos, sin = (part.to(x.dtype) for part in rotation(positions, self.shape))
        tapped = []
        for number, block in enumerate(self.blocks):
            x = block(x, cos, sin, None, ids.shape[1])
            if number in taps:
                tapped.append(x)
        return self.norm(x), tapped
