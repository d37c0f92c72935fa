import { library } from "../../tsup.base.js";

export default library(["src/index.ts", "src/main.ts", "src/pairs-worker.ts"], {
  platform: "node",
  // Nobody steps through a command, and its sources and maps would be half of what it installs.
  sourcemap: false,
});
