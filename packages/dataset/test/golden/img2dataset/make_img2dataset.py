"""Writes what img2dataset makes of four addresses, one of which fails, in its three formats: python make_img2dataset.py OUT"""

import functools
import http.server
import io
import shutil
import sys
import threading
from pathlib import Path

import img2dataset
import numpy
import pandas
import cv2


def main(out):
    served = out / "served"
    served.mkdir(parents=True)
    for name, (width, height) in {"red": (40, 30), "green": (20, 20), "blue": (16, 48)}.items():
        colour = {"red": (0, 0, 255), "green": (0, 255, 0), "blue": (255, 0, 0)}[name]
        picture = numpy.full((height, width, 3), colour, numpy.uint8)
        cv2.imwrite(str(served / f"{name}.jpg"), picture)

    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=served)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 8765), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    pandas.DataFrame(
        {
            "URL": [f"http://127.0.0.1:8765/{name}.jpg" for name in ["red", "missing", "green", "blue"]],
            "TEXT": ["a red apple", "nothing", "grünes Gras, “saftig”", "the blue sky"],
            "similarity": [0.31, 0.5, 0.29, 0.35],
            "hash": numpy.array([-(2**63), 1, 7, 2**62 + 1], dtype=numpy.int64),
        }
    ).to_parquet(out / "list.parquet")

    for output_format in ["parquet", "files", "webdataset"]:
        folder = out / output_format
        img2dataset.download(
            url_list=str(out / "list.parquet"),
            input_format="parquet",
            url_col="URL",
            caption_col="TEXT",
            output_format=output_format,
            output_folder=str(folder),
            image_size=16,
            resize_mode="keep_ratio",
            processes_count=1,
            thread_count=1,
            retries=0,
            save_additional_columns=["similarity", "hash"],
            enable_wandb=False,
        )
    shutil.rmtree(served)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
