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
      "Ein Attribut des Elements hat einen Wert, mit dem es nichts anfangen kann. Bitte denen Bescheid geben, die die Seite gemacht haben.",
    "elements/memory": "Der Speicher reicht nicht. Andere Tabs schließen und die Seite neu laden.",
    "tiny/not-installed":
      "Das Paket mit den Daten ist auf dieser Seite nicht installiert. Bitte denen Bescheid geben, die die Seite gemacht haben.",
    "wordnet/asset":
      "WordNet ließ sich nicht laden. Besteht eine Verbindung? Dann noch einmal versuchen oder die Seite neu laden.",
    "alt-text/": "Die Seite lässt sich nicht lesen. Ist ihr HTML vollständig?",
    "bias/":
      "Diese Zahlen lassen sich nicht berechnen. Vielleicht hat das Element falsche Daten bekommen. Bitte denen Bescheid geben, die die Seite gemacht haben.",
    "clip/": "Mit diesem Modell geht es nicht. Ist es ein CLIP im Format ONNX?",
    "core/":
      "Etwas ließ sich nicht lesen oder berechnen. Hilft es, die Seite neu zu laden? Wenn nicht, bitte denen Bescheid geben, die die Seite gemacht haben.",
    "core/damaged":
      "Die Datei ist beschädigt oder unterwegs abgeschnitten worden. Die Seite neu laden oder die Datei noch einmal holen.",
    "core/too-many-bytes": "Die Datei ist zu groß für eine Seite. Eine kleinere wählen.",
    "crawl/": "Die Datei lässt sich nicht lesen. Ist es eine WARC- oder WAT-Datei, und ist sie vollständig?",
    "crawl/not-a-warc":
      "Das ist eine andere Art von Datei. Gebraucht wird eine WARC- oder WAT-Datei; ihr Name endet meist auf .warc.gz oder .wat.gz.",
    "dataset/":
      "Der Datensatz lässt sich so nicht lesen. Ist es die richtige Datei oder der richtige Ordner, und fehlt nichts?",
    "dataset/csv":
      "Die Tabelle lässt sich nicht lesen. Ist es eine CSV-Datei, und stehen die Namen der Spalten in der ersten Zeile?",
    "dataset/embedding": "Mit den Embeddings stimmt etwas nicht. Sie müssen für diesen Datensatz neu berechnet werden.",
    "dataset/embedding-matrix":
      "Mit den Embeddings stimmt etwas nicht. Sie müssen für diesen Datensatz neu berechnet werden.",
    "dataset/json": "Die Datei lässt sich nicht als JSON lesen. Ist sie vollständig?",
    "dataset/manifest":
      "Die Liste der Dateien fehlt oder passt nicht zu ihnen. Ist es die Adresse vom Ordner des Datensatzes, mit einem Schrägstrich am Ende?",
    "dataset/no-such-column": "Dem Datensatz fehlt eine Spalte, die hier gebraucht wird. Einen anderen wählen.",
    "dataset/no-such-file": "Eine Datei des Datensatzes fehlt. Stimmt die Adresse, und ist der Datensatz vollständig?",
    "dataset/not-parquet":
      "Das ist eine andere Art von Datei, oder sie ist beschädigt. Eine Parquet-Datei wählen oder diese noch einmal holen.",
    "dataset/parquet-codec":
      "Die Datei ist so komprimiert, dass ein Browser sie nicht lesen kann. Sie lässt sich mit Snappy, Zstandard oder gzip neu schreiben.",
    "dataset/query": "Zum Suchen braucht es mindestens ein Wort.",
    "dataset/source":
      "Das ist nicht die Adresse eines Datensatzes. Gebraucht wird die seines Ordners, mit einem Schrägstrich am Ende, oder die einer Parquet-Datei.",
    "dataset/tar": "Das Archiv lässt sich nicht lesen. Ist es eine tar-Datei, und ist sie vollständig?",
    "dataset/unknown-format":
      "Das ist eine andere Art von Datei. Gebraucht werden Paare in Parquet, JSON Lines oder CSV.",
    "diffusion/": "Das kann dieses Modell nicht zeichnen. Macht es Bilder aus Text, und liegt es im Format ONNX vor?",
    "diffusion/steps": "Weniger Schritte wählen: Ein Modell, das für wenige gemacht ist, kann nicht viele.",
    "elements/":
      "Etwas Unerwartetes ist passiert. Hilft es, die Seite neu zu laden? Wenn nicht, bitte denen Bescheid geben, die die Seite gemacht haben.",
    "elements/data":
      "Mit den Zahlen, die das Element bekommen hat, lässt sich nichts vergleichen. Bitte denen Bescheid geben, die die Seite gemacht haben.",
    "elements/drawings":
      "Die Zeichnungen ließen sich nicht laden. Besteht eine Verbindung zum Internet? Die Seite neu laden.",
    "elements/hidden-synset": "Das wird hier nicht gezeigt. Nach etwas anderem suchen.",
    "elements/no-embeddings": "Ohne Embeddings gibt es keine Karte. Einen anderen Datensatz wählen.",
    "elements/no-pairs": "Gebraucht wird eine Datei mit Paaren: Adressen von Bildern und zu jedem ein Text.",
    "elements/not-html": "Gebraucht wird die Adresse einer Webseite oder ihr HTML.",
    "elements/picture":
      "Das Bild lässt sich nicht laden oder lesen. Stimmt die Adresse, und dürfen andere Seiten es lesen (CORS)?",
    "elements/synset": "Dieses Wort gibt es dort nicht. Ist es ein englisches, und ist es richtig geschrieben?",
    "elements/unreachable":
      "Stimmt die Adresse, besteht eine Verbindung zum Internet, und dürfen andere Seiten die Datei lesen (CORS)?",
    "image/":
      "Das Bild lässt sich nicht lesen. Ist es eine PNG-, JPEG-, WebP- oder GIF-Datei, und ist sie vollständig?",
    "image/too-large": "Das Bild ist zu groß. Ein kleineres wählen.",
    "onnx/":
      "Das Modell lässt sich nicht laden oder ausführen. Ist es die Adresse eines Ordners mit einem Modell im Format ONNX?",
    "onnx/no-such-file":
      "Eine Datei des Modells fehlt. Ist es die Adresse eines Ordners mit einem Modell im Format ONNX?",
    "onnx/source": "Gebraucht wird die Adresse vom Ordner des Modells oder sein Name bei Hugging Face: owner/name.",
    "onnx/unreachable":
      "Das Modell lässt sich nicht laden. Besteht eine Verbindung zum Internet, und dürfen andere Seiten es lesen (CORS)?",
    "tiny/":
      "Die Daten dieses Elements lassen sich nicht lesen. Hilft es, die Seite neu zu laden? Wenn nicht, bitte denen Bescheid geben, die die Seite gemacht haben.",
    "wordnet/":
      "WordNet lässt sich nicht lesen. Hilft es, die Seite neu zu laden? Wenn nicht, bitte denen Bescheid geben, die die Seite gemacht haben.",
  },
  loading: "Wird geladen …",
  loadingShare: (share) => `Wird geladen … ${share}`,
};
