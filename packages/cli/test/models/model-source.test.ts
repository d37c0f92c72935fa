import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { modelSource } from "../../src/models/model-source.js";

test("what a name stands for", () => {
  const here = fileURLToPath(new URL(".", import.meta.url));
  expect(modelSource("tiny", { parts: { tiny: "clip" }, help: "a folder" })).toEqual({ kind: "tiny", part: "tiny" });
  expect(modelSource(here, { parts: { tiny: "clip" }, help: "a folder" })).toMatchObject({ kind: "folder" });
  expect(modelSource(new URL(".", import.meta.url).href, { parts: { tiny: "clip" }, help: "a folder" })).toMatchObject({
    kind: "folder",
  });
  expect(modelSource("https://a.example/clip", { parts: { tiny: "clip" }, help: "a folder" })).toEqual({
    kind: "web",
    url: "https://a.example/clip",
  });
  expect(modelSource("openai/clip", { parts: { tiny: "clip" }, help: "a folder" })).toEqual({
    kind: "hub",
    id: "openai/clip",
    revision: undefined,
  });
  expect(modelSource("openai/clip@refs/pr/1", { parts: { tiny: "clip" }, help: "a folder" })).toMatchObject({
    id: "openai/clip",
    revision: "refs/pr/1",
  });
  for (const name of ["clip", "./nowhere", "/nowhere/at/all", "a/b/c"])
    expect(() => modelSource(name, { parts: { tiny: "clip" }, help: "a folder" })).toThrow(
      `There is no model ${name}. Give a folder.`,
    );
});
