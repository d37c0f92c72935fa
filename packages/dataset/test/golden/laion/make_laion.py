"""Writes small Parquet files with the columns and types of LAION's published metadata: python make_laion.py OUT

The rows are made up. Columns: LAION-400M and laion2B-en as listed at https://laion.ai/blog/laion-400-open-dataset/ and
https://laion.ai/blog/laion-5b/; the joined and aesthetic ones as in img2dataset's dataset_examples; Re-LAION has url and caption.
"""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

urls = ["https://a.example/1.jpg", "https://b.example/2.jpg"]
texts = ["a red apple", "ein Café, “süß”"]
files = {
    "laion400m": {
        "SAMPLE_ID": pa.array([1.0, 2.0]),
        "URL": urls,
        "TEXT": texts,
        "HEIGHT": pa.array([480.0, 600.0]),
        "WIDTH": pa.array([640.0, None]),
        "LICENSE": ["?", "cc-by-sa-4.0"],
        "NSFW": ["UNLIKELY", "UNSURE"],
        "similarity": pa.array([0.3142, 0.3333]),
    },
    "laion2b-multi": {
        "SAMPLE_ID": pa.array([1, 2**53 + 1]),
        "URL": urls,
        "TEXT": texts,
        "HEIGHT": pa.array([480, 600], pa.int32()),
        "WIDTH": pa.array([640, 800], pa.int32()),
        "LICENSE": ["?", None],
        "LANGUAGE": ["en", "de"],
        "NSFW": ["UNLIKELY", "UNSURE"],
        "similarity": pa.array([0.3142, 0.3333]),
    },
    "laion2b-en-aesthetic": {
        "URL": urls,
        "TEXT": texts,
        "WIDTH": pa.array([640, 800], pa.int32()),
        "HEIGHT": pa.array([480, 600], pa.int32()),
        "similarity": pa.array([0.3142, 0.3333]),
        "hash": pa.array([-(2**63), 2**62 + 1]),
        "pwatermark": pa.array([0.25, 0.5], pa.float32()),
        "punsafe": pa.array([0.125, 0.0], pa.float32()),
        "aesthetic": pa.array([7.5, 8.25], pa.float32()),
    },
    "improved-aesthetics": {"URL": urls, "TEXT": texts, "AESTHETIC_SCORE": pa.array([6.5, 7.0])},
    "relaion2b-en": {"url": urls, "caption": texts, "width": pa.array([640, 800]), "height": pa.array([480, 600])},
}
for name, columns in files.items():
    pq.write_table(pa.table(columns), Path(sys.argv[1]) / f"{name}.parquet", compression="snappy")
