"""`train`: adapts a parent to infilling, for a limited time, resumable at any moment.

A run is a folder: `settings.json`, `last.pt` (the checkpoint), `progress.jsonl`, `evaluations.jsonl`, `curve.png`.
Started again, it goes on from `last.pt`: weights, optimizer, average, generators and position are as they were. While
a file whose name begins with PAUSE stands in the run's folder, or in the one above it, training sleeps; that time does
not count.
"""

from __future__ import annotations

import dataclasses
import json
import random
import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from .batches import draw_batch
from .checkpoint import FORMAT, apply_weights, load_checkpoint, random_from, rank_of, read_weights, save_atomically
from .evaluate import HeldOut, compact
from .head import weighted_nats
from .masters import Average, Masters, add_low_rank, choose_trained
from .model import Batch, Infiller
from .plot import plot_curve
from .regions import IGNORED, Window, WindowSource
from .settings import Settings
from .teacher import Teacher
from .workfolder import WorkFolder

SECONDS_BETWEEN_LINES = 60.0


@dataclass(frozen=True)
class Losses:
    """Nats per weighted place of one batch, and how many places were asked."""

    total: Tensor
    forward: float
    masked: float
    context: float
    """0 where it is not asked."""
    places: int


def _mean_over(weights: Tensor, chosen: Tensor) -> Tensor:
    """Coefficients [N] that give the weighted mean over the chosen places; all 0 if there are none."""
    weights = weights * chosen
    return weights / weights.sum().clamp(min=1e-9)


def followed_in_context(batch: Batch) -> Tensor:
    """[B, C - 1] bool: the next context token stands right after this one in the text, with no region between."""
    return batch.context_positions.diff(dim=1) == 1


