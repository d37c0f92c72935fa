export type { CompiledWordNet, DefinitionsPlace } from "./compiled/compile-draft.js";
export { type CompileOptions, compileWordNet } from "./load-wordnet.js";
export { parseIliMap } from "./princeton-files/parse-ili-map.js";
export type { IliMap } from "./princeton-files/parse-princeton-files.js";
