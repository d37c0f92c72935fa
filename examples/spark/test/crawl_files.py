"""A small crawl: WAT files with the same image and text on several pages of several files."""

import gzip
import json
import pathlib


def write_wats(folder: pathlib.Path, files: int, pages: int) -> list[str]:
    """Writes files with three images a page: one of its own, one that other files have too, and one with a short text."""
    names = []
    for file in range(files):
        members = b"".join(_record(file, page) for page in range(pages))
        path = folder / f"{file:05}.warc.wat.gz"
        path.write_bytes(members)
        names.append(str(path))
    return names


def _record(file: int, page: int) -> bytes:
    links = [
        {"path": "IMG@/src", "url": f"own-{page}.png", "alt": f"Picture {page} of file {file}"},
        {"path": "IMG@/src", "url": f"https://shared.example/{page % 7}.png", "alt": f"A shared picture, {page % 3}"},
        {"path": "IMG@/src", "url": "short.png", "alt": "Pear"},
    ]
    url = f"https://host-{file}.example/{page}"
    response = {
        "Response-Message": {"Status": "200"},
        "Headers": {"Content-Type": "text/html", **({"X-Robots-Tag": "noai"} if page % 5 == 0 else {})},
        "HTML-Metadata": {"Head": {}, "Links": links},
    }
    block = json.dumps(
        {
            "Container": {"Filename": f"CC-{file:05}.warc.gz", "Offset": str(1000 * page), "Gzip-Metadata": {"Deflate-Length": "900"}},
            "Envelope": {
                "WARC-Header-Metadata": {"WARC-Type": "response", "WARC-Target-URI": url},
                "Payload-Metadata": {"HTTP-Response-Metadata": response},
            },
        }
    ).encode()
    head = f"WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Target-URI: {url}\r\nContent-Type: application/json\r\nContent-Length: {len(block)}\r\n\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n")
