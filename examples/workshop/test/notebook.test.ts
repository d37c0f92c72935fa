import { describe, expect, it } from "vitest";
import {
  changeNotebook,
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
});
