import type { OptOutTruth } from "../../src/crawl-truth.js";
import { capitalised, slug } from "../alt-text.js";
import { h } from "../node.js";
import { ofClass, type Pool } from "../pool.js";
import { createSite, type PageSettings, type Site, type World } from "../site.js";

type Refusal = Pick<PageSettings, "metas" | "headers"> & { optOut: OptOutTruth[] };

/** The ways in which artists opt out of training, and one artist who doesn't mind. */
const ILLUSTRATORS: readonly (Refusal & { host: string })[] = [
  {
    host: "mara-lindqvist.example",
    headers: [["X-Robots-Tag", "noai, noimageai"]],
    optOut: [
      { signal: "noai", from: "header" },
      { signal: "noimageai", from: "header" },
    ],
  },
  {
    host: "studio-kite.example",
    metas: [{ name: "robots", content: "noimageai" }],
    optOut: [{ signal: "noimageai", from: "meta" }],
  },
  {
    host: "jonas-brandt.example",
    headers: [
      ["TDM-Reservation", "1"],
      ["TDM-Policy", "https://jonas-brandt.example/tdm.json"],
    ],
    optOut: [{ signal: "tdm-reservation", from: "header" }],
  },
  {
    host: "atelier-noor.example",
    metas: [{ name: "tdm-reservation", content: "1" }],
    optOut: [{ signal: "tdm-reservation", from: "meta" }],
  },
  {
    host: "petra-woods.example",
    headers: [["X-Robots-Tag", "gptbot: noai"]],
    optOut: [{ signal: "gptbot: noai", from: "header" }],
  },
  {
    host: "ink-and-salt.example",
    metas: [{ name: "ROBOTS", content: "NOINDEX, NOFOLLOW" }],
    optOut: [{ signal: "noindex", from: "meta" }],
  },
  { host: "open-hand.example", optOut: [] },
]; // prettier-ignore

/** Portfolios: few pages, careful alt texts, and signals against training. */
export function portfolios(world: World, pool: Pool): Site[] {
  return ILLUSTRATORS.map(({ host, ...refusal }) => {
    const site = createSite({ host, kind: "portfolio", dialect: "xhtml", qualities: { good: 9, empty: 1 } }, world);
    const works = pool.take(6, ofClass("fantasy character", "heart", "light", "science", "tool", "celebration"));
    site.page({
      path: "/",
      title: host,
      body: works.map((work) => h("a", { href: `/work/${slug(work)}` }, site.img(work, { width: 64 }))),
      ...refusal,
    });
    for (const work of works) {
      site.page({
        path: `/work/${slug(work)}`,
        title: capitalised(work.name),
        body: [h("h1", {}, capitalised(work.name)), site.img(work), h("p", {}, `A study of ${work.name}.`)],
        ...refusal,
      });
    }
    return site;
  });
}
