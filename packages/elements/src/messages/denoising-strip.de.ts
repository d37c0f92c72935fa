import type { DenoisingStripMessages } from "./denoising-strip.en.js";

export const denoisingStripDe: DenoisingStripMessages = {
  example: "red heart",
  explanation:
    "Das Modell beginnt mit reinem Rauschen. In jedem Schritt rät es, welches Bild dahintersteckt, und geht ein Stück darauf zu. Der Streifen zeigt, was es rät.",
  prompt: "Prompt (auf Englisch)",
  seed: "Startzahl (Seed)",
  steps: "Schritte",
  guidance: "Guidance",
  draw: "Zeichnen",
  stop: "Anhalten",
  save: "Bild speichern",
  loads: "Beim ersten Zeichnen werden 34 MB geladen.",
  loadsOther: "Beim ersten Zeichnen wird das Modell geladen; das kann lange dauern.",
  settings: (seed, steps, guidance) => `Startzahl ${seed}, ${steps} Schritte, Guidance ${guidance}`,
  drawing: (done, steps) => `Schritt ${done} von ${steps} wird gezeichnet …`,
  stopped: (done) => `Nach ${done} Schritten angehalten.`,
  strip: "Was das Modell in jedem Schritt rät",
  step: (step, steps) => `Schritt ${step} von ${steps}`,
  guess: (step, steps, sigma) => `Schritt ${step} von ${steps}: die Vermutung hinter Rauschen der Stärke ${sigma}.`,
  away: (difference) => `Vom fertigen Bild ist das ${difference} entfernt.`,
  picture: "Das fertige Bild",
  settled: (steps, settled, close) =>
    `In ${steps} Schritten gezeichnet. Ab Schritt ${settled} weicht die Vermutung um weniger als ${close} vom fertigen Bild ab.`,
  neverSettled: (steps) => `In ${steps} Schritten gezeichnet. Bis zum letzten hat sich die Vermutung verändert.`,
  cut: (words) => `Der Prompt ist zu lang. Das Modell sieht nicht mehr: ${words}`,
  table: "Als Tabelle",
  columns: {
    step: "Schritt",
    timestep: "Zeitschritt",
    sigma: "Stärke des Rauschens (Sigma)",
    change: "Änderung der Vermutung",
    difference: "Abstand zum fertigen Bild",
  },
};
