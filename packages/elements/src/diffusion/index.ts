/**
 * What the elements about diffusion are made of, for pages that show more: pictures of noisy samples, the drawings, pixels to point at.
 * It defines no tags.
 * @module diffusion
 */
export { patchWidths } from "../attribution/patch-widths.js";
export { connectSurface, type Pixel, type SurfaceOptions } from "../attribution/surface.js";
export type { Patch } from "../attribution/tasks.js";
export { showPicture } from "../base/painted.js";
export { type DrawingSet, drawingSets, indicesOf } from "../drawings/drawing-sets.js";
export { nearestDrawing } from "../drawings/nearest-drawing.js";
export { drawingAt, picturesOf, select, tensorOf } from "../drawings/read-drawings.js";
export { type SetName, SIDE, setNames } from "../drawings/sheets.js";
export { noiseIn, noisePicture, noisyPicture, toPicture, toTensor } from "./pixels.js";
export { formOfSampler, isPipelineSampler, type PipelineSampler, pipelineSamplers } from "./sampler-forms.js";
export { scheduleFor } from "./sampling-schedules.js";
export { type ScheduleName, scheduleTitles } from "./schedule-titles.js";
