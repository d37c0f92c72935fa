import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

/** "Sunset image": at least two words, of which the last adds nothing. */
const ENDS_WITH_IMAGE = /^.+ (image|graphic|img|pic)$/;
/** "Satellite image" says what kind it is, and "Spitting Image" is a title. */
const KINDS =
  /\b(satellite|thermal|infrared|ultrasound|x-ray|mri|radar|microscope|composite|mirror|spitting|body|self|brand) image$/;

/** Prizes: "Photo of the Year award trophy", "Foto des Monats", "Photo de l'année", "Foto del día". */
const PRIZES =
  /^(the )?(image|picture|photo|photograph|pic|foto|imagen|imagem|bild|immagine)s? (of the |des |der |de la |de l'|del |dell'|della |du |do |da )(year|month|week|day|decade|century|jahres|jahrhunderts|monats|tages|woche|annee|mois|semaine|jour|ano|mes|semana|dia|anno|mese|settimana|giorno)\b/;
/** Titles of works, recognised by their capitals: "The Picture of Dorian Gray", and "A Picture of Nectar album cover" by what follows. */
const WORKS =
  /^The (Image|Picture|Photograph)s? of \p{Lu}|^(Picture of Dorian Gray|Images of America|Pictures of (You|Lily|Matchstick Men))\b|^An? (Image|Picture|Photograph)s? of \p{Lu}.* (book|cover|novel|album|record|song|film|movie|poster|play|musical|exhibition|dvd)\b/u;

function isTitle(text: string, folded: string): boolean {
  return WORKS.test(text) || PRIZES.test(folded);
}

export const imageOf: AltTextRule = {
  id: "image-of",
  title: "The alt says that it is an image",
  severity: "hint",
  sources: /* @__PURE__ */ cite("Harvard describe-content-images", "W3C tutorial tips", "WAVE alt_suspicious"),
  check(_image, { text, folded, vocabularies }) {
    const isEnglish = vocabularies.some(({ language }) => language === "en");
    const found = vocabularies.some(({ imageOf: pattern }) => pattern.test(folded));
    const endsWithImage = isEnglish && ENDS_WITH_IMAGE.test(folded) && !KINDS.test(folded);
    if ((!found && !endsWithImage) || isTitle(text, folded)) return undefined;
    return {
      message:
        "Screen readers already say that it's an image. With “image of” in the alt, listeners hear that twice and wait longer for what matters.",
      suggestion:
        "Start with what the image shows. Only say what kind of image it is if that matters: a logo, a painting, a map.",
      evidence: text,
    };
  },
};
