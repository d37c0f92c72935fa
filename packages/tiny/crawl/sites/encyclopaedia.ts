import { capitalised, slug } from "../alt-text.js";
import { h } from "../node.js";
import type { Picture } from "../pictures.js";
import { ofClass, ofGroup, type Pool } from "../pool.js";
import { createSite, type Site, type SiteSettings, type World } from "../site.js";

const animals = ofGroup("animal");
const flags = ofClass("country flag");

/** Encyclopaedias in many languages and charsets: careful alt texts, and galleries without them. */
export function encyclopaedias(world: World, pool: Pool): Site[] {
  const sites: [settings: Omit<SiteSettings, "kind">, pictures: Picture[]][] = [
    [{ host: "en.pocketpedia.example", dialect: "tidy" }, [...pool.take(30, animals), ...pool.take(14, flags)]],
    [{ host: "ja.pocketpedia.example", language: "ja", charset: "shift_jis" }, pool.take(12, animals)],
    [
      { host: "zukan.example", language: "ja", charset: "euc-jp", declares: "meta" },
      pool.take(8, ofClass("fruit", "vegetable", "meal", "asian food")),
    ],
    [{ host: "zh.pocketpedia.example", language: "zh", charset: "gb18030" }, pool.take(12, animals)],
    [{ host: "tw.pocketpedia.example", language: "zhHant", charset: "big5" }, pool.take(8, ofGroup("building"))],
    [{ host: "ko.pocketpedia.example", language: "ko", charset: "euc-kr" }, pool.take(10, animals)],
    [
      { host: "ru.pocketpedia.example", language: "ru", charset: "windows-1251", dialect: "terse" },
      pool.take(10, flags),
    ],
    [{ host: "dovidnyk.example", language: "uk", charset: "koi8-u", declares: "meta" }, pool.take(6, flags)],
    [{ host: "ar.pocketpedia.example", language: "ar", charset: "windows-1256" }, pool.take(8, inArabic)],
    [{ host: "it.pocketpedia.example", language: "it", charset: "utf-16le", declares: "none" }, pool.take(6, flags)],
    [{ host: "mapa.example", language: "pl", charset: "iso-8859-2" }, pool.take(8, flags)],
  ]; // prettier-ignore
  return sites.map(([settings, pictures]) => encyclopaedia({ kind: "encyclopaedia", ...settings }, pictures, world));
}

const inArabic = ({ concept, recoloured_from }: Picture): boolean =>
  recoloured_from === null &&
  [
    "cat",
    "dog",
    "horse",
    "camel",
    "rabbit",
    "fish",
    "bird",
    "snake",
    "whale",
    "banana",
    "grapes",
    "lemon",
    "house",
    "key",
    "bicycle",
    "airplane",
    "bus",
  ].includes(concept); // prettier-ignore

function encyclopaedia(settings: SiteSettings, pictures: readonly Picture[], world: World): Site {
  const { chance } = world;
  const site = createSite(
    { qualities: { good: 8, "other-language": 1, wrong: 0.5, missing: 0.5 }, ...settings },
    world,
  );
  const name = (picture: Picture): string => site.nameOf(picture) ?? picture.name;
  for (const [i, picture] of pictures.entries()) {
    const related = chance
      .shuffled(pictures)
      .filter((other) => other !== picture)
      .slice(0, chance.below(4));
    const fault = i === 2 ? FAULTS[settings.host] : undefined;
    site.page({
      path: `/wiki/${encodeURIComponent(name(picture).replaceAll(" ", "_"))}`,
      title: `${capitalised(name(picture))} - ${site.host}`,
      untyped: settings.host === "zukan.example" && i === 1 ? true : undefined,
      body: [
        h(
          "main",
          {},
          h("h1", {}, capitalised(name(picture))),
          h(
            "table",
            {},
            h("tr", {}, h("td", {}, h("a", { href: `/file/${picture.id}` }, site.img(picture, { width: 64 })))),
          ),
          h("p", {}, site.language.intro.replace("{}", name(picture))),
          h("h2", {}, site.language.seeAlso),
          h(
            "ul",
            {},
            related.map((other) =>
              h("li", {}, h("a", { href: `/wiki/${other.id}` }, name(other)), " ", site.img(other, { width: 24 })),
            ),
          ),
        ),
      ],
      ...(fault === undefined ? {} : { fault }),
    }); // prettier-ignore
  }
  const [first] = pictures;
  if (first !== undefined) {
    site.redirects.push({
      url: `https://${settings.host}/wiki/?id=${slug(first)}`,
      status: 301,
      location: `/wiki/${encodeURIComponent(name(first).replaceAll(" ", "_"))}`,
    });
  }
  return site;
}

const FAULTS: Readonly<Record<string, "damaged gzip member" | "unknown content coding">> = {
  "ko.pocketpedia.example": "damaged gzip member",
  "mapa.example": "unknown content coding",
};
