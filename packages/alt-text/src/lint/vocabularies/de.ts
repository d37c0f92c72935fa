import { type Vocabulary, vocabulary } from "../vocabulary.js";

export const german: Vocabulary = /* @__PURE__ */ vocabulary({
  language: "de",
  images: "Bild, Foto, Photo, Fotografie, Grafik, Abbildung, Aufnahme",
  placeholders: `*, kein *, kein * vorhanden, * nicht verfügbar, Kopf*, Header*, Titel*, Beitrags*, Haupt*,
    Hintergrund*, Vorschau*, Miniatur*, Profil*, Produkt*, Artikel*, Platzhalter*, Beispiel*, Test*, Symbol*,
    Schmuck*, dekoratives *, *beschreibung, *unterschrift, Bilder, Zeichnung, Abb, Symbol, Pfeil, Schaltfläche,
    Hintergrund, Vorschau, Bildschirmfoto, Diagramm, Tabelle, ohne Titel, unbenannt, Platzhalter, Alternativtext,
    alternativer Text, Alternativtext hier eingeben, Alternativtext eingeben, Alternativtext hier einfügen, Alt-Text, Alttext, Alt-Text hier eingeben, Alt-Text eingeben, kein Alternativtext, kein Alt-Text, kein Alternativtext vorhanden, Alternativtext fehlt,
    keine Beschreibung, keine Beschreibung verfügbar, keine Beschreibung vorhanden, Beschreibung eingeben, *beschreibung hier eingeben, *titel, *name, Dateiname, Beschreibung, Titel, dekorativ, leer, mehr, hier klicken, klick hier, klicken Sie hier, hier klicken für mehr, für mehr hier klicken,
    hier klicken für mehr Informationen, für mehr Informationen hier klicken, keine, keine Fotobeschreibung verfügbar, kein automatischer Alternativtext verfügbar, wird geladen`,
  automatic: `Bild könnte enthalten: *, möglicherweise ein Bild von *, könnte ein Bild von *,
    *automatisch generierte Beschreibung*`,
  of: "von, vom, eines, einer, zeigt, das zeigt",
  articles: "ein, eine, das, die, dieses, das ist ein",
  icons: `Lupe = Suchen, Briefumschlag | Umschlag = E-Mail, Drucker = Drucken, Diskette = Speichern,
    Mülleimer | Papierkorb = Löschen, Zahnrad = Einstellungen, Stift | Bleistift = Bearbeiten,
    drei Striche | drei Linien | drei Balken = Menü, Daumen hoch = Gefällt mir, Herz = Merken,
    Fragezeichen = Hilfe`,
  iconNouns: "Icon, Symbol, Button, Schaltfläche, Pfeil, Piktogramm",
  stopWords:
    "der, die, das, den, dem, des, ein, eine, einer, einem, und, in, im, mit, von, auf, aus, für, zu, zur, ist, bei, am, vor, sich",
});
