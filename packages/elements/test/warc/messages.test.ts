import { expect, it } from "vitest";
import { warcMessages } from "../../src/messages/warc.js";

it("says in both languages how many match, one included", () => {
  const said = (["en", "de"] as const).map((language) => {
    const { match } = warcMessages[language];
    return [match(1, "1"), match(1200, "1.200")];
  });
  expect(said).toEqual([
    ["1 match", "1.200 match"],
    ["1 passt", "1.200 passen"],
  ]);
});
