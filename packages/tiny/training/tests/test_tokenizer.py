"""The tiny CLIP's tokenizer keeps OpenAI CLIP's text rules and its order of the vocabulary."""

from pathlib import Path

import pytest
from transformers import AutoTokenizer

from alt2img_tiny.tokenizer import END, START, byte_alphabet, load_tokenizer, save_tokenizer, train_tokenizer

TEXTS = ["a red apple", "a green apple", "woman firefighter with dark skin tone", "flag: Côte d'Ivoire"] * 5
VOCAB, LENGTH = 545, 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tokenizer")
    save_tokenizer(train_tokenizer(TEXTS, VOCAB, LENGTH), path, LENGTH)
    return path


def test_order_of_the_vocabulary_is_that_of_clip(folder: Path) -> None:
    tokenizer = load_tokenizer(folder, LENGTH)
    vocab = tokenizer.get_vocab()
    alphabet = byte_alphabet()
    assert [vocab[letter] for letter in alphabet] == list(range(256))
    assert [vocab[letter + "</w>"] for letter in alphabet] == list(range(256, 512))
    assert (vocab[START], vocab[END]) == (VOCAB - 2, VOCAB - 1)
    assert sorted(vocab.values()) == list(range(VOCAB))


def test_alphabet_has_a_printable_letter_for_each_byte() -> None:
    alphabet = byte_alphabet()
    assert len(set(alphabet)) == 256
    assert alphabet[:3] == ["!", '"', "#"]
    assert all(not letter.isspace() for letter in alphabet)


def test_case_and_white_space_do_not_matter(folder: Path) -> None:
    tokenizer = load_tokenizer(folder, LENGTH)
    assert tokenizer.encode("A  Red\n\tAPPLE ").ids == tokenizer.encode("a red apple").ids


@pytest.mark.parametrize("text", ["", "zażółć", "日本語", "🍎", "don't 42", "\u0000", "e\u0301"])
def test_every_text_has_tokens_and_comes_back(folder: Path, text: str) -> None:
    tokenizer = load_tokenizer(folder, 64)
    ids = tokenizer.encode(text).ids
    assert ids[0] == VOCAB - 2 and ids[-1] == VOCAB - 1
    assert VOCAB - 1 not in ids[1:-1], "no byte may be unknown"
    back = "".join(tokenizer.id_to_token(index) for index in ids[1:-1]).replace("</w>", "")
    letters = {letter: byte for letter, byte in zip(byte_alphabet(), _bytes_in_order(), strict=True)}
    decoded = bytes(letters[letter] for letter in back).decode("utf-8")
    assert decoded == text.replace("e\u0301", "é").replace(" ", "")


def test_long_text_is_cut_and_still_ends(folder: Path) -> None:
    ids = load_tokenizer(folder, LENGTH).encode("apple " * 50).ids
    assert len(ids) == LENGTH and ids[-1] == VOCAB - 1


def test_transformers_gives_the_same_tokens(folder: Path) -> None:
    theirs = AutoTokenizer.from_pretrained(folder)
    ours = load_tokenizer(folder, LENGTH)
    for text in [*TEXTS[:4], "It's  a Red-Apple!!", "日本 🍎 42", "apple " * 50]:
        assert theirs(text, truncation=True)["input_ids"] == ours.encode(text).ids, text
    assert theirs.model_max_length == LENGTH
    assert theirs.pad_token_id == theirs.eos_token_id == VOCAB - 1
    padded = theirs("a red apple", padding="max_length", return_tensors="pt")["input_ids"]
    assert padded.shape == (1, LENGTH) and padded[0, -1] == VOCAB - 1


def _bytes_in_order() -> list[int]:
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return printable + [byte for byte in range(256) if byte not in printable]
