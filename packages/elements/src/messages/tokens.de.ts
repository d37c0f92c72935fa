import type { TokensMessages } from "./tokens.en.js";

export const tokensDe: TokensMessages = {
  text: "Text",
  example: "a red apple on a wooden table 🍎",
  explanation: "Das Modell liest keine Buchstaben, sondern Tokens: Wörter und Wortteile, jedes mit einer Nummer.",
  cleaned: "Der Text wird zuerst bereinigt: ",
  start: "Anfang",
  end: "Ende",
  wordEnd: "Das Zeichen ␣ zeigt, wo ein Wort endet.",
  room: (count, most) => `${count} Tokens von höchstens ${most}, die Marken für Anfang und Ende mitgezählt.`,
  fits: "Der ganze Text passt hinein.",
  cut: (words) => `Der Text ist zu lang. Das Modell sieht nicht mehr: ${words}`,
  table: "Als Tabelle, mit Bytes",
  columns: {
    place: "Stelle",
    piece: "Stück des Textes",
    id: "Nummer",
    spelled: "Im Vokabular",
    bytes: "Bytes (UTF-8)",
  },
  partOfCharacter: "Teil eines Zeichens",
};
