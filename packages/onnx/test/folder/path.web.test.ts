import { describe, expect, it } from "vitest";
import { pathParts } from "../../src/folder/path.js";
import { fileUrl } from "../../src/folder/url-folder.js";

describe("pathParts", () => {
  it("accepts names with / between them", () => {
    for (const path of ["config.json", "onnx/model.onnx_data", "a b/ç+%20.json", "...", ".gitattributes", "100%.txt"]) {
      expect(pathParts(path)).toEqual(path.split("/"));
    }
  });

  it.each([
    ...["", "/", "/etc/passwd", "a//b", "a/", "./a", "a/.", "..", "../a", "a/../b", "a/..", ".. /a", ". /a"],
    ...["a\\b", "..\\a", "C:\\a", "c:a", "a:stream", "a\0b", "a\nb", "\\\\host\\share", "https://example.org/a"],
    ...["%2e%2e/a", "a/%2E./b", "a%2fb", "a%5Cb", "%00", "%252e%252e/a", "%25252f"],
    ...[undefined, null, 7, ["a"]],
  ])("refuses %j", (path) => {
    expect(() => pathParts(path as string)).toThrow(/isn't a path within the model's folder/);
  });
});

describe("fileUrl", () => {
  it("keeps the base and its query, and encodes the rest", () => {
    const url = (base: string, path: string): string => fileUrl(new URL(base), path).href;
    expect(url("https://example.org/m", "onnx/a.onnx")).toBe("https://example.org/m/onnx/a.onnx");
    expect(url("https://example.org/m/?key=1", "a b/ü#?.bin")).toBe(
      "https://example.org/m/a%20b/%C3%BC%23%3F.bin?key=1",
    );
  });
});
