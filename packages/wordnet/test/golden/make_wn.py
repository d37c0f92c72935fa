"""Makes wn.json: what `wn` (goodmami/wn) says of Open English WordNet 2025.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install wn==1.1.1
    /tmp/venv/bin/python make_wn.py english-wordnet-2025.xml

Where several common hypernyms are equally low, `wn` takes whichever its sets give first; here they are sorted by id,
so that the result is the same each time.
"""
import json
import math
import pathlib
import random
import sys
import tempfile

import wn
import wn.ic
import wn.morphy
import wn.similarity
import wn.taxonomy

here = pathlib.Path(__file__).parent
wn.config.data_directory = tempfile.mkdtemp()
wn.add(sys.argv[1], progress_handler=None)
# Forms as they are written: by default `wn` also finds what is the same without case and accents.
oewn = wn.Wordnet("oewn:2025", normalizer=None)
random.seed(20261122)

unsorted_lcs = wn.similarity._least_common_subsumers
wn.similarity._least_common_subsumers = lambda *args: sorted(unsorted_lcs(*args), key=lambda s: s.id)


def number(value):
    return None if math.isinf(value) else value


nouns = sorted(oewn.synsets(pos="n"), key=lambda s: s.id)
verbs = sorted(oewn.synsets(pos="v"), key=lambda s: s.id)
words = {}
for pos, n in (("n", 900), ("v", 600)):
    for word in random.sample(sorted(oewn.words(pos=pos), key=lambda w: w.id), n):
        words[word.lemma()] = random.randint(1, 400)

ic = wn.ic.compute((word for word, count in words.items() for _ in range(count)), oewn, smoothing=1.0)
depths = {"n": wn.taxonomy.taxonomy_depth(oewn, "n"), "v": wn.taxonomy.taxonomy_depth(oewn, "v")}

pairs = []
for pos, synsets, n, root in (("n", nouns, 1200, False), ("v", verbs, 800, True)):
    for i in range(n):
        a, b = random.choice(synsets), random.choice(synsets)
        if i % 50 == 0:
            b = a
        if i % 50 == 1 and a.hypernyms():
            b = a.hypernyms()[0]
        common = sorted(s.id for s in a.lowest_common_hypernyms(b))
        row = [a.id, b.id, wn.similarity.path(a, b, simulate_root=root)]
        try:
            row.append(wn.similarity.wup(a, b, simulate_root=root))
        except wn.Error:
            row.append(None)
        row.append(wn.similarity.lch(a, b, depths[pos] + (1 if root else 0), simulate_root=root))
        for measure in (wn.similarity.res, wn.similarity.jcn, wn.similarity.lin):
            row.append(number(measure(a, b, ic)) if common else None)
        pairs.append([*row, common])

walked = []
for synset in random.sample(nouns, 1400) + random.sample(verbs, 600):
    paths = sorted([s.id for s in path] for path in synset.hypernym_paths())
    walked.append([synset.id, synset.min_depth(), synset.max_depth(), paths])

morphy = wn.morphy.Morphy(oewn)
endings = {"n": ["s", "es", "ces", "ses", "ves", "ives", "xes", "zes", "ches", "shes", "men", "ies", ""],
           "v": ["s", "ies", "es", "ed", "ing", ""], "a": ["er", "est", ""], "s": ["er", "est", ""], "r": [""]}
forms = set()
for pos in "nvasr":
    entries = sorted(oewn.words(pos=pos), key=lambda w: w.id)
    for word in random.sample(entries, min(len(entries), 500)):
        ending = random.choice(endings[pos])
        forms.update([word.lemma() + ending, word.lemma()[:-1] + ending])
    for word in [word for word in entries if len(word.forms()) > 1][:150]:
        forms.update(word.forms())
lemmatized = []
for form in random.sample(sorted(forms), 5000):
    found = morphy(form)
    lemmatized.append([form, *("|".join(sorted(found.get(pos, ()))) for pos in "nvasr")])

sample = random.sample(nouns, 200) + random.sample(verbs, 100)
frequencies = [[s.id, ic[s.pos][s.id]] for s in sample] + [["n", ic["n"][None]], ["v", ic["v"][None]]]
json.dump(
    {
        "wn": wn.__version__,
        "words": words,
        "depths": depths,
        "frequencies": frequencies,
        "pairs": pairs,
        "walked": walked,
        "morphy": lemmatized,
        "roots": {pos: len(wn.taxonomy.roots(oewn, pos)) for pos in "nv"},
        "leaves": {pos: len(wn.taxonomy.leaves(oewn, pos)) for pos in "nv"},
    },
    open(here / "wn.json", "w"),
    separators=(",", ":"),
    ensure_ascii=False,
)
