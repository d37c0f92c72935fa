"""The tiny CLIP's tokenizer: byte-level BPE in OpenAI CLIP's scheme, with a vocabulary of its own.

The same text rules as CLIP (NFC, white space folded, lower case, its word pattern, `</w>` at the end of a word) and
the same order of the vocabulary: 256 bytes, 256 bytes that end a word, merges, `<|startoftext|>`, `<|endoftext|>`.
Every byte has a token, so no text is unknown; what the captions do not hold is merely spelled letter by letter.
Radford et al. 2021, https://github.com/openai/CLIP/blob/main/clip/simple_tokenizer.py
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from .clip.settings import TOKENIZER
from .profile import Profile

START, END = "<|startoftext|>", "<|endoftext|>"
END_OF_WORD = "</w>"
WORD_PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"

#: Words of prompts that the captions may lack, so that they are not spelled letter by letter.
PROMPT_WORDS = (
    "a an the of in on with without and or at by for from to no not is are two three four five six seven eight "
    "nine ten photo picture image drawing painting icon emoji clipart sticker illustration logo sketch cartoon "
    "style background white black grey gray red orange yellow green blue purple pink brown cyan gold silver dark "
    "light bright colourful colorful color colour skin tone small large big little tiny old young happy sad cute "
    "beautiful simple flat shiny person people man woman boy girl child adult animal bird fish insect plant tree "
    "flower fruit vegetable food drink vehicle car building house sport game object tool symbol sign flag face "
    "hand heart star nature clothes furniture"
)


def byte_alphabet() -> list[str]:
    """A printable character for each byte, in the order of CLIP's vocabulary (`bytes_to_unicode` of its tokenizer)."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + index) for index in range(len(others))]


def train_tokenizer(texts: Iterable[str], vocab_size: int, context_length: int) -> Tokenizer:
    """Learns the merges from `texts`. `vocab_size` counts bytes and special tokens; rarer merges may end it sooner.

    The tokenizer cuts at `context_length` tokens, start and end included.
    """
    tokenizer = _text_rules(models.BPE(end_of_word_suffix=END_OF_WORD))
    alphabet = byte_alphabet()
    # The trainer counts its alphabet of 256 only; 256 more end a word, and two are special.
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        min_frequency=2,
        show_progress=False,
        initial_alphabet=alphabet,
        end_of_word_suffix=END_OF_WORD,
    )
    tokenizer.train_from_iterator(texts, trainer)
    learned: list[list[str]] = json.loads(tokenizer.to_str())["model"]["merges"]
    tokens = [*alphabet, *(letter + END_OF_WORD for letter in alphabet)]
    merges = [(left, right) for left, right in learned[: vocab_size - len(tokens) - 2]]
    tokens += [left + right for left, right in merges]
    tokens += [START, END]
    vocab = {token: index for index, token in enumerate(tokens)}
    if len(vocab) != len(tokens):
        raise ValueError("two merges make the same token: the vocabulary would have a hole")
    model = models.BPE(
        vocab=vocab,
        merges=merges,
        unk_token=END,
        continuing_subword_prefix="",
        end_of_word_suffix=END_OF_WORD,
        fuse_unk=False,
    )
    finished = _text_rules(model)
    finished.add_special_tokens([START, END])
    finished.post_processor = processors.RobertaProcessing(
        (END, vocab[END]), (START, vocab[START]), trim_offsets=False, add_prefix_space=False
    )
    finished.enable_truncation(context_length)
    return finished


def save_tokenizer(tokenizer: Tokenizer, folder: Path, context_length: int) -> None:
    """Writes the files that Hugging Face's `CLIPTokenizer`, its fast twin and transformers.js look for."""
    folder.mkdir(parents=True, exist_ok=True)
    # Cutting is the caller's choice in a file (`model_max_length` says where); set in the file, it cannot be turned
    # off.
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(context_length)
    tokenizer.model.save(str(folder))
    special = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END}
    config = {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": context_length,
        "do_lower_case": True,
        "add_prefix_space": False,
        "clean_up_tokenization_spaces": False,
        "errors": "replace",
        **special,
    }
    _write_json(folder / "tokenizer_config.json", config)
    _write_json(folder / "special_tokens_map.json", special)


def load_tokenizer(folder: Path, context_length: int) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(context_length)
    return tokenizer


def corpus(data: Path) -> Iterator[str]:
    """Every caption as often as drawings have it, every name and keyword, and the words of prompts."""
    table = pq.read_table(data / "train" / "rows.parquet", columns=["name", "keywords", "captions"])
    for column in ("captions", "keywords"):
        yield from table[column].combine_chunks().flatten().to_pylist()
    yield from table["name"].to_pylist()
    # Three times: a word seen once is below the trainer's threshold.
    yield from [PROMPT_WORDS] * 3


def run(profile: Profile, build: Path) -> None:
    """Trains the tokenizer on the training set's words and writes it to `<build>/clip/tokenizer`."""
    settings = TOKENIZER[profile.name]
    texts = corpus(build / str(profile.image_size))
    tokenizer = train_tokenizer(texts, settings.vocab_size, settings.context_length)
    save_tokenizer(tokenizer, build / "clip" / "tokenizer", settings.context_length)
    print(f"tokenizer: {tokenizer.get_vocab_size()} tokens")


def _text_rules(model: models.BPE) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORD_PATTERN), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
