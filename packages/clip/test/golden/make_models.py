"""Makes small CLIP, SigLIP and OpenCLIP-style models with random weights, and what PyTorch says of texts and pictures.

    pip install torch==2.13.0 transformers==5.24.0 tokenizers==0.23.3 sentencepiece==0.2.2 protobuf onnx==1.23.2 safetensors \
        pillow==13.0.0 numpy==2.4.6 ftfy==6.3.1
    python make_models.py

Each folder in models/ is written anew, in the layout that such models have on Hugging Face's hub.
"""

import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import sentencepiece
import torch
from make_clean import SENTENCES, clean
from make_pixels import picture
from safetensors.torch import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from torch import Tensor, nn
from transformers import CLIPConfig, CLIPModel, SiglipConfig, SiglipModel, SiglipTokenizer
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

here = Path(__file__).parent / "models"

START, END = "<|startoftext|>", "<|endoftext|>"
TEXTS = [
    "a red apple", "A photo of 2 cats.", "It’s the firefighter's dog — isn't it?", "", "Ünïcödé &amp; “quotes”", "one two three " * 12,
    "a <|endoftext|> b", "snow-covered mountain (2019)", "x", "Two DOGS, three birds & a house!",
]  # fmt: skip
PICTURES = [(64, 48, False), (17, 31, True), (160, 107, False), (33, 200, True), (32, 32, False), (300, 200, False)]
CORPUS = [*SENTENCES, *TEXTS, "a photo of a dog and a cat, two birds, three houses, a red apple and the blue mountain by the sea"] * 3


def clip_tokenizer(vocabulary: int) -> Tokenizer:
    """Byte-level BPE in CLIP's scheme, as transformers' `CLIPTokenizer` writes it."""

    def scheme(model: models.BPE) -> Tokenizer:
        tokenizer = Tokenizer(model)
        tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
        pattern = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Split(Regex(pattern), behavior="removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
        )
        tokenizer.decoder = decoders.ByteLevel()
        return tokenizer

    learner = scheme(models.BPE(end_of_word_suffix="</w>"))
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    learner.train_from_iterator(
        CORPUS, trainers.BpeTrainer(vocab_size=vocabulary, initial_alphabet=alphabet, end_of_word_suffix="</w>", show_progress=False)
    )
    merges = json.loads(learner.to_str())["model"]["merges"]
    tokens = [*alphabet, *(letter + "</w>" for letter in alphabet)]
    merges = [tuple(pair) for pair in merges[: vocabulary - len(tokens) - 2]]
    tokens += ["".join(pair) for pair in merges] + [START, END]
    vocab = {token: index for index, token in enumerate(tokens)}
    tokenizer = scheme(
        models.BPE(vocab=vocab, merges=merges, unk_token=END, continuing_subword_prefix="", end_of_word_suffix="</w>")
    )
    tokenizer.add_special_tokens([START, END])
    tokenizer.post_processor = processors.RobertaProcessing((END, vocab[END]), (START, vocab[START]), False, False)
    return tokenizer


