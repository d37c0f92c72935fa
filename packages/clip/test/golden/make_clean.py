"""Makes clean.json: texts, and what OpenAI's `basic_clean`, `whitespace_clean` and `lower` make of them.

    pip install ftfy==6.3.1
    python make_clean.py [COUNT SEED FILE]

Without arguments it writes the file beside it. With them it makes as many texts as you like, to compare more.
"""

import html
import json
import re
import sys
from pathlib import Path
from random import Random

import ftfy
from ftfy import badness, chardata

here = Path(__file__).parent


def clean(text: str) -> str:
    text = html.unescape(html.unescape(ftfy.fix_text(text))).strip()
    return re.sub(r"\s+", " ", text).strip().lower()


SENTENCES = [
    "A photo of a café in Zürich", "Привет, мир! Котёнок", "Ελληνικά κείμενα ΟΔΟΣ", "日本語のテキスト、ねこ", "العربية نص تجريبي",
    "हिन्दी में पाठ", "Sant Jordi – “roses” ‘llibres’ … 5 €", "naïve façade coöperate ½ cup °C ±5", "Łódź zażółć gęślą jaźń",
    "Příliš žluťoučký kůň", "Ğüzel İstanbul ışık", "Ąžuolas šešėlis", "emoji 😀 👩‍🚒 🇩🇪", "à la carte, às quele fàcil",
    "It’s a dog—no, a “cat”™ ©2020 ®", "한국어 텍스트", "ไทย ภาษา", "тест № 5 «кавычки»", "Ñandú £5 ¥300 ¿qué?",
    "ﬁne ﬂuﬀy", "Ｆｕｌｌ ｗｉｄｔｈ ﾊﾝｶｸ", "Ĳsland ŉ ǆ", "שלום עולם", "P&EACUTE;REZ &NTILDE; &nTILDE; &notit; &copy", "a <b>&amp;</b> c",
]  # fmt: skip
REFERENCES = sorted(html.entities.html5)
ALPHABET = (
    "".join(badness.MOJIBAKE_CATEGORIES.values())
    + "".join(chardata.UTF8_CLUES.values())
    + "ÃÂâ€™œ\u009d\x81 ?\n\x1a\ufffd\u00a0abcXYZ<>&;#\x1b[0m\r\t\u2028\u0085\ufeff\U0001f600"
)


def misread(random: Random, text: str) -> str:
    """The text as UTF-8, read in the wrong encoding, once to three times, perhaps with losses."""
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        data = text.encode("utf-8", "surrogatepass")
        if random.random() < 0.2:
            data = data.replace(b"\xa0", b" ")
        try:
            text = data.decode(random.choice(chardata.CHARMAP_ENCODINGS))
        except UnicodeDecodeError:
            continue
    if random.random() < 0.2:
        text = "".join("\ufffd" if "\x80" <= c <= "\x9f" and random.random() < 0.7 else c for c in text)
    if random.random() < 0.1:
        text = "".join("?" if ord(c) > 127 and random.random() < 0.05 else c for c in text)
    return text


def reference(random: Random) -> str:
    kind = random.random()
    if kind < 0.5:
        name = "&" + random.choice(REFERENCES)
        return name.upper() if random.random() < 0.2 else name
    if kind < 0.8:
        numbers = ["39", "169", "8217", "128", "150", "x", "0", "1F600", "d800", "110000", "fffe", "11", "65", "2019"]
        number = random.choice([*numbers, str(random.randrange(70000))])
        return "&#" + random.choice(["", "x", "X"]) + number + random.choice([";", "", ";;"])
    return "&amp;" + random.choice(REFERENCES)


def make_text(random: Random) -> str:
    kind = random.random()
    if kind < 0.3:
        return misread(random, random.choice(SENTENCES))
    if kind < 0.45:
        between = random.choice(["\n", "", "\r\n", " "])
        return random.choice(SENTENCES) + " " + misread(random, random.choice(SENTENCES)) + between + random.choice(SENTENCES)
    if kind < 0.6:
        parts = [random.choice(SENTENCES), reference(random), reference(random), "a<b", "x"]
        return " ".join(random.choice(parts) for _ in range(random.randrange(1, 6)))
    if kind < 0.75:
        return "".join(random.choice(ALPHABET) for _ in range(random.randrange(1, 12)))
    if kind < 0.85:
        return "".join(random.choice(ALPHABET + "      aeiou") for _ in range(random.randrange(1, 40)))
    if kind < 0.9:
        codes = lambda: random.choice([random.randrange(0x250), random.randrange(0x2000, 0x2100), random.randrange(0xFE00, 0xFFFF)])  # noqa: E731
        return "".join(chr(codes()) for _ in range(random.randrange(1, 20)))
    if kind < 0.95:
        odd = b"\xed\xc0\xe2\xc3\xf0\xa0\x20\x80\x1a?\n"
        byte = lambda: random.choice([random.randrange(0x80, 0x100), random.choice(odd), random.randrange(0x20, 0x7F)])  # noqa: E731
        return bytes(byte() for _ in range(random.randrange(1, 14))).decode(random.choice(["latin-1", "sloppy-windows-1252"]))
    return "".join(reference(random) for _ in range(random.randrange(1, 4)))


def main(count: int = 1000, seed: int = 7, file: str = str(here / "clean.json")) -> None:
    random = Random(seed)
    texts = {text: None for text in [*SENTENCES, "", " ", "\x00", "&#59;", "a\u0301", "&#x61;&#x301;"]}
    while len(texts) < count:
        text = make_text(random)
        # Unicode 14, which Python 3.11 knows, and not later letters: other platforms have another Unicode.
        if any("\ua7c0" <= character <= "\ua7ff" for character in text):
            continue
        texts[text] = None
    pairs = []
    for text in texts:
        try:
            pairs.append([text, clean(text)])
        except (AssertionError, ValueError):
            continue  # ftfy itself fails on it.
    lines = ",\n".join(json.dumps(pair, ensure_ascii=False, separators=(",", ":")) for pair in pairs)
    versions = json.dumps({"python": sys.version.split()[0], "ftfy": "6.3.1", "unicode": "14.0"})
    Path(file).write_text(f'{{"made_by":{versions},\n"pairs":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(*([int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]] if len(sys.argv) > 3 else []))
