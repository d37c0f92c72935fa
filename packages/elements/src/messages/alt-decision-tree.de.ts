import type { AltDecisionTreeMessages } from "./alt-decision-tree.en.js";

export const altDecisionTreeDe: AltDecisionTreeMessages = {
  picture: "Das Bild, um das es geht",
  answers: "Antworten",
  soFar: "Bisherige Antworten",
  back: "Zurück",
  again: "Von vorn",
  example: "Beispiel",
  see: "Mehr dazu (englisch): ",
  source: "Nach ",
  step: (number) => `Frage ${number}`,
  tree: {
    questions: {
      "contains-text": {
        question: "Enthält das Bild Text?",
        help: "Wörter, die gelesen werden sollen: ein Schild, ein Schriftzug, eine Überschrift als Bild.",
      },
      "which-text": {
        question: "Was ist mit dem Text im Bild?",
        help: "Stehen dieselben Wörter in der Nähe als echter Text, der sich markieren lässt und vorgelesen wird?",
      },
      "in-control": {
        question:
          "Ist das Bild Teil eines Links oder einer Schaltfläche, und wäre ohne das Bild schwer oder gar nicht zu verstehen, was sie tun?",
        help: "Wenn das Bild nicht da wäre: Würde der Text im Link oder in der Schaltfläche noch sagen, wohin er führt oder was sie tut?",
      },
      "contributes-meaning": {
        question: "Trägt das Bild auf dieser Seite oder in diesem Zusammenhang etwas zur Bedeutung bei?",
        help: "Würde jemandem, der es nicht sieht, etwas fehlen? Dasselbe Bild kann auf einer Seite wichtig sein und eine andere nur schmücken.",
      },
      "which-meaning": {
        question: "Was für ein Bild ist es?",
        help: "Ein Foto lässt sich in einem Satz beschreiben; ein Diagramm oder eine Karte enthält mehr, als in einen Alternativtext gehört.",
      },
      decorative: {
        question: "Ist das Bild reiner Schmuck oder gar nicht für Menschen gedacht?",
        help: "Rahmen, Abstandhalter, Bilder für die Stimmung, Zählpixel.",
      },
    },
    answers: {
      "contains-text/yes": "Ja",
      "contains-text/no": "Nein",
      "which-text/nearby": "Er steht in der Nähe auch als echter Text",
      "which-text/visual-effect": "Er ist nur für die optische Wirkung da",
      "which-text/function": "Er hat eine Funktion, wie auf einem Symbol",
      "which-text/only-here": "Er steht sonst nirgends",
      "in-control/yes": "Ja",
      "in-control/no": "Nein",
      "contributes-meaning/yes": "Ja",
      "contributes-meaning/no": "Nein",
      "which-meaning/simple": "Eine einfache Grafik oder ein Foto",
      "which-meaning/complex": "Ein Diagramm oder sonst etwas Umfangreiches",
      "which-meaning/redundant": "Es zeigt, was echter Text in der Nähe schon sagt",
      "decorative/yes": "Ja",
      "decorative/no": "Nein, oder unklar",
    },
    outcomes: {
      "empty-redundant-text": "Den Alternativtext leer lassen: Der Text wird ohnehin vorgelesen.",
      "empty-decorative": "Den Alternativtext leer lassen, damit Screenreader das Bild überspringen.",
      function: "Der Alternativtext sagt, wohin der Link führt oder was die Schaltfläche tut, nicht, was zu sehen ist.",
      "same-text": "Der Alternativtext enthält den Text des Bildes, Wort für Wort.",
      "brief-description": "Das Bild kurz beschreiben, und zwar so, wie es hier gemeint ist.",
      complex:
        "Der Alternativtext sagt, was es ist; der Inhalt selbst steht anderswo auf der Seite: in einer Tabelle, in einem Absatz.",
      "empty-redundant-content": "Den Alternativtext leer lassen: Er würde nur den Text daneben wiederholen.",
      unclear: "Der Baum deckt nicht jeden Fall ab. Es hilft, über die Arten von Bildern nachzulesen.",
    },
  },
};
