"""python wordnet-nltk.py DICT PAIRS: Wu-Palmer similarities by NLTK of the pairs of noun offsets in a file, as JSON."""
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import nltk  # noqa: E402
from nltk.corpus.reader.wordnet import WordNetCorpusReader  # noqa: E402

# From 3.10 on NLTK reads only from folders that it was told of.
nltk.data.path.append(sys.argv[1])
WordNetCorpusReader.map_wn = lambda self, version="wordnet": None
wn = WordNetCorpusReader(sys.argv[1], None)
pairs = [
    [wn.synset_from_pos_and_offset("n", offset) for offset in pair] for pair in json.load(open(sys.argv[2]))
]
start = time.perf_counter()
total = sum(one.wup_similarity(other) for one, other in pairs)
print(json.dumps({"seconds": time.perf_counter() - start, "found": round(total, 6)}))
