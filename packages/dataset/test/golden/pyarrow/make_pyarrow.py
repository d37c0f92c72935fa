"""Columns of types that alt2img doesn't write, and the same rows in each compression. Run in this folder; needs pyarrow."""

import datetime
import decimal

import pyarrow as pa
import pyarrow.parquet as pq

rows = range(3)
base = {
    "URL": [f"https://a.example/{i}.jpg" for i in rows],
    "TEXT": [f"a red apple, number {i}" for i in rows],
}
table = pa.table(
    {
        **base,
        "taken": pa.array([datetime.datetime(2024, 1, 1 + i, 12, 30) for i in rows], pa.timestamp("us")),
        "day": pa.array([datetime.date(2024, 1, 1), datetime.date(2024, 1, 1), None]),
        "price": pa.array([decimal.Decimal("1.25")] * 3, pa.decimal128(10, 2)),
        "half": pa.array([0.5, 1.5, None], pa.float32()).cast(pa.float16()),
        "ids": pa.array([[1, 2**60], [2**60], None], pa.list_(pa.int64())),
        "place": pa.array([{"x": 2**60, "y": "b"}] * 3),
        "count": pa.array([2**60, 2**60 + 1, 2**60]),
        "image_embedding": pa.array([[3.0, 4.0], [0.0, 2.0], [5.0, 0.0]], pa.list_(pa.float64())),
        "__proto__": pa.array(["p", "p", "q"]),
    }
)
pq.write_table(table, "types.parquet")
for compression in ("gzip", "zstd", "brotli", "lz4"):
    pq.write_table(pa.table(base), f"{compression}.parquet", compression=compression)
