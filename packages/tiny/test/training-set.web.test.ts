import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { type RowsOptions, type TrainingColumn, tinyTrainingSet, trainingColumns } from "../src/training-set.js";

describe("tinyTrainingSet", () => {
  it("has a row for each drawing, with its number", async () => {
    const count = await tinyTrainingSet.rowCount();
    const rows = await collect(tinyTrainingSet.rows({ columns: ["id"] }));
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, id) => id));
    expect(count).toBeGreaterThan(15_000);
  });

  it("gives a row with all its fields", async () => {
    const row = await tinyTrainingSet.row(0);
    expect(Object.keys(row)).toEqual(trainingColumns);
    expect(row).toMatchObject({
      id: 0,
      TEXT: "grinning face",
      WIDTH: 64,
      HEIGHT: 64,
      key: "noto/grinning-face",
      vendor: "noto",
      hexcode: "1F600",
      group: "face",
      skin_tone: null,
      recoloured_from: null,
      license: "Apache-2.0",
      source: "@iconify-json/noto@1.2.9",
    });
    expect(row.captions[0]).toBe("grinning face");
    expect(row.weights).toHaveLength(row.captions.length);
    expect(row.weights_skewed).toHaveLength(row.captions.length);
    expect(row.keywords).toContain("smile");
  });

  it("has the embedding of every drawing, and similar drawings are close", async () => {
    const rows = await collect(tinyTrainingSet.rows({ columns: ["name", "vendor", "group", "embedding"] }));
    const embeddings = rows.map(({ embedding }) => Float32Array.from(embedding!));
    const dot = (one: Float32Array, other: Float32Array): number =>
      one.reduce((sum, value, i) => sum + value * other[i]!, 0);
    for (const embedding of embeddings) {
      expect(embedding).toHaveLength(128);
      // Float16 rounds each number by a 2,048th at most.
      expect(Math.abs(dot(embedding, embedding) - 1)).toBeLessThan(2e-3);
    }
    const apple = embeddings[rows.findIndex(({ name, vendor }) => name === "red apple" && vendor === "noto")]!;
    const others = rows
      .map(({ name, vendor }, i) => ({ name, vendor, cosine: dot(apple, embeddings[i]!) }))
      .filter(({ vendor }) => vendor !== "noto")
      .sort((a, b) => b.cosine - a.cosine);
    expect(others.slice(0, 5).map(({ name }) => name)).toContain("red apple");
  });

  it("stores the pictures as lossless WebP", async () => {
    for await (const { image } of tinyTrainingSet.rows({ start: 17_000, end: 17_010, columns: ["image"] })) {
      expect(new TextDecoder("latin1").decode(image.subarray(0, 4))).toBe("RIFF");
      // VP8L is the lossless form: https://developers.google.com/speed/webp/docs/riff_container
      expect(new TextDecoder("latin1").decode(image.subarray(8, 16))).toBe("WEBPVP8L");
      expect(new DataView(image.buffer, image.byteOffset).getUint32(4, true) + 8).toBe(image.length);
    }
  });

  it("gives rows across row groups, and a choice of columns", async () => {
    const some = await collect(tinyTrainingSet.rows({ start: 510, end: 515, columns: ["id", "name"] }));
    expect(some.map(({ id }) => id)).toEqual([510, 511, 512, 513, 514]);
    expect(Object.keys(some[0]!).sort()).toEqual(["id", "name"]);
    const alone = await tinyTrainingSet.row(512, { columns: ["id", "name"] });
    expect(alone).toEqual(some[2]);
  });

  it("gives the same picture in a range, in all rows and on its own", async () => {
    const columns: TrainingColumn[] = ["image"];
    const [inRange] = await collect(tinyTrainingSet.rows({ start: 1234, end: 1235, columns }));
    const group = await collect(tinyTrainingSet.rows({ start: 1024, end: 1536, columns }));
    const alone = await tinyTrainingSet.row(1234, { columns });
    expect(inRange!.image).toEqual(group[210]!.image);
    expect(alone.image).toEqual(inRange!.image);
  });

  it("reports progress", async () => {
    const done: number[] = [];
    const rows = tinyTrainingSet.rows({ start: 500, end: 1100, columns: ["id"], onProgress: (p) => done.push(p.done) });
    expect(await collect(rows)).toHaveLength(600);
    expect(done).toEqual([12, 524, 600]);
  });

  it("stops when it is aborted", async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const read = async (): Promise<void> => {
      for await (const { id } of tinyTrainingSet.rows({ columns: ["id"], signal: controller.signal })) {
        seen.push(id);
        if (id === 600) controller.abort(new Error("enough"));
      }
    };
    await expect(read()).rejects.toThrow("enough");
    expect(seen.at(-1)).toBeLessThan(1100);
    await expect(tinyTrainingSet.row(0, { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it.each([
    [{ start: -1 }, "tiny/row-range"],
    [{ start: 0.5 }, "tiny/row-range"],
    [{ start: 10, end: 5 }, "tiny/row-range"],
    [{ start: 1_000_000 }, "tiny/row-range"],
    [{ columns: [] }, "tiny/columns"],
    [{ columns: ["colour", "smell" as TrainingColumn] }, "tiny/columns"],
  ] as [RowsOptions<TrainingColumn>, string][])("says what is wrong with %j", async (options, code) => {
    await expect(collect(tinyTrainingSet.rows(options))).rejects.toMatchObject({ name: "Alt2imgError", code });
  });

  it("rejects a row after the last", async () => {
    const count = await tinyTrainingSet.rowCount();
    await expect(tinyTrainingSet.row(count)).rejects.toMatchObject({ code: "tiny/row-range" });
    expect(await collect(tinyTrainingSet.rows({ start: count }))).toEqual([]);
    expect(await collect(tinyTrainingSet.rows({ start: count - 1, end: count + 99, columns: ["id"] }))).toHaveLength(1);
  });

  it("has a map on which similar drawings are near each other, with a small picture of each", async () => {
    const count = await tinyTrainingSet.rowCount();
    const { positions, sheet, across, side } = await tinyTrainingSet.map();
    expect(positions).toHaveLength(2 * count);
    expect(Math.min(...positions)).toBe(0);
    expect(Math.max(...positions)).toBe(1);
    expect(new TextDecoder("latin1").decode(sheet.subarray(8, 15))).toBe("WEBPVP8");
    // The lossy form: 14 bits of width, then of height (RFC 6386, section 9.1).
    const frame = new DataView(sheet.buffer, sheet.byteOffset + 26);
    expect([frame.getUint16(0, true), frame.getUint16(2, true)]).toEqual([across * side, across * side]);
    expect(across * (across - 1)).toBeLessThan(count);
    expect(across * across).toBeGreaterThanOrEqual(count);

    const groups = (await collect(tinyTrainingSet.rows({ columns: ["group"] }))).map(({ group }) => group);
    const distance = (one: number, other: number): number =>
      Math.hypot(positions[2 * one]! - positions[2 * other]!, positions[2 * one + 1]! - positions[2 * other + 1]!);
    let sameGroup = 0;
    let byChance = 0;
    const asked = Array.from({ length: 200 }, (_, i) => Math.floor((i * count) / 200));
    for (const row of asked) {
      let nearest = row === 0 ? 1 : 0;
      for (let other = 0; other < count; other++) {
        if (other !== row && distance(row, other) < distance(row, nearest)) nearest = other;
      }
      if (groups[nearest] === groups[row]) sameGroup++;
      if (groups[(row + 9973) % count] === groups[row]) byChance++;
    }
    expect(sameGroup).toBeGreaterThan(160);
    expect(sameGroup).toBeGreaterThan(2 * byChance);
  });

  it("rejects a map whose reading is aborted", async () => {
    await expect(tinyTrainingSet.map({ signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
  });
});
