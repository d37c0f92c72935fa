// examples/starter-*, copied out as a beginner does it, and run with the packed packages.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium, launchChromium } from "../../packages/testing/src/bundlers/open-page.js";
import { type Served, serveFolders } from "../../packages/testing/src/bundlers/serve-folders.js";
import { installPacked } from "../packed-project.js";
import { packAll, root, run } from "../workspace.js";

const folder = mkdtempSync(join(tmpdir(), "alt2img-starters-"));
let tarballs: ReadonlyMap<string, string>;
beforeAll(() => {
  tarballs = packAll(join(folder, "tarballs"));
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of a starter, with everything installed that its `package.json` asks for. */
function copyOut(name: string): string {
  const copy = join(folder, name);
  cpSync(join(root, "examples", name), copy, { recursive: true });
  if (existsSync(join(copy, "package.json"))) installPacked(copy, tarballs);
  return copy;
}

const commandsOf = (copy: string): unknown => JSON.parse(readFileSync(join(copy, "package.json"), "utf8")).scripts;

describe("starter-node", () => {
  it("says what is wrong with the alt texts of a page", () => {
    const { stdout, status } = spawnSync("npm", ["start", "--silent"], {
      cwd: copyOut("starter-node"),
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    const heard = "a screen reader says: graphic, Three red apples on a branch";
    expect(stdout).toContain(`line 5: https://example.org/apples.jpg\n  ${heard}\nline 6`);
    expect(stdout).toContain("line 6: https://example.org/line.png\n  a screen reader says: (nothing)\nline 7");
    expect(stdout).toMatch(/DSC_0042\.jpg\n.*\n {2}error: .*file name/);
    expect(stdout).toMatch(/basket\.png\n.*\n {2}error: Only this image can say what its link does/);
    expect(status).toBe(1);
  }, 600_000);
});

describe.skipIf(!hasChromium)("in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  /** Opens a page, lets `check` look at it, and expects nothing in the console. */
  async function open(url: string, check: (page: Page) => Promise<void>): Promise<void> {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      const complaint = `${message.text()} ${message.location().url}`;
      // Chromium says that it has no WebGPU, and looks for an icon, which a notebook has none of.
      if (/^No available adapters|favicon\.ico$/.test(complaint)) return;
      if (["error", "warning"].includes(message.type())) complaints.push(complaint);
    });
    try {
      await page.goto(url, { waitUntil: "commit" });
      await check(page).catch((error: Error) => {
        throw new Error(`${error.message}\n${complaints.join("\n")}`);
      });
    } finally {
      await page.close();
    }
    expect(complaints).toEqual([]);
  }

  describe("starter-vite", () => {
    let copy: string;
    beforeAll(() => {
      copy = copyOut("starter-vite");
    }, 600_000);

    /** Two texts, and the picture that each fits best. */
    async function scores(page: Page): Promise<void> {
      const best = async () => {
        const values = (await page.locator("figcaption").allTextContents()).map(Number);
        return values.indexOf(Math.max(...values));
      };
      await expect.poll(() => page.locator("figcaption").allTextContents(), { timeout: 300_000 }).not.toContain("…");
      expect(await best()).toBe(0);
      await page.getByLabel("Text").fill("a dog");
      await expect.poll(best, { timeout: 300_000 }).toBe(1);
    }

    it("scores a text with each picture, in Vite's server", async () => {
      expect(commandsOf(copy)).toMatchObject({ start: "vite" });
      const server = await startVite(copy);
      try {
        await open(server.url, scores);
      } finally {
        server.process.kill();
      }
    }, 600_000);

    it("does so when it is built", async () => {
      run("npm", ["run", "build"], copy);
      await served([join(copy, "dist")], (url) => open(url, scores));
    }, 600_000);
  });

  it("starter-observable draws each step of a picture, and again for another text", async () => {
    const copy = copyOut("starter-observable");
    run("npm", ["run", "build"], copy);
    const check = async (page: Page): Promise<void> => {
      // The last of twelve guesses is followed by the picture.
      const drawn = async () => {
        const isDone = (await page.locator("figure canvas").count()) === 13;
        return isDone ? await centre(page, "figure canvas:last-of-type") : "not drawn yet";
      };
      await expect.poll(drawn, { timeout: 300_000 }).toBe("red");
      await page.getByLabel("Text").fill("blue heart");
      await expect.poll(drawn, { timeout: 300_000 }).toBe("blue");
    };
    await served([join(copy, ".observable/dist")], (url) => open(`${url}notebook.html`, check));
  }, 900_000);

  it("starter-html draws a picture without any build, with what a CDN serves", async () => {
    const copy = copyOut("starter-html");
    const project = join(folder, "project");
    mkdirSync(project);
    const dependencies = { "@alt2img/diffusion": "0.x", "@alt2img/tiny-stable-diffusion": "0.x" };
    writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, dependencies }));
    installPacked(project, tarballs);
    asCdn(join(folder, "cdn"), join(project, "node_modules"));
    const check = async (page: Page): Promise<void> => {
      await page.getByText("Done").waitFor({ timeout: 300_000 });
      expect(await centre(page, "canvas")).toBe("red");
      await page.getByLabel("Text").fill("blue heart");
      await page.getByText("Draw").click();
      await expect.poll(() => centre(page, "canvas"), { timeout: 300_000 }).toBe("blue");
    };
    const page = join(copy, "index.html");
    const cdn = await serveFolders([join(folder, "cdn")], { "Access-Control-Allow-Origin": "*" });
    try {
      // From a local server, which has the versions that the page names, and nothing else.
      writeFileSync(page, readFileSync(page, "utf8").replaceAll("https://cdn.jsdelivr.net/", cdn.url));
      await served([copy], (url) => open(url, check));
    } finally {
      await cdn.close();
    }
  }, 900_000);
});

/** `npm start` of the copy, without a shell, so that it can be ended. */
async function startVite(copy: string): Promise<{ url: string; process: ChildProcess }> {
  const vite = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "--port", "0"], {
    cwd: copy,
    env: { ...process.env, NO_COLOR: "1" },
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    vite.once("exit", () => reject(new Error(`vite ended:\n${output}`)));
    for (const stream of [vite.stdout, vite.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        const [found] = /http:\/\/localhost:\d+\//.exec(output) ?? [];
        if (found !== undefined) resolve(found);
      });
    }
  });
  return { url, process: vite };
}

async function served(folders: readonly string[], use: (url: string) => Promise<void>): Promise<void> {
  const server: Served = await serveFolders(folders);
  try {
    await use(server.url);
  } finally {
    await server.close();
  }
}

/** Makes `folder/npm/NAME@VERSION` of every installed package, as CDNs name them. */
function asCdn(folder: string, modules: string): void {
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
  );
  for (const name of names.filter((each) => existsSync(join(modules, each, "package.json")))) {
    const { version } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    const link = join(folder, "npm", `${name}@${version}`);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(modules, name), link, "junction");
  }
}

/** The colour in the middle of a canvas. */
function centre(page: Page, selector: string): Promise<"red" | "blue" | "other"> {
  return page.locator(selector).evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const middle = new OffscreenCanvas(1, 1).getContext("2d")!;
    middle.drawImage(canvas as HTMLCanvasElement, -width / 2, -height / 2);
    const [red, green, blue] = middle.getImageData(0, 0, 1, 1).data;
    if (red! > green! + 60 && red! > blue! + 60) return "red";
    return blue! > red! + 60 ? "blue" : "other";
  });
}
