import type { ClipMatrixMessages } from "./clip-matrix.en.js";

const counted = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`);

export const clipMatrixDe: ClipMatrixMessages = {
  texts: "Texte, einer pro Zeile",
  example: "a red apple\na dog\na bicycle\na teapot on a table\nqwx zrtl pfk",
  addPictures: "Bilder hinzufügen",
  orDrop: "oder hierher ziehen oder einfügen. Sie bleiben auf diesem Computer.",
  picture: "Bild",
  remove: (picture) => `${picture} entfernen`,
  nothing: "Für ein Ergebnis fehlt noch ein Bild oder ein Text.",
  show: "Anzeigen",
  measures: { cosine: "Kosinus", logit: "Logits", probability: "Wahrscheinlichkeiten" },
  notes: {
    cosine: () =>
      "Der Kosinus des Winkels zwischen Bild und Text im Raum des Modells: 1 heißt gleiche Richtung, 0 heißt nichts gemeinsam. Er ist kein Prozentwert, und bei anderen Modellen liegen die Werte anders.",
    logit: (scale) =>
      `Der Kosinus mal ${scale === undefined ? "eine Zahl" : `${scale}, eine Zahl`}, die das Modell gelernt hat. Nur die Unterschiede zwischen Logits zählen.`,
    probability: () =>
      "Wie wahrscheinlich jeder Text für ein Bild ist, wenn genau einer davon stimmt: der Softmax der Logits. Jede Spalte ergibt zusammen 100 %. Ein weiterer Text in der Liste ändert alle Werte.",
    pairProbability: () =>
      "Wie wahrscheinlich Bild und Text zusammengehören: Dieses Modell beurteilt jedes Paar für sich, darum ergeben die Spalten zusammen nicht 100 %.",
  },
  legend:
    "Eine Zelle auswählen, um mehr zu erfahren; die Pfeiltasten führen von Zelle zu Zelle. ★ steht beim besten Text für jedes Bild.",
  table: "Wie gut jeder Text zu jedem Bild passt",
  best: "bester Text",
  looking: (done, total) => `Bilder werden angesehen … ${done} von ${total}`,
  tooMany: (pictures, texts) => `Gezeigt werden nur die ersten ${pictures} Bilder und ${texts} Texte.`,
  compared: (pictures, texts) =>
    `Verglichen: ${counted(pictures, "ein Bild", "Bilder")} und ${counted(texts, "ein Text", "Texte")}.`,
  bestOf: (picture, text, score) => `Am besten zu ${picture} passt: ${text}, ${score}.`,
  selected: (picture, text, score) => `Ausgewählt: ${picture} mit ${text}, ${score}.`,
};
