export type { ModelFiles } from "./folder/model-files.js";
export { type ModelSource, type OpenModelFolderOptions, openModelFolder } from "./folder/open-model-folder.js";
export { type CreateSessionOptions, createSession, type Device } from "./session/create-session.js";
export type { ExpectedInterface, ExpectedTensor } from "./session/expectation.js";
export type { RunOptions, Session } from "./session/session.js";
export type { ModelTensor, TensorData, TensorInfo, TensorType } from "./session/tensor.js";
