import { optOutSignals } from "@alt2img/alt-text";
import { describe, expect, it } from "vitest";
import { optOutLabels, reservesTraining } from "../src/opt-out-labels.js";

describe("optOutLabels", () => {
  it("names each signal, whom it addresses and where it was found", () => {
    const signals = optOutSignals(
      {
        metas: [{ name: "gptbot", content: "noindex" }],
        links: [{ rel: "license", url: "https://creativecommons.org/publicdomain/zero/1.0/" }],
      },
      { "X-Robots-Tag": "noai", "tdm-reservation": "1", "tdm-policy": "https://a.example/p" },
    );
    expect(optOutLabels(signals)).toEqual([
      { signal: "noai", text: "noai (header)" },
      { signal: "noindex", text: "noindex for gptbot (meta)" },
      { signal: "TDM reserved", text: "TDM reserved (header)" },
      { signal: "TDM policy", text: "TDM policy: https://a.example/p" },
      { signal: "licence", text: "licence: https://creativecommons.org/publicdomain/zero/1.0/" },
    ]);
    expect(reservesTraining(signals)).toBe(true);
  });

  it("does not take a rule about search, or about one robot, for a reservation", () => {
    const metas = [
      { name: "robots", content: "noindex, noimageindex" },
      { name: "somebot", content: "noai" },
    ];
    expect(reservesTraining(optOutSignals({ metas, links: [] }))).toBe(false);
  });
});
