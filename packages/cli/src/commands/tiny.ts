import type { TinyWorld } from "@alt2img/tiny";
import { Command, Option } from "commander";
import { exitCodes, exitCodesHelp } from "../exit-code.js";

type Format = "table" | "json";

const HELP = `
The tiny world is a small crawl; four models: a CLIP, a Stable Diffusion, its skewed twin and its four-step version; and
their whole training set, with every image in it: 116 MB. Each part is a package, such as @alt2img/tiny-crawl. A part
that isn't installed is fetched from the npm registry when it is first needed, checked, and kept in your cache folder.

Environment:
  ALT2IMG_CACHE     the folder for fetched parts; by default alt2img in your system's cache folder
  ALT2IMG_REGISTRY  the npm registry; by default the one that npm uses
${exitCodesHelp}

Examples:
  alt2img tiny info
  alt2img tiny verify && echo intact`;

/** `alt2img tiny`: what is in the tiny world, and whether it is intact. */
export function tinyCommand(): Command {
  return new Command("tiny")
    .description("Show what is in the tiny world, or check that it is intact.")
    .addHelpText("after", HELP)
    .addCommand(
      new Command("info")
        .description("List the files of the tiny world, and count what is in its data.")
        .addOption(formatOption())
        .action(runInfo),
    )
    .addCommand(
      new Command("verify")
        .description(
          "Compare every file with its SHA-256 and read the training set; exits with status 3 if anything is damaged.",
        )
        .addOption(formatOption())
        .action(runVerify),
    );
}

const formatOption = (): Option =>
  new Option("-f, --format <format>", "table: for people; json: for programs")
    .choices(["table", "json"] satisfies Format[])
    .default("table" satisfies Format);

// Loaded only when they are used: other commands don't need them.
async function runInfo({ format }: { format: Format }): Promise<void> {
  const [{ describeTiny }, { descriptionTable }] = await Promise.all([
    import("../tiny/describe-tiny.js"),
    import("../tiny/tables.js"),
  ]);
  const description = await withTinyWorld(describeTiny);
  process.stdout.write(format === "json" ? `${JSON.stringify(description, null, 2)}\n` : descriptionTable(description));
}

async function runVerify({ format }: { format: Format }): Promise<void> {
  const [{ verifyTiny }, { verificationTable }] = await Promise.all([
    import("../tiny/verify-tiny.js"),
    import("../tiny/tables.js"),
  ]);
  const verification = await withTinyWorld(verifyTiny);
  const json = `${JSON.stringify(verification, null, 2)}\n`;
  process.stdout.write(format === "json" ? json : verificationTable(verification, process.stdout));
  if (!verification.ok) process.exitCode = exitCodes.input;
}

/** Shows on standard error what is being fetched. */
async function withTinyWorld<T>(work: (world: TinyWorld) => Promise<T>): Promise<T> {
  const [{ findTinyWorld }, { createReportProgress }] = await Promise.all([
    import("../tiny/find-tiny-world.js"),
    import("../report/report-progress.js"),
  ]);
  const progress = createReportProgress(process.stderr, { quiet: false });
  try {
    return await work(findTinyWorld(progress.onProgress));
  } finally {
    progress.stop();
  }
}
