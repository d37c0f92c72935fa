import type { DatasetMapMessages } from "./dataset-map.en.js";

export const datasetMapDe: DatasetMapMessages = {
  reading: (share) => `Die Embeddings werden gelesen … ${share}`,
  drawing: (share) => `Die Karte wird gezeichnet … ${share}`,
  map: "Karte der Bilder. Die Pfeiltasten führen von einem zum nächsten, die Eingabetaste zeigt es; Plus und Minus ändern die Größe, die Pfeiltasten mit Umschalt verschieben die Karte.",
  zoomIn: "Vergrößern",
  zoomOut: "Verkleinern",
  whole: "Ganze Karte",
  caption:
    "Bilder, die ein Modell ähnlich findet, liegen nahe beieinander. Wo Platz ist, steht statt des Punkts das Bild: Vergrößern zeigt mehr. Große Abstände sagen wenig, und links, rechts, oben und unten bedeuten nichts.",
  partly: (read, total) => `Die Karte zeigt die ersten ${read} von ${total} Paaren.`,
  inView: (shown, all) => `${shown} von ${all} Bildern sind zu sehen.`,
  chosen: (text, near) => `„${text}“. Daneben: ${near}.`,
  near: "Daneben auf der Karte",
  table: "Die sichtbaren Bilder, als Tabelle",
  columns: { text: "Text", across: "Von links", down: "Von oben" },
  more: (written) => `Und ${written} weitere: Vergrößern zeigt sie.`,
};
