import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { decodeImage } from "@alt2img/image";
import { tinyStableDiffusion } from "@alt2img/tiny";
import { describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../run-cli.js";

const few = ["--steps", "3"];

describe("alt2img generate", () => {
  test("draws what @alt2img/diffusion draws, and says in the PNG how", async () => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["generate", "Red heart!", ...few, "--seed", "7"], { cwd });
    expect(stderr).toContain("red-heart.png: 64 × 64 pixels, seed 7");
    expect(status).toBe(0);
    const file = readFileSync(join(cwd, "red-heart.png"));
    expect(file.toString("latin1")).toContain(
      "parameters\0Red heart!\nSteps: 3, Sampler: ddim, CFG scale: 2.5, Seed: 7, Size: 64x64, Model: tiny",
    );
    await using model = await loadTextToImage(tinyStableDiffusion);
    for await (const event of model.generate("Red heart!", { steps: 3, seed: 7, guidanceScale: 2.5 })) {
      if (event.type === "image") expect(await decodeImage(file)).toEqual(event.image);
    }
  });

  test("takes the model from a folder, and every option", async () => {
    const cwd = temporaryFolder();
    const [file] = await tinyStableDiffusion.files();
    const folder = new URL(file!.url.href.slice(0, -file!.path.length));
    const args = ["--guidance", "1", "--negative", "wheels", "--sampler", "ddim", "--out", "out/car.png"];
    const { status, stderr } = await runCli(["generate", "blue car", "-m", folder.href, ...few, ...args], { cwd });
    expect(stderr).toContain("out/car.png: 64 × 64 pixels, seed 0");
    expect(status).toBe(0);
    expect(readFileSync(join(cwd, "out/car.png"), "latin1")).toContain("\nNegative prompt: wheels\nSteps: 3, ");
  });

  test("names the words that the model didn't read", async () => {
    const cwd = temporaryFolder();
    const prompt = `${"red ".repeat(30)}heart in the sky`;
    const { stderr } = await runCli(["generate", prompt, "--steps", "1", "--out", "long.png"], { cwd });
    expect(stderr).toContain("The prompt is too long. The model didn't read: heart in the sky");
  });

  test.each([
    [["--sampler", "magic"], /no sampler "magic".*There are: .*ddim/],
    [["--guidance", "much"], /must be a number/],
    [["--steps", "0"], /whole number, from 1 to 1000/],
    [["--out", "heart.jpg"], /must end in \.png/],
    [["--model", "nothing-here"], /no model nothing-here.*tiny Stable Diffusion/],
  ])("refuses %j with status 2, and writes nothing", async (args, message) => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["generate", "heart", ...few, ...args], { cwd });
    expect(stderr.replaceAll("\n", " ")).toMatch(message);
    expect(status).toBe(2);
    expect(existsSync(join(cwd, "heart.png"))).toBe(false);
  });
});
