import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { entries } from "../entries/entries.js";

const home = fileURLToPath(new URL("..", import.meta.url));

describe("entries", () => {
  const made = entries(home);

  it.each([...made.keys()])("%s is as it follows from the files (`npm run entries` writes it)", (path) => {
    expect(readFileSync(`${home}${path}`, "utf8")).toBe(made.get(path));
  });
});
