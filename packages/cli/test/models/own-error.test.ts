import { readdirSync } from "node:fs";
import { Alt2imgError } from "@alt2img/core";
import { expect, test } from "vitest";
import { exitCodeOf } from "../../src/exit-code.js";
import { ownError } from "../../src/models/own-error.js";

/** As a package from the cache throws it, with a core of its own. */
class ForeignError extends Error {
  override readonly name = "Alt2imgError";
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

test("errors of packages from the cache are errors of the input, not bugs", () => {
  const foreign = new ForeignError("onnx/html", "The file is HTML.");
  expect(exitCodeOf(foreign)).toBe(70);
  const own = ownError(foreign);
  expect(own).toBeInstanceOf(Alt2imgError);
  expect(own).toMatchObject({ code: "onnx/html", message: "The file is HTML.", cause: foreign });
  expect(exitCodeOf(own)).toBe(3);
});

test("a file that the system refuses is named, with advice", () => {
  try {
    readdirSync("/no/such/folder");
  } catch (error) {
    expect(ownError(error)).toMatchObject({
      code: "cli/input",
      message: expect.stringMatching(/^Cannot read \/no\/such\/folder: There is no such file\. Check the name/),
    });
  }
  expect.assertions(1);
});

test("anything else is left as it is", () => {
  const bug = new TypeError("x is undefined");
  const ours = new Alt2imgError("cli/usage", "Give a file.");
  expect([ownError(bug), ownError(ours), ownError("text")]).toEqual([bug, ours, "text"]);
});
