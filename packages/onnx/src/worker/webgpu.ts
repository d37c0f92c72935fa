import * as ort from "onnxruntime-web/webgpu";
import { serveSessions } from "./serve-sessions.js";

serveSessions(ort, "webgpu");
