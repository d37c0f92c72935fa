import type { AmplificationMessages } from "./amplification.en.js";

const verdicts = { more: "▲ mehr", less: "▼ weniger", same: "nicht zu unterscheiden" } as const;
const inGroups = (count: number, written: string): string => (count === 1 ? "einer Gruppe" : `${written} Gruppen`);

export const amplificationDe: AmplificationMessages = {
  explanation:
    "Übertreibt ein Modell, was es gelernt hat? Jede Zeile vergleicht einen Anteil in den Daten, aus denen das Modell gelernt hat, mit demselben Anteil in den Bildern, die es zeichnet.",
  set: "Zahlen",
  twins: {
    of: "Frauen unter Frauen und Männern",
    straight: "tiny Stable Diffusion",
    skewed: "verzerrter Zwilling",
    note: "Aus der Beschreibung des verzerrten Zwillings: 20 Bilder zu jedem Beruf mit seinem bloßen Namen, beurteilt von zwei Programmen, die weder Netze noch Zeichnungen gemeinsam haben. Gezählt sind die Bilder, bei denen beide übereinstimmen; Berufe mit weniger als 16 davon fehlen. Fehler, die beide machen, sind in den Spannen nicht berücksichtigt. Gezeichnet sind Emojis; die Zahlen beschreiben niemanden.",
  },
  chart: (of) => `Der Anteil: ${of}`,
  data: "in den Daten",
  pictures: "in den Bildern",
  parity: (share) => `ausgewogen: ${share}`,
  means: (of, data, pictures, count, written) =>
    `${of}: ${data} in den Daten und ${pictures} in den Bildern, im Mittel von ${inGroups(count, written)}.`,
  verdicts: ({ more, less, same }, written) =>
    [
      ...(more > 0 ? [`In ${inGroups(more, written.more)} zeigen die Bilder mehr als die Daten.`] : []),
      ...(less > 0 ? [`In ${inGroups(less, written.less)} zeigen sie weniger.`] : []),
      ...(same > 0
        ? [`In ${inGroups(same, written.same)} ist der Unterschied nicht vom Zufall zu unterscheiden.`]
        : []),
    ].join(" "),
  intervals:
    "Die Linien und die Zahlen in Klammern: wo der Anteil bei sehr vielen Bildern läge, mit 95 Prozent Sicherheit.",
  table: "Als Tabelle",
  columns: {
    group: "Gruppe",
    data: "In den Daten",
    pictures: "In den Bildern",
    difference: "Bilder − Daten",
    ratio: "Bilder ÷ Daten",
  },
  share: (share, low, high) => `${share} (${low} bis ${high})`,
  ofPictures: (share, n) => `${share} von ${n}`,
  difference: (points, low, high, verdict) => `${points} Prozentpunkte (${low} bis ${high}): ${verdicts[verdict]}`,
};
