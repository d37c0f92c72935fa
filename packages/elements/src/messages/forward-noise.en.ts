import type { NoiseScheduleName } from "../forward-noise/noise-schedules.js";

/** What `alt2img-forward-noise` says. Numbers come as the language writes them. */
export type ForwardNoiseMessages = {
  readonly explanation: string;
  readonly timestep: string;
  readonly schedule: string;
  readonly schedules: Readonly<Record<NoiseScheduleName, string>>;
  readonly clean: string;
  readonly noised: string;
  /** The slider's position in words. */
  readonly mix: (signal: string, noise: string) => string;
  readonly at: (timestep: string, mix: string) => string;
  readonly curve: string;
  readonly signal: string;
  readonly noise: string;
  readonly numbers: string;
  readonly alphaBar: string;
  readonly sigma: string;
  readonly snr: string;
  readonly table: string;
};

export const forwardNoiseEn: ForwardNoiseMessages = {
  explanation:
    "To learn, a model gets pictures with noise: at timestep 0 hardly any, at the last one nothing else. It has to guess what was added. Move the slider.",
  timestep: "Timestep",
  schedule: "Schedule",
  schedules: {
    scaled_linear: "scaled linear (Stable Diffusion)",
    linear: "linear (DDPM)",
    squaredcos_cap_v2: "cosine",
    zero_snr: "cosine, nothing left at the end (the tiny model)",
    sigmoid: "sigmoid",
  },
  clean: "the picture",
  noised: "with noise",
  mix: (signal, noise) => `${signal} × picture + ${noise} × noise`,
  at: (timestep, mix) => `Timestep ${timestep}: ${mix}.`,
  curve: "How much is left of the picture, and how much noise there is, at each timestep",
  signal: "picture: √ᾱ",
  noise: "noise: √(1 − ᾱ)",
  numbers: "The noise level in numbers",
  alphaBar: "ᾱ (alpha-bar)",
  sigma: "σ (sigma)",
  snr: "SNR",
  table: "The schedule as a table",
};
