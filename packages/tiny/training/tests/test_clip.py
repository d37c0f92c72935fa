"""The parts of the tiny CLIP's training against naive versions of themselves."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch

from alt2img_tiny.clip.augment import augment
from alt2img_tiny.clip.batches import Batches
from alt2img_tiny.clip.conv_tower import ConvTower
from alt2img_tiny.clip.drawings import Drawings, PairSampler, read_drawings, true_pairs
from alt2img_tiny.clip.files import round_to_half, save_model
from alt2img_tiny.clip.image_stage import Conv, Vision, train_conv, train_vision
from alt2img_tiny.clip.loss import distillation, symmetric_info_nce
from alt2img_tiny.clip.model import image_embeds, new_model, random_patches, text_embeds
from alt2img_tiny.clip.retrieval import ranks, retrieval
from alt2img_tiny.clip.settings import CLIP, AugmentSettings, TrainingSettings
from alt2img_tiny.clip.text_stage import TextAndConv, train_text_and_conv
from alt2img_tiny.clip.towers import by_length, padded_ids
from alt2img_tiny.tokenizer import save_tokenizer, train_tokenizer

SMOKE = CLIP["smoke"]
NAMES = ["red apple", "green apple", "cat face", "dog face"]


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Drawings:
    """Four things by two vendors; rows 0 and 4 are the red apple."""
    folder = tmp_path_factory.mktemp("drawings")
    rows = []
    for vendor in ("noto", "fluent"):
        for index, name in enumerate(NAMES):
            group = "food" if index < 2 else "animal"
            rows.append(
                {
                    "id": len(rows),
                    "vendor": vendor,
                    "hexcode": f"1F34{index}",
                    "name": name,
                    "group": group,
                    "colour": None,
                    "recoloured_from": None,
                    "split": "validation" if index == 3 else "train",
                    "captions": [name, group, f"a {vendor} emoji of a {name}"],
                    "weights": [0.5, 0.2, 0.3],
                }
            )
    pq.write_table(pa.Table.from_pylist(rows), folder / "rows.parquet")
    images = np.random.default_rng(0).integers(0, 120, (len(rows), 64, 64, 3), dtype=np.uint8)
    for index in range(len(NAMES)):
        # A colour for each thing, so that there is something to learn.
        images[index :: len(NAMES)] += np.array([135, 60, 0], dtype=np.uint8)[[index % 3, index // 2, (index + 1) % 3]]
    np.save(folder / "images.npy", images)
    return read_drawings(folder)


def test_images_and_rows_must_agree(drawings: Drawings, tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [0, 1]}), tmp_path / "rows.parquet")
    np.save(tmp_path / "images.npy", drawings.images[:1])
    with pytest.raises(ValueError, match="1 images but 2 rows"):
        read_drawings(tmp_path)


def test_info_nce_equals_a_naive_one() -> None:
    torch.manual_seed(0)
    images = torch.nn.functional.normalize(torch.randn(5, 7), dim=1)
    texts = torch.nn.functional.normalize(torch.randn(5, 7), dim=1)
    pairs = torch.eye(5, dtype=torch.bool)
    pairs[0, 3] = pairs[3, 0] = pairs[1, 2] = True
    total = 0.0
    for i in range(5):
        for of in (lambda j, i=i: (i, j), lambda j, i=i: (j, i)):
            scores = {j: 10 * float(images[of(j)[0]] @ texts[of(j)[1]]) for j in range(5) if j == i or not pairs[of(j)]}
            total -= scores[i] - math.log(sum(math.exp(score) for score in scores.values()))
    assert symmetric_info_nce(images, texts, torch.tensor(10.0), pairs).item() == pytest.approx(total / 10, rel=1e-5)


def test_info_nce_of_a_batch_of_one_thing_has_a_gradient_without_nan() -> None:
    images = torch.randn(3, 4, requires_grad=True)
    loss = symmetric_info_nce(images, torch.randn(3, 4), torch.tensor(1.0), torch.ones(3, 3, dtype=torch.bool))
    loss.backward()
    assert loss.item() == 0 and torch.isfinite(images.grad).all()


def test_distillation_is_nothing_between_equals_and_two_between_opposites() -> None:
    embeds = torch.nn.functional.normalize(torch.randn(4, 8), dim=1)
    assert distillation(embeds, embeds).item() == pytest.approx(0, abs=1e-6)
    assert distillation(embeds, -embeds).item() == pytest.approx(2)


def test_true_pairs_equal_a_naive_count(drawings: Drawings) -> None:
    rows, captions = PairSampler(drawings, np.arange(8), seed=3).batch(0, 64)
    found = true_pairs(drawings, rows, captions)
    columns = drawings.columns
    for i, j in np.ndindex(64, 64):
        same = columns["hexcode"][rows[i]] == columns["hexcode"][rows[j]]
        holds = drawings.captions[captions[j]] in columns["captions"][rows[i]]
        assert found[i, j] == (same or holds), (i, j)
    assert found.diagonal().all()


def test_sampler_keeps_to_the_masses_and_the_rows(drawings: Drawings) -> None:
    rows = drawings.rows_where(split="train")
    sampler = PairSampler(drawings, rows, seed=5)
    drawn, captions = sampler.batch(0, 30_000)
    assert set(drawn) == set(rows)
    share = np.mean([drawings.captions[caption] in ("food", "animal") for caption in captions])
    assert share == pytest.approx(0.2, abs=0.01)
    again = PairSampler(drawings, rows, seed=5).batch(0, 30_000)
    assert (again[0] == drawn).all() and (sampler.batch(1, 100)[0] != drawn[:100]).any()


def test_sampler_refuses_rows_without_mass(drawings: Drawings) -> None:
    with pytest.raises(ValueError, match="nothing to draw from"):
        PairSampler(drawings, np.array([], dtype=np.int64), seed=1)


def test_augmentation_leaves_white_paper_white_and_repeats_with_its_seed() -> None:
    settings = replace(AugmentSettings(), paper=0)
    blank = torch.full((4, 64, 64, 3), 255, dtype=torch.uint8)
    mirrored = torch.ones(4, dtype=torch.bool)
    out = augment(blank, mirrored, 48, settings, torch.Generator().manual_seed(1))
    assert out.shape == (4, 3, 48, 48)
    torch.testing.assert_close(out, torch.ones_like(out))
    noise = torch.randint(0, 255, (4, 64, 64, 3), dtype=torch.uint8)
    twice = [augment(noise, mirrored, 64, AugmentSettings(), torch.Generator().manual_seed(7)) for _ in range(2)]
    assert torch.equal(*twice) and twice[0].amin() >= 0 and twice[0].amax() <= 1


def test_flips_only_where_allowed() -> None:
    still = AugmentSettings(
        degrees=0,
        scale=(1, 1),
        stretch=0,
        shear=0,
        shift=0,
        contrast=0,
        saturation=0,
        tint=0,
        outline=0,
        blur=0,
        paper=0,
    )
    image = torch.randint(0, 255, (1, 8, 8, 3), dtype=torch.uint8).repeat(64, 1, 1, 1)
    mirrored = torch.arange(64) % 2 == 0
    out = augment(image, mirrored, 8, still, torch.Generator().manual_seed(1))
    plain = image.permute(0, 3, 1, 2).float() / 255
    same = torch.isclose(out, plain, atol=1e-3).flatten(1).all(dim=1)
    flipped = torch.isclose(out, plain.flip(3), atol=1e-3).flatten(1).all(dim=1)
    assert (same | flipped).all()
    assert same[~mirrored].all() and flipped[mirrored].any() and same[mirrored].any()


def test_training_attention_equals_that_of_transformers() -> None:
    model = new_model(SMOKE, 700, 32, seed=1).eval()
    ids = torch.randint(0, 698, (3, 9))
    ids[:, -1] = 699
    pixels = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        ours = text_embeds(model, ids), image_embeds(model, pixels)
        model.set_attn_implementation("eager")
        theirs = model.get_text_features(input_ids=ids), model.get_image_features(pixel_values=pixels)
    for mine, output in zip(ours, theirs, strict=True):
        raw = output if isinstance(output, torch.Tensor) else output.pooler_output
        torch.testing.assert_close(mine, torch.nn.functional.normalize(raw, dim=-1), atol=2e-6, rtol=0)


def test_all_patches_in_any_order_are_the_whole_picture() -> None:
    model = new_model(SMOKE, 700, 32, seed=1).eval()
    pixels = torch.randn(2, 3, 64, 64)
    kept = random_patches(2, 64, 64, torch.Generator().manual_seed(1))
    assert sorted(kept[0].tolist()) == list(range(64))
    with torch.no_grad():
        torch.testing.assert_close(image_embeds(model, pixels, kept), image_embeds(model, pixels), atol=1e-5, rtol=0)


def test_texts_by_length_keep_their_places() -> None:
    ids = torch.full((9, 6), 9)
    for row in range(9):
        ids[row, : 1 + row % 4] = row
    out = by_length(lambda part: (part * (part != 9)).amax(dim=1, keepdim=True).float(), ids, parts=3)
    assert out[:, 0].tolist() == list(range(9))


def test_rank_counts_what_scores_higher_and_ties_lose() -> None:
    scores = torch.tensor([[0.9, 0.5, 0.1], [0.2, 0.2, 0.1]])
    rank = ranks(scores, torch.eye(3), np.array([1, 0]))
    assert rank.tolist() == [1, 1]
    assert retrieval(rank).top1 == 0 and retrieval(rank).top5 == 1


def test_run_cut_in_half_equals_a_whole_one(drawings: Drawings, tmp_path: Path) -> None:
    settings = TrainingSettings(
        steps=6, batch_size=8, learning_rate=1e-2, warm_up=2, sides=((0.5, 32), (1.0, 64)), muon=True
    )
    tokenizer = train_tokenizer(drawings.captions * 3, 700, 32)
    ids = padded_ids(tokenizer, drawings.captions, 32)

    def trained(checkpoint: Path, until: int | None = None) -> dict[str, torch.Tensor]:
        model = new_model(SMOKE, tokenizer.get_vocab_size(), 32, seed=1)
        modules = TextAndConv(model, ConvTower(SMOKE.conv, SMOKE.projection))
        batches = Batches(drawings, np.arange(8), settings, SMOKE.augment, "cpu")
        return train_text_and_conv(modules, batches, ids, checkpoint, until=until).mean

    whole = trained(tmp_path / "whole.pt")
    trained(tmp_path / "cut.pt", until=3)
    resumed = trained(tmp_path / "cut.pt")
    start = trained(tmp_path / "none.pt", until=0)
    for name, value in whole.items():
        assert torch.equal(resumed[name], value), name
    assert any(not torch.equal(start[name], value) for name, value in whole.items())


def test_vit_learns_to_give_what_its_teacher_gives(drawings: Drawings, tmp_path: Path) -> None:
    training = TrainingSettings(steps=25, batch_size=16, learning_rate=3e-3, warm_up=2, muon=True)
    settings = replace(SMOKE, with_vit=training, patches_kept=48, all_patches_share=0.2)
    torch.manual_seed(0)
    teacher = ConvTower(settings.conv, settings.projection).eval().requires_grad_(False)
    modules = Vision(new_model(settings, 700, 32, seed=1), logit_scale=1.0)
    batches = Batches(drawings, np.arange(8), training, settings.augment, "cpu")
    captions = torch.nn.functional.normalize(torch.randn(len(drawings.captions), settings.projection), dim=1)
    batch = batches.at(99)

    def agreement() -> float:
        with torch.no_grad():
            return (image_embeds(modules, batch.pixels) * teacher(batch.pixels)).sum(dim=1).mean().item()

    before = agreement()
    train_vision(modules, teacher, settings, batches, captions, tmp_path / "vision.pt")
    assert agreement() > max(0.8, before + 0.3)


def test_conv_tower_alone_lowers_its_loss(drawings: Drawings, tmp_path: Path) -> None:
    training = TrainingSettings(steps=60, batch_size=16, learning_rate=3e-3, warm_up=2, sides=((1.0, 32),))
    modules = Conv(ConvTower(SMOKE.conv, SMOKE.projection), logit_scale=1.0)
    captions = torch.nn.functional.normalize(torch.randn(len(drawings.captions), SMOKE.projection), dim=1)
    batches = Batches(drawings, np.arange(8), training, SMOKE.augment, "cpu")

    def similarity() -> float:
        batch = batches.at(99)
        modules.eval()
        with torch.no_grad():
            return (modules.conv(batch.pixels) * captions[batch.caption_ids]).sum(dim=1).mean().item()

    before = similarity()
    train_conv(modules, batches, captions, tmp_path / "conv.pt")
    assert similarity() > before + 0.3


def test_saved_model_is_rounded_once_and_loads_in_transformers(tmp_path: Path) -> None:
    from transformers import AutoModel, AutoTokenizer, CLIPImageProcessor

    tokenizer = train_tokenizer(NAMES * 5, 560, 32)
    save_tokenizer(tokenizer, tmp_path / "tokenizer", 32)
    model = new_model(SMOKE, tokenizer.get_vocab_size(), 32, seed=1).eval()
    with pytest.raises(ValueError, match="rounded"):
        save_model(model, tmp_path / "tokenizer", tmp_path / "model")
    round_to_half(model)
    save_model(model, tmp_path / "tokenizer", tmp_path / "model")
    loaded = AutoModel.from_pretrained(tmp_path / "model")
    assert type(loaded).__name__ == "CLIPModel" and loaded.dtype == torch.float32
    processor = CLIPImageProcessor.from_pretrained(tmp_path / "model")
    pixels = processor(images=np.zeros((64, 64, 3), np.uint8), return_tensors="pt")["pixel_values"]
    texts = AutoTokenizer.from_pretrained(tmp_path / "model")(NAMES, padding=True, return_tensors="pt")
    output = loaded(**texts, pixel_values=pixels)
    with torch.no_grad():
        torch.testing.assert_close(output.text_embeds, text_embeds(model, texts["input_ids"]), atol=2e-6, rtol=0)
        torch.testing.assert_close(output.image_embeds, image_embeds(model, pixels), atol=2e-6, rtol=0)
