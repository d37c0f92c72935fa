"""python wordnet-nltk.py DICT PAIRS: Wu-Palmer similarities by NLTK of the pairs of noun offsets in a file, as JSON."""
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
from nltk.corpus.reader.wordnet import WordNetCorpusReader  # noqa: E402

WordNetCorpusReader.map_wn = lambda self, version="wordnet": None
wn = WordNetCorpusReader(sys.argv[1], None)
pairs = [
    [wn.synset_from_pos_and_offset("n", offset) for offset in pair] for pair in json.load(open(sys.argv[2]))
]
start = time.perf_counter()
total = sum(one.wup_similarity(other) for one, other in pairs)
print(json.dumps({"seconds": time.perf_counter() - start, "found": round(total, 6)}))
