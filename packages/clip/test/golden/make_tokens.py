"""Makes tokens.json: the tiny CLIP's ids for texts, by Hugging Face's own tokenizers.

    pip install tokenizers==0.23.3 ftfy==6.3.1
    python make_tokens.py
"""

import json
from pathlib import Path
from random import Random

import tokenizers
from make_clean import SENTENCES, clean, make_text
from tokenizers import Tokenizer, normalizers

here = Path(__file__).parent
tiny = here / "../../../tiny/parts/clip/files/tokenizer.json"
LENGTH = 32

CAPTIONS = [
    "a red apple", "It's the firefighter's 3rd dog, isn't it?", "They'LL DON'T we've I'd 'S", "snow-covered  mountain\t(2019)",
    "the " * 40, "supercalifragilisticexpialidocious " * 4, "a" * 200, "!!!???...", "¡Hola!  señor", "1234567890 3.14",
    "ΟΔΟΣ ΣΑΣ", "İstanbul ISPARTA", "e\u0301 caf\u0065\u0301", "tab\u000bvertical\u0085next\u00a0space", "\ufeffbom", "x\u200dy",
]  # fmt: skip


def main() -> None:
    random = Random(3)
    texts = [*CAPTIONS, *SENTENCES]
    while len(texts) < 180:
        texts.append(make_text(random))
    plain = Tokenizer.from_file(str(tiny))
    cleaned = Tokenizer.from_file(str(tiny))
    # An empty sequence of steps: a tokenizer's normalizer can't be taken away.
    cleaned.normalizer = normalizers.Sequence([])
    for each in (plain, cleaned):
        each.enable_truncation(LENGTH)
    rows = []
    for text in texts:
        try:
            rows.append([text, plain.encode(text).ids, cleaned.encode(clean(text)).ids])
        except (AssertionError, ValueError):
            continue  # ftfy itself fails on it.
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    made_by = json.dumps({"tokenizers": tokenizers.__version__, "ftfy": "6.3.1"})
    (here / "tokens.json").write_text(f'{{"made_by":{made_by},\n"rows":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
