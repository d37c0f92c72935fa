"""What is shipped, from a handful of rows."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

from alt2img_tiny.data.build import SCHEMA
from alt2img_tiny.shipping.package_step import copy_models
from alt2img_tiny.shipping.places import files_of
from alt2img_tiny.shipping.training_set import ROWS_PER_GROUP, write_training_set
from alt2img_tiny.shipping.training_set_names import LANGUAGES, with_names

COUNT = ROWS_PER_GROUP + 3


@pytest.fixture(scope="module")
def rows() -> pa.Table:
    def row(index: int) -> dict[str, object]:
        return {
            "id": index, "key": f"test/{index}", "vendor": "test", "hexcode": "1F34E", "concept": "apple",
            "name": f"apple {index}", "group": "food", "class_word": "fruit", "keywords": ["red", "fruit"][: index % 3],
            "captions": ["an apple", "fruit"], "weights": [0.75, 0.25], "weights_skewed": [0.5, 0.25],
            "skin_tone": None, "gender": None, "profession": None, "colour": "red",
            "recoloured_from": index - 1 if index % 2 else None, "split": "train",
            "synset": None, "author": "somebody", "license": "MIT", "source": "test@1.0.0",
        }  # fmt: skip

    return pa.Table.from_pylist([row(index) for index in range(COUNT)], SCHEMA)


@pytest.fixture(scope="module")
def images() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (COUNT, 16, 16, 3), np.uint8)


def test_every_pixel_and_every_value_comes_back(rows: pa.Table, images: np.ndarray, tmp_path: Path) -> None:
    path = tmp_path / "set.parquet"
    write_training_set(rows, images, None, path)
    table = pq.read_table(path)
    for image, shipped in zip(images, table["image"].to_pylist(), strict=True):
        np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(shipped)).convert("RGB")), image)
    for name in rows.column_names:
        assert table[name].to_pylist() == rows[name].to_pylist(), name
    assert table["TEXT"].to_pylist() == rows["name"].to_pylist()
    assert set(table["WIDTH"].to_pylist()) == {16}
    assert table["embedding"].null_count == COUNT


def test_the_same_rows_make_the_same_bytes(rows: pa.Table, images: np.ndarray, tmp_path: Path) -> None:
    embeddings = np.eye(COUNT, 8, dtype=np.float32)
    for name in ("a", "b"):
        write_training_set(rows, images, embeddings, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_embeddings_are_half_floats(rows: pa.Table, images: np.ndarray, tmp_path: Path) -> None:
    embeddings = np.random.default_rng(1).standard_normal((COUNT, 8)).astype(np.float32)
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    write_training_set(rows, images, embeddings, tmp_path / "set.parquet")
    read = np.array(pq.read_table(tmp_path / "set.parquet")["embedding"].to_pylist(), np.float32)
    np.testing.assert_allclose(read, embeddings, atol=5e-4)


def test_row_groups_and_pages_are_small_enough_for_range_requests(
    rows: pa.Table, images: np.ndarray, tmp_path: Path
) -> None:
    write_training_set(rows, images, None, tmp_path / "set.parquet")
    metadata = pq.ParquetFile(tmp_path / "set.parquet").metadata
    assert [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)] == [ROWS_PER_GROUP, 3]
    assert metadata.row_group(0).column(4).path_in_schema == "image"
    assert metadata.row_group(0).column(4).has_offset_index


def test_names_in_other_languages_stand_in_the_first_row_of_their_emoji(
    rows: pa.Table, images: np.ndarray, tmp_path: Path
) -> None:
    dark_cook = {"hexcode": "1F9D1-1F3FF-200D-1F373", "label": "cook, dark", "tone": 5}
    cook = {"hexcode": "1F9D1-200D-1F373", "label": "cook", "skins": [dark_cook]}
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        data = [{"hexcode": "2764-FE0F", "label": f"heart in {language}"}, cook]
        (tmp_path / language / "data.json").write_text(json.dumps(data))
    hexcodes = ["2764", "1F9D1-1F3FF-200D-1F373", "2764", "1F34E"]
    some = rows[:4].set_column(rows.column_names.index("hexcode"), rows.schema.field("hexcode"), [hexcodes])
    write_training_set(with_names(some, tmp_path), images[:4], None, tmp_path / "set.parquet")
    table = pq.read_table(tmp_path / "set.parquet")
    for language in LANGUAGES:
        assert table[f"name_{language}"].to_pylist() == [f"heart in {language}", "cook, dark", None, None]
    assert table.column_names[-8:] == [*(f"name_{language}" for language in LANGUAGES), "embedding"]
    group = pq.ParquetFile(tmp_path / "set.parquet").metadata.row_group(0)
    names = [column for column in map(group.column, range(group.num_columns)) if column.path_in_schema == "name_de"]
    assert "RLE_DICTIONARY" in names[0].encodings


def test_rows_and_images_must_be_as_many(rows: pa.Table, images: np.ndarray, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must be as many"):
        write_training_set(rows, images[1:], None, tmp_path / "set.parquet")


def test_models_are_replaced_whole_and_need_a_card(tmp_path: Path) -> None:
    exports, parts = tmp_path / "export", tmp_path / "parts"
    (exports / "clip" / "onnx").mkdir(parents=True)
    files_of(parts, "clip").mkdir(parents=True)
    (files_of(parts, "clip") / "of-yesterday").touch()
    with pytest.raises(FileNotFoundError, match="model card"):
        copy_models(exports, parts)
    (exports / "clip" / "README.md").write_text("# The card")
    (exports / "clip" / "onnx" / "text_model.onnx").write_bytes(b"x")
    assert copy_models(exports, parts) == ["clip"]
    found = sorted(path.relative_to(parts).as_posix() for path in parts.rglob("*") if path.is_file())
    assert found == ["clip/files/README.md", "clip/files/onnx/text_model.onnx"]
