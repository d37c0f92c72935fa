import { Command, Option } from "commander";
import { exitCodes, exitCodesHelp } from "../exit-code.js";

type Format = "table" | "json";

const HELP = `
The tiny world is @alt2img/tiny: a small crawl; three models, a CLIP, a Stable Diffusion and its skewed twin; and the whole
training set of these, with every image in it. It lies on this machine; nothing is fetched.
${exitCodesHelp}

Examples:
  alt2img tiny info
  alt2img tiny verify && echo whole`;

/** `alt2img tiny`: what is in the tiny world, and whether it is whole. */
export function tinyCommand(): Command {
  return new Command("tiny")
    .description("Look at the tiny world: what is in it, and whether it is whole.")
    .addHelpText("after", HELP)
    .addCommand(
      new Command("info")
        .description("Show the files of the tiny world, models included, and count what is in the data.")
        .addOption(formatOption())
        .action(runInfo),
    )
    .addCommand(
      new Command("verify")
        .description("Compare every file with its SHA-256 and read the training set; damage makes the exit status 3.")
        .addOption(formatOption())
        .action(runVerify),
    );
}

const formatOption = (): Option =>
  new Option("-f, --format <format>", "table: for people; json: for programs")
    .choices(["table", "json"] satisfies Format[])
    .default("table" satisfies Format);

// Loaded when they are asked for: other commands need none of it.
async function runInfo({ format }: { format: Format }): Promise<void> {
  const [{ describeTiny }, { descriptionTable }] = await Promise.all([
    import("../tiny/describe-tiny.js"),
    import("../tiny/tables.js"),
  ]);
  const description = await describeTiny();
  process.stdout.write(format === "json" ? `${JSON.stringify(description, null, 2)}\n` : descriptionTable(description));
}

async function runVerify({ format }: { format: Format }): Promise<void> {
  const [{ verifyTiny }, { verificationTable }] = await Promise.all([
    import("../tiny/verify-tiny.js"),
    import("../tiny/tables.js"),
  ]);
  const verification = await verifyTiny();
  const json = `${JSON.stringify(verification, null, 2)}\n`;
  process.stdout.write(format === "json" ? json : verificationTable(verification, process.stdout));
  if (!verification.ok) process.exitCode = exitCodes.input;
}
