import type { AltQuality } from "../src/crawl-truth.js";
import type { Language, NameOf } from "./languages.js";
import type { Chance, Picture } from "./pictures.js";

export type AltSettings = {
  language: Language;
  nameOf: NameOf;
  /** Another language, for alt texts that aren't in the page's. */
  other: { language: Language; nameOf: NameOf };
  /** Other pictures, for alt texts that belong to another picture. */
  pictures: readonly Picture[];
};

const CAMERA_NAMES = ["IMG_", "DSC_", "DSCN", "P10", "Screenshot_"];
const PLACEHOLDERS: Readonly<Record<string, readonly string[]>> = {
  en: ["image", "photo", "untitled", "picture of item"],
  es: ["imagen", "foto"],
  fr: ["image", "photo"],
  de: ["Bild", "Foto"],
  ja: ["画像", "写真"],
  "zh-CN": ["图片"],
};

/** An alt text of the given quality; `null` for no `alt`. */
export function altText(picture: Picture, quality: AltQuality, settings: AltSettings, chance: Chance): string | null {
  const { language, nameOf, other, pictures } = settings;
  const name = nameOf(picture) ?? picture.name;
  switch (quality) {
    case "good":
      return capitalised(chance.happens(0.5) ? name : language.onWhite.replace("{}", name));
    case "missing":
      return null;
    case "empty":
    case "decorative":
      return "";
    case "file-name":
      return chance.happens(0.5)
        ? `${slug(picture)}.${chance.pick(["webp", "jpg", "png"])}`
        : `${chance.pick(CAMERA_NAMES)}${1000 + chance.below(9000)}.JPG`;
    case "placeholder":
      return chance.pick(PLACEHOLDERS[language.tag] ?? PLACEHOLDERS["en"]!);
    case "stuffed":
      return `${name}, buy ${name}, cheap ${name} online, best ${name} shop, ${picture.class_word} sale, free shipping`;
    case "other-language":
      return capitalised(other.nameOf(picture) ?? picture.name);
    case "wrong": {
      const others = pictures.filter(({ group }) => group !== picture.group);
      const another = chance.pick(others);
      return capitalised(nameOf(another) ?? another.name);
    }
    case "code":
      return `:${picture.concept.replaceAll(" ", "-")}:`;
    case "biased":
      throw new Error("A biased alt text depends on the person shown: see sites/agency.ts.");
  }
}

/** `noto/red-apple` → `red-apple` */
export function slug({ key }: Pick<Picture, "key">): string {
  return key.split("/").slice(1).join("-");
}

export function capitalised(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}
