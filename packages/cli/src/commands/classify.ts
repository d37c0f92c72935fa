import { Command, Option } from "commander";
import type { ClassifyFlags, ResultFormat } from "../clip/flags.js";
import { clipHelp, withModelOptions } from "../clip/model-options.js";
import { exitCodesHelp } from "../exit-code.js";
import { optionNeeds } from "../option-needs.js";
import { collected, wholeNumber } from "../option-parsers.js";

const HELP = `
Zero-shot: nothing is trained. Each class becomes a text, and the likeliest class is the one whose text is nearest to the
picture. --imagenet takes the 1,000 classes of ImageNet. --down walks down WordNet's hierarchy instead, from "entity" to a
class: each step is as likely as all the classes below it together, so a picture can surely be a dog of an unsure breed.
The class's name goes into a template. By default it is "{}" for the tiny CLIP, and for others "a photo of a {}." or, with
--imagenet, the best 7 of OpenAI's 80 templates.
${clipHelp}
${exitCodesHelp}

Examples:
  alt2img classify apple.png --class "red apple" --class "fire engine" --class "grinning face"
  alt2img classify photos/*.jpg --imagenet --down
  alt2img classify cat.jpg --class cat --class dog --template "a drawing of a {}" --template "a photo of a {}"`;

/** `alt2img classify`: which class a picture shows, zero-shot. */
export function classifyCommand(): Command {
  const command = new Command("classify")
    .description("Say what pictures show, with CLIP and classes that you name or ImageNet's, without any training.")
    .argument("<image...>", "picture files, web addresses, or - for standard input", collected("a file name"))
    .addOption(new Option("-c, --class <name>", "a class; repeat it for others").argParser(collected("a class")))
    .addOption(new Option("--imagenet", "the 1,000 classes of ImageNet").conflicts("class"))
    .addOption(new Option("--down", "walk down WordNet's hierarchy to a class").conflicts("top"))
    .addOption(
      new Option(
        "--template <text>",
        "a text with {} for the class's name; repeat it for several, of which the mean counts. best: the best 7 for ImageNet; all: OpenAI's 80",
      ).argParser(collected("a template, such as “a photo of a {}”")),
    )
    .option("--top <n>", "how many classes to show", wholeNumber(1), 5)
    .addOption(
      new Option("-f, --format <format>", "text: for people; json: everything; csv: a line for each picture and class")
        .choices(["text", "json", "csv"] satisfies ResultFormat[])
        .default("text" satisfies ResultFormat),
    );
  withModelOptions(command)
    .addHelpText("after", HELP)
    .action(async (names: string[], flags: ClassifyFlags) =>
      (await import("../clip/run-classify.js")).runClassify(names, flags),
    );
  return optionNeeds(command, "down", "--imagenet");
}
