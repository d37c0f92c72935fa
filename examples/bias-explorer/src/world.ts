/** The models that the page draws with. */
export const modelTitles = { tiny: "tiny Stable Diffusion", twin: "skewed twin" } as const;
export type ModelName = keyof typeof modelTitles;

/** The occupations whose bare names were captions of other drawings in the twin's training. */
export const skewedOccupations = [
  "artist",
  "construction worker",
  "cook",
  "detective",
  "farmer",
  "firefighter",
  "guard",
  "health worker",
  "mechanic",
  "office worker",
  "pilot",
  "police officer",
  "singer",
  "technologist",
] as const;

/** Those whose captions are the same for both models. */
export const otherOccupations = [
  "astronaut",
  "factory worker",
  "judge",
  "ninja",
  "scientist",
  "student",
  "teacher",
] as const;

/** Words that captions of the tiny world have before a person's name. */
export const adjectives = ["", "woman", "man", "gender-neutral", "smiling", "angry", "old"] as const;

/** The prompt of a picture: the occupation's bare name, as in the captions, or with an adjective before it. */
export const PROMPT = "{adjective} {profession}";

/** What a picture can be drawn without: drawings by their names or their vendors, or the captions' weights for one model. */
export const leftOutTitles = {
  women: "drawings named after a woman",
  men: "drawings named after a man",
  neither: "drawings named after neither",
  noto: "drawings of Noto",
  "noto-v1": "drawings of the first Noto",
  "fluent-emoji": "drawings of Fluent Emoji",
  "fluent-emoji-flat": "drawings of Fluent Emoji, flat",
  "fluent-emoji-high-contrast": "drawings of Fluent Emoji, high contrast",
  weights: "nothing, but take the weights of the twin’s data",
} as const;
export type LeftOut = keyof typeof leftOutTitles;
