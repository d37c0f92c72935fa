import type { ClipExplanationMessages } from "./clip-explanation.en.js";

export const clipExplanationDe: ClipExplanationMessages = {
  text: "Text",
  example: "a red apple",
  picture: "Bild",
  choosePicture: "Bild",
  orDrop: "Auswählen, hierher ziehen oder einfügen. Es bleibt auf diesem Computer.",
  noPicture: "Hier fehlt noch ein Bild.",
  noText: "Hier fehlt noch ein Text.",
  step: (done, total) => `Die Erklärung wird berechnet … ${done} von ${total}`,
  meaning: "Was der Wert bedeutet",
  theText: (fit) => `Der Text ${fit}.`,
  fit: {
    "very well": "passt sehr gut",
    well: "passt gut",
    "a little": "passt ein wenig",
    any: "passt nicht besser als irgendein anderer",
    worse: "passt schlechter als die meisten anderen",
  },
  score: (cosine, logit) => (logit === undefined ? `Kosinus ${cosine}.` : `Kosinus ${cosine}, Logit ${logit}.`),
  aboveRandom: "über zufälligen Paaren",
  aboveTrue: "über echten Paaren",
  outOf100: {
    all: "alle",
    hardlyAny: "kaum welche",
    moreThan99: "mehr als 99 von 100",
    some: (count) => `${count} von 100`,
  },
  baseline: (random, matched) =>
    `Von Bildern mit dem Text eines anderen Bildes haben ${random} einen niedrigeren Wert; von Bildern mit ihrem eigenen Text sind es ${matched}.`,
  noBaseline:
    "Für dieses Modell ist nicht gemessen, welche Werte passende und unpassende Paare haben. Sein Kosinus allein sagt darum wenig.",
  measuredWith: "Gemessen mit: ",
  gibberish: {
    base: (mean) => `Ebenso lange Texte aus zufälligen Buchstaben haben im Mittel den Wert ${mean}.`,
    much: (margin) => `Dieser Text liegt um ${margin} höher: So viel kommt von seiner Bedeutung.`,
    little: (margin) => `Dieser Text liegt nur um ${margin} höher: Von seiner Bedeutung kommt wenig.`,
    nothing: "Dieser Text liegt nicht höher: Seine Bedeutung trägt nichts bei.",
  },
  words: "Was jedes Wort beiträgt",
  wordsNote: (cosine) => `Der Wert des Textes, ${cosine}, minus seinen Wert ohne das Wort.`,
  word: "Wort",
  adds: "Beitrag",
  cut: (words) => `Der Text ist zu lang. Das Modell sieht nicht mehr: ${words}`,
  mostWord: (word, adds) => `Am meisten trägt das Wort „${word}“ bei: ${adds}.`,
  where: "Wo im Bild",
  occlusion: "Was der Wert verliert, wenn eine Stelle verdeckt ist",
  occlusionNote:
    "Orange: Ohne diese Stelle sinkt der Wert, der Text handelt also von ihr. Blau gestreift: Ohne sie steigt er. Sind alle Farben blass, ist keine Stelle allein wichtig.",
  patches: "Wie gut jedes Feld für sich passt",
  patchesNote: "Nur ein Hinweis: Das Modell hat an ganzen Bildern gelernt. Orange passt, blau gestreift passt nicht.",
  strongest: (value, row, column, rows, columns) =>
    `Am stärksten: ${value} in Zeile ${row}, Spalte ${column} von ${rows} × ${columns}.`,
  asSeen: (picture) => `${picture}, wie das Modell es sieht`,
  asNumbers: "Die Karte als Zahlen",
  filters: {
    title: "Wäre dieses Paar in einen Trainingsdatensatz gekommen?",
    verdict: (dataset, threshold, kept) =>
      `${dataset} behielt Paare ab ${threshold}: Dieses ${kept ? "bliebe" : "fiele weg"}.`,
    otherModel: (checkpoint) =>
      `Diese Zahl galt aber für die Werte von ${checkpoint}. Die Werte dieses Modells liegen anders, das Urteil sagt hier also nichts.`,
    source: "Quelle",
    sourceOf: (dataset) => `zu ${dataset}`,
  },
};
