"""Writes stable-bias.parquet, in the layout of the published sets of occupations, with pictures of one colour.

    pip install pyarrow pillow && python make_stable_bias.py
"""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

rows = []
for model in ["DallE", "SD_2"]:
    for adjective in ["no_adjective", "ambitious"]:
        for no in range(2):
            file = io.BytesIO()
            Image.new("RGB", (160, 200), (40 * no, 100, 50)).save(file, "JPEG")
            image = {"bytes": file.getvalue(), "path": f"{no}.jpg"}
            rows.append({"adjective": adjective, "profession": "tax_collector", "no": no, "image": image, "model": model})
pq.write_table(pa.Table.from_pylist(rows), Path(__file__).parent / "stable-bias.parquet")
