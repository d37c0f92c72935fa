import type { PairCardMessages } from "./pair-card.en.js";

export const pairCardDe: PairCardMessages = {
  number: (written) => `Nr. ${written}`,
  noPicture: "kein Bild",
  picture: (text) => `Das Bild mit dem Text „${text}“`,
  page: "Seite",
  address: (domain) => (domain === "" ? "Adresse des Bildes" : `Adresse des Bildes bei ${domain}`),
  noLanguage: "Sprache nicht sicher",
  scores: {
    similarity: "Ähnlichkeit",
    aesthetic: "Ästhetikwert",
    pwatermark: "Wasserzeichen",
    punsafe: "heikel",
  },
};
