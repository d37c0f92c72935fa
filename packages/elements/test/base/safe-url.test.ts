import { hostileUrls } from "@alt2img/testing/page";
import { describe, expect, it } from "vitest";
import { pictureUrl, safeUrl } from "../../src/base/safe-url.js";

const isEscaped = (url: string | undefined): boolean =>
  url === undefined || url.startsWith("https://evil.example/%22onerror=%22");

describe("safeUrl", () => {
  it("takes addresses of the web and pictures in data URLs", () => {
    expect(safeUrl("https://example.org/a b.png")).toBe("https://example.org/a%20b.png");
    expect(safeUrl("b.png", "https://example.org/a/")).toBe("https://example.org/a/b.png");
    expect(safeUrl("data:image/png;base64,iVBORw0K")).toBe("data:image/png;base64,iVBORw0K");
    expect(safeUrl("b.png")).toBeUndefined();
  });

  it("refuses what runs something", () => {
    for (const url of hostileUrls) expect(isEscaped(safeUrl(url, "https://example.org/")), url).toBe(true);
  });
});

describe("pictureUrl", () => {
  it("takes SVG and blobs, too", () => {
    expect(pictureUrl("data:image/svg+xml,<svg/>")).toBe("data:image/svg+xml,<svg/>");
    expect(pictureUrl("blob:https://example.org/1-2-3")).toBe("blob:https://example.org/1-2-3");
    expect(pictureUrl("b.png", "https://example.org/a/")).toBe("https://example.org/a/b.png");
  });

  it("refuses everything else", () => {
    for (const url of hostileUrls.filter((each) => !each.startsWith("data:image/"))) {
      expect(isEscaped(pictureUrl(url, "https://example.org/")), url).toBe(true);
    }
  });
});
