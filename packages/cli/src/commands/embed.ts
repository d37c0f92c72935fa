import { Command } from "commander";
import type { EmbedFlags } from "../clip/flags.js";
import { clipHelp, withModelOptions } from "../clip/model-options.js";
import { exitCodesHelp } from "../exit-code.js";
import { notEmpty, wholeNumber } from "../option-parsers.js";

const HELP = `
Give pictures and text files (.txt, a text on each line), or files of pairs from alt2img pairs (.jsonl, .jsonl.gz, .parquet).
Pictures and texts become rows with source, line, text, image_embedding, text_embedding, model and diagnostic. Pairs keep
their columns and get image_embedding, text_embedding, similarity, model and diagnostic; their pictures are read where they
are on this machine, and never fetched: with --images, https://example.org/img/a.jpg is FOLDER/example.org/img/a.jpg, as
wget --force-directories saves it. Embeddings are L2-normalised, a list<float> each.
A picture that can't be read has a row that says so. If you interrupt a run, it leaves no file.
${clipHelp}
${exitCodesHelp}

Examples:
  alt2img embed photos/*.jpg captions.txt --out embeddings.parquet
  alt2img embed pairs.parquet --images ./pictures --out embedded.parquet --batch-size 64
  find photos -name '*.jpg' | alt2img embed - --out embeddings.parquet`;

/** `alt2img embed`: embeddings of pictures, texts and pairs as a Parquet file. */
export function embedCommand(): Command {
  const command = new Command("embed")
    .description("Write the CLIP embeddings of pictures, texts or image–text pairs to a Parquet file.")
    .argument("<file...>", "pictures, .txt files or files of pairs; - reads their names from standard input")
    .requiredOption("-o, --out <file>", "the Parquet file to write", notEmpty("a file name"))
    .option("-b, --batch-size <n>", "how many go through the model at once", wholeNumber(1, 4096), 8)
    .option("--images <folder>", "where the pictures of pairs are, by host and path", notEmpty("a folder name"))
    .option("-q, --quiet", "show no progress and no summary, only errors");
  return withModelOptions(command)
    .addHelpText("after", HELP)
    .action(async (names: string[], flags: EmbedFlags) =>
      (await import("../clip/run-embed.js")).runEmbed(names, flags),
    );
}
