import { describe, expect, it } from "vitest";
import {
  changeNotebook,
  emptyNotebook,
  hasRoomFor,
  type KeptPicture,
  readNotebook,
  withAnswer,
  withPicture,
} from "../src/notebook.js";

function storage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  } as unknown as Storage;
}

const picture = (i: number): KeptPicture => ({
  chapter: "laion",
  caption: `picture ${i}`,
  dataUrl: `data:image/png;base64,${Buffer.from(String(i)).toString("base64")}`,
});

describe("the notebook", () => {
  it("takes no picture that it has no room for, and drops none", () => {
    const local = storage();
    for (let i = 0; i < 24; i++) {
      expect(hasRoomFor(picture(i), readNotebook(local))).toBe(true);
      changeNotebook(withPicture(picture(i)), local);
    }
    expect(hasRoomFor(picture(24), readNotebook(local))).toBe(false);
    changeNotebook(withPicture(picture(24)), local);
    const captions = readNotebook(local).pictures.map(({ caption }) => caption);
    expect(captions).toEqual(Array.from({ length: 24 }, (_, i) => `picture ${i}`));
    // One that it has already takes no room.
    expect(hasRoomFor(picture(3), readNotebook(local))).toBe(true);
    changeNotebook(withPicture({ ...picture(3), caption: "better words" }), local);
    expect(readNotebook(local).pictures.map(({ caption }) => caption)).toContain("better words");
    expect(readNotebook(local).pictures.length).toBe(24);
  });

  it("remembers how a task was left, as long as its result is there", () => {
    const local = storage();
    changeNotebook(withAnswer("laion/funnel", "My funnel", "117 of 284", "similarity:0.3"), local);
    expect(readNotebook(local).answers["laion/funnel"]).toEqual({
      question: "My funnel",
      answer: "117 of 284",
      state: "similarity:0.3",
    });
    changeNotebook(withAnswer("laion/funnel", "My funnel", ""), local);
    expect(readNotebook(local).answers).toEqual({});
  });

  it("leaves out what it can’t read, keeps the rest, and puts the whole aside before it is written over", () => {
    const good = { question: "Why?", answer: "Because.", state: "0.3" };
    const kept = JSON.stringify({
      name: 5,
      answers: {
        "laion/discuss": good,
        "laion/a": null,
        "laion/b": { question: {}, answer: "x" },
        "laion/c": { question: "Why?", answer: 7 },
        "laion/d": { ...good, state: [] },
        "laion/e": [],
      },
      pictures: [null, 3, { ...picture(1), caption: {} }, { ...picture(2), chapter: null }, picture(3)],
      aside: { "alt-text/page": "<p>", "laion/x": 4 },
    });
    const local = storage();
    local.setItem("alt2img-workshop", kept);
    const read = {
      name: "",
      answers: { "laion/discuss": good },
      pictures: [picture(3)],
      aside: { "alt-text/page": "<p>" },
    };
    expect(readNotebook(local)).toEqual(read);
    expect(changeNotebook((notebook) => ({ ...notebook, name: "Ann" }), local)).toBe(true);
    expect(readNotebook(local)).toEqual({ ...read, name: "Ann" });
    expect(local.getItem("alt2img-workshop-unreadable")).toBe(kept);
    // The notebook as it is now is a good one.
    changeNotebook((notebook) => ({ ...notebook, name: "Ben" }), local);
    expect(local.getItem("alt2img-workshop-unreadable")).toBe(kept);
    expect(emptyNotebook(local)).toBe(true);
    expect(local.getItem("alt2img-workshop-unreadable")).toBe(null);
  });

  it.each(["{", "null", "[]", '{"answers": []}', '{"pictures": {}}'])("puts %s aside", (text) => {
    const local = storage();
    local.setItem("alt2img-workshop", text);
    expect(readNotebook(local)).toEqual({ name: "", answers: {}, pictures: [], aside: {} });
    changeNotebook((notebook) => notebook, local);
    expect(local.getItem("alt2img-workshop-unreadable")).toBe(text);
  });

  it("cuts a long name, between characters", () => {
    const local = storage();
    local.setItem("alt2img-workshop", JSON.stringify({ name: "👩".repeat(500) }));
    expect(readNotebook(local).name).toBe("👩".repeat(100));
  });

  it("says if it can’t be emptied", () => {
    const local = storage();
    changeNotebook((notebook) => ({ ...notebook, name: "Ann" }), local);
    expect(emptyNotebook({ ...local, removeItem: () => {} })).toBe(false);
    const denied = (): never => {
      throw new DOMException("Denied.", "SecurityError");
    };
    expect(emptyNotebook({ ...local, removeItem: denied })).toBe(false);
  });
});
