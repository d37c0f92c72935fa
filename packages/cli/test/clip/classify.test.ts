import { classify, loadClip } from "@alt2img/clip";
import { tinyClip, tinyTrainingSet } from "@alt2img/tiny";
import { describe, expect, test } from "vitest";
import { runCli } from "../run-cli.js";
import { goldenModel, pictureFolder, runJson } from "./pictures.js";

type Output = {
  images: {
    image: string;
    classes?: { className: string; probability: number; cosine: number }[];
    path?: { name: string; wnid?: string; probability: number; definition: string }[];
    failure?: string;
  }[];
};

const classes = ["flag", "face", "animal"].flatMap((name) => ["--class", name]);

describe("alt2img classify", () => {
  test("the likeliest class first, with its probability", async () => {
    const cwd = await pictureFolder();
    const { status, stdout, stderr } = await runCli(["classify", "face.png", ...classes], { cwd });
    expect(stdout.toString().split("\n")).toEqual([
      "face.png",
      expect.stringMatching(/^ {2}[01]\.\d{3} {2}face {2}\(cosine 0\.\d{3}\)$/),
      expect.stringMatching(/^ {2}0\.\d{3} {2}\w+ {2}\(cosine 0\.\d{3}\)$/),
      expect.stringMatching(/^ {2}0\.\d{3} {2}\w+ {2}\(cosine 0\.\d{3}\)$/),
      "",
    ]);
    expect(stderr).toContain("Templates: {}; the probabilities of all 3 classes add up to 1.");
    expect(status).toBe(0);
  });

  test("gives the numbers of @alt2img/clip, with several templates and --top", async () => {
    const cwd = await pictureFolder();
    const templates = ["a drawing of a {}", "a {}"];
    const options = [...templates.flatMap((template) => ["--template", template]), "--top", "2"];
    const { json } = await runJson<Output>(["classify", "face.png", ...classes, ...options], { cwd });
    await using clip = await loadClip(tinyClip);
    const { image } = await tinyTrainingSet.row(40, { columns: ["image"] });
    const expected = await classify(clip, image, ["flag", "face", "animal"], { templates });
    expect(json.images[0]!.classes).toEqual(expected.slice(0, 2));
  });

  test("refuses a class that is there twice, since it would get half of its probability", async () => {
    const { status, stdout, stderr } = await runCli(["classify", "face.png", ...classes, "--class", "face"], {
      cwd: await pictureFolder(),
    });
    expect(stderr).toContain("--class face is there twice");
    expect(stdout).toHaveLength(0);
    expect(status).toBe(2);
  });

  test("names and counts pictures that can't be read, with status 3", async () => {
    const cwd = await pictureFolder();
    const args = ["classify", "bad.jpg", "face.png", ...classes, "--format", "csv"];
    const { status, stdout, stderr } = await runCli(args, { cwd });
    const lines = stdout.toString().trimEnd().split("\r\n");
    expect(lines[0]).toBe("image,class,probability,cosine");
    expect(lines[1]).toMatch(/^face\.png,face,[01]/);
    expect(stderr).toContain("1 of 2 pictures couldn't be read.");
    expect(status).toBe(3);
  });

  test("ImageNet's classes, and the way down WordNet's hierarchy", async () => {
    const cwd = await pictureFolder();
    const down = await runJson<Output>(["classify", "face.png", "--imagenet", "--down"], { cwd });
    const path = down.json.images[0]!.path!;
    expect(path[0]).toMatchObject({ name: "entity", definition: expect.stringContaining("perceived") });
    expect(path[0]!.probability).toBeCloseTo(1, 5);
    for (const [i, { probability }] of path.entries()) {
      expect(probability).toBeLessThanOrEqual((path[i - 1]?.probability ?? 1) + 1e-9);
    }
    expect(path.at(-1)!.wnid).toMatch(/^n\d{8}$/);
    const flat = await runCli(["classify", "face.png", "--imagenet", "--top", "3"], { cwd });
    expect(flat.stdout.toString().trimEnd().split("\n")).toHaveLength(4);
    expect(flat.stderr).toContain("the probabilities of all 1,000 classes add up to 1");
  });

  test("SigLIP takes a single class; its probability is its own", async () => {
    const cwd = await pictureFolder();
    // Its towers don't say the scale.
    const one = await runCli(["classify", "face.png", "--class", "face", "--model", goldenModel("siglip")], { cwd });
    expect(one.stderr).toContain("The model's files don't contain its logit scale");
    expect(one.status).toBe(3);
  });

  test.each([
    [[], "There are no classes. Name them with --class, once for each, or take ImageNet's with --imagenet."],
    [["--class", ""], "It is empty. Give a class."],
    [["--class", "a", "--imagenet"], "option '--imagenet' cannot be used with option '-c, --class <name>'"],
    [["--imagenet", "--down", "--top", "3"], "option '--down' cannot be used with option '--top <n>'"],
    [["--class", "a", "--down"], "--down does nothing without --imagenet. Add --imagenet, or leave --down out."],
    [["--class", "a", "--top", "0"], "It must be a whole number, at least 1."],
    [["--class", "a", "--template", "a dog"], "The template “a dog” has no {} for the class's name. Write, for"],
    [["--class", "a", "--template", ""], "It is empty. Give a template"],
    [["--class", "a"], "With one class, its probability is always 1. Give at least two with --class."],
  ])("%j is a mistake in the call", async (options, message) => {
    const cwd = await pictureFolder();
    const { status, stdout, stderr } = await runCli(["classify", "face.png", ...options], { cwd });
    expect(stderr).toContain(message);
    expect(status).toBe(2);
    expect(stdout).toHaveLength(0);
  });
});
