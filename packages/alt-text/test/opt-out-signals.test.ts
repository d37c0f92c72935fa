import { describe, expect, it } from "vitest";
import { optOutSignals } from "../src/opt-out/opt-out-signals.js";

const NOTHING = { noai: [], noimageai: [], noindex: [], noimageindex: [], licenses: [] };
const ofMeta = (name: string, content: string): ReturnType<typeof optOutSignals> =>
  optOutSignals({ metas: [{ name, content }], links: [] });
const ofHeaders = (...values: string[]): ReturnType<typeof optOutSignals> =>
  optOutSignals(
    { metas: [], links: [] },
    values.map((value): [string, string] => ["X-Robots-Tag", value]),
  );

describe("optOutSignals: robots", () => {
  it("reads rules for all robots in a meta, in any case", () => {
    expect(ofMeta("ROBOTS", "NoAI, noimageai,NOINDEX , nofollow")).toEqual({
      ...NOTHING,
      noai: [{ agent: "*", from: "meta" }],
      noimageai: [{ agent: "*", from: "meta" }],
      noindex: [{ agent: "*", from: "meta" }],
    });
    expect(ofMeta("robots", "noindex nofollow").noindex).toHaveLength(1);
    expect(ofMeta("robots", "noai; noimageai;").noimageai).toEqual([{ agent: "*", from: "meta" }]);
    expect(ofMeta("x-robots-tag", "noai").noai).toEqual([{ agent: "*", from: "meta" }]);
    expect(ofMeta("robots", "none").noindex).toEqual([{ agent: "*", from: "meta" }]);
    expect(ofMeta("robots", "noimageindex").noimageindex).toEqual([{ agent: "*", from: "meta" }]);
    expect(ofMeta("robots", "index, follow, max-image-preview:large")).toEqual(NOTHING);
  });

  it("reads rules for a named robot in a meta, and from no other meta", () => {
    expect(ofMeta("googlebot", "noindex").noindex).toEqual([{ agent: "googlebot", from: "meta" }]);
    expect(ofMeta("Googlebot-News", "noindex").noindex).toEqual([{ agent: "googlebot-news", from: "meta" }]);
    expect(ofMeta("CCBot", "noai").noai).toEqual([{ agent: "ccbot", from: "meta" }]);
    expect(ofMeta("anthropic-ai", "noai").noai).toEqual([{ agent: "anthropic-ai", from: "meta" }]);
    expect(ofMeta("keywords", "seo, noindex, tips")).toEqual(NOTHING);
    expect(ofMeta("description", "How noindex works")).toEqual(NOTHING);
    expect(ofMeta("viewport", "")).toEqual(NOTHING);
    expect(ofMeta("referrer", "none")).toEqual(NOTHING);
    expect(ofMeta("audience", "all")).toEqual(NOTHING);
    expect(ofMeta("", "noindex")).toEqual(NOTHING);
  });

  it("reads headers: repeated ones, named robots, dates with commas", () => {
    expect(ofHeaders("noindex", "noai").noai).toEqual([{ agent: "*", from: "header" }]);
    expect(ofHeaders("googlebot: nofollow", "otherbot: noindex, nofollow").noindex).toEqual([
      { agent: "otherbot", from: "header" },
    ]);
    // As `Headers` joins them.
    expect(ofHeaders("noimageai, googlebot: nofollow, otherbot: noindex, noai")).toMatchObject({
      noimageai: [{ agent: "*", from: "header" }],
      noindex: [{ agent: "otherbot", from: "header" }],
      noai: [{ agent: "otherbot", from: "header" }],
    });
    for (const spaced of ["otherbot : noindex", "otherbot :noindex", "otherbot\t: nofollow, noindex"])
      expect(ofHeaders(spaced).noindex, spaced).toEqual([{ agent: "otherbot", from: "header" }]);
    expect(ofHeaders("noai, otherbot : noindex")).toMatchObject({
      noai: [{ agent: "*", from: "header" }],
      noindex: [{ agent: "otherbot", from: "header" }],
    });
    expect(ofHeaders("max-snippet : 20, noindex").noindex).toEqual([{ agent: "*", from: "header" }]);
    expect(ofHeaders(": noindex", "noai : noindex").noindex).toEqual([{ agent: "*", from: "header" }]);
    expect(ofHeaders("otherbot:noindex").noindex).toEqual([{ agent: "otherbot", from: "header" }]);
    for (const date of ["25 Jun 2010 15:00:00 PST", "Friday, 25-Jun-10 15:00:00 PST", "2025-12-31T23:59:00"]) {
      expect(ofHeaders(`unavailable_after: ${date}, noai`).noai, date).toEqual([{ agent: "*", from: "header" }]);
    }
    expect(ofHeaders("max-snippet: 20, noindex").noindex).toEqual([{ agent: "*", from: "header" }]);
    expect(ofHeaders("", ",", ":", "bot:")).toEqual(NOTHING);
  });

  it("gives each signal once", () => {
    expect(ofHeaders("noai, noai", "noai").noai).toHaveLength(1);
    const both = optOutSignals({ metas: [{ name: "robots", content: "noai" }], links: [] }, [["x-robots-tag", "noai"]]);
    expect(both.noai.map(({ from }) => from)).toEqual(["meta", "header"]);
  });

  it("accepts Headers, pairs and plain objects", () => {
    const page = { metas: [], links: [] };
    const headers = new Headers({ "X-Robots-Tag": "noai" });
    headers.append("x-robots-tag", "noindex");
    expect(optOutSignals(page, headers)).toMatchObject({ noai: [{}], noindex: [{}] });
    expect(optOutSignals(page, { "X-Robots-Tag": ["noai", "noindex"], Date: undefined })).toMatchObject({
      noai: [{}],
      noindex: [{}],
    });
    expect(optOutSignals(page, { "x-robots-tag": "noai" }).noai).toHaveLength(1);
  });
});

