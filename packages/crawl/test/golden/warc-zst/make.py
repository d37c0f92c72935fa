"""Makes the .warc.zst files of this folder, and the same records uncompressed. See README.md."""

import pathlib
import struct

import zstandard

here = pathlib.Path(__file__).parent
WORDS = "crawl page image alt text width height source picture caption link heading table list form".split()


def record(number: int) -> bytes:
    words = [WORDS[(number * 7 + i * i) % len(WORDS)] for i in range(40 + number % 5)]
    html = f"<!doctype html><title>Page {number}</title><p>{' '.join(words)}</p><img src=/{number}.png alt='{words[0]}'>"
    body = html.encode()
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.1\r\n"
        "WARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        "WARC-Date: 2026-11-22T12:00:00Z\r\n"
        f"WARC-Target-URI: https://pages.example/{number}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def skippable(magic: int, content: bytes) -> bytes:
    return struct.pack("<II", magic, len(content)) + content


records = [record(number) for number in range(12)]
(here / "records.warc").write_bytes(b"".join(records))

plain = zstandard.ZstdCompressor(level=19, write_checksum=True)
(here / "record-per-frame.warc.zst").write_bytes(b"".join(plain.compress(r) for r in records))
(here / "one-frame.warc.zst").write_bytes(plain.compress(b"".join(records)))
# A frame that does not say how long its content is, as a stream is written; a skippable frame before each.
unsized = zstandard.ZstdCompressor(level=3, write_content_size=False)
(here / "unsized-frames.warc.zst").write_bytes(
    b"".join(skippable(0x184D2A50, b"padding") + unsized.compress(r) for r in records)
)

trained = zstandard.train_dictionary(4096, [record(number) for number in range(12, 400)], dict_id=20261122)
with_dictionary = zstandard.ZstdCompressor(level=19, dict_data=trained)
frames = b"".join(with_dictionary.compress(r) for r in records)
bytes_of_dictionary = trained.as_bytes()
(here / "dictionary.warc.zst").write_bytes(skippable(0x184D2A5D, bytes_of_dictionary) + frames)
(here / "compressed-dictionary.warc.zst").write_bytes(skippable(0x184D2A5D, plain.compress(bytes_of_dictionary)) + frames)
