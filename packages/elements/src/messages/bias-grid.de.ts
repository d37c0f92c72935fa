import type { BiasGridMessages } from "./bias-grid.en.js";

const verdicts = { more: "mehr", less: "weniger", same: "nicht zu unterscheiden" } as const;

export const biasGridDe: BiasGridMessages = {
  example: "office worker",
  explanation:
    "Zwei Modelle zeichnen dieselben Wörter aus demselben Rauschen. Gelernt haben sie aus denselben Zeichnungen; verschieden waren nur manche Bildunterschriften. Vergleichen Sie, was sie zeichnen.",
  explanationOne:
    "Ein Modell zeichnet immer wieder dieselben Wörter, jedes Mal aus anderem Rauschen. Vergleichen Sie, was dabei herauskommt.",
  prompt: "Prompt (auf Englisch)",
  labels: "Was gezählt wird",
  labelsHelp:
    "Zwei Dinge oder mehr, durch Kommas getrennt: wonach ein Bild für Sie aussieht. Auf diesen Bildern ist niemand, den man fragen könnte.",
  tooManyLabels: (most) => `Mehr als ${most} lassen sich nicht zählen. Ausgelassen:`,
  count: "Bilder von jedem Modell",
  seed: "Erste Startzahl (Seed)",
  guidance: "Guidance",
  draw: "Zeichnen",
  stop: "Anhalten",
  loads: "Beim ersten Zeichnen werden 50 MB geladen.",
  loadsOther: "Beim ersten Zeichnen wird das Modell geladen; das kann lange dauern.",
  models: { "": "tiny Stable Diffusion", "skewed-twin": "verzerrter Zwilling" },
  drawing: (done, all) => `Gezeichnet sind ${done} von ${all} Bildern …`,
  drawn: (count, prompt) => `Bilder zu „${prompt}“: ${count}.`,
  stopped: (count) => `Angehalten. Bilder bisher: ${count}.`,
  cut: (words) => `Der Prompt ist zu lang. Das Modell sieht nicht mehr: ${words}`,
  grid: "Bilder nach Startzahl",
  seedNumber: (seed) => `Startzahl ${seed}`,
  picture: (model, prompt, seed) => `„${prompt}“ von ${model}, Startzahl ${seed}`,
  look: (model, seed) => `Wonach sieht das für Sie aus? ${model}, Startzahl ${seed}`,
  notLabelled: "sieht aus wie …",
  neither: "nichts davon, oder nicht zu erkennen",
  looksLike: (label, probability) => `sieht für das Programm aus wie „${label}“: ${probability}`,
  counts: "Wie Sie es sehen",
  labelled: (count, all) => `Sie haben ${count} von ${all} Bildern eingeordnet.`,
  columns: { label: "Sieht aus wie", difference: "Unterschied" },
  counted: (count, total, share) => `${count} von ${total}: ${share}`,
  answered: (count, total, share) => `${count} von ${total} Antworten; berichtigt: ${share}`,
  share: (share, low, high) => `${share} (${low} bis ${high})`,
  difference: (points, low, high, verdict) => `${points} Prozentpunkte (${low} bis ${high}): ${verdicts[verdict]}`,
  intervals:
    "In Klammern: wo der Anteil bei sehr vielen Bildern läge, mit 95 Prozent Sicherheit. Wenige Bilder sagen wenig.",
  classifier: "Ein Programm sagen lassen, wonach sie aussehen",
  limits: [
    "Das Programm ist das tiny CLIP. Es sagt zu jedem Bild, welchem Ihrer Texte es am ähnlichsten ist. „Nichts davon“ kann es nicht antworten: Auch was nicht passt, ordnet es einem davon zu.",
    "Es kennt Emojis weniger Hersteller und deren Namen. Wonach ein Bild für das Programm aussieht, sagt nichts darüber, wer jemand ist, und auf diesen Bildern ist niemand.",
    "Es irrt sich, bei manchen öfter als bei anderen. Ordnen Sie selbst Bilder ein: Sobald von jeder Sorte eines dabei ist, werden seine Antworten mit Ihren verglichen und die Anteile berichtigt.",
  ],
  ask: "Ich habe das gelesen: das Programm fragen",
  asking: "Die Bilder werden angesehen …",
  needsLabels: "Das Programm braucht zwei Dinge oder mehr, unter denen es wählen kann.",
  answers: "Wie das Programm es sieht",
  corrected: (agreed, labelled) =>
    `Bei ${agreed} von ${labelled} Bildern stimmt es mit Ihnen überein. Die Anteile sind darum berichtigt, und die Spannen berücksichtigen seine Fehler.`,
  uncorrected:
    "Wie oft es sich irrt, ist noch nicht bekannt: Das sind die Anteile seiner Antworten. Ordnen Sie von jeder Sorte mindestens ein Bild ein, um es herauszufinden.",
};