describe("optOutSignals: text and data mining", () => {
  it("reads reservation and policy, and prefers the page's meta to the header", () => {
    const metas = [
      { name: "tdm-reservation", content: "1" },
      { name: "tdm-policy", content: "https://provider.example/policy.json" },
    ];
    expect(optOutSignals({ metas, links: [] }, { "TDM-Reservation": "0" })).toEqual({
      ...NOTHING,
      tdmReservation: { reserved: true, from: "meta" },
      tdmPolicy: { url: "https://provider.example/policy.json", from: "meta" },
    });
    expect(optOutSignals({ metas: [], links: [] }, { "tdm-reservation": "0" }).tdmReservation).toEqual({
      reserved: false,
      from: "header",
    });
  });

  it("treats any value but 0 and 1 as unset, as TDMRep says", () => {
    // Sent twice, as `Headers` joins it; where the two disagree, the reservation counts.
    expect(optOutSignals({ metas: [], links: [] }, { "tdm-reservation": "1, 1" }).tdmReservation?.reserved).toBe(true);
    expect(optOutSignals({ metas: [], links: [] }, { "tdm-reservation": "0,1" }).tdmReservation?.reserved).toBe(true);
    expect(optOutSignals({ metas: [], links: [] }, { "tdm-reservation": "0, 0" }).tdmReservation?.reserved).toBe(false);
    expect(optOutSignals({ metas: [], links: [] }, { "tdm-reservation": "1, x" })).toEqual(NOTHING);
    for (const content of ["2", "yes", "true", ""]) expect(ofMeta("tdm-reservation", content)).toEqual(NOTHING);
  });
});

describe("optOutSignals: licences", () => {
  const by = "https://creativecommons.org/licenses/by/4.0/";

  it("reads link relations, Dublin Core metas and Link headers, and gives each licence once", () => {
    const links = [
      { rel: "license nofollow", url: by },
      { rel: "cc:license", url: by },
      { rel: "stylesheet", url: "https://example.org/license.css" },
    ];
    const metas = [{ name: "DCTERMS.rights", content: "© Museum of Tides" }];
    const headers = { Link: `<${by}>; rel="license", <https://example.org/terms>; rel=license, </x>; rel=next` };
    expect(optOutSignals({ metas, links }, headers).licenses).toEqual([
      { value: by, from: "license" },
      { value: "© Museum of Tides", from: "dcterms.rights" },
      { value: "https://example.org/terms", from: "license" },
    ]);
  });

  it.each([
    [`<${by}>; title="a > b; c, d"; rel=license`, [by]],
    [`<${by}>; title="<https://x.example/>; rel=license"`, []],
    [`<${by}>; title="\\"; rel=next"; rel="license"`, [by]],
    [`<https://x.example/a;b,c>; rel="license"`, ["https://x.example/a;b,c"]],
    [`<${by}>;REL = "next License"`, [by]],
    [`<${by}>; rel=next; rel=license`, []],
    [`<${by}>; xrel=license`, []],
    [`<a>; title=x<${by}>; rel=license, <b>;rel=next`, ["a"]],
    [`, ;,<${by}> ; rel=license,`, [by]],
    [`<${by}>; title="not closed; rel=license`, []],
    [`<${by}; rel=license`, []],
    ["rel=license", []],
    ["<>; rel=license", []],
  ])("reads a Link header as RFC 8288 says: %s", (Link, values) => {
    const { licenses } = optOutSignals({ metas: [], links: [] }, { Link });
    expect(licenses.map(({ value }) => value)).toEqual(values);
  });

  it("takes time linear in a Link header's length, however odd it is", () => {
    for (const odd of ["<", "<a>;", ' "', "\\", "<a> ", "rel=", '<a>;rel="']) {
      expect(optOutSignals({ metas: [], links: [] }, { Link: odd.repeat(200_000) }).licenses).toEqual([]);
    }
  });

  it("takes time linear in the number of robots and of licences", { timeout: 4000 }, () => {
    const names = Array.from({ length: 60_000 }, (_, i) => `bot${i}`);
    const metas = names.map((name) => ({ name: `${name}-bot`, content: "noai" }));
    const links = names.map((url) => ({ rel: "license", url }));
    const { noai, licenses } = optOutSignals({ metas, links });
    expect(noai).toHaveLength(names.length);
    expect(licenses).toHaveLength(names.length);
  });
});
