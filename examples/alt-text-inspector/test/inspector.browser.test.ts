import { beforeAll, describe, expect, it, vi } from "vitest";
import indexHtml from "../index.html?raw";

const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
const one = (selector: string): HTMLElement => {
  const found = all(selector);
  if (found.length !== 1) throw new Error(`${found.length} elements match ${selector}`);
  return found[0]!;
};
const status = (): string => one("#status").textContent ?? "";
const frame = (): HTMLIFrameElement => one("#overlay") as HTMLIFrameElement;

async function paste(html: string): Promise<void> {
  // What is there of a page before must not pass for this one.
  one("#status").textContent = "";
  (one("#html") as HTMLTextAreaElement).value = html;
  (one("#open") as HTMLFormElement).requestSubmit();
  await vi.waitFor(() => expect(status()).toBe("Pasted: 1 page."));
  await vi.waitFor(() => expect(all(".card").length).toBe(html.split("<img").length - 1));
}

beforeAll(async () => {
  document.body.innerHTML = new DOMParser().parseFromString(indexHtml, "text/html").body.innerHTML;
  await import("../src/main.js");
  await vi.waitFor(() => expect(all(".card").length, status()).toBeGreaterThan(0), { timeout: 20_000 });
});

describe("the inspector", () => {
  it("starts with the sample crawl, its pages and its pictures", async () => {
    await vi.waitFor(() => expect(status()).toMatch(/^sample-crawl\.warc\.gz: \d+ pages\.$/));
    await vi.waitFor(() => expect(all("#page option").length).toBeGreaterThan(5));
    await vi.waitFor(() => expect(all(".picture img").length).toBeGreaterThan(0));
    for (const picture of all(".picture img")) expect(picture.getAttribute("src")).toMatch(/^data:image\//);
  });

  it("shows what each reader gets, with findings and their sources", async () => {
    await paste('<html lang="en"><img src="a.jpg" alt="Ann at work"><a href="/shop"><img src="b.png"></a>');
    await vi.waitFor(() =>
      expect(all(".reading.heard .text").map((text) => text.textContent)).toEqual([
        "“graphic, Ann at work”",
        "“link, graphic, shop”",
      ]),
    );
    expect(all(".reading.taken .text").map((text) => text.textContent)).toEqual(["“Ann at work”"]);
    expect(one(".findings .severity").textContent).toBe("error");
    expect(all(".findings a").map((link) => link.textContent)).toContain("WCAG F65");
    expect(all(".key").map((key) => key.textContent)).toEqual([
      "1 heard and taken",
      "1 only heard",
      "0 only taken",
      "0 neither",
    ]);
  });

  it("filters the list", async () => {
    one("input[value=findings]").click();
    await vi.waitFor(() => expect(all(".card").length).toBe(1));
    one("input[value=taken]").click();
    await vi.waitFor(() => expect(all(".card").length).toBe(0));
    await vi.waitFor(() => expect(one(".empty").textContent).toContain("No such image"));
    one("input[value=all]").click();
    await vi.waitFor(() => expect(all(".card").length).toBe(2));
  });

  it("walks through the decision tree, backwards too, to an outcome", async () => {
    all(".decide")[0]!.click();
    const dialog = one("#decision") as HTMLDialogElement;
    await vi.waitFor(() => expect(dialog.open).toBe(true));
    const tree = (): ShadowRoot => one("alt2img-alt-decision-tree").shadowRoot!;
    const title = (): string => tree().querySelector(".question")?.textContent ?? "";
    await vi.waitFor(() => expect(title()).not.toBe(""));
    const first = title();
    const press = (label: string): void =>
      [...tree().querySelectorAll("button"), ...all("#decision button")]
        .find((button) => button.textContent === label)!
        .click();
    press("No");
    await vi.waitFor(() => expect(title()).toMatch(/link or a button/));
    await vi.waitFor(() => expect(tree().activeElement).toBe(tree().querySelector(".question")));
    press("Back");
    await vi.waitFor(() => expect(title()).toBe(first));
    press("No");
    await vi.waitFor(() => expect(title()).toMatch(/link or a button/));
    press("Yes");
    await vi.waitFor(() => expect(tree().querySelector("pre")?.textContent).toContain('alt="Print this page"'));
    press("Close");
    await vi.waitFor(() => expect(dialog.open).toBe(false));
  });

  it("shows what the page says about its use", async () => {
    await paste('<meta name="robots" content="noai"><link rel="license" href="/terms"><img src="a.jpg" alt="Ann">');
    await vi.waitFor(() => expect(one(".opt-out").textContent).toContain("noai"));
    expect(one(".opt-out").textContent).toContain("https://example.org/terms");
  });

  it("overlays both readings on the page, and runs none of its scripts", async () => {
    const messages: unknown[] = [];
    addEventListener("message", ({ data }) => messages.push(data));
    const call = "parent.postMessage('ran', '*')";
    await paste(
      `<script>${call}</script><link rel="preload" href="https://example.org/"><p onclick="${call}">Text</p>` +
        `<img src="data:," onerror="${call}" alt="a &quot;quoted&quot; <b>text"> <img alt='x > y: a formula' src="b.png">after`,
    );
    one("input[value=page]").click();
    await vi.waitFor(() => expect(frame().srcdoc).toContain("Heard"));
    expect(frame().getAttribute("sandbox")).toBe("");
    await vi.waitFor(() => expect(frame().contentDocument).toBeNull());
    expect(frame().srcdoc).toContain("default-src 'none'");
    expect(frame().srcdoc).not.toContain("preload");
    const shown = new DOMParser().parseFromString(frame().srcdoc, "text/html").body;
    expect(shown.textContent).toContain('Heard “graphic, a "quoted" <b>text”');
    expect(shown.textContent).toMatch(/Taken “x > y: a formula”\s*after/);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(messages.filter((message) => message === "ran")).toEqual([]);
    one("input[value=list]").click();
  });

  it("shows the page in a fresh iframe each time", async () => {
    await paste('<img src="a.jpg" alt="Ann at work">');
    for (let turn = 0; turn < 3; turn++) {
      expect(all("iframe")).toEqual([]);
      one("input[value=page]").click();
      await vi.waitFor(() => expect(frame().srcdoc).toContain("Ann at work"));
      one("input[value=list]").click();
      await vi.waitFor(() => expect(one("#overlay-place").hidden).toBe(true));
    }
  });

  it("recognises files by their content, and says what is wrong with other files", async () => {
    const gzip = async (text: string): Promise<Blob> => {
      const zipped = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
      return new Response(zipped).blob();
    };
    const record = (type: string, contentType: string, block: string): string =>
      `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Target-URI: https://example.org/\r\nWARC-Date: 2024-05-18T01:58:10Z\r\n` +
      `WARC-Record-ID: <urn:uuid:3d3f4785-c69a-4f8c-968c-d23302c55ef4>\r\nContent-Type: ${contentType}\r\n` +
      `Content-Length: ${block.length}\r\n\r\n${block}\r\n\r\n`;
    const choose = (file: File): void => {
      const data = new DataTransfer();
      data.items.add(file);
      dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
    };
    choose(new File(['<img src="a.jpg" alt="Ann at work">'], "page.html"));
    await vi.waitFor(() => expect(status()).toBe("page.html: 1 page."));
    choose(
      new File([await gzip('<!doctype html><img src="a.jpg" alt="Ann"><img src="b.jpg" alt="Ben">')], "page.txt.gz"),
    );
    await vi.waitFor(() => expect(status()).toBe("page.txt.gz: 1 page."));
    await vi.waitFor(() => expect(all(".card").length).toBe(2));
    const html = { Links: [{ path: "IMG@/src", url: "a.png", alt: "A red apple" }] };
    const message = { "Response-Message": { Status: "200" }, "HTML-Metadata": html };
    const wat = {
      Envelope: {
        "WARC-Header-Metadata": { "WARC-Type": "response", "WARC-Target-URI": "https://example.org/" },
        "Payload-Metadata": { "HTTP-Response-Metadata": message },
      },
    };
    choose(new File([await gzip(record("metadata", "application/json", JSON.stringify(wat)))], "some.gz"));
    await vi.waitFor(() => expect(status()).toBe("some.gz: 1 page."));
    await vi.waitFor(() => expect(all(".card").length).toBe(1));
    expect((one("input[value=page]") as HTMLInputElement).disabled).toBe(true);
    choose(new File([await gzip(record("conversion", "text/plain", "Text."))], "crawl.warc.wet.gz"));
    await vi.waitFor(() => expect(status()).toMatch(/WET file/));
    choose(new File(['{"html": "<img>"}'], "data.json"));
    await vi.waitFor(() => expect(status()).toMatch(/JSON/));
    choose(new File(["no crawl"], "broken.warc"));
    await vi.waitFor(() => expect(status()).toMatch(/neither an HTML page nor a crawl file/));
    expect(one("#results").hidden).toBe(true);
  });
});
