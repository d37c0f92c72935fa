import axe from "axe-core";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import indexHtml from "../index.html?raw";
import "../src/style.css";

const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
const one = (selector: string): HTMLElement => {
  const found = all(selector);
  if (found.length !== 1) throw new Error(`${found.length} elements match ${selector}`);
  return found[0]!;
};
const texts = (selector: string): (string | null)[] => all(selector).map(({ textContent }) => textContent);
const title = (): string => one("#content h2").firstChild?.textContent ?? "";
const input = (): HTMLInputElement => one("#word") as HTMLInputElement;
const press = (element: HTMLElement, key: string): boolean =>
  element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

function type(text: string): void {
  input().value = text;
  input().dispatchEvent(new InputEvent("input", { bubbles: true }));
}

async function lookUp(word: string): Promise<void> {
  type(word);
  (one("#search") as HTMLFormElement).requestSubmit();
  await vi.waitFor(() => expect(document.title).toContain("WordNet explorer"));
}

/** Whether two boxes of elements share a point. */
function overlap(a: Element, b: Element): boolean {
  const [one, other] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
  const slack = 0.5;
  return (
    one.left < other.right - slack &&
    other.left < one.right - slack &&
    one.top < other.bottom - slack &&
    other.top < one.bottom - slack
  );
}

const requests: string[] = [];

beforeAll(async () => {
  const page = new DOMParser().parseFromString(indexHtml, "text/html");
  document.body.innerHTML = page.body.innerHTML;
  document.documentElement.lang = page.documentElement.lang;
  document.body.style.margin = "0";
  new PerformanceObserver((list) => requests.push(...list.getEntries().map(({ name }) => name))).observe({
    type: "resource",
    buffered: true,
  });
  await import("../src/main.js");
  await vi.waitFor(() => expect(one("#content h2").textContent).toContain("entity"), { timeout: 50_000 });
}, 60_000);

beforeEach(async () => {
  // What one test asked to see is not shown in the next.
  history.pushState(null, "", "?");
  await lookUp("dog");
  await vi.waitFor(() => expect(title()).toBe("dog"));
});

describe("the search box", () => {
  it("suggests words with the same beginning, with definitions; arrow keys choose, Enter opens", async () => {
    type("teap");
    await vi.waitFor(() => expect(input().getAttribute("aria-expanded")).toBe("true"));
    expect(texts("#suggestions b")[0]).toBe("teapot");
    expect(one("#suggestions li:first-child .meaning").textContent).toContain("pot for brewing tea");
    press(input(), "ArrowDown");
    expect(input().getAttribute("aria-activedescendant")).toBe("suggestion-0");
    (one("#search") as HTMLFormElement).requestSubmit();
    await vi.waitFor(() => expect(title()).toBe("teapot"));
    expect(one("#suggestions").hidden).toBe(true);
  });

  it("suggests words with a similar spelling, and Escape closes the list", async () => {
    type("gitar");
    await vi.waitFor(() => expect(texts("#suggestions b")).toContain("guitar"));
    press(input(), "Escape");
    expect(one("#suggestions").hidden).toBe(true);
  });

  it("finds a form's lemma, a synset by its id, and says when nothing is found", async () => {
    await lookUp("mice");
    await vi.waitFor(() => expect(title()).toBe("mouse"));
    await lookUp("n02084071");
    await vi.waitFor(() => expect(title()).toBe("dog"));
    await lookUp("gitarr");
    await vi.waitFor(() => expect(title()).toContain("no “gitarr”"));
    expect(texts(".nothing a")).toContain("guitar");
  });
});

