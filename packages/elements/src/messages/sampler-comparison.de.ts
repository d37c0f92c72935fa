import { attributionDe } from "./attribution.de.js";
import type { SamplerComparisonMessages } from "./sampler-comparison.en.js";

const inSteps = (steps: string): string => (steps === "1" ? "1 Schritt" : `${steps} Schritte`);

export const samplerComparisonDe: SamplerComparisonMessages = {
  example: "red heart",
  explanation:
    "Alle beginnen mit demselben Rauschen und fragen denselben Denoiser. Ein Sampler entscheidet, wie es von Vermutung zu Vermutung weitergeht. Welcher kommt mit den wenigsten Aufrufen nahe an das Bild, das viele kleine Schritte ergeben?",
  credits: attributionDe.credits,
  formula: "Der Denoiser ist eine Formel, die 196 Zeichnungen neu zusammensetzt; gelernt hat sie nichts.",
  set: attributionDe.set,
  sets: attributionDe.sets,
  patch: attributionDe.patch,
  patches: attributionDe.patches,
  prompt: "Prompt (auf Englisch)",
  steps: "Schritte",
  stepsHelp: (most) => `Höchstens ${most} Zahlen von 1 bis 100, durch Kommas getrennt.`,
  samplers: (count) => `Sampler: ${count}`,
  samplersHelp: (most) => `Wählen Sie höchstens ${most}.`,
  addsNoise: "fügt Rauschen hinzu",
  seed: attributionDe.seed,
  other: attributionDe.other,
  draw: "Zeichnen",
  stop: "Anhalten",
  loads: "Beim ersten Zeichnen werden 34 MB geladen.",
  loadsOther: "Beim ersten Zeichnen wird das Modell geladen; das kann lange dauern.",
  drawing: (done, all) => `Gezeichnet sind ${done} von ${all} Bildern …`,
  stopped: (done) => `Angehalten. Bilder bisher: ${done}.`,
  run: (sampler, steps) => `${sampler}, ${inSteps(steps)}`,
  reference: (run, calls) => `Zum Vergleich: ${run}, ${calls}`,
  away: (difference) => `${difference} entfernt`,
  calls: (calls) => (calls === "1" ? "1 Aufruf" : `${calls} Aufrufe`),
  best: (run, calls, difference) => `Dem Vergleichsbild am nächsten: ${run} (${calls}), ${difference} entfernt.`,
  bestAt: (steps, sampler, difference) =>
    `Mit ${steps === "1" ? "einem Schritt" : `${steps} Schritten`}: ${sampler}, ${difference} entfernt.`,
  noise: (samplers) =>
    `Diese Sampler fügen in jedem Schritt neues Rauschen hinzu; darum kommen sie zu einem anderen Bild, egal mit wie vielen Schritten: ${samplers}.`,
  chart: "Wie weit die Bilder vom Vergleichsbild entfernt sind, nach Aufrufen des Denoisers",
  chartCalls: "Aufrufe des Denoisers",
  table: "Die Bilder nach Sampler und Zahl der Schritte",
  columns: { sampler: "Sampler", steps: inSteps },
};
