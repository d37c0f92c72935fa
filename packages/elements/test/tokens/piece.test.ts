import { describe, expect, it } from "vitest";
import { hex, pieceOf } from "../../src/tokens/piece.js";

describe("pieceOf", () => {
  it("reads CLIP's words and pieces of words", () => {
    expect(pieceOf("apple</w>")).toMatchObject({ kind: "piece", text: "apple", wordEdge: "end" });
    expect(pieceOf("app")).toMatchObject({ kind: "piece", text: "app", wordEdge: undefined });
  });

  it("reads the letters that stand for bytes", () => {
    expect(pieceOf("Ã©</w>")).toMatchObject({ text: "é", wordEdge: "end" });
    expect(hex(pieceOf("ðŁ")!.bytes!)).toBe("F0 9F");
    expect(pieceOf("ðŁ").text).toBeUndefined();
    expect(pieceOf("ðŁį").text).toBeUndefined();
    expect(pieceOf("ðŁįİ</w>").text).toBe("🍎");
  });

  it("reads SigLIP's words", () => {
    expect(pieceOf("▁apple")).toEqual({ kind: "piece", text: "apple", bytes: undefined, wordEdge: "start" });
  });

  it("tells the marks from texts", () => {
    expect(["<|startoftext|>", "<s>", "<bos>"].map((token) => pieceOf(token).kind)).toEqual([
      "start",
      "start",
      "start",
    ]);
    expect(["<|endoftext|>", "</s>", "<eos>"].map((token) => pieceOf(token).kind)).toEqual(["end", "end", "end"]);
    expect(pieceOf("<</w>")).toMatchObject({ kind: "piece", text: "<" });
  });
});