describe("a synset", () => {
  it("shows definition, example, words, ids, and its relations in both directions", () => {
    expect(one(".definition").textContent).toContain("member of the genus Canis");
    expect(one(".example").textContent).toBe("“the dog barked all night”");
    expect(texts(".head code")).toEqual(["02084071-n", "n02084071", "i46360"]);
    expect(texts(".words b")).toEqual(["dog", "domestic dog", "Canis familiaris"]);
    expect(texts(".relation h4 code")).toEqual(
      expect.arrayContaining(["hypernym", "hyponym", "holo_member", "mero_part"]),
    );
    // Of eight senses three are people not marked safe.
    expect(texts(".senses-of li")).toHaveLength(5);
    expect(one(".senses-of p:last-child").textContent).toBe("3 hidden. Show");
  });

  it("draws each synset of the graph once, no labels that overlap, and the path with definitions", async () => {
    const graph = one("alt2img-synset-graph").shadowRoot!;
    await vi.waitFor(() => expect(graph.querySelector(".nodes")).not.toBeNull(), { timeout: 50_000 });
    const labels = [...graph.querySelectorAll(".nodes .node [lang]")].map(({ textContent }) => textContent);
    expect(labels).toEqual(expect.arrayContaining(["canine", "domestic animal", "animal", "entity", "dog", "puppy"]));
    expect(new Set(labels).size).toBe(labels.length);
    const nodes = [...graph.querySelectorAll<HTMLElement>(".nodes .node")];
    for (const [i, node] of nodes.entries()) {
      for (const other of nodes.slice(i + 1)) {
        expect(overlap(node, other), `${node.textContent} and ${other.textContent}`).toBe(false);
      }
    }
    // Dog has two hypernyms: one path more than there are synsets above it.
    expect(graph.querySelectorAll("path").length).toBeGreaterThan(nodes.length - 1);
    const first = all(".path")[0]!;
    expect(first.querySelector("li")!.textContent).toMatch(/^entity that which is perceived/);
    expect([...first.querySelectorAll("li")].at(-1)!.textContent).toMatch(/^dog a member of/);
    expect(texts(".paths summary")).toEqual(["1 other way up"]);
  });

  it("can be walked through by links; Back goes back", async () => {
    const puppy = all(".relation a").find(({ textContent }) => textContent === "puppy")!;
    puppy.click();
    await vi.waitFor(() => expect(title()).toBe("puppy"));
    expect(location.search).toMatch(/^\?synset=\d{8}-n$/);
    expect(document.activeElement).toBe(one("#content h2"));
    const up = all(".relation a").find(({ textContent }) => textContent?.startsWith("dog"))!;
    up.click();
    await vi.waitFor(() => expect(title()).toBe("dog"));
    history.back();
    await vi.waitFor(() => expect(title()).toBe("puppy"));
    history.back();
    await vi.waitFor(() => expect(title()).toBe("dog"));
    await vi.waitFor(() => expect(location.search).toBe("?word=dog"));
  });

  it("can be walked through in the graph, too", async () => {
    const node = (name: string): HTMLElement | undefined =>
      [...(one("alt2img-synset-graph").shadowRoot?.querySelectorAll<HTMLElement>(".nodes .node") ?? [])].find(
        (each) => each.querySelector("[lang]")?.textContent === name,
      );
    await vi.waitFor(() => expect(node("puppy")).toBeDefined(), { timeout: 50_000 });
    expect(node("puppy")!.title).toBe("puppy: a young dog");
    node("puppy")!.click();
    await vi.waitFor(() => expect(title()).toBe("puppy"));
    expect(location.search).toBe("?synset=puppy.n.01");
  });

  it("of verbs and adjectives shows frames and opposites", async () => {
    await lookUp("hot");
    await vi.waitFor(() => expect(title()).toBe("hot"));
    expect(one(".words li:first-child").textContent).toContain("is the opposite of cold");
    expect(all(".place")).toEqual([]);
    await lookUp("breathe");
    await vi.waitFor(() => expect(texts(".frame").length).toBeGreaterThan(0));
  });
});

describe("ImageNet's tree", () => {
  const open = async (): Promise<void> => {
    one("#to-imagenet").click();
    await vi.waitFor(() => expect(title()).toBe("entity"));
  };

  it("counts the classes, in all and below each branch", async () => {
    await open();
    expect(one("#content h2").textContent).toBe("entity 1,000 classes");
    const artifact = all(".piece").find((piece) => piece.textContent?.startsWith("artifact"))!;
    expect(artifact.textContent).toBe("artifact 522 classes");
    artifact.click();
    await vi.waitFor(() => expect(title()).toBe("artifact"));
    expect(location.search).toContain("imagenet=n00021939");
    const numbers = texts(".branches .number").map((text) => Number(text?.replace(",", "")) || 1);
    expect(numbers[0]).toBe(358);
  });

  it("can be walked by keyboard: into a branch, along it, back, to its end", async () => {
    await open();
    const [root] = all(".piece");
    expect(all('.piece[tabindex="0"]')).toEqual([root]);
    root!.focus();
    press(root!, "ArrowRight");
    expect(document.activeElement?.textContent).toMatch(/^physical entity/);
    press(document.activeElement as HTMLElement, "ArrowLeft");
    expect(document.activeElement).toBe(root);
    expect(all('.piece[tabindex="0"]')).toHaveLength(1);
    expect(getComputedStyle(document.activeElement!).outlineStyle).not.toBe("none");
  });

  it("has no boxes that overlap", async () => {
    await open();
    const pieces = all(".piece");
    expect(pieces.length).toBeGreaterThan(8);
    for (const [i, piece] of pieces.entries()) {
      for (const other of pieces.slice(i + 1)) expect(overlap(piece, other)).toBe(false);
    }
  });
});

