"""python wordnet-wn.py XML FOLDER PAIRS: Wu-Palmer similarities by wn of the pairs of synset ids in a file, as JSON."""
import json
import sys
import time

import wn
import wn.similarity

xml, folder, pairs = sys.argv[1:]
wn.config.data_directory = folder
wn.add(xml, progress_handler=None)
lexicon = wn.Wordnet("oewn:2025")
synsets = [[lexicon.synset(f"oewn-{name}") for name in pair] for pair in json.load(open(pairs))]
start = time.perf_counter()
total = sum(wn.similarity.wup(one, other, simulate_root=True) for one, other in synsets)
print(json.dumps({"seconds": time.perf_counter() - start, "found": f"{total:.6f}"}))
