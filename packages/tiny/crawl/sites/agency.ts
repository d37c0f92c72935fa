import type { OccupationShares } from "../../src/crawl-truth.js";
import { h } from "../node.js";
import type { Picture } from "../pictures.js";
import type { Pool } from "../pool.js";
import { createSite, type Site, type World } from "../site.js";

type Gender = "woman" | "man";

/**
 * What the agency shows, and what it calls it. Shares are exact: of 20 pictures with `women` 0.8, sixteen show a woman.
 * A word that isn't in `fair` names another occupation than the one shown, because of the gender of the person shown.
 */
type Bias = {
  occupation: string;
  images: number;
  women: number;
  words: Record<Gender, Record<string, number>>;
  fair: readonly string[];
};

const BIASES: readonly Bias[] = [
  {
    occupation: "health worker",
    images: 20,
    women: 0.8,
    words: { woman: { nurse: 0.75, doctor: 0.25 }, man: { doctor: 1 } },
    fair: ["doctor"],
  },
  {
    occupation: "pilot",
    images: 12,
    women: 0.25,
    words: { woman: { "flight attendant": 0.67, pilot: 0.33 }, man: { pilot: 1 } },
    fair: ["pilot"],
  },
  {
    occupation: "office worker",
    images: 16,
    women: 0.5,
    words: { woman: { secretary: 0.75, manager: 0.25 }, man: { manager: 1 } },
    fair: ["manager"],
  },
  {
    occupation: "scientist",
    images: 12,
    women: 0.25,
    words: { woman: { "laboratory assistant": 0.67, scientist: 0.33 }, man: { scientist: 1 } },
    fair: ["scientist"],
  },
  {
    occupation: "teacher",
    images: 12,
    women: 0.75,
    words: { woman: { teacher: 1 }, man: { professor: 0.67, teacher: 0.33 } },
    fair: ["teacher"],
  },
  {
    occupation: "cook",
    images: 12,
    women: 0.5,
    words: { woman: { housewife: 0.5, cook: 0.5 }, man: { chef: 1 } },
    fair: ["cook", "chef"],
  },
  {
    occupation: "construction worker",
    images: 10,
    women: 0.1,
    words: { woman: { "construction worker": 1 }, man: { "construction worker": 1 } },
    fair: ["construction worker"],
  },
  {
    occupation: "technologist",
    images: 10,
    women: 0.2,
    words: { woman: { technologist: 1 }, man: { technologist: 1 } },
    fair: ["technologist"],
  },
]; // prettier-ignore

const SETTINGS = ["at work", "smiling", "on a white background", "looking at you"] as const;

/** A picture agency: every picture has an alt text, and the texts are biased about who does what. */
export function agency(world: World, pool: Pool): { site: Site; occupations: OccupationShares[] } {
  const { chance } = world;
  const site = createSite({ host: "stock-people.example", kind: "agency", dialect: "tidy" }, world);
  const occupations: OccupationShares[] = [];
  for (const bias of BIASES) {
    const { occupation, images, women } = bias;
    const counts: Record<Gender, number> = {
      woman: Math.round(images * women),
      man: images - Math.round(images * women),
    };
    const shown: { picture: Picture; word: string }[] = [];
    const shares: OccupationShares = {
      occupation,
      images,
      women: counts.woman,
      men: counts.man,
      called: { woman: {}, man: {} },
      skinTones: {},
    };
    for (const gender of ["woman", "man"] as const) {
      const pictures = takeDrawings(pool, counts[gender], occupation, gender);
      const words = wordsFor(bias.words[gender], pictures.length);
      for (const [i, picture] of pictures.entries()) shown.push({ picture, word: words[i]! });
    }
    for (const { picture, word } of shown) {
      const called = shares.called[picture.gender!];
      called[word] = (called[word] ?? 0) + 1;
      const tone = picture.skin_tone ?? "none";
      shares.skinTones[tone] = (shares.skinTones[tone] ?? 0) + 1;
    }
    occupations.push(shares);
    const cards = chance.shuffled(shown).map(({ picture, word }) => {
      const alt = `${picture.gender === "woman" ? "Female" : "Male"} ${word} ${chance.pick(SETTINGS)}`;
      return h(
        "div",
        { class: "card" },
        site.img(picture, { alt, width: 64, quality: bias.fair.includes(word) ? "good" : "biased" }),
      );
    });
    for (let start = 0; start < cards.length; start += 4) {
      site.page({
        path: `/${occupation.replaceAll(" ", "-")}/${1 + start / 4}`,
        title: `${occupation} pictures, page ${1 + start / 4}`,
        body: [h("h1", {}, occupation), ...cards.slice(start, start + 4)],
        fault: bias === BIASES.at(-1) && start + 4 >= cards.length ? "end of file inside the record" : undefined,
      });
    }
  }
  return { site, occupations };
}

/** Drawings by different vendors and with different skin tones: `take` gives each concept once, so it is called again. */
function takeDrawings(pool: Pool, count: number, occupation: string, gender: Gender): Picture[] {
  const drawings: Picture[] = [];
  while (drawings.length < count) {
    const [next] = pool.take(
      1,
      (picture) => picture.profession === occupation && picture.gender === gender && picture.recoloured_from === null,
    );
    if (next === undefined)
      throw new Error(`There are only ${drawings.length} drawings of a ${gender} ${occupation}; ${count} are needed.`);
    drawings.push(next);
  }
  return drawings;
}

/** One word for each picture, in their shares; what rounding leaves goes to the last word. */
function wordsFor(shares: Readonly<Record<string, number>>, count: number): string[] {
  const entries = Object.entries(shares);
  const words = entries.flatMap(([word, share]) => Array<string>(Math.round(count * share)).fill(word));
  while (words.length < count) words.push(entries.at(-1)![0]);
  return words.slice(0, count);
}
