import { calibrate, type LabelledPrediction, predictionOf, shares } from "@alt2img/bias/representation";
import { wilsonInterval } from "@alt2img/core";
import { expect, test } from "vitest";
import { gridReportText } from "../../src/bias/report-text.js";

const sure = predictionOf(["woman", "man"], [0.95, 0.05]);
const unsure = predictionOf(["woman", "man"], [0.4, 0.6]);
const times = (n: number, each: LabelledPrediction): LabelledPrediction[] => new Array(n).fill(each);
/** Right about 60 of 80; where it is sure, about 40 of 40. */
const labelled = [
  ...times(40, { label: "woman", prediction: sure }),
  ...times(20, { label: "woman", prediction: unsure }),
  ...times(20, { label: "man", prediction: unsure }),
];
const seen = { images: 70, accuracy: wilsonInterval(56, 70) };
const unseen = { images: 10, accuracy: wilsonInterval(4, 10) };
const nothing = { images: 0, accuracy: wilsonInterval(0, 0) };

function textOf(measuredOn: object, threshold?: number): string {
  const calibration = calibrate(labelled, threshold === undefined ? {} : { thresholds: [threshold] });
  const groups = [{ model: "tiny", guidance: "3", shares: shares([sure, unsure], { calibration }) }];
  return gridReportText({ calibration, measuredOn: { source: "here", images: 80, ...measuredOn }, groups });
}

test.each([
  [
    "a dataset",
    {},
    "Measured on 80 labelled pictures of here (60 woman, 20 man); whether the model saw them in training isn't known: it is right about 75 % of them (65 to 83).\nThe shares are corrected for its error, and their intervals include it.\n\n",
  ],
  [
    "drawings of which it saw some",
    { concepts: 30, byTraining: { seen, unseen } },
    "Measured on 80 labelled drawings of here (60 woman, 20 man), of which the model saw 70 in training: it is right about 80 % of those (69 to 88), and about 40 % of the others (17 to 69).\nThe shares are corrected for its error, and their intervals include it.\nIt hasn't seen the pictures of a grid in training, so its true error is probably larger.\n\n",
  ],
  [
    "drawings of which it saw none",
    { concepts: 6, byTraining: { seen: nothing, unseen } },
    "Measured on 80 labelled drawings of here (60 woman, 20 man), of which the model saw none in training: it is right about 75 % of them (65 to 83).\nThe shares are corrected for its error, and their intervals include it.\nThe drawings show only 6 things: for others, the error may differ.\n\n",
  ],
])("says what the error of %s is", (_, measuredOn, start) => {
  expect(textOf(measuredOn).slice(0, start.length)).toBe(start);
});

test("says how often it is right at the threshold that is used", () => {
  expect(textOf({}, 0.9)).toContain(
    "isn't known. It answers for 50 % of these, those for which it is at least 90 % sure, and is right about 100 % of its answers (91 to 100).",
  );
});
