import type { Progress } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import { mapEmbeddings } from "../../src/map/index.js";
import { toInt8 } from "../../src/search/index.js";
import { clusteredVectors } from "../search/vectors.js";

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;
const [rows, dimension, centres] = [120, 16, 3];
const matrix = { rows, dimension, data: clusteredVectors(rows, dimension, { centres, spread: 0.3 }) };

describe("a map", () => {
  it("lays clusters apart, within the square, and the same way each time", async () => {
    const done: number[] = [];
    const options = {
      epochs: 100,
      onProgress: ({ stage, done: n }: { stage: string; done: number }) => {
        if (stage === "layout") done.push(n);
      },
    };
    const first = await mapEmbeddings(matrix, options);
    expect(await mapEmbeddings(matrix, { epochs: 100 })).toEqual(first);
    expect(await mapEmbeddings(matrix, { epochs: 100, seed: 1 })).not.toEqual(first);
    expect(done.at(-1)).toBe(100);
    expect(Math.min(...first)).toBe(0);
    expect(Math.max(...first)).toBe(1);
    const at = (row: number) => [first[2 * row]!, first[2 * row + 1]!] as const;
    const distance = (a: number, b: number) => Math.hypot(at(a)[0] - at(b)[0], at(a)[1] - at(b)[1]);
    // Row r belongs to centre 7 r mod 3.
    let right = 0;
    for (let row = 0; row < rows; row++) {
      const others = Array.from({ length: rows }, (_, other) => other).filter((other) => other !== row);
      const nearest = others.reduce((best, other) => (distance(row, other) < distance(row, best) ? other : best));
      if (nearest % centres === row % centres) right++;
    }
    expect(right / rows).toBeGreaterThan(0.95);
  });

  it("is the same, byte for byte, on the calling thread, and leaves the matrix as it is", async () => {
    const before = matrix.data.slice();
    const view = { ...matrix, data: new Float32Array(Float32Array.of(9, 9, ...matrix.data).buffer, 8) };
    const progress: Record<string, Progress[]> = { here: [], there: [] };
    const told = (list: Progress[]) => (each: Progress) => void list.push(each);
    const here = await mapEmbeddings(matrix, { epochs: 30, worker: false, onProgress: told(progress["here"]!) });
    const there = await mapEmbeddings(view, { epochs: 30, onProgress: told(progress["there"]!) });
    expect(there).toEqual(here);
    expect(progress["there"]).toEqual(progress["here"]);
    expect(matrix.data).toEqual(before);
    const small = toInt8(matrix.data, dimension);
    expect(await mapEmbeddings(small, { epochs: 30 })).toEqual(
      await mapEmbeddings(small, { epochs: 30, worker: false }),
    );
  });

  it("leaves the calling thread free", async () => {
    // On that thread, the comparison of a batch of rows with all others comes between two of these.
    const large = { rows: 3000, dimension: 256, data: clusteredVectors(3000, 256, { centres, spread: 0.3 }) };
    let [turns, isDone] = [0, false];
    const controller = new AbortController();
    const onProgress = ({ stage }: Progress): void => {
      if (stage === "layout") controller.abort("that is enough");
    };
    const made = mapEmbeddings(large, { signal: controller.signal, onProgress }).catch((reason: unknown) => reason);
    void made.then(() => {
      isDone = true;
    });
    for (; !isDone; turns++) await new Promise((resolve) => setTimeout(resolve));
    expect(await made).toBe("that is enough");
    expect(turns).toBeGreaterThan(100);
  });

  it.each([{ neighbours: 1 }, { neighbours: rows }, { minDist: -1 }, { minDist: Number.NaN }, { epochs: 0 }])(
    "refuses %o",
    async (options) => {
      await expect(mapEmbeddings(matrix, options)).rejects.toThrow(coded("dataset/map-option"));
    },
  );

  it("refuses a row that can't be normalised, and stops", async () => {
    const data = matrix.data.slice();
    data.fill(0, 0, dimension);
    await expect(mapEmbeddings({ ...matrix, data })).rejects.toThrow(coded("dataset/embedding"));
    const controller = new AbortController();
    const reason = new Error("enough");
    let reports = 0;
    const onProgress = (): void => {
      reports++;
      controller.abort(reason);
    };
    await expect(mapEmbeddings(matrix, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(reports).toBe(1);
    await expect(mapEmbeddings(matrix, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const failing = (): void => {
      throw reason;
    };
    await expect(mapEmbeddings(matrix, { onProgress: failing })).rejects.toBe(reason);
  });
});
