/** What `alt2img-as-you-type` says. Numbers come as the language writes them. */
export type AsYouTypeMessages = {
  /** The prompt to start with; the tiny model knows English names of emoji. */
  readonly example: string;
  readonly explanation: string;
  readonly prompt: string;
  readonly draw: string;
  /** The button that starts from other noise. */
  readonly others: string;
  /** What the first picture loads, for the tiny model and for others. */
  readonly loads: string;
  readonly loadsOther: string;
  readonly drawing: string;
  /** @param calls of the network, for each picture */
  readonly drawn: (pictures: string, calls: string, seconds: string) => string;
  /** What is read out. */
  readonly said: (pictures: string, prompt: string) => string;
  readonly pictures: string;
  readonly picture: (number: string, prompt: string) => string;
  readonly cut: string;
};

export const asYouTypeEn: AsYouTypeMessages = {
  example: "blue apple",
  explanation: "The pictures follow what you type, always from the same noise. What does one more word change?",
  prompt: "Prompt",
  draw: "Draw",
  others: "Other noise",
  loads: "The first picture loads 34 MB.",
  loadsOther: "The first picture loads the model, which may take a while.",
  drawing: "Drawing …",
  drawn: (pictures, calls, seconds) =>
    `Pictures: ${pictures}. Calls of the network for each: ${calls}. The last one took ${seconds} seconds.`,
  said: (pictures, prompt) => `Pictures: ${pictures}, of “${prompt}”.`,
  pictures: "The pictures",
  picture: (number, prompt) => `Picture ${number}: ${prompt.trim() === "" ? "no prompt, so anything" : prompt}`,
  cut: "The prompt is too long. The model doesn’t see: ",
};
