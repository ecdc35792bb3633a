"""The laws of the pipeline, on a tiny random model: `python -m unittest` in this folder. A few seconds."""

from __future__ import annotations

import json
import random
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from palimpsest.activations import input_products
from palimpsest.batches import BatchPlan, collate, draw_batch
from palimpsest.checkpoint import apply_weights
from palimpsest.corpus import Tokens, documents_of
from palimpsest.graph import export_graph, write_graph
from palimpsest.head import weighted_nats
from palimpsest.judge import context_ignores_regions
from palimpsest.masters import LowRank, Masters, add_low_rank, choose_trained, merge_low_rank
from palimpsest.matrices import TOGETHER, Matrix, quantised, weights_of
from palimpsest.model import Infiller, Shape
from palimpsest.reader import Near, Reader
from palimpsest.regions import IGNORED, NoiseMix, RegionMix, WindowSource, forward_pass, masked_pass
from palimpsest.schedule import Schedule
from palimpsest.settings import Settings, Teaching, load_settings
from palimpsest.teacher import Teacher, whole_left
from palimpsest.train import Trainer, followed_in_context
from palimpsest.vocabulary import BLANK, DOCUMENT_START, MASK, TokenKinds
from palimpsest.workfolder import WorkFolder

VOCABULARY = 120
SHAPE = Shape(width=48, feed=64, layers=2, heads=3, key_value_heads=1, vocabulary=VOCABULARY)
CONTEXT, POSITIONS = 40, 32


def made_up_tokens(length: int = 4000) -> Tokens:
    """Documents of 400 tokens; token 20 ends a sentence, tokens above 60 start a word."""
    rng = np.random.default_rng(0)
    ids = rng.integers(30, VOCABULARY, length).astype(np.uint16)
    ids[::9] = 20
    documents = np.arange(0, length, 400)
    ids[documents] = DOCUMENT_START
    return Tokens(ids, documents, documents + 1)


def made_up_kinds() -> TokenKinds:
    ids = np.arange(VOCABULARY)
    return TokenKinds(starts_word=ids > 60, ends_sentence=ids == 20)


def source(mix: RegionMix | None = None) -> WindowSource:
    return WindowSource(made_up_tokens(), made_up_kinds(), mix or RegionMix())


def tiny_model(seed: int = 0) -> Infiller:
    torch.manual_seed(seed)
    model = Infiller(SHAPE)
    torch.nn.init.normal_(model.special, std=0.1)
    torch.nn.init.normal_(model.embedding.weight, std=0.2)  # or each token would be sure to come again
    return model.eval()


def windows(count: int = 200, mix: RegionMix | None = None):
    rng = random.Random(1)
    drawing = source(mix)
    return [drawing.draw(CONTEXT, POSITIONS, rng) for _ in range(count)]


class Corpus(unittest.TestCase):
    def test_lines_are_paragraphs_and_empty_lines_part_documents(self):
        self.assertEqual(documents_of("a\nb\n\nc\n"), [["a", "b"], ["c"]])


class Windows(unittest.TestCase):
    def test_context_is_exact(self):
        for window in windows():
            self.assertEqual(len(window.context_ids), CONTEXT)
            self.assertEqual(len(window.region_ids), POSITIONS)

    def test_context_and_places_fill_every_position_once(self):
        for window in windows():
            places = window.region_positions[(window.region >= 0) & ~window.is_lead]
            positions = np.sort(np.concatenate([window.context_positions, places]))
            np.testing.assert_array_equal(positions, np.arange(len(positions)))

    def test_a_lead_repeats_the_context_token_before_its_region(self):
        for window in windows():
            held = dict(zip(window.context_positions, window.context_ids))
            for at in np.flatnonzero(window.is_lead):
                self.assertEqual(held[window.region_positions[at]], window.region_ids[at])

    def test_blanks_stand_only_at_the_tail(self):
        for window in windows():
            for number in range(window.region.max() + 1):
                blank = window.region_ids[(window.region == number) & ~window.is_lead] == BLANK
                self.assertTrue((np.diff(blank.astype(int)) >= 0).all())

    def test_regions_hold_the_text_they_come_from(self):
        ids = made_up_tokens().ids
        for window in windows():
            text = window.source >= 0
            np.testing.assert_array_equal(window.region_ids[text], ids[window.source[text]])

    def test_a_region_stays_in_its_document(self):
        for window in windows():
            places = window.region_ids[(window.region >= 0) & ~window.is_lead]
            self.assertFalse((places == DOCUMENT_START).any())

    def test_the_mix_is_seen(self):
        drawn = windows(400)
        counts = np.bincount([w.region.max() for w in drawn], minlength=4)
        self.assertTrue((counts > 0).all())
        self.assertTrue(any(w.context_positions.max() < w.region_positions.max() for w in drawn), "no right side")


