import { expect, it } from "vitest";
import { retryAfter } from "../src/common-crawl/clock.js";
import { parseContentRange } from "../src/common-crawl/content-range.js";

it("reads Retry-After in seconds and as a date", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  expect(retryAfter(null, now)).toBe(0);
  expect(retryAfter("120", now)).toBe(120_000);
  expect(retryAfter("Thu, 01 Jan 2026 00:01:00 GMT", now)).toBe(60_000);
  expect(retryAfter("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
  expect(retryAfter("-5", now)).toBe(0);
  expect(retryAfter("nonsense", now)).toBe(0);
});

it("reads Content-Range as a half-open range", () => {
  expect(parseContentRange("bytes 0-99/1234")).toEqual({ start: 0, end: 100, size: 1234 });
  expect(parseContentRange("bytes 5-5/*")).toEqual({ start: 5, end: 6, size: undefined });
  for (const wrong of [null, "", "bytes */5", "bytes 5-4/9", "items 0-1/2", "bytes 0-1"]) {
    expect(parseContentRange(wrong)).toBeUndefined();
  }
});
