import type { ForwardNoiseMessages } from "./forward-noise.en.js";

export const forwardNoiseDe: ForwardNoiseMessages = {
  explanation:
    "Zum Lernen bekommt ein Modell Bilder mit Rauschen: im Zeitschritt 0 kaum welches, im letzten nichts anderes mehr. Es soll raten, was dazukam. Der Regler verändert den Zeitschritt.",
  timestep: "Zeitschritt",
  schedule: "Zeitplan",
  schedules: {
    scaled_linear: "skaliert linear (Stable Diffusion)",
    linear: "linear (DDPM)",
    squaredcos_cap_v2: "Kosinus",
    zero_snr: "Kosinus, am Ende bleibt nichts übrig (das kleine Modell)",
    sigmoid: "Sigmoid",
  },
  clean: "das Bild",
  noised: "mit Rauschen",
  mix: (signal, noise) => `${signal} × Bild + ${noise} × Rauschen`,
  at: (timestep, mix) => `Zeitschritt ${timestep}: ${mix}.`,
  curve: "Wie viel vom Bild übrig ist und wie viel Rauschen dazukommt, in jedem Zeitschritt",
  signal: "Bild: √ᾱ",
  noise: "Rauschen: √(1 − ᾱ)",
  numbers: "Die Stärke des Rauschens in Zahlen",
  alphaBar: "ᾱ (Alpha quer)",
  sigma: "σ (Sigma)",
  snr: "Signal-Rausch-Verhältnis",
  table: "Der Zeitplan als Tabelle",
};
