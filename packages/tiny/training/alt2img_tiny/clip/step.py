"""Trains the tiny CLIP in three stages and writes it in Hugging Face's layout to `<build>/clip/final`.

1. A conv tower and the text tower learn together (symmetric InfoNCE). The text tower is then finished.
2. Only the conv tower continues, against the finished text tower.
3. The ViT learns the same, and to give the embedding that the conv tower gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from transformers import CLIPModel

from ..profile import Profile
from ..tokenizer import load_tokenizer
from .batches import Batches
from .conv_tower import ConvTower
from .drawings import Drawings, read_drawings
from .files import round_to_half, save_model
from .image_stage import Conv, Vision, resized, train_conv, train_vision
from .loop import Training
from .model import image_embeds, new_model, text_embeds
from .retrieval import candidate_names, plain_rows, retrieve_names
from .settings import CLIP, TOKENIZER, ClipSettings, TrainingSettings
from .text_stage import TextAndConv, scaled, train_text_and_conv
from .towers import embed_images, embed_texts, padded_ids


@dataclass(frozen=True)
class Workshop:
    """Everything that both stages read."""

    settings: ClipSettings
    context_length: int
    folder: Path
    tokenizer: Tokenizer
    drawings: Drawings
    heldout: Drawings
    device: str

    def batches(self, settings: TrainingSettings) -> Batches:
        rows = self.drawings.rows_where(split="train")
        return Batches(self.drawings, rows, settings, self.settings.augment, self.device)

    def ids(self, texts: list[str]) -> Tensor:
        return padded_ids(self.tokenizer, texts, self.context_length)

    def new_model(self, seed: int) -> CLIPModel:
        return new_model(self.settings, self.tokenizer.get_vocab_size(), self.context_length, seed).to(self.device)

    def heldout_line(self, texts: Callable[[Tensor], Tensor], images: Callable[[Tensor], Tensor]) -> str:
        """For the log: retrieval of the name on the held-out vendors."""
        names = candidate_names(self.drawings, self.heldout)
        with torch.autocast(self.device, torch.bfloat16):
            name_embeds = embed_texts(texts, self.ids(names).to(self.device)).cpu()
            found = {
                vendor: self._retrieve(vendor, images, name_embeds, names)
                for vendor in sorted(set(self.heldout.columns["vendor"]))
            }
        return "; ".join(f"{vendor} {result}" for vendor, result in found.items())

    def _retrieve(
        self, vendor: str, images: Callable[[Tensor], Tensor], name_embeds: Tensor, names: list[str]
    ) -> object:
        rows = plain_rows(self.heldout, vendor)
        embeds = embed_images(lambda pixels: images(pixels.to(self.device)), self.heldout.images, rows).cpu()
        return retrieve_names(embeds, [self.heldout.columns["name"][row] for row in rows], name_embeds, names)


def open_workshop(profile: Profile, build: Path) -> Workshop:
    context_length = TOKENIZER[profile.name].context_length
    data = build / str(profile.image_size)
    return Workshop(
        settings=CLIP[profile.name],
        context_length=context_length,
        folder=build / "clip",
        tokenizer=load_tokenizer(build / "clip" / "tokenizer", context_length),
        drawings=read_drawings(data / "train"),
        heldout=read_drawings(data / "heldout"),
        device="cuda" if torch.cuda.is_available() else "cpu",
    )


def with_mean(training: Training, measure: Callable[[], str]) -> str:
    """Measures with the running mean of the weights in place of the weights."""
    modules = training.modules
    weights = {name: value.clone() for name, value in modules.state_dict().items()}
    modules.load_state_dict(training.mean)
    modules.eval()
    line = measure()
    modules.load_state_dict(weights)
    return line


def text_stage(shop: Workshop) -> TextAndConv:
    """Gives the towers with the running mean of their weights, in evaluation mode."""
    settings = shop.settings
    conv = ConvTower(settings.conv, settings.projection).to(shop.device)
    modules = TextAndConv(shop.new_model(settings.with_conv.seed), conv).to(shop.device)
    batches = shop.batches(settings.with_conv)

    def line(side: int) -> str:
        return shop.heldout_line(
            lambda ids: text_embeds(modules, ids), lambda pixels: modules.conv(resized(pixels, side))
        )

    training = train_text_and_conv(
        modules,
        batches,
        shop.ids(shop.drawings.captions),
        shop.folder / "text-and-conv.pt",
        # At the side that it was trained at last: at another one it is far worse.
        measure=lambda training: with_mean(training, lambda: line(batches.side(training.step - 1))),
    )
    modules.load_state_dict(training.mean)
    round_to_half(modules)
    return modules.eval()


def caption_embeds(shop: Workshop, towers: TextAndConv) -> Tensor:
    """What the finished text tower makes of all captions."""
    ids = shop.ids(shop.drawings.captions).to(shop.device)
    return embed_texts(lambda part: text_embeds(towers, part), ids)


def conv_stage(shop: Workshop, towers: TextAndConv, captions: Tensor) -> ConvTower:
    """Gives the teacher, in evaluation mode."""
    modules = Conv(towers.conv.requires_grad_(True), towers.logit_scale.item()).to(shop.device)
    settings = shop.settings.conv_alone
    side = settings.sides[-1][1]

    def line() -> str:
        return shop.heldout_line(
            lambda ids: text_embeds(towers, ids), lambda pixels: modules.conv(resized(pixels, side))
        )

    training = train_conv(
        modules,
        shop.batches(settings),
        captions,
        shop.folder / "conv.pt",
        measure=lambda training: with_mean(training, line),
    )
    modules.load_state_dict(training.mean)
    return modules.conv.eval().requires_grad_(False)


def vision_stage(shop: Workshop, towers: TextAndConv, teacher: ConvTower, captions: Tensor) -> CLIPModel:
    """Gives the finished model."""
    settings = shop.settings
    model = shop.new_model(settings.with_vit.seed)
    model.text_model.load_state_dict(towers.text_model.state_dict())
    model.text_projection.load_state_dict(towers.text_projection.state_dict())
    modules = Vision(model, towers.logit_scale.item()).to(shop.device)

    def line() -> str:
        return shop.heldout_line(lambda ids: text_embeds(model, ids), lambda pixels: image_embeds(model, pixels))

    training = train_vision(
        modules,
        teacher,
        settings,
        shop.batches(settings.with_vit),
        captions,
        shop.folder / "vision.pt",
        measure=lambda training: with_mean(training, line),
    )
    modules.load_state_dict(training.mean)
    model.logit_scale.data = scaled(modules.logit_scale).log().detach()
    round_to_half(model)
    return model.eval()


def publish_text(shop: Workshop, towers: TextAndConv) -> None:
    """Writes the model with its finished text tower and a ViT that has not learnt yet, for what only needs texts."""
    model = shop.new_model(shop.settings.with_vit.seed)
    model.text_model.load_state_dict(towers.text_model.state_dict())
    model.text_projection.load_state_dict(towers.text_projection.state_dict())
    model.logit_scale.data = scaled(towers.logit_scale).log().detach()
    round_to_half(model)
    save_model(model.cpu(), shop.folder / "tokenizer", shop.folder / "final")
    note = "The text tower and the tokenizer are final. The vision tower has not learnt yet.\n"
    (shop.folder / "READY").write_text(note, encoding="utf-8")


def run(profile: Profile, build: Path) -> None:
    shop = open_workshop(profile, build)
    towers = text_stage(shop)
    if not (shop.folder / "READY").exists():
        publish_text(shop, towers)
    captions = caption_embeds(shop, towers)
    model = vision_stage(shop, towers, conv_stage(shop, towers, captions), captions)
    save_model(model.cpu(), shop.folder / "tokenizer", shop.folder / "final")
    (shop.folder / "READY").write_text("Both towers are final.\n", encoding="utf-8")
