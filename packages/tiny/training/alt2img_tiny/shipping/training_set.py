"""The training set as one Parquet file: every drawing with everything that the models were told about it."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

#: A row group holds about 0.8 MB of drawings: a range request that is worth its round trip, and no more.
ROWS_PER_GROUP = 512

#: Of the drawings, so that one row can be had for some tens of kilobytes by the offset index.
PAGE_BYTES = 32 << 10

#: The drawings are lossless. Measured on 64 by 64 pixels: 28.4 MB, near-lossless (60) 28.1 MB, method 6 at quality 100
#: 28.3 MB in 25 times the time. Lossy WebP at 95 saves a sixth and is off by 6 of 255 (its chroma is halved).
WEBP = {"lossless": True, "quality": 75, "method": 4}


def write_training_set(rows: pa.Table, images: np.ndarray, embeddings: np.ndarray | None, path: Path) -> None:
    """Writes the file. The same arguments make the same bytes.

    `rows` are those of the step `data`, with further columns or without; row i describes `images[i]`, uint8
    (N, size, size, 3), and `embeddings[i]`, float32 (N, dimension), L2-normalised.
    """
    if not len(rows) == len(images) == (len(images) if embeddings is None else len(embeddings)):
        raise ValueError(f"{len(rows)} rows, {len(images)} images, embeddings {np.shape(embeddings)}: must be as many")
    size = images.shape[1]
    table = rows.drop_columns(["id"])
    columns: dict[str, pa.Array | pa.ChunkedArray] = {
        "id": rows["id"],
        "TEXT": rows["name"],
        "WIDTH": pa.array(np.full(len(rows), size, np.int32)),
        "HEIGHT": pa.array(np.full(len(rows), size, np.int32)),
        "image": pa.array(_webp(images), pa.binary()),
        **{name: table[name] for name in table.column_names},
        "embedding": _embeddings(embeddings, len(rows)),
    }
    nullable = {*(field.name for field in rows.schema if field.nullable), "embedding"}
    schema = pa.schema([pa.field(name, column.type, name in nullable) for name, column in columns.items()])
    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(
        path,
        schema,
        # WebP does not get smaller; the texts do, and Snappy is what every reader knows.
        compression={name: "NONE" if name == "image" else "SNAPPY" for name in _leaves(schema)},
        use_dictionary=[leaf for leaf in _leaves(schema) if leaf not in {"id", "image", "embedding.list.element"}],
        write_statistics=["id"],
        write_page_index=True,
        data_page_size=PAGE_BYTES,
        write_batch_size=8,
        store_schema=False,
    ) as writer:
        writer.write_table(pa.table(columns, schema), ROWS_PER_GROUP)


def _webp(images: np.ndarray) -> list[bytes]:
    with ThreadPoolExecutor() as pool:
        return list(pool.map(_encoded, images))


def _encoded(image: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "WEBP", **WEBP)
    return buffer.getvalue()


def _embeddings(embeddings: np.ndarray | None, count: int) -> pa.Array:
    kind = pa.list_(pa.float16())
    return pa.nulls(count, kind) if embeddings is None else pa.array(list(embeddings.astype(np.float16)), kind)


def _leaves(schema: pa.Schema) -> list[str]:
    return [f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name for field in schema]
