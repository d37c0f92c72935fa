import type { AsYouTypeMessages } from "./as-you-type.en.js";

export const asYouTypeDe: AsYouTypeMessages = {
  example: "blue apple",
  explanation:
    "Die Bilder folgen dem, was man tippt, und entstehen immer aus demselben Rauschen. Was ändert ein weiteres Wort?",
  prompt: "Prompt (auf Englisch)",
  draw: "Zeichnen",
  others: "Anderes Rauschen",
  loads: "Für das erste Bild werden 34 MB geladen.",
  loadsOther: "Für das erste Bild wird das Modell geladen; das kann lange dauern.",
  drawing: "Es wird gezeichnet …",
  drawn: (pictures, calls, seconds) =>
    `Bilder: ${pictures}. Aufrufe des Netzes für jedes: ${calls}. Das letzte hat ${seconds} Sekunden gedauert.`,
  said: (pictures, prompt) => `Bilder: ${pictures}, zu „${prompt}“.`,
  pictures: "Die Bilder",
  picture: (number, prompt) => `Bild ${number}: ${prompt.trim() === "" ? "kein Prompt, also irgendetwas" : prompt}`,
  cut: "Der Prompt ist zu lang. Das Modell sieht nicht mehr: ",
};
