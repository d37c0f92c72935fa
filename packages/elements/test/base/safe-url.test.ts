import { hostileUrls } from "@alt2img/testing/page";
import { describe, expect, it } from "vitest";
import { safeUrl } from "../../src/base/safe-url.js";

describe("safeUrl", () => {
  it("takes addresses of the web and pictures in data URLs", () => {
    expect(safeUrl("https://example.org/a b.png")).toBe("https://example.org/a%20b.png");
    expect(safeUrl("b.png", "https://example.org/a/")).toBe("https://example.org/a/b.png");
    expect(safeUrl("data:image/png;base64,iVBORw0K")).toBe("data:image/png;base64,iVBORw0K");
    expect(safeUrl("b.png")).toBeUndefined();
  });

  it("refuses what runs something", () => {
    for (const url of hostileUrls) {
      const safe = safeUrl(url, "https://example.org/");
      expect(safe === undefined || safe.startsWith("https://evil.example/%22onerror=%22"), url).toBe(true);
    }
  });
});
