import type { TrajectoriesMessages } from "./trajectories.en.js";

export const trajectoriesDe: TrajectoriesMessages = {
  explanation:
    "Ein Bild ist ein Punkt in einem Raum mit Tausenden von Dimensionen. Mit zweien sieht man die Wege, die Punkte vom Rauschen zu den Daten nehmen. Je gerader sie sind, desto weniger Schritte genügen.",
  points: "Daten",
  pointsTitles: {
    clouds: "drei Wolken (Gauß-Mischung)",
    spiral: "60 Punkte auf einer Spirale",
    two: "zwei Punkte",
  },
  coordinates: "Koordinaten",
  coordinatesTitles: {
    flow: "Fluss: geradlinige Mischung von Rauschen und Daten",
    vp: "varianzerhaltend: immer gleich weit gestreut",
    ve: "varianzexplodierend: Rauschen kommt dazu, nichts wird skaliert",
  },
  sampler: "Sampler",
  schedule: "Zeitplan",
  schedules: {
    karras: "Karras: viele kleine Schritte gegen Ende",
    exponential: "exponentiell: jeder Schritt teilt das Rauschen",
    linear: "linear: jeder Schritt nimmt gleich viel weg",
    vp: "der von DDPM, in stetiger Zeit",
    flow: "Rectified Flow: gerade vom Rauschen zum Bild",
  },
  steps: "Schritte",
  play: "Abspielen",
  walked: "Bisher gegangen",
  ofSteps: (step, steps) => `${step} von ${steps} Schritten`,
  key: { start: "wo sie beginnen", now: "wo sie sind", data: "Daten" },
  picture: "Punkte in der Ebene und ihre Wege vom Rauschen zu den Daten",
  result: (points, steps, calls, ratio) =>
    `${points} Punkte, ${steps} Schritte, ${calls} Aufrufe des Denoisers. Die Wege sind ${ratio}-mal so lang wie gerade Wege.`,
  atStep: (step, steps, distance) =>
    `Nach ${step} von ${steps} Schritten sind die Punkte im Mittel ${distance} von den nächsten Daten entfernt.`,
  about: (sampler, order, addsNoise) =>
    `${sampler}: Ordnung ${order}, ${addsNoise ? "fügt in jedem Schritt neues Rauschen hinzu" : "kein Zufall nach dem Beginn"}`,
  paper: "Veröffentlichung",
  table: "Als Tabelle",
  columns: {
    step: "Schritt",
    sigma: "Stärke des Rauschens (Sigma)",
    length: "Mittlere Länge des Schritts",
    distance: "Mittlerer Abstand zu den nächsten Daten",
  },
};
