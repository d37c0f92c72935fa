import { capitalised, slug } from "../alt-text.js";
import { h } from "../node.js";
import type { Picture } from "../pictures.js";
import { ofClass, type Pool, recoloured } from "../pool.js";
import { createSite, type Site, type SiteSettings, type SiteWriter, type World } from "../site.js";

/** Shops: a page for each department and product, with the alt texts that shop software makes. */
export function shops(world: World, pool: Pool): Site[] {
  const orchard = createSite(
    {
      host: "shop.tinyorchard.example",
      kind: "shop",
      media: "https://cdn.tinyorchard.example/p/",
      dialect: "tidy",
      qualities: { good: 4, stuffed: 1, "file-name": 1, missing: 1, empty: 1, "other-language": 0.5, wrong: 0.5 },
      disallows: [{ agent: "*", path: "/basket" }],
    },
    world,
  );
  fillShop(orchard, pool.take(28, ofClass("fruit", "vegetable", "dessert", "drink", "meal")), world);
  orchard.redirects.push({
    url: "http://shop.tinyorchard.example/",
    status: 301,
    location: "https://shop.tinyorchard.example/",
  });
  orchard.redirects.push({
    url: "https://tinyorchard.example/",
    status: 302,
    location: "https://shop.tinyorchard.example/",
  });
  orchard.errors.push({ url: "https://shop.tinyorchard.example/item/sold-out", status: 404 });

  const toys = createSite(
    {
      host: "tienda-jirafa.example",
      kind: "shop",
      language: "es",
      charset: "windows-1252",
      dialect: "old",
      otherLanguage: "en",
    },
    world,
  );
  fillShop(toys, pool.take(18, ofClass("game", "musical instrument", "clothing", "art")), world);

  const paint = createSite(
    { host: "peinture-arlequin.example", kind: "shop", language: "fr", dialect: "single", otherLanguage: "de" },
    world,
  );
  fillShop(paint, pool.take(14, recoloured), world);

  return [orchard, toys, paint, umbrellas(world, pool)];
}

function fillShop(site: SiteWriter, things: readonly Picture[], { chance }: World): void {
  const name = (thing: Picture): string => capitalised(site.nameOf(thing) ?? thing.name);
  for (let start = 0; start < things.length; start += 7) {
    const department = things.slice(start, start + 7);
    site.page({
      path: start === 0 ? "/" : `/department/${1 + start / 7}`,
      title: `${site.host} ${1 + start / 7}`,
      body: [
        h("form", { action: "/search" }, h("input", { type: "image", src: "/search.webp", alt: "Search" })),
        h(
          "ul",
          {},
          department.map((thing) =>
            h("li", {}, h("a", { href: `/item/${slug(thing)}` }, site.img(thing, { width: 64 }), " ", name(thing))),
          ),
        ),
      ],
      ...(start === 7 ? { fault: "wrong payload digest" as const } : {}),
    });
  }
  for (const thing of things) {
    const related = chance
      .shuffled(things)
      .filter((other) => other !== thing)
      .slice(0, 2);
    site.page({
      path: `/item/${slug(thing)}`,
      title: name(thing),
      body: [
        h("h1", {}, name(thing)),
        h(
          "figure",
          {},
          ...(chance.happens(0.25) ? site.lazy(thing) : [site.img(thing, { width: 64 })]),
          h("figcaption", {}, name(thing)),
        ),
        h("p", {}, site.language.intro.replace("{}", name(thing))),
        h("p", {}, h("b", {}, `${1 + chance.below(90)}.${10 + chance.below(90)}`)),
        h("h2", {}, site.language.seeAlso),
        ...related.map((other) =>
          h(
            "a",
            { href: `/item/${slug(other)}` },
            site.img(other, { quality: chance.pick(["good", "empty", "missing"]) }),
          ),
        ),
      ],
    });
  }
}

/** A shop that was written for search engines. */
function umbrellas(world: World, pool: Pool): Site {
  const settings: SiteSettings = {
    host: "cheap-umbrellas-best-price.example",
    kind: "shop",
    dialect: "terse",
    qualities: { stuffed: 5, wrong: 1 },
  };
  const site = createSite(settings, world);
  const things = pool.take(8, ofClass("weather"));
  for (const [i, thing] of things.entries()) {
    site.page({
      path: `/${i}-${slug(thing)}`,
      title: `${thing.name} ${thing.name} cheap`,
      body: [h("h1", {}, thing.name), site.img(thing), site.img(thing), site.img(thing, { title: "buy" })],
      ...(i === 3 ? { fault: "bytes before the record" as const } : {}),
    });
  }
  return site;
}
