import { describe, expect, it } from "vitest";
import { calibrate, probabilityOfCopy } from "../../src/trained-on/index.js";

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;
const copy = { distance: 2, similarity: 0.98, isCopy: true };
const other = { distance: 30, similarity: 0.7, isCopy: false };

describe("a calibration", () => {
  it.each([[], [copy], [other, other], [copy, { ...other, distance: Number.NaN }]])(
    "can't be made of %o",
    (...examples) => {
      expect(() => calibrate(examples as never)).toThrow(coded("dataset/calibration"));
    },
  );

  it("gives the probabilities of its examples", () => {
    // At 10 bits, three of four are copies; at 20 bits, one of four.
    const at = (distance: number, copies: number) =>
      Array.from({ length: 400 }, (_, i) => ({ distance, similarity: 0.9, isCopy: i < copies }));
    const calibration = calibrate([...at(10, 300), ...at(20, 100)]);
    expect(probabilityOfCopy({ distance: 10 }, calibration)).toBeCloseTo(0.75, 2);
    expect(probabilityOfCopy({ distance: 20 }, calibration)).toBeCloseTo(0.25, 2);
    expect(probabilityOfCopy({ distance: 10, similarity: 0.9 }, calibration)).toBeCloseTo(0.75, 2);
  });

  it("ends where examples can be told apart without fail", () => {
    const calibration = calibrate([copy, other]);
    expect(probabilityOfCopy(copy, calibration)).toBeGreaterThan(0.9);
    expect(probabilityOfCopy(other, calibration)).toBeLessThan(0.1);
  });
});
