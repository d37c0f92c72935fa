import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const dist = new URL("../../dist/", import.meta.url);
const entries = readdirSync(dist).filter((name) => /^[a-z-]+\.js$/.test(name) && !name.endsWith("-worker.js"));

describe("in Node, as on a server that renders pages", () => {
  it.each(entries)("%s can be imported", (name) => {
    const script = `await import(${JSON.stringify(new URL(name, dist).href)}); console.log(typeof document)`;
    const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: fileURLToPath(dist),
      encoding: "utf8",
    });
    expect(output.trim()).toBe("undefined");
  });
});
