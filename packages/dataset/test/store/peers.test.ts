import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDataset } from "../../src/store/node.js";
import { row } from "./rows.js";

// Skipped where the library isn't installed; `ALT2IMG_PYTHON` names a Python that has it. The end of the run says how many.
const python = process.env["ALT2IMG_PYTHON"] ?? "python3";
const has = (library: string): boolean => spawnSync(python, ["-c", `import ${library}`]).status === 0;
const script = fileURLToPath(new URL("read_dataset.py", import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "alt2img-peers-"));
  await using writer = await createDataset(folder, {
    shardRows: 2,
    columns: [
      { name: "image_embedding", type: "float-list" },
      { name: "text_embedding", type: "float16-list" },
    ],
  });
  await writer.append(
    [0, 1, 2].map((n) =>
      row(n, {
        hash: n === 0 ? -(2n ** 63n) : n,
        image: Uint8Array.of(0xff, n),
        image_embedding: Float32Array.of(n, 0.1),
        ...(n === 1 ? {} : { text_embedding: Float32Array.of(0.1, n) }),
      }),
    ),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(["pyarrow", "pandas", "datasets", "duckdb"])("%s", (library) => {
  test.skipIf(!has(library))("opens the shards as they are: types, lists and bytes", () => {
    const { types, rows } = JSON.parse(execFileSync(python, [script, library, folder], { encoding: "utf8" }));
    if (library === "pyarrow") {
      expect(types).toMatchObject({
        URL: "string",
        WIDTH: "int32",
        similarity: "double",
        hash: "int64",
        offset: "int64",
        image: "binary",
        image_embedding: "list<element: float not null>",
        text_embedding: "list<element: halffloat not null>",
      });
    }
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({
      URL: "https://pictures0.example/0.jpg",
      TEXT: "Ein Café № 0, mit einem roten Apfel",
      WIDTH: 100,
      LANGUAGE: "en",
      similarity: 0,
      hash: "-9223372036854775808",
      pwatermark: null,
      image: "ff00",
      image_embedding: [0, Math.fround(0.1)],
      text_embedding: [0.0999755859375, 0],
    });
    expect(rows[1].text_embedding).toBeNull();
  });
});
