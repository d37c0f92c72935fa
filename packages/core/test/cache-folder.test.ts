import { join } from "node:path";
import { expect, it } from "vitest";
import { cacheFolder } from "../src/index.js";

it("is in the user's folder for caches, or where ALT2IMG_CACHE says", () => {
  expect(cacheFolder({ ALT2IMG_CACHE: "/x" })).toBe("/x");
  expect(cacheFolder({ XDG_CACHE_HOME: "/c" }, "linux")).toBe(join("/c", "alt2img"));
  expect(cacheFolder({}, "linux")).toMatch(/.\.cache.alt2img$/);
  expect(cacheFolder({}, "darwin")).toMatch(/Library.Caches.alt2img$/);
  expect(cacheFolder({ LOCALAPPDATA: "/l" }, "win32")).toBe(join("/l", "alt2img", "Cache"));
});
