import { openDataset } from "@alt2img/dataset/store";
import { describe, expect, it } from "vitest";
import { picturedIn, pointsIn } from "../../src/dataset-map/draw-map.js";
import { layOutPairs, type PairMap } from "../../src/dataset-map/lay-out-pairs.js";
import { within } from "../../src/dataset-map/map-window.js";

const dataset = await openDataset(new URL("../../src/sample/tiny-crawl.parquet", import.meta.url));
const stages: string[] = [];
const options = {
  seed: 13,
  signal: new AbortController().signal,
  onProgress: ({ stage }: { stage: string }) => stages.push(stage),
};
const map: PairMap = await layOutPairs(dataset, options);

describe("a map of pairs", () => {
  it("has each picture with an embedding once, with its row and text", async () => {
    const urls = new Set<unknown>();
    for await (const { row } of dataset.rows({ columns: ["URL", "image_embedding"] })) {
      if (row["image_embedding"] !== undefined) urls.add(row["URL"]);
    }
    expect(map.rows.length).toBe(urls.size);
    expect(map.positions.length).toBe(2 * urls.size);
    expect([...map.positions].every((place) => place >= 0 && place <= 1)).toBe(true);
    const { row } = await dataset.row(map.rows[5]!, { columns: ["TEXT"] });
    expect(map.texts[5]).toBe(row["TEXT"]);
    expect([map.read, map.total]).toEqual([851, 851]);
    expect(new Set(stages)).toEqual(new Set(["read", "neighbours", "layout"]));
  });

  it("puts pictures of the same thing nearer to each other than others", async () => {
    const places = new Map<string, number[]>();
    for (const [i, row] of map.rows.entries()) {
      const shows = String((await dataset.row(row, { columns: ["shows"] })).row["shows"]);
      places.set(shows, [...(places.get(shows) ?? []), i]);
    }
    const distance = (a: number, b: number): number =>
      Math.hypot(map.positions[2 * a]! - map.positions[2 * b]!, map.positions[2 * a + 1]! - map.positions[2 * b + 1]!);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const same = [...places.values()].filter(({ length }) => length > 1).map(([a, b]) => distance(a!, b!));
    const any = [...map.rows.keys()].slice(1).map((i) => distance(i, i - 1));
    expect(same.length).toBeGreaterThan(10);
    expect(mean(same)).toBeLessThan(mean(any) / 2);
  });

  it("has room for more of the pictures in a window, the more it is enlarged", () => {
    const share = (zoom: number): number => {
      const window = within({ x: map.positions[0]!, y: map.positions[1]!, zoom });
      const points = pointsIn(map, window);
      return picturedIn(map, points, window).length / points.length;
    };
    expect(share(1)).toBeLessThan(1);
    expect(share(32)).toBeGreaterThan(share(1));
    expect(pointsIn(map, { x: 0.5, y: 0.5, zoom: 1 })).toHaveLength(map.rows.length);
  });

  it("is refused without embeddings", async () => {
    const without = { ...dataset, columns: dataset.columns.filter(({ name }) => name !== "image_embedding") };
    await expect(layOutPairs(without, options)).rejects.toMatchObject({ code: "elements/no-embeddings" });
  });
});
