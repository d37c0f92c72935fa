import { heardByScreenReader, takenByCrawl } from "@alt2img/alt-text";
import type { WatImage, WatPage } from "@alt2img/crawl";
import { describe, expect, it } from "vitest";
import { pageOfWat } from "../src/wat-page.js";

const url = "https://example.org/a.png";

function imageOf(image: Partial<WatImage>) {
  const page: WatPage = {
    url: "https://example.org/",
    baseUrl: "https://example.org/",
    metas: [{ property: "ROBOTS", content: "noai" }],
    images: [{ url, rawUrl: "a.png", path: "IMG@/src", ...image }],
    links: [],
  };
  return pageOfWat(page).images[0]!;
}

describe("pageOfWat", () => {
  it.each([
    [{}, "missing", undefined],
    [{ alt: "" }, "decorative", undefined],
    [{ alt: " " }, "missing", undefined],
    [{ alt: " A lighthouse " }, "named", "A lighthouse"],
    [{ title: "Lighthouse" }, "named", "Lighthouse"],
    [{ alt: "", title: "Lighthouse" }, "decorative", undefined],
  ] as const)("gives %o the state %s", (image, textState, name) => {
    const found = imageOf(image);
    expect(found.textState).toBe(textState);
    expect(found.name?.text).toBe(name);
  });

  it("makes images that both readers can read", () => {
    const image = imageOf({ alt: "A lighthouse" });
    expect(heardByScreenReader(image).speech).toBe("graphic, A lighthouse");
    expect(takenByCrawl(image)).toMatchObject({ taken: true, url, text: "A lighthouse" });
  });
});
