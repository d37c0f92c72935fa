/** One of Pillow's filters, by its name there. All but `nearest` average over a pixel's whole area when they shrink. */
export type ResampleFilter = "nearest" | "box" | "bilinear" | "hamming" | "bicubic" | "lanczos";

/** How a filter weighs a source pixel at a distance, both in units of the larger of the two pixel sizes. */
export type Kernel = {
  /** The weight is 0 at this distance and beyond. */
  readonly support: number;
  readonly weight: (distance: number) => number;
};

/** The formulas and their order of operations are those of Pillow's Resample.c, so that every rounding falls the same way. */
export const kernels: { readonly [name in Exclude<ResampleFilter, "nearest">]: Kernel } = {
  box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: {
    support: 1,
    weight: (x) => {
      const distance = Math.abs(x);
      return distance < 1 ? 1 - distance : 0;
    },
  },
  hamming: {
    support: 1,
    weight: (x) => {
      const distance = Math.abs(x);
      if (distance === 0) return 1;
      if (distance >= 1) return 0;
      const angle = distance * Math.PI;
      // Pillow writes both numbers as floats.
      return (Math.sin(angle) / angle) * (Math.fround(0.54) + Math.fround(0.46) * Math.cos(angle));
    },
  },
  bicubic: {
    support: 2,
    weight: (x) => {
      const distance = Math.abs(x);
      const a = -0.5;
      if (distance < 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
      if (distance < 2) return (((distance - 5) * distance + 8) * distance - 4) * a;
      return 0;
    },
  },
  lanczos: {
    support: 3,
    weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0),
  },
};

function sinc(x: number): number {
  if (x === 0) return 1;
  const angle = x * Math.PI;
  return Math.sin(angle) / angle;
}