def siglip_tokenizers(vocabulary: int, folder: Path) -> tuple[SiglipTokenizer, Tokenizer]:
    """A SentencePiece model with transformers' own tokenizer on it, and the same as a `tokenizer.json`."""
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([text.lower() for text in CORPUS]), model_prefix=str(folder / "spiece"), vocab_size=vocabulary,
        model_type="unigram", pad_id=0, eos_id=1, unk_id=2, bos_id=-1, add_dummy_prefix=False, character_coverage=1.0,
        hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    reference = SiglipTokenizer(str(folder / "spiece.model"))
    pieces = sentencepiece.SentencePieceProcessor(str(folder / "spiece.model"))
    vocab = [(pieces.id_to_piece(i), pieces.get_score(i)) for i in range(pieces.get_piece_size())]
    tokenizer = Tokenizer(models.Unigram(vocab, unk_id=2))
    punctuation = r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"""
    # As in the files of SigLIP's ONNX models on the hub.
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Lowercase(), normalizers.Replace(Regex(punctuation), ""), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)])
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens(["</s>", "<unk>"])
    return reference, tokenizer


class Text(nn.Module):
    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor):
        output = self.model.text_model(input_ids=input_ids)
        if isinstance(self.model, CLIPModel):
            return self.model.text_projection(output.pooler_output), output.last_hidden_state
        return output.pooler_output, output.last_hidden_state


class Vision(nn.Module):
    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, pixel_values: Tensor):
        output = self.model.vision_model(pixel_values=pixel_values)
        if isinstance(self.model, CLIPModel):
            return self.model.visual_projection(output.pooler_output), output.last_hidden_state
        return output.pooler_output, output.last_hidden_state


class Both(nn.Module):
    """As optimum exports a whole `CLIPModel` or `SiglipModel`."""

    def __init__(self, model: nn.Module, mask: bool) -> None:
        super().__init__()
        self.model, self.mask = model, mask

    def forward(self, input_ids: Tensor, pixel_values: Tensor, attention_mask: Tensor | None = None):
        texts = Text(self.model)(input_ids)[0]
        images = Vision(self.model)(pixel_values)[0]
        texts, images = texts / texts.norm(dim=-1, keepdim=True), images / images.norm(dim=-1, keepdim=True)
        logits = texts @ images.t() * self.model.logit_scale.exp()
        if not isinstance(self.model, CLIPModel):
            logits = logits + self.model.logit_bias
        if attention_mask is not None:
            # It changes nothing in a model that reads no padding, but it is an input.
            texts = texts + 0 * attention_mask.sum()
        return logits.t(), logits, texts, images


def export(module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    names = {"input_ids": {0: "text_batch_size", 1: "sequence_length"}, "attention_mask": {0: "text_batch_size", 1: "sequence_length"}}
    axes = {"pixel_values": {0: "image_batch_size"}, **names}
    axes |= {name: {0: "batch"} for name in outputs}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
            dynamic_axes={key: value for key, value in axes.items() if key in inputs or key in outputs}, opset_version=17, dynamo=False,
        )  # fmt: skip
    onnx.checker.check_model(onnx.load(str(path)), full_check=True)


def write(folder: Path, name: str, value: object) -> None:
    (folder / name).write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def normalized(embeds: Tensor) -> list[list[float]]:
    return [[round(float(x), 7) for x in row] for row in embeds / embeds.norm(dim=-1, keepdim=True)]


def expected(folder: Path, model: nn.Module, ids: Tensor, processor) -> None:
    images = [picture(*each) for each in PICTURES]
    pixels = torch.from_numpy(np.stack([processor(image, return_tensors="np")["pixel_values"][0] for image in images]))
    with torch.no_grad():
        texts, pictures = Text(model)(ids)[0], Vision(model)(pixels)[0]
        by_model = model(input_ids=ids, pixel_values=pixels).logits_per_image
    write(folder, "expected.json", {
        "texts": [[text, row] for text, row in zip(TEXTS, ids.tolist(), strict=True)],
        "pictures": PICTURES, "text_embeds": normalized(texts), "image_embeds": normalized(pictures),
        "logits_per_image": [[round(float(x), 5) for x in row] for row in by_model],
    })  # fmt: skip


def make_clip(name: str, activation: str, combined: bool) -> None:
    folder = here / name
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = clip_tokenizer(580)
    size = tokenizer.get_vocab_size()
    ends = {"bos_token_id": size - 2, "eos_token_id": size - 1, "pad_token_id": size - 1}
    shape = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "hidden_act": activation}
    config = CLIPConfig(
        text_config={**shape, **ends, "vocab_size": size, "max_position_embeddings": 24, "projection_dim": 12},
        vision_config={**shape, "image_size": 32, "patch_size": 8, "projection_dim": 12},
        projection_dim=12,
    )
    config._attn_implementation = "eager"
    model = CLIPModel(config).eval()
    shake(model)
    model.logit_scale.data.fill_(3.2)
    config.save_pretrained(folder)
    processor = CLIPImageProcessorPil(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32})
    processor.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    write(folder, "tokenizer_config.json", {"tokenizer_class": "CLIPTokenizer", "model_max_length": 24, "pad_token": END})
    # OpenAI's cleaning, and then nothing more: an empty sequence of steps.
    tokenizer.normalizer = normalizers.Sequence([])
    tokenizer.enable_truncation(24)
    tokenizer.enable_padding(length=24, pad_id=size - 1, pad_token=END)
    without_special = Tokenizer.from_str(json.dumps({**json.loads(tokenizer.to_str()), "added_tokens": []}))
    ids = torch.tensor([without_special.encode(clean(text)).ids for text in TEXTS])
    expected(folder, model, ids, processor)
    pixels = torch.rand(2, 3, 32, 32)
    if combined:
        inputs = {"input_ids": ids[:2], "pixel_values": pixels, "attention_mask": torch.ones_like(ids[:2])}
        outputs = ["logits_per_image", "logits_per_text", "text_embeds", "image_embeds"]
        export(Both(model, True), inputs, outputs, folder / "model.onnx")
        return
    export(Text(model), {"input_ids": ids[:2]}, ["text_embeds", "last_hidden_state"], folder / "onnx/text_model.onnx")
    export(Vision(model), {"pixel_values": pixels}, ["image_embeds", "last_hidden_state"], folder / "onnx/vision_model.onnx")
    weights = ["logit_scale", "visual_projection.weight", "vision_model.post_layernorm.weight", "vision_model.post_layernorm.bias"]
    save_file({key: value for key, value in model.state_dict().items() if key in weights}, str(folder / "model.safetensors"))


def make_siglip() -> None:
    folder = here / "siglip"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        reference, tokenizer = siglip_tokenizers(260, Path(scratch))
        ids = torch.tensor(reference(TEXTS, padding="max_length", max_length=16, truncation=True).input_ids)
    size = tokenizer.get_vocab_size()
    shape = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    config = SiglipConfig(
        text_config={**shape, "vocab_size": size, "max_position_embeddings": 16, "projection_size": 16},
        vision_config={**shape, "image_size": 32, "patch_size": 8},
    )
    config._attn_implementation = "eager"
    model = SiglipModel(config).eval()
    shake(model)
    model.logit_scale.data.fill_(4.7)
    model.logit_bias.data.fill_(-12.5)
    config.save_pretrained(folder)
    processor = SiglipImageProcessorPil(size={"height": 32, "width": 32})
    processor.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    write(folder, "tokenizer_config.json", {"tokenizer_class": "SiglipTokenizer", "model_max_length": 16, "pad_token": "</s>", "eos_token": "</s>"})
    expected(folder, model, ids, processor)
    pixels = torch.rand(2, 3, 32, 32)
    export(Text(model), {"input_ids": ids[:2]}, ["pooler_output", "last_hidden_state"], folder / "onnx/text_model.onnx")
    export(Vision(model), {"pixel_values": pixels}, ["pooler_output", "last_hidden_state"], folder / "onnx/vision_model.onnx")
    outputs = ["logits_per_image", "logits_per_text", "text_embeds", "image_embeds"]
    export(Both(model, False), {"input_ids": ids[:2], "pixel_values": pixels}, outputs, folder / "onnx/model.onnx")


def shake(model: nn.Module) -> None:
    """Weights large enough that every part of the model matters; those of a new model are nearly zero."""
    for parameter in model.parameters():
        if parameter.dim() > 0 and parameter.numel() > 1:
            parameter.data.add_(0.25 * torch.randn_like(parameter))


if __name__ == "__main__":
    torch.manual_seed(5)
    make_clip("clip", "quick_gelu", combined=False)
    make_siglip()
    make_clip("openclip", "gelu", combined=True)
