import { capitalised, slug } from "../alt-text.js";
import { h } from "../node.js";
import type { Picture } from "../pictures.js";
import { ofClass, ofGroup, type Pool } from "../pool.js";
import { createSite, type Fault, type Site, type SiteSettings, type World } from "../site.js";

/** Blogs: few pictures a page, with text around them; careful authors write good alt texts, others forget them. */
export function blogs(world: World, pool: Pool): Site[] {
  const vehicles = (count: number): Picture[] => pool.take(count, ofGroup("vehicle"));
  return [
    blog(
      { host: "hausboot-tagebuch.example", kind: "blog", language: "de", charset: "windows-1252", dialect: "old" },
      vehicles(16),
      world,
    ),
    blog(
      { host: "carnet-de-voyage.example", kind: "blog", language: "fr", dialect: "xhtml" },
      pool.take(14, ofClass("landscape", "building", "place")),
      world,
    ),
    blog(
      { host: "caderno-da-horta.example", kind: "blog", language: "pt" },
      pool.take(10, ofClass("plant", "flower", "vegetable")),
      world,
    ),
    blog(
      { host: "slow-mornings.example", kind: "blog", dialect: "terse", qualities: { good: 9, decorative: 1 } },
      pool.take(14, ofClass("dishware", "drink", "household item", "paper")),
      world,
    ),
    blog(
      { host: "rasoi-ki-baatein.example", kind: "blog", language: "hi", declares: "meta" },
      pool.take(8, ofGroup("food")),
      world,
    ),
  ]; // prettier-ignore
}

function blog(settings: SiteSettings, pictures: readonly Picture[], world: World): Site {
  const { chance } = world;
  const site = createSite(settings, world);
  const name = (picture: Picture): string => site.nameOf(picture) ?? picture.name;
  for (let i = 0; i + 1 < pictures.length; i += 2) {
    const [first, second] = [pictures[i]!, pictures[i + 1]!];
    const year = 2016 + chance.below(9);
    site.page({
      path: `/${year}/${String(1 + chance.below(12)).padStart(2, "0")}/${slug(first)}`,
      title: `${capitalised(name(first))} – ${site.host}`,
      xhtml: settings.dialect === "xhtml" && i % 4 === 0 ? true : undefined,
      body: [
        h(
          "article",
          {},
          h("h1", {}, capitalised(name(first))),
          h("p", {}, site.language.intro.replace("{}", `${name(first)}, ${name(second)}`)),
          // A text with line breaks, as editors wrap it.
          site.img(
            first,
            chance.happens(0.3)
              ? { alt: wrapped(site.language.onWhite.replace("{}", name(first))), quality: "good" }
              : {},
          ),
          h("p", {}, name(second), ", ", name(first), "."),
          ...(chance.happens(0.2) ? site.lazy(second) : [site.img(second, { width: 48 })]),
          h("hr", {}),
        ),
      ],
      fault: i === 4 ? FAULTS[settings.host] : undefined,
    }); // prettier-ignore
  }
  site.errors.push({ url: `https://${settings.host}/draft`, status: 403 });
  return site;
}

const FAULTS: Readonly<Record<string, Fault>> = {
  "hausboot-tagebuch.example": "truncated gzip member",
  "carnet-de-voyage.example": "Content-Length too small",
  "caderno-da-horta.example": "Content-Length too great",
  "slow-mornings.example": "bad chunking",
  "rasoi-ki-baatein.example": "truncated gzip body",
};

const wrapped = (text: string): string => `\n  ${text.replaceAll(" ", "\n    ")}\n`;
