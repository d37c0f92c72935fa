"""python wat-cc2dataset.py WAT [ROWS]: for each line on standard input, cc2dataset reads the WAT once and answers with its times as JSON.

With ROWS, it first writes what it has found to that file, as JSON on each line."""
import json
import sys
import time

from cc2dataset.main import process_wat
from loguru import logger

logger.remove()
wat, *rows = sys.argv[1:]
if rows:
    with open(rows[0], "w", encoding="utf-8") as file:
        for _, url, alt, _, page in process_wat(wat, "image"):
            print(json.dumps({"imageUrl": url, "text": alt, "pageUrl": page}), file=file)
for _ in sys.stdin:
    start, cpu = time.perf_counter(), time.process_time()
    found = sum(1 for _ in process_wat(wat, "image"))
    times = {"seconds": time.perf_counter() - start, "cpuSeconds": time.process_time() - cpu}
    print(json.dumps({**times, "found": f"{found} pairs"}), flush=True)