class Passes(unittest.TestCase):
    def test_a_masked_pass_asks_exactly_the_hidden_places(self):
        rng = random.Random(2)
        for window in windows(50):
            read = masked_pass(window, NoiseMix(), rng)
            hidden = np.flatnonzero(read.ids == MASK)
            np.testing.assert_array_equal(np.flatnonzero(read.targets != IGNORED), hidden - 1)
            np.testing.assert_array_equal(read.targets[hidden - 1], window.region_ids[hidden])
            self.assertFalse(window.is_lead[hidden].any())

    def test_a_forward_pass_asks_every_place(self):
        for window in windows(50):
            read = forward_pass(window)
            places = np.flatnonzero((window.region >= 0) & ~window.is_lead)
            np.testing.assert_array_equal(np.flatnonzero(read.targets != IGNORED), places - 1)

    def test_near_weights_fall_with_the_distance_from_known_text(self):
        window = windows(1, RegionMix(regions=(1.0,), with_blanks=0, empty=0))[0]
        read = masked_pass(window, NoiseMix(), random.Random(0), share=1.0)
        asked = read.weights[read.targets != IGNORED]
        self.assertEqual(asked[0], 1.0)
        self.assertTrue((np.diff(asked) < 0).all())


class Network(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.batch, self.windows = draw_batch(source(), BatchPlan(2, CONTEXT, POSITIONS), random.Random(3))

    def test_a_region_never_moves_the_keys_of_its_context(self):
        self.assertEqual(context_ignores_regions(tiny_model(), source(), CONTEXT, POSITIONS), 0.0)

    def test_passes_over_one_context_are_independent(self):
        model = tiny_model()
        together, _ = model(self.batch)
        rng = random.Random(3)
        window = source().draw(CONTEXT, POSITIONS, rng)
        reads = [forward_pass(window), masked_pass(window, NoiseMix(), rng)]
        both, _ = model(collate([window], [reads]))
        for number, read in enumerate(reads):
            alone, _ = model(collate([window], [[read]]))
            torch.testing.assert_close(both[:, number], alone[:, 0], atol=1e-5, rtol=1e-4)
        self.assertEqual(together.shape, (2, 2, POSITIONS, SHAPE.width))

    def test_a_forward_pass_looks_back_only(self):
        model = tiny_model()
        changed = self.batch.region_ids.clone()
        changed[:, 0, 20:] = 33
        before, _ = model(self.batch)
        after, _ = model(replace(self.batch, region_ids=changed))
        torch.testing.assert_close(before[:, 0, :20], after[:, 0, :20])
        self.assertFalse(torch.allclose(before[:, 0, 20:], after[:, 0, 20:]))

    def test_the_context_predicts_itself_up_to_its_regions(self):
        model = tiny_model()
        context, regions, _ = model.with_context(self.batch)
        torch.testing.assert_close(regions, model(self.batch)[0])
        changed = self.batch.context_ids.clone()
        changed[:, 20:] = 33
        other, _, _ = model.with_context(replace(self.batch, context_ids=changed))
        torch.testing.assert_close(context[:, :20], other[:, :20])
        jumps = self.batch.context_positions.diff(dim=1) != 1
        self.assertTrue(jumps.any())
        self.assertFalse((followed_in_context(self.batch) & jumps).any())

    def test_low_rank_begins_as_the_parent_and_merges_exactly(self):
        plain, adapted = tiny_model(), tiny_model()
        expected, _ = plain(self.batch)
        add_low_rank(adapted, 4)
        torch.testing.assert_close(adapted(self.batch)[0], expected)
        for module in adapted.modules():
            if isinstance(module, LowRank):
                torch.nn.init.normal_(module.widen, std=0.05)
        trained, _ = adapted(self.batch)
        choose_trained(adapted, "lora")
        state = {name: weight.clone() for name, weight in Masters(adapted).state().items()}
        merge_low_rank(adapted)
        torch.testing.assert_close(adapted(self.batch)[0], trained, atol=1e-5, rtol=1e-4)
        apply_weights(plain, state)
        torch.testing.assert_close(plain(self.batch)[0], trained, atol=1e-5, rtol=1e-4)

    def test_the_loss_in_chunks_is_the_loss(self):
        model = tiny_model()
        hidden = torch.randn(300, SHAPE.width, requires_grad=True)
        targets = torch.randint(0, VOCABULARY, (300,))
        coefficients = torch.rand(300)
        leaves = [hidden, model.special]
        total, nats = weighted_nats(model, hidden, targets, coefficients)
        plain = torch.nn.functional.cross_entropy(model.logits(hidden), targets, reduction="none")
        torch.testing.assert_close(nats, plain.detach())
        ours, theirs = (torch.autograd.grad(loss, leaves) for loss in (2 * total, 2 * (plain * coefficients).sum()))
        for mine, wanted in zip(ours, theirs):
            torch.testing.assert_close(mine, wanted, atol=1e-4, rtol=1e-4)

    def test_the_graph_computes_what_the_network_computes(self):
        model = tiny_model()
        hidden, _ = model(self.batch)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.onnx"
            export_graph(model, path)
            reader = Reader(path)
        context = reader.encode(self.batch.context_ids[0].numpy(), self.batch.context_positions[0].numpy())
        for number, causal in ((0, True), (1, False)):
            valid = (self.windows[0].region >= 0).nonzero()[0]
            targets = np.maximum(self.batch.targets[0, number].numpy()[valid], BLANK)[None]
            reading = reader.read(
                context,
                self.batch.region_ids[0, number].numpy()[valid][None],
                self.batch.region_positions[0].numpy()[valid][None],
                causal=causal,
                targets=targets,
            )
            logits = model.logits(hidden[0, number, valid])
            logits[:, [i for i in range(17) if i != BLANK]] = -1e9
            expected = logits.log_softmax(-1).gather(1, torch.from_numpy(targets[0])[:, None])[:, 0].detach().numpy()
            np.testing.assert_allclose(reading.target_log_probabilities[0], expected, atol=2e-4)

    def test_near_places_read_as_if_computed_together(self):
        with tempfile.TemporaryDirectory() as folder:
            export_graph(tiny_model(), Path(folder) / "graph.onnx")
            reader = Reader(Path(folder) / "graph.onnx")
        ids, positions = np.arange(20, 28)[None].repeat(2, 0), np.arange(5, 13)[None].repeat(2, 0)
        ids[1] += 1
        context = reader.encode(np.arange(20, 25), np.arange(5))
        whole = reader.read(context, ids, positions, causal=True, targets=ids)
        near = Near(whole.near.keys[:, :, :, :7], whole.near.values[:, :, :, :7])
        last = reader.read(context, ids[:, 7:], positions[:, 7:], near=near, targets=ids[:, 7:])
        np.testing.assert_allclose(
            last.target_log_probabilities[:, 0], whole.target_log_probabilities[:, 7], atol=1e-5, rtol=1e-5
        )
        np.testing.assert_allclose(last.entropy[:, 0], whole.entropy[:, 7], atol=1e-5, rtol=1e-5)

    def test_a_row_of_the_quantised_graph_does_not_depend_on_the_others(self):
        with tempfile.TemporaryDirectory() as folder:
            model = tiny_model()
            write_graph(model.shape, quantised(weights_of(model)), Path(folder) / "graph.onnx")
            reader = Reader(Path(folder) / "graph.onnx")
        ids, positions = np.random.default_rng(1).integers(20, VOCABULARY, (5, 6)), np.arange(5, 11)[None].repeat(5, 0)
        context = reader.encode(np.arange(20, 25), np.arange(5))
        together = reader.read(context, ids, positions)
        for number in range(5):
            alone = reader.read(context, ids[number : number + 1], positions[:1])
            np.testing.assert_array_equal(alone.entropy[0], together.entropy[number])
            np.testing.assert_array_equal(alone.near.keys[:, 0], together.near.keys[:, number])

    def test_quantising_changes_little(self):
        model = tiny_model()
        with tempfile.TemporaryDirectory() as folder:
            export_graph(model, Path(folder) / "plain.onnx")
            plain = Reader(Path(folder) / "plain.onnx")
            kept = quantised(weights_of(model), keep=("blocks.0.down", "blocks.1.up", "blocks.1.query"))
            write_graph(model.shape, kept, Path(folder) / "small.onnx")
            small = Reader(Path(folder) / "small.onnx")
        ids, positions = np.arange(20, 32)[None], np.arange(12)[None]
        readings = [
            reader.read(reader.nothing(), ids, positions, causal=True, targets=ids) for reader in (plain, small)
        ]
        exact, rough = (reading.target_log_probabilities for reading in readings)
        self.assertFalse(np.array_equal(exact, rough))
        np.testing.assert_allclose(rough, exact, atol=0.1)

    def test_rounding_makes_up_for_its_errors(self):
        rng = np.random.default_rng(2)
        inputs = rng.normal(size=(400, 12)) @ rng.normal(size=(12, 40)) + 0.1 * rng.normal(size=(400, 40))
        weight = rng.normal(size=(40, 9)).astype(np.float32)
        inputs = inputs.astype(np.float32)
        cost = lambda made: float(np.square(inputs @ (made.weight * made.scales - weight)).mean())
        nearest, made_up = Matrix(weight).quantised(7), Matrix(weight).quantised(7, inputs.T @ inputs)
        np.testing.assert_array_equal(made_up.scales, nearest.scales)
        self.assertLessEqual(np.abs(made_up.weight).max(), 7)
        self.assertLess(cost(made_up), cost(nearest) / 3)

    def test_rounding_is_to_the_nearest_where_inputs_are_independent(self):
        weight = np.random.default_rng(2).normal(size=(200, 9)).astype(np.float32)
        expected = Matrix(weight).quantised(7).weight
        np.testing.assert_array_equal(Matrix(weight).quantised(7, np.diag(np.arange(1, 201.0))).weight, expected)

    def test_products_of_inputs_are_those_of_what_the_matrices_read(self):
        model = tiny_model()
        products = input_products(model, [self.batch])
        seen = []
        model.blocks[1].up.register_forward_pre_hook(lambda _module, inputs: seen.append(inputs[0].flatten(0, -2)))
        model(self.batch)
        wanted = (seen[0].t() @ seen[0]).detach().numpy()
        np.testing.assert_allclose(products["blocks.1.up"], wanted, rtol=1e-4, atol=1e-4)
        self.assertEqual(len(products), SHAPE.layers * len(TOGETHER))


class Teaching_(unittest.TestCase):
    def test_the_parent_agrees_with_itself(self):
        batch, drawn = draw_batch(source(), BatchPlan(2, CONTEXT, POSITIONS), random.Random(3))
        parent = tiny_model()
        teacher = Teacher(parent, made_up_tokens(), Teaching(soft_labels=1.0, alignment=1.0, layers=(1,)))
        lesson = teacher.teach(drawn)
        rows = batch.targets != IGNORED
        expanded = lesson.hidden[:, None].expand(-1, 2, -1, -1)
        same = teacher.soft_label_loss(parent.logits(expanded[rows]).float(), batch, lesson, rows)
        self.assertLess(float(same), 1e-6)
        aligned = teacher.alignment_loss([layer[:, None].expand(-1, 2, -1, -1) for layer in lesson.layers], lesson)
        self.assertLess(float(aligned), 1e-6)

    def test_left_is_whole_until_the_first_open_place(self):
        batch, _ = draw_batch(source(), BatchPlan(2, CONTEXT, POSITIONS), random.Random(3))
        whole = whole_left(batch)
        self.assertTrue(whole[:, 0].all())
        first_open = int((batch.region_ids[0, 1] == MASK).nonzero()[0])
        self.assertEqual(int(whole[0, 1].sum()), first_open)


class Resuming(unittest.TestCase):
    def test_a_run_cut_in_two_ends_where_a_whole_one_does(self):
        with tempfile.TemporaryDirectory() as folder:
            work = made_up_work(Path(folder) / "work")
            whole = trainer(work, Path(folder) / "whole", steps=4)
            whole.fit(5.0, lambda _line: None)
            trainer(work, Path(folder) / "cut", steps=2).fit(5.0, lambda _line: None)
            rest = trainer(work, Path(folder) / "cut", steps=4)
            self.assertEqual(rest.step, 2)
            rest.fit(5.0, lambda _line: None)
            for ours, theirs in ((whole.masters.state(), rest.masters.state()),
                                 (whole.average.weights, rest.average.weights)):  # fmt: skip
                for name, weight in ours.items():
                    torch.testing.assert_close(weight, theirs[name], atol=0, rtol=0)
            self.assertEqual(whole.places, rest.places)


class Losses_(unittest.TestCase):
    def test_the_context_takes_its_share_of_the_loss(self):
        with tempfile.TemporaryDirectory() as folder:
            learner = trainer(made_up_work(Path(folder) / "work"), Path(folder) / "run", steps=1)
        batch, windows = draw_batch(source(), BatchPlan(2, CONTEXT, POSITIONS), random.Random(3))
        alone = learner.losses(batch, windows)
        learner.settings = replace(learner.settings, context_share=0.25)
        shared = learner.losses(batch, windows)
        self.assertEqual((alone.context, shared.forward, shared.masked), (0.0, alone.forward, alone.masked))
        expected = 0.75 * float(alone.total.detach()) + 0.25 * shared.context
        self.assertAlmostEqual(float(shared.total.detach()), expected, places=4)
        asked = followed_in_context(batch)
        with torch.no_grad():
            context, _, _ = learner.model.with_context(batch)
            logits = learner.model.logits(context[:, :-1][asked])
        expected = torch.nn.functional.cross_entropy(logits, batch.context_ids[:, 1:][asked])
        self.assertAlmostEqual(shared.context, float(expected), places=4)


def made_up_work(root: Path) -> WorkFolder:
    work = WorkFolder(root)
    root.mkdir()
    vocabulary = {f"{'Ġ' if i > 60 else ''}{'x.' if i == 20 else i}": i for i in range(VOCABULARY)}
    work.tokenizer_file.write_text(json.dumps(dict(model=dict(vocab=vocabulary))))
    for split in ("train", "dev"):
        work.save_tokens(split, made_up_tokens())
    weights = {name: weight for name, weight in tiny_model().state_dict().items() if name != "special"}
    work.save_parent(SHAPE, weights)
    return work


def trainer(work: WorkFolder, run: Path, steps: int) -> Trainer:
    plan = BatchPlan(2, CONTEXT, POSITIONS)
    settings = Settings(rank=4, held_out_windows=2, batch=plan, schedule=Schedule(steps=steps, warmup=1, decay=0.0))
    return Trainer(settings, work, run)


class Settings_(unittest.TestCase):
    def test_overrides_reach_into_groups(self):
        settings = load_settings(None, ["batch.windows=3", "precision=bfloat16", "batch.noise.weighting=elbo"])
        self.assertEqual(settings.batch.windows, 3)
        self.assertEqual(settings.precision, "bfloat16")
        self.assertEqual(settings.batch.noise.weighting, "elbo")

    def test_an_unknown_key_is_refused(self):
        with self.assertRaisesRegex(ValueError, "batch.window"):
            load_settings(None, ["batch.window=3"])

    def test_schedules_rise_stay_and_fall(self):
        schedule = Schedule(steps=100, warmup=10, decay=0.2)
        self.assertAlmostEqual(schedule.factor(0), 0.1)
        self.assertEqual(schedule.factor(50), 1.0)
        self.assertAlmostEqual(schedule.factor(90), 0.5)
        self.assertEqual(schedule.factor(1000), schedule.floor)


if __name__ == "__main__":
    unittest.main()
