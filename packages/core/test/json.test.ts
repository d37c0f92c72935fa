import { describe, expect, it } from "vitest";
import { Alt2imgError, asCount, asNumber, asObject, asString, isNoSuchFile, readJsonObject } from "../src/index.js";

const badFile = (message: string, cause?: unknown) => new Alt2imgError("test/bad-file", message, { cause });

function folderWith(text: string) {
  const forgotten: string[] = [];
  const folder = {
    name: "a folder",
    read: async () => new TextEncoder().encode(text),
    forget: async (path: string) => {
      forgotten.push(path);
      throw new Error("no cache");
    },
  };
  return { folder, forgotten };
}

describe("readJsonObject", () => {
  it("gives the object", async () => {
    const { folder, forgotten } = folderWith('{ "a": [1] }');
    expect(await readJsonObject(folder, "config.json", { badFile })).toEqual({ a: [1] });
    expect(forgotten).toEqual([]);
  });

  it.each([
    ["{", "config.json in a folder isn't JSON. Get the file again."],
    ["", "config.json in a folder isn't JSON. Get the file again."],
    ["[1]", "config.json in a folder isn't a JSON object. Is it another file of that name?"],
    ["null", "config.json in a folder isn't a JSON object. Is it another file of that name?"],
  ])("refuses %j, and makes the folder forget it", async (text, message) => {
    const { folder, forgotten } = folderWith(text);
    const reading = readJsonObject(folder, "config.json", { badFile });
    await expect(reading).rejects.toMatchObject({ code: "test/bad-file", message });
    expect(forgotten).toEqual(["config.json"]);
  });
});

it("values are what they are asked for, or undefined", () => {
  expect([{}, [], null, 1].map(asObject)).toEqual([{}, undefined, undefined, undefined]);
  expect(["", 1].map(asString)).toEqual(["", undefined]);
  expect([0, Number.NaN, "1"].map(asNumber)).toEqual([0, undefined, undefined]);
  expect([1, 0, 1.5, 2 ** 53, "1"].map(asCount)).toEqual([1, undefined, undefined, undefined, undefined]);
});

it("a missing file is known by the ending of the code", () => {
  expect(isNoSuchFile(new Alt2imgError("onnx/no-such-file", "no"))).toBe(true);
  expect(isNoSuchFile(new Alt2imgError("onnx/request", "no"))).toBe(false);
  expect(isNoSuchFile(new Error("no-such-file"))).toBe(false);
});