describe("a sensitive synset", () => {
  it("is hidden, in lists and at its own URL, until someone asks for it", async () => {
    await lookUp("bounder");
    await vi.waitFor(() => expect(title()).toBe("Hidden unless you ask for it"));
    expect(one("#content").textContent).not.toContain("morally reprehensible");
    all("#content a")
      .find(({ textContent }) => textContent === "Show it")!
      .click();
    await vi.waitFor(() => expect(title()).toBe("cad"));
    expect(location.search).toContain("sensitive");
    all(".note a")
      .find(({ textContent }) => textContent === "Hide them")!
      .click();
    await vi.waitFor(() => expect(title()).toBe("Hidden unless you ask for it"));
  });

  it("is hidden above what is shown, and at its own URL", async () => {
    const show = async (address: string, heading: string): Promise<string> => {
      history.pushState(null, "", address);
      dispatchEvent(new PopStateEvent("popstate"));
      await vi.waitFor(() => expect(title()).toBe(heading));
      return document.body.innerHTML;
    };
    const page = await show("?synset=argonaut.n.01", "argonaut");
    expect(texts(".path li")).toContain("(hidden)");
    expect(page).not.toMatch(/adventurer|venturer/);
    // The wnid of adventurer, and the id of its synset.
    for (const address of ["?imagenet=n09606009&classes=21k", "?synset=n09606009"]) {
      expect(await show(address, "Hidden unless you ask for it")).not.toMatch(/adventurer|venturer/);
      await show("?word=dog", "dog");
    }
    expect(await show("?imagenet=n09607782&classes=21k", "argonaut")).not.toMatch(/adventurer|venturer/);
    expect(texts(".way a").slice(-2)).toEqual(["person", "all about argonaut"]);
    await show("?imagenet=n09606009&classes=21k&sensitive", "adventurer");
    // Argonaut is below person while adventurer is hidden.
    await show("?imagenet=n00007846&classes=21k", "person");
    expect(texts(".branches a")).toContain("argonaut");
  });

  it("is left out of ImageNet's tree, and counted", async () => {
    one("#to-imagenet").click();
    await vi.waitFor(() => expect(title()).toBe("entity"));
    all(".choice")[1]!.click();
    await vi.waitFor(() => expect(one("#content h2").textContent).toBe("entity 20,245 classes"));
    expect(one(".note").textContent).toMatch(/^1,596 people are hidden/);
    one(".note a").click();
    await vi.waitFor(() => expect(one("#content h2").textContent).toBe("entity 21,841 classes"));
  });
});

it("names the nearest class of a synset that isn't one", async () => {
  await lookUp("moustache");
  await vi.waitFor(() => expect(texts(".note").join()).toMatch(/The nearest: \w+/));
  await lookUp("n02110341");
  await vi.waitFor(() => expect(one(".note").textContent).toMatch(/^Class 251 of ImageNet’s 1,000\./));
});

it.each(["?word=dog", "?synset=00007846-n", "?word=hot", "?word=bounder", "?imagenet", "?imagenet=n00015388"])(
  "%s passes axe",
  async (address) => {
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    await vi.waitFor(() => expect(all("#content h2")).toHaveLength(1));
    const { violations } = await axe.run(document, { rules: { "document-title": { enabled: false } } });
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 2).map(({ html }) => html.slice(0, 160))}`),
    ).toEqual([]);
  },
);

it("requests only its own files", () => {
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter((url) => new URL(url).origin !== location.origin && !url.startsWith("data:"))).toEqual([]);
});
