// Whatever error an element can show, its card says in both languages what to do.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hintOf } from "../../src/base/hint-of.js";
import { baseMessages } from "../../src/messages/base.js";

const cdn = new URL("../../dist/cdn/", import.meta.url);
/** All that elements and their workers can run. */
const scripts = readdirSync(cdn)
  .filter((name) => name.endsWith(".js"))
  .map((name) => readFileSync(new URL(name, cdn), "utf8"))
  .join("\n");
const packages = readdirSync(new URL("../../../", import.meta.url)).join("|");
const quoted = new RegExp(`["'\`]((?:${packages})/(?:[a-z0-9]+(?:-[a-z0-9]+)*(?=["'\`])|(?=\\$\\{)))`, "g");
/** Codes; of packages that put theirs together, such as `onnx/${code}`, only what they begin with. */
const codes = [...new Set([...scripts.matchAll(quoted)].map(([, code = ""]) => code))].sort();
const languages = Object.entries(baseMessages);

describe("hints", () => {
  it("are looked for among all codes of the scripts", () => {
    expect(codes.length).toBeGreaterThan(150);
    expect(codes).toEqual(
      expect.arrayContaining(["dataset/not-parquet", "elements/attribute", "core/worker", "onnx/"]),
    );
  });

  it.each(languages)("say what to do about each of them: %s", (_, { hints }) => {
    expect(codes.filter((code) => hintOf(code, hints) === undefined)).toEqual([]);
  });

  it.each(languages)("are only about codes that there are: %s", (_, { hints }) => {
    const isThere = (key: string): boolean => {
      const [name, code = ""] = key.split("/");
      const isWhole = codes.includes(key) || (code === "" && codes.some((each) => each.startsWith(key)));
      return isWhole || (codes.includes(`${name}/`) && new RegExp(`["'\`]${code}["'\`]`).test(scripts));
    };
    expect(Object.keys(hints).filter((key) => !isThere(key))).toEqual([]);
  });

  it("are the same in both languages", () => {
    const [first, ...others] = languages.map(([, { hints }]) => Object.keys(hints).sort());
    for (const each of others) expect(each).toEqual(first);
  });
});
