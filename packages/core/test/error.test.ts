import { expect, it } from "vitest";
import { Alt2imgError } from "../src/index.js";

it("carries a stable code, a message and its cause", () => {
  const cause = new RangeError("inner");
  const error = new Alt2imgError("crawl/gzip", "broken member", { cause });
  expect(error).toBeInstanceOf(Error);
  expect(`${error}`).toBe("Alt2imgError: broken member");
  expect(error).toMatchObject({ code: "crawl/gzip", cause });
});
