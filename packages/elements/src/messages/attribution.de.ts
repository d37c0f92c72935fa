import type { AttributionMessages } from "./attribution.en.js";

export const attributionDe: AttributionMessages = {
  explanation:
    "Dieses Bild zeichnet eine Formel, die nichts gelernt hat: In jedem Schritt wird jedes Pixel zum Mittel der Zeichnungen, die zu seiner Umgebung passen. Darum ist genau bekannt, woher jedes Pixel kommt.",
  set: "Zeichnungen",
  sets: { animals: "196 Tiere", faces: "196 Gesichter", food: "196 Speisen und Früchte" },
  patch: "Was die Formel sieht",
  patches: {
    growing: "zuerst das ganze Bild, dann immer weniger",
    "3": "3 × 3 Pixel",
    "7": "7 × 7 Pixel",
    "15": "15 × 15 Pixel",
  },
  seed: "Startzahl (Seed)",
  other: "Neues Rauschen",
  drawing: "Es wird gezeichnet …",
  picture: "Das Bild",
  help: "Auf ein Pixel zeigen oder mit den Pfeiltasten dorthin gehen; mit der Umschalttaste in Viererschritten.",
  nearest: (name, difference) => `Am ähnlichsten im Satz: „${name}“, ${difference} entfernt.`,
  sources: "Woher kommt dieses Pixel?",
  place: (row, column) => `Zeile ${row}, Spalte ${column}`,
  from: (place, count, written, shown) =>
    `${place}: aus ${count === 1 ? "einer Zeichnung" : `${written} Zeichnungen`}${shown === undefined ? "" : `; die ersten ${shown}`}.`,
  credits: "Die Zeichnungen sind Emoji von Google (Apache 2.0) und Microsoft (MIT).",
};
