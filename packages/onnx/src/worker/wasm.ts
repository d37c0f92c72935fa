import * as ort from "onnxruntime-web/wasm";
import { serveSessions } from "./serve-sessions.js";

serveSessions(ort, "wasm");
