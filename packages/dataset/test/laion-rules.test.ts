import { collect } from "@alt2img/testing";
import { expect, it } from "vitest";
import { funnel } from "../src/funnel/index.js";
import { laionRules } from "../src/index.js";

it("leaves out what LAION's crawl rejects, and counts each loss by name", async () => {
  const pairs = [
    ["https://a.example/photo.jpg", "A red apple"],
    ["https://a.example/logo.svg?v=2", "A red apple"],
    ["https://a.example/spinner.gif", "A red apple"],
    ["https://a.example/photo.jpg", "pear"],
  ].map(([imageUrl = "", text = ""]) => ({ imageUrl, text, source: "alt" as const, pageUrl: "https://a.example/" }));
  const kept = funnel(pairs, laionRules());
  expect(await collect(kept)).toEqual([pairs[0]]);
  expect(kept.counts).toMatchObject({
    read: 4,
    kept: 1,
    rejected: { "address with .svg or .gif": 2, "fewer than 5 characters": 1 },
  });
});
