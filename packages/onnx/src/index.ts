export type { FileVersion, ModelCache, PartialFile } from "./cache/model-cache.js";
export type { HubOptions } from "./folder/hub-folder.js";
export type { ListedFile, ListedFiles } from "./folder/listed-folder.js";
export type { ModelFiles } from "./folder/model-files.js";
export { type ModelSource, type OpenModelFolderOptions, openModelFolder } from "./folder/open-model-folder.js";
export { type CreateSessionOptions, createSession, type Device } from "./session/create-session.js";
export type { ExpectedInterface, ExpectedTensor } from "./session/expectation.js";
export type { RunOptions, Session } from "./session/session.js";
export type { ModelTensor, TensorData, TensorInfo, TensorType } from "./session/tensor.js";
