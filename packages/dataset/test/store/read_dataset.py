"""Prints what a library reads of a dataset, as JSON: python read_dataset.py pyarrow|pandas|datasets|duckdb FOLDER"""

import glob
import json
import math
import sys

library, folder = sys.argv[1:]
files = sorted(glob.glob(f"{folder}/pairs-*.parquet"))
types = {}
if library == "pyarrow":
    import pyarrow.dataset

    table = pyarrow.dataset.dataset(files, format="parquet").to_table()
    types = {field.name: str(field.type) for field in table.schema}
    rows = table.to_pylist()
elif library == "pandas":
    import pandas

    rows = pandas.concat([pandas.read_parquet(file) for file in files]).to_dict("records")
elif library == "duckdb":
    import duckdb

    result = duckdb.sql(f"SELECT * FROM read_parquet('{folder}/pairs-*.parquet')")
    rows = [dict(zip(result.columns, row)) for row in result.fetchall()]
else:
    import datasets

    rows = list(datasets.load_dataset("parquet", data_files=files, split="train", cache_dir=f"{folder}/cache"))

NAMES = ["URL", "TEXT", "WIDTH", "LANGUAGE", "similarity", "hash", "pwatermark"]


def plain(value):
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bytes):
        return value.hex()
    return [float(item) for item in value] if hasattr(value, "__len__") and not isinstance(value, str) else value


def whole(row):
    cells = {name: plain(row[name]) for name in [*NAMES, "image", "image_embedding", "text_embedding"]}
    return {**cells, "hash": str(int(row["hash"])), "WIDTH": int(row["WIDTH"])}


print(json.dumps({"types": types, "rows": [whole(row) for row in rows]}))
