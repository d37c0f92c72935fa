import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { decodeImage, encodePng } from "@alt2img/image";
import { tinyLcm, tinyStableDiffusion } from "@alt2img/tiny";
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

  test("says that a negative prompt has no effect without guidance", async () => {
    const run = (model: string) =>
      runCli(["generate", "red heart", "--model", model, "--negative", "blue", "--steps", "1"], {
        cwd: temporaryFolder(),
      });
    expect((await run("lcm")).stderr).toContain(
      "--negative has no effect at a guidance of 1: give a --guidance above 1",
    );
    expect((await run("tiny")).stderr).not.toContain("no effect");
  });

  test("draws in four steps without guidance with the model that was made for it", async () => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["generate", "red heart", "--model", "lcm", "--seed", "7"], { cwd });
    expect([status, stderr]).toEqual([0, expect.stringContaining("red-heart.png: 64 × 64 pixels, seed 7")]);
    const file = readFileSync(join(cwd, "red-heart.png"));
    expect(file.toString("latin1")).toContain(
      "\nSteps: 4, Sampler: lcm, CFG scale: 1, Seed: 7, Size: 64x64, Model: lcm",
    );
    await using model = await loadTextToImage(tinyLcm);
    for await (const event of model.generate("red heart", { steps: 4, seed: 7, guidanceScale: 1 })) {
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

  test("starts from a picture, or changes a part of it", async () => {
    const cwd = temporaryFolder();
    const draw = (name: string, ...args: string[]) =>
      runCli(["generate", "red heart", "--steps", "4", "--out", name, ...args], { cwd });
    await draw("start.png", "--seed", "5");
    const { status, stderr } = await draw("kept.png", "--init", "start.png", "--strength", "0.5");
    expect(stderr).toContain("kept.png: 64 × 64 pixels");
    expect(status).toBe(0);
    expect(readFileSync(join(cwd, "kept.png"), "latin1")).toContain(", Denoising strength: 0.5");
    await draw("changed.png", "--init", "start.png", "--strength", "1");
    const [kept, changed] = ["kept.png", "changed.png"].map((name) => readFileSync(join(cwd, name)));
    expect(kept!.equals(changed!)).toBe(false);

    // Black keeps: nothing but what the autoencoder changes.
    writeFileSync(join(cwd, "black.png"), await encodePng({ width: 1, height: 1, data: Uint8Array.of(0, 0, 0, 255) }));
    await draw("masked.png", "--init", "start.png", "--mask", "black.png");
    const [start, masked] = await Promise.all(
      ["start.png", "masked.png"].map(async (name) => (await decodeImage(readFileSync(join(cwd, name)))).data),
    );
    const differences = Array.from(start!, (byte, i) => Math.abs(byte - masked![i]!));
    const distance = differences.reduce((sum, each) => sum + each) / differences.length;
    expect(distance).toBeLessThan(10);

    writeFileSync(join(cwd, "broken.png"), "no picture");
    for (const option of ["--init", "--mask"]) {
      const broken = await draw("never.png", "--init", "start.png", option, "broken.png");
      expect(broken.stderr).toContain("broken.png can't be used: ");
      expect(broken.status).toBe(3);
    }
  });

  test("names the words that the model didn't read", async () => {
    const cwd = temporaryFolder();
    const prompt = `${"red ".repeat(30)}heart in the sky`;
    const { stderr } = await runCli(["generate", prompt, "--steps", "1", "--out", "long.png"], { cwd });
    expect(stderr).toContain("The prompt is too long. The model didn't read: heart in the sky");
  });

  test("draws a film strip of the steps, and where each word was attended to", async () => {
    const cwd = temporaryFolder();
    const files = ["--strip", "out/strip.png", "--attention", "out/words.png"];
    const { status, stderr } = await runCli(["generate", "(yellow:1.4) sunflower", ...few, ...files], { cwd });
    expect(stderr).toContain("out/strip.png: the picture that the model guessed in each step");
    expect(stderr).toContain("out/words.png: orange where a word was attended to: yellow sunflower");
    expect(stderr).toContain("yellow-sunflower.png: 64 × 64 pixels");
    expect(status).toBe(0);
    // Frames of 128 × 128 with a line of text of 16 pixels, and gaps of 4: three steps; the picture and two words.
    for (const name of ["strip", "words"]) {
      const picture = await decodeImage(readFileSync(join(cwd, `out/${name}.png`)));
      expect([picture.width, picture.height]).toEqual([3 * 128 + 2 * 4, 128 + 16]);
    }
    expect(readFileSync(join(cwd, "out/words.png"), "latin1")).toContain("parameters\0(yellow:1.4) sunflower\n");
  });

  test("takes a schedule, a size, and brackets as text", async () => {
    const cwd = temporaryFolder();
    const args = [
      "--sampler",
      "dpm_multistep",
      "--schedule",
      "karras",
      "--size",
      "64x64",
      "--literal",
      "--out",
      "a.png",
    ];
    const { status, stderr } = await runCli(["generate", "(red:1.3) heart", ...few, ...args], { cwd });
    expect(stderr).toContain("a.png: 64 × 64 pixels");
    expect(status).toBe(0);
    expect(readFileSync(join(cwd, "a.png"), "latin1")).toContain(
      "Sampler: dpm_multistep, Schedule type: karras, CFG scale: 2.5, Seed: 0, Size: 64x64, Model: tiny, Emphasis: None",
    );
  });

  test("names the picture that it can't start from", async () => {
    const { status, stderr } = await runCli(["generate", "heart", "--init", "nowhere.png"], { cwd: temporaryFolder() });
    expect(stderr).toContain("nowhere.png can't be used: There is no such file.");
    expect(status).toBe(3);
  });

  test("doesn't overwrite the picture that it starts from", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "a.png"), "a picture");
    for (const args of [
      ["--init", "a.png"],
      ["--init", "b.png", "--mask", "a.png"],
    ]) {
      const { status, stderr } = await runCli(["generate", "heart", ...few, ...args, "--out", "./a.png"], { cwd });
      expect(stderr).toContain("is an input and would be overwritten");
      expect(status).toBe(2);
    }
    expect(readFileSync(join(cwd, "a.png"), "utf8")).toBe("a picture");
  });

  test("cuts no letter of the file's name in two, and names not all of very many words", async () => {
    const cwd = temporaryFolder();
    const letter = String.fromCodePoint(0x1d49c);
    const prompt = `a${letter.repeat(80)}${" red".repeat(5000)}`;
    const { stderr } = await runCli(["generate", prompt, "--steps", "1"], { cwd });
    expect(existsSync(join(cwd, `a${letter.repeat(29)}.png`))).toBe(true);
    expect(stderr).toMatch(/didn't read: .* red … and 4,97\d more words\n/);
    const long = await runCli(["generate", "x".repeat(9000), "--steps", "1", "--out", "a.png"], { cwd });
    expect(long.stderr).toContain(`didn't read: ${"x".repeat(50)}…\n`);
  });

  test("refuses what would end ONNX Runtime, and a size that the model can't draw", async () => {
    const long = await runCli(["generate", "a ".repeat(15_000)]);
    expect(long.stderr).toContain("The prompt has 30,000 bytes");
    expect(long.status).toBe(2);
    const size = await runCli(["generate", "a dog", "--size", "13", "--out", join(temporaryFolder(), "dog.png")]);
    expect(size.stderr).toContain("leave --size out.");
    expect(size.status).toBe(2);
  });

  test("says so when the prompt is empty", async () => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["generate", " ", "--steps", "1"], { cwd });
    expect(stderr).toContain("The prompt is empty");
    expect(stderr).toContain("picture.png: 64 × 64 pixels");
    expect(status).toBe(0);
  });

  test.each([
    [["--schedule", "karras"], /DDIMScheduler has no use_karras_sigmas/],
    [["--schedule", "magic"], /Allowed choices are karras/],
    [["--size", "0x64"], /width and a height in pixels, such as 768x512/],
    [["--size", "128"], /width is 128, but the model was exported for 64/],
    [["--negative", "(red:9999)"], /weight of 9999/],
    [["--strip", "a.gif"], /--strip a\.gif must end in \.png/],
    [["--strip", "a.png", "--attention", "a.png"], /is the name of another picture/],
    [["--strip", "./a.png", "--out", "a.png"], /is the name of another picture/],
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
