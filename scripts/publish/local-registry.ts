import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { root, run } from "../workspace.js";

export type LocalRegistry = {
  /** Ends with `/`. */
  readonly url: string;
  readonly close: () => void;
};

/** The newest Verdaccio that runs in Node 20. */
const VERDACCIO = "6.7.2";

/**
 * An npm registry of its own on a free port of this machine. It has no package of ours until one is published to it; all
 * others it takes from the registry that npm uses.
 *
 * @param folder an empty folder, which gets its program, its log and what is published
 */
export async function startRegistry(folder: string): Promise<LocalRegistry> {
  const program = installVerdaccio(join(folder, "verdaccio"));
  const config = join(folder, "verdaccio.json");
  writeFileSync(config, JSON.stringify(configuration(join(folder, "storage"))));

  const address = `127.0.0.1:${await freePort()}`;
  const log = join(folder, "verdaccio.log");
  const output = openSync(log, "w");
  const verdaccio = fork(program, ["--config", config, "--listen", address], {
    stdio: ["ignore", output, output, "ipc"],
    execArgv: [],
  });
  const failed = once(verdaccio, "exit").then(() => {
    throw new Error(`Verdaccio, the local registry, didn't start:\n${readFileSync(log, "utf8")}`);
  });
  failed.catch(() => {});
  // It sends a message when it listens.
  await Promise.race([once(verdaccio, "message"), failed]);
  return {
    url: `http://${address}/`,
    close: () => verdaccio.kill(),
  };
}

/** Only this check needs Verdaccio and its 300 packages, so they aren't among the repository's dependencies. */
function installVerdaccio(folder: string): string {
  mkdirSync(folder);
  // verdaccio-audit asks for the tag “cjs” of node-fetch, which not every mirror of npm has.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, overrides: { "node-fetch": "2.7.0" } }));
  const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error"];
  run("npm", ["install", ...options, `verdaccio@${VERDACCIO}`], folder);
  return join(folder, "node_modules", "verdaccio", "bin", "verdaccio");
}

function configuration(storage: string): object {
  const everyone = { access: "$all", publish: "$all" };
  return {
    storage,
    web: { enable: false },
    uplinks: { npm: { url: run("npm", ["config", "get", "registry"], root).trim(), max_fails: 10 } },
    packages: { "@alt2img/*": everyone, alt2img: everyone, "**": { access: "$all", proxy: "npm" } },
    max_body_size: "200mb",
    log: { type: "stdout", format: "pretty", level: "warn" },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
