export {
  type Calibration,
  calibrate,
  type Likeness,
  type LikenessExample,
  type LogOdds,
  probabilityOfCopy,
} from "./calibration.js";
export { tinyClipCalibration } from "./tiny-clip-calibration.js";
export {
  type AskOptions,
  type KnownImage,
  openTrainedOn,
  sha256Of,
  type TrainedOn,
  type TrainedOnAnswer,
  type TrainedOnMatch,
  type TrainedOnOptions,
  type TrainedOnQuestion,
} from "./trained-on.js";
