/**
 * What a model is, and whether it is what it should be, in files, settings, tokens and numbers.
 * @module verify
 */
export {
  type ClipDescription,
  type DescribedFile,
  describeClip,
  type StatFolder,
} from "./describe-clip.js";
export type { StoredEmbeddings } from "./stored-embeddings.js";
export {
  type ClipCheck,
  type ClipVerification,
  modelFiles,
  type VerifyClipOptions,
  verifyClip,
} from "./verify-clip.js";
