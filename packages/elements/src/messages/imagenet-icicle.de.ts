import type { ImagenetIcicleMessages } from "./imagenet-icicle.en.js";

export const imagenetIcicleDe: ImagenetIcicleMessages = {
  search: "Suche in ImageNets Hierarchie (englisch)",
  classes: { "1k": "1.000 Klassen", "21k": "21.841 Synsets" },
  which: "ImageNets",
  wayUp: "Der Weg nach oben",
  tree: (name) => `Die Klassen unter ${name}`,
  classesBelow: (count, written) => (count === 1 ? "1 Klasse" : `${written} Klassen`),
  isClass: (id) => `Das ist selbst eine Klasse: ${id}.`,
  more: (written) => `${written} weitere`,
  caption:
    "Die Höhe zeigt die Zahl der Klassen. Ein Klick auf ein Feld oder die Eingabetaste zeigt, was darunter liegt; die Pfeiltasten führen durch die Zeichnung. WordNet ist ein Graph: Was zwei Oberbegriffe hat, ist nur unter dem ersten gezeichnet, zählt aber für beide. Was nur einen Zweig hat, ist mit ihm zusammengefasst.",
  hidden: (count, written) =>
    count === 1
      ? "Eine Art von Personen fehlt, weil sie bei der Prüfung von ImageNet (Yang et al. 2020) als bedenklich galt oder nicht als unbedenklich."
      : `${written} Arten von Personen fehlen, weil sie bei der Prüfung von ImageNet (Yang et al. 2020) als bedenklich galten oder nicht als unbedenklich.`,
  nothing: (words) => `Nichts in der Hierarchie hat „${words}“ im Namen.`,
  found: (count) => `${count} gefunden.`,
  table: (name) => `Direkt unter ${name}, als Tabelle`,
  columns: { name: "Synset", words: "Wörter", count: "Klassen" },
  described: (name, classes, branches) => `${name}, darunter ${classes}. Die größten Zweige: ${branches}.`,
};
