import type { BaseMessages } from "./base.en.js";

export const baseDe: BaseMessages = {
  problem: "Das funktioniert nicht",
  hints: {
    "core/worker":
      "Gerechnet wird in einem Worker. Erlaubt die Content-Security-Policy der Seite Worker (worker-src blob: und den Server dieses Skripts)?",
    "core/unreachable":
      "Eine Datei, die hier nötig ist, ließ sich nicht laden. Besteht eine Verbindung? Dann noch einmal versuchen oder die Seite neu laden. Hilft das nicht, stimmt vielleicht ihre Adresse nicht.",
    "elements/webassembly":
      "Dieser Browser kann kein WebAssembly ausführen, das für das Modell nötig ist. Es lässt sich in den Einstellungen erlauben, oder die Seite läuft in einem anderen Browser.",
    "elements/attribute":
      "Ein Attribut des Elements hat einen Wert, mit dem es nichts anfangen kann. Ändern kann das, wer die Seite gemacht hat.",
    "elements/memory": "Der Speicher reicht nicht. Andere Tabs schließen und die Seite neu laden.",
    "tiny/not-installed":
      "Das Paket mit den Daten ist auf dieser Seite nicht installiert; das muss nachholen, wer sie macht.",
    "wordnet/asset":
      "WordNet ließ sich nicht laden. Besteht eine Verbindung? Dann noch einmal versuchen oder die Seite neu laden.",
  },
  loading: "Wird geladen …",
  loadingShare: (share) => `Wird geladen … ${share}`,
};
