import type { BaseMessages } from "./base.en.js";

export const baseDe: BaseMessages = {
  problem: "Das funktioniert nicht",
  hints: {
    "core/worker":
      "Gerechnet wird in einem Worker. Erlaubt die Content-Security-Policy der Seite Worker (worker-src blob: und den Server dieses Skripts)?",
    "elements/webassembly":
      "Dieser Browser kann kein WebAssembly ausführen, das für das Modell nötig ist. Es lässt sich in den Einstellungen erlauben, oder die Seite läuft in einem anderen Browser.",
    "elements/attribute":
      "Ein Attribut des Elements hat einen Wert, mit dem es nichts anfangen kann. Ändern kann das, wer die Seite gemacht hat.",
    "elements/memory": "Der Speicher reicht nicht. Andere Tabs schließen und die Seite neu laden.",
    "tiny/not-installed":
      "Das Paket mit den Daten ist auf dieser Seite nicht installiert; das muss nachholen, wer sie macht.",
  },
  loading: "Wird geladen …",
  loadingShare: (share) => `Wird geladen … ${share}`,
};
