import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ImageTextPair } from "@alt2img/core";
import { beforeEach, describe, expect, test } from "vitest";
import { writeWarcs } from "./crawl-files.js";
import { temporaryFolder } from "./run-cli.js";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** What the README's snippet gives to `RDD.pipe`. */
const { command, variables, checkCode } =
  /files\.pipe\("(?<command>[^"]+)", env=\{(?<variables>.*)\}, checkCode=(?<checkCode>True|False)\)/.exec(readme)!
    .groups as { command: string; variables: string; checkCode: string };

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(join(folder, "alt2img"), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`, { mode: 0o755 });
});

/**
 * One partition as PySpark's `RDD.pipe` treats it: the command is split into words and found in the PATH of `env`, which is
 * its whole environment; every element becomes a line of its standard input, which is then closed, every line of its
 * standard output an element; with `checkCode` a status other than 0 fails the task.
 *
 * @see https://github.com/apache/spark/blob/v4.0.0/python/pyspark/core/rdd.py (`def pipe`)
 */
async function pipePartition(elements: readonly string[]): Promise<string[]> {
  const [program = "", ...args] = command.split(" ");
  const PATH = `${folder}${delimiter}${process.env["PATH"]}`;
  const child = spawn(program, args, { env: variables.includes('"PATH"') ? { PATH } : {} });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  for (const element of elements) child.stdin.write(`${element.replace(/\n+$/, "")}\n`);
  child.stdin.end();
  const status = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (checkCode === "True" && status !== 0)
    throw new Error(`Pipe function exited with error code ${status}: ${errors}`);
  return output.split("\n").filter((line, i, lines) => line !== "" || i < lines.length - 1);
}

describe.skipIf(process.platform === "win32")("the README's Spark snippet", () => {
  test("turns partitions of file names into the pairs of those files, a JSON object each", async () => {
    const files = await writeWarcs(folder, [2, 0, 1, 3]);
    const partitions = [files.slice(0, 1), [], files.slice(1)];
    const rows = (await Promise.all(partitions.map(pipePartition))).map((lines) =>
      lines.map((line): ImageTextPair => JSON.parse(line)),
    );
    expect(rows.map((partition) => partition.map(({ text }) => text))).toEqual([
      ["a 0 first", "a 0 second", "a 1 first", "a 1 second"],
      [],
      ["c 0 first", "c 0 second", "d 0 first", "d 0 second", "d 1 first", "d 1 second", "d 2 first", "d 2 second"],
    ]);
    expect(rows[0]![0]).toMatchObject({ imageUrl: "https://a.test/a.png", filename: files[0], source: "alt" });
  });

  test("fails the task of an unreadable file, which Spark then retries", async () => {
    const [file] = await writeWarcs(folder, [1]);
    const missing = join(folder, "missing.warc.gz");
    await expect(pipePartition([file!, missing])).rejects.toThrow(
      `exited with error code 3: alt2img: ${missing}: There is no such file.`,
    );
  });
});
