"""The map of the training set, on a world of three kinds of drawings."""

from pathlib import Path

import numpy as np
from PIL import Image

from alt2img_tiny.shipping.training_set_map import THUMBNAIL, layout, neighbours, sheet, write_map

COUNT = 60


def three_kinds() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    kind = np.repeat([0, 1, 2], COUNT)
    embeddings = np.eye(3, 16)[kind] + 0.15 * random.standard_normal((3 * COUNT, 16))
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    return kind, embeddings.astype(np.float32)


def test_neighbours_are_the_nearest_others() -> None:
    _, embeddings = three_kinds()
    indices, cosines = neighbours(embeddings, 4, block=50)
    exact = embeddings @ embeddings.T - 9 * np.eye(len(embeddings), dtype=np.float32)
    assert np.allclose(np.sort(cosines, 1), np.sort(exact, 1)[:, -4:], atol=1e-6)
    assert (indices != np.arange(len(indices))[:, None]).all()


def test_what_is_alike_is_near() -> None:
    kind, embeddings = three_kinds()
    places = layout(embeddings)
    assert places.min() >= 0 and places.max() <= 1
    distances = np.linalg.norm(places[:, None] - places[None], axis=2) + 9 * np.eye(len(places))
    nearest = kind[np.argsort(distances, 1)[:, :5]]
    assert (nearest == kind[:, None]).mean() > 0.97
    assert (layout(embeddings) == places).all()


def test_the_sheet_holds_each_drawing_in_the_order_of_the_ids() -> None:
    images = np.zeros((5, 64, 64, 3), np.uint8)
    images[:] = (np.arange(5, dtype=np.uint8) * 40)[:, None, None, None]
    pixels = np.asarray(sheet(images))
    assert pixels.shape == (3 * THUMBNAIL, 3 * THUMBNAIL, 3)
    corners = pixels[::THUMBNAIL, ::THUMBNAIL, 0].ravel().tolist()
    assert corners == [0, 40, 80, 120, 160, 255, 255, 255, 255]


def test_the_files_have_a_place_and_a_picture_of_each(tmp_path: Path) -> None:
    _, embeddings = three_kinds()
    write_map(embeddings, np.zeros((3 * COUNT, 64, 64, 3), np.uint8), tmp_path)
    places = np.frombuffer((tmp_path / "training-set-map.bin").read_bytes(), "<u2").reshape(-1, 2)
    assert places.shape == (3 * COUNT, 2) and places.max() == 65535
    assert Image.open(tmp_path / "training-set-map.webp").size == (14 * THUMBNAIL, 14 * THUMBNAIL)