class Trainer:
    def __init__(self, settings: Settings, work: WorkFolder, run: Path, start_from: Path | None = None):
        self.settings = settings
        self.run = run
        run.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(settings.seed)
        self.rng = random.Random(settings.seed)
        tokens, kinds = work.tokens("train"), work.kinds()
        self.source = WindowSource(tokens, kinds, settings.regions)
        self.held_out = HeldOut(work.tokens("dev"), kinds, settings.held_out_windows)
        shape, parent = work.parent()
        self.model = self._network(Infiller.from_parent(shape, parent), start_from)
        self.teacher = self._teacher(Infiller.from_parent(shape, parent), tokens)
        self.masters = Masters(self.model)
        if start_from and self._same_method(start_from):
            self.masters.load(read_weights(start_from))
        self.average = Average(self.masters, settings.optimizer.average)
        self.optimizer = self._optimizer()
        self.step = self.places = self.tokens = 0
        self.seconds = self.processor_seconds = 0.0
        if (run / "last.pt").exists():
            self._resume(load_checkpoint(run / "last.pt"))
        (run / "settings.json").write_text(json.dumps(dataclasses.asdict(settings), indent=1))

    # Setting up

    def _network(self, model: Infiller, start_from: Path | None) -> Infiller:
        """Prepares the model to compute and learn as the settings say."""
        settings = self.settings
        if start_from and not self._same_method(start_from):
            apply_weights(model, read_weights(start_from))  # merged: the run begins anew from these weights
        if settings.method == "lora":
            add_low_rank(model, settings.rank)
        choose_trained(model, settings.method)
        if settings.compile:
            for block in model.blocks:
                block.compile(dynamic=False)
        return model.to(self.device, self.dtype)

    def _same_method(self, start_from: Path) -> bool:
        """Low-rank factors go on as low-rank factors of the same rank; anything else is merged first."""
        return self.settings.method == "lora" and rank_of(read_weights(start_from)) == self.settings.rank

    def _teacher(self, parent: Infiller, tokens) -> Teacher | None:
        teaching = self.settings.teaching
        if not (teaching.soft_labels or teaching.alignment):
            return None
        return Teacher(parent.to(self.device, self.dtype), tokens, teaching)

    def _optimizer(self) -> torch.optim.Optimizer:
        options = self.settings.optimizer
        return torch.optim.AdamW(
            self.masters.groups(), lr=options.rate, betas=options.betas, weight_decay=options.weight_decay, fused=True
        )

    @property
    def device(self) -> torch.device:
        return torch.device(self.settings.device)

    @property
    def dtype(self) -> torch.dtype:
        return getattr(torch, self.settings.precision)

    # Checkpoints

    def _resume(self, state: dict) -> None:
        self.masters.load(state["masters"])
        self.average.load(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.rng = random_from(state["random"])
        torch.set_rng_state(state["torch_random"])
        self.step, self.places, self.tokens = state["step"], state["places"], state["tokens"]
        self.seconds, self.processor_seconds = state["seconds"], state["processor_seconds"]

    def save(self) -> None:
        state = dict(
            format=FORMAT,
            masters=self.masters.state(),
            average=self.average.state(),
            optimizer=self.optimizer.state_dict(),
            random=self.rng.getstate(),
            torch_random=torch.get_rng_state(),
            step=self.step,
            places=self.places,
            tokens=self.tokens,
            seconds=self.seconds,
            processor_seconds=self.processor_seconds,
            settings=dataclasses.asdict(self.settings),
        )
        save_atomically(state, self.run / "last.pt")

    # Learning

    def losses(self, batch: Batch, windows: list[Window]) -> Losses:
        """The loss of one batch: weighted means over the places of each mode and over the context, mixed by shares."""
        taps = self.teacher.taps if self.teacher else ()
        context_share = self.settings.context_share
        if context_share:
            context, hidden, layers = self.model.with_context(batch, taps)
        else:
            hidden, layers = self.model(batch, taps)
        rows = batch.targets != IGNORED
        is_forward = batch.forward[..., None].expand_as(rows)[rows]
        forward, masked = (_mean_over(batch.weights[rows], chosen) for chosen in (is_forward, ~is_forward))
        share = self.settings.forward_share
        if not is_forward.any() or is_forward.all():
            share = float(is_forward.any())
        coefficients = (1 - context_share) * (share * forward + (1 - share) * masked)
        total, nats = weighted_nats(self.model, hidden[rows], batch.targets[rows], coefficients)
        context_nats = 0.0
        if context_share:
            context_total, context_nats = self._context_loss(batch, context)
            total = total + context_share * context_total
        if self.teacher:
            total = total + self._lessons(batch, windows, hidden, layers, rows)
        return Losses(total, float(nats @ forward), float(nats @ masked), context_nats, int(rows.sum()))

    def _context_loss(self, batch: Batch, context: Tensor) -> tuple[Tensor, float]:
        """Mean nats of the context's tokens given those before them; `context` [B, C, D] are its hidden states."""
        followed = followed_in_context(batch)
        targets = batch.context_ids[:, 1:][followed]
        even = torch.full(targets.shape, 1 / len(targets), device=targets.device)
        mean, _ = weighted_nats(self.model, context[:, :-1][followed], targets, even)
        return mean, float(mean.detach())

    def _lessons(
        self, batch: Batch, windows: list[Window], hidden: Tensor, layers: list[Tensor], rows: Tensor
    ) -> Tensor:
        """What the parent adds to the loss."""
        teaching = self.settings.teaching
        lesson = self.teacher.teach(windows)
        loss = hidden.new_zeros((), dtype=torch.float32)
        if teaching.soft_labels:
            logits = self.model.logits(hidden[rows]).float()
            loss = loss + teaching.soft_labels * self.teacher.soft_label_loss(logits, batch, lesson, rows)
        if teaching.alignment:
            loss = loss + teaching.alignment * self.teacher.alignment_loss(layers, lesson)
        return loss

    def take_step(self) -> tuple[float, float, float]:
        """One optimizer step -> mean forward, masked and context loss of its batches."""
        options = self.settings.optimizer
        seen = []
        for _ in range(options.accumulate):
            batch, windows = draw_batch(self.source, self.settings.batch, self.rng)
            batch = batch.to(self.device)
            losses = self.losses(batch, windows)
            (losses.total / options.accumulate).backward()
            self.masters.collect()
            seen.append((losses.forward, losses.masked, losses.context))
            self.places += losses.places
            self.tokens += batch.tokens
        factor = self.settings.schedule.factor(self.step)
        for group in self.optimizer.param_groups:
            group["lr"] = options.rate * factor * group["factor"]
        torch.nn.utils.clip_grad_norm_(self.masters.weights.values(), options.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.masters.publish()
        self.average.update(self.masters)
        self.step += 1
        return tuple(sum(column) / len(seen) for column in zip(*seen))

    def evaluate(self, hide_right: bool = False) -> dict[str, float]:
        """Held-out loss of the averaged weights."""
        self.masters.publish(self.average.weights)
        try:
            return compact(self.held_out.measure(self.model, hide_right))
        finally:
            self.masters.publish()

    def fit(self, minutes: float, say: Callable[[str], None] = print) -> None:
        """Trains until `minutes` of work are spent or the schedule ends; then saves and evaluates.

        An interrupt or a request to terminate ends the run after the step in hand, saved but not evaluated.
        """
        pace, stop = _Pace(self.settings), _StopRequest()
        recent: deque[tuple[float, float, float]] = deque(maxlen=200)
        mark = (self.tokens, self.seconds)
        limit = self.seconds + minutes * 60
        while self.seconds < limit and self.step < self.settings.schedule.steps and not stop.requested:
            wait_while_paused(self.run, stop)
            begun = time.monotonic(), time.process_time()
            recent.append(self.take_step())
            self.seconds += time.monotonic() - begun[0]
            self.processor_seconds += time.process_time() - begun[1]
            if pace.line_due():
                self._say_progress(recent, mark, say)
                mark = (self.tokens, self.seconds)
            if pace.save_due():
                self.save()
            if pace.evaluation_due():
                self._record_evaluation(say)
        self.save()
        if not stop.requested:
            self._record_evaluation(say, hide_right=True)

    def _say_progress(self, recent: deque, mark: tuple[int, float], say: Callable[[str], None]) -> None:
        forward, masked, context = (sum(column) / len(recent) for column in zip(*recent))
        rate = (self.tokens - mark[0]) / max(1e-9, self.seconds - mark[1])
        line = dict(
            step=self.step,
            minutes=round(self.seconds / 60, 1),
            processor_minutes=round(self.processor_seconds / 60, 1),
            forward=round(forward, 3),
            masked=round(masked, 3),
            context=round(context, 3),
            tokens_per_second=round(rate),
            rate=round(self.optimizer.param_groups[0]["lr"], 6),
            tokens=self.tokens,
            places=self.places,
        )
        _append(self.run / "progress.jsonl", line)
        say(
            f"step {self.step:6}  {self.seconds / 60:7.1f} min  forward {forward:.3f}  masked {masked:.3f}  "
            f"context {context:.3f}  {rate:.0f} tokens/s  rate {line['rate']:g}"
        )

    def _record_evaluation(self, say: Callable[[str], None], hide_right: bool = False) -> None:
        line = dict(
            step=self.step,
            minutes=round(self.seconds / 60, 1),
            processor_minutes=round(self.processor_seconds / 60, 1),
            tokens=self.tokens,
            both=self.evaluate(),
        )
        if hide_right:
            line["no_right"] = self.evaluate(hide_right=True)
        _append(self.run / "evaluations.jsonl", line)
        say("  held out: " + json.dumps(line))
        plot_curve(self.run)


class _Pace:
    """Which of the periodic duties are due, by the clock."""

    def __init__(self, settings: Settings):
        self._every = dict(
            line=SECONDS_BETWEEN_LINES,
            save=settings.minutes_between_saves * 60,
            evaluation=settings.minutes_between_evaluations * 60,
        )
        self._last = dict.fromkeys(self._every, time.monotonic())

    def _due(self, duty: str) -> bool:
        now = time.monotonic()
        if now - self._last[duty] < self._every[duty]:
            return False
        self._last[duty] = now
        return True

    def line_due(self) -> bool:
        return self._due("line")

    def save_due(self) -> bool:
        return self._due("save")

    def evaluation_due(self) -> bool:
        return self._due("evaluation")


class _StopRequest:
    """Whether the process was asked to stop. A second request ends it at once."""

    def __init__(self):
        self.requested = False
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, self._note)

    def _note(self, number: int, _frame: object) -> None:
        self.requested = True
        signal.signal(number, signal.SIG_DFL)


def wait_while_paused(run: Path, stop: _StopRequest) -> None:
    """Sleeps while a file whose name begins with PAUSE stands in the run's folder or in the one above it."""
    while not stop.requested and any(next(folder.glob("PAUSE*"), None) for folder in (run, run.parent)):
        time.sleep(0.5)


def _append(path: Path, line: dict) -> None:
    with path.open("a") as file:
        file.write(json.dumps(line) + "\n")
