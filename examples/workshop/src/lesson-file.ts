import { h } from "@alt2img/example-shared/element";
import { chapters } from "./chapter-list.js";
import { isPicture, type KeptPicture, type Notebook } from "./notebook.js";

const STYLE =
  "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}.answer{padding-left:.9rem;border-left:3px solid #bbb;white-space:pre-wrap;overflow-wrap:anywhere}ul{display:flex;flex-wrap:wrap;gap:1rem;padding:0;list-style:none}li{width:12rem;overflow-wrap:anywhere}img{max-width:12rem;min-width:6rem;image-rendering:pixelated}";

/**
 * What is handed in, chapter by chapter. Whatever a student has written is a text in it, and never markup.
 *
 * @param tools what stands below a picture
 */
export function lessonSections(
  { answers, pictures }: Notebook,
  tools?: (picture: KeptPicture) => HTMLElement,
): HTMLElement[] {
  return chapters.map(({ id, title }, i) => {
    const written = Object.entries(answers).filter(([key]) => key.startsWith(`${id}/`));
    const kept = pictures.filter(({ chapter, dataUrl }) => chapter === id && isPicture(dataUrl));
    return h(
      "section",
      {},
      h("h3", {}, `${i + 1}. ${title}`),
      ...written.flatMap(([, { question, answer }]) => [
        h("p", {}, h("b", {}, question)),
        h("p", { class: "answer" }, answer),
      ]),
      kept.length > 0 &&
        h(
          "ul",
          { class: "pictures" },
          ...kept.map((picture) =>
            h(
              "li",
              {},
              h(
                "figure",
                {},
                h("img", { src: picture.dataUrl, alt: picture.caption }),
                h("figcaption", {}, `${id === "alt-text" ? "Alt text" : "How it was made"}: ${picture.caption}`),
              ),
              tools?.(picture),
            ),
          ),
        ),
      written.length + kept.length === 0 && h("p", { class: "soft" }, "Nothing yet."),
    );
  });
}

/** The same as one HTML file, which loads nothing and runs nothing. */
export function lessonFile(notebook: Notebook, date: Date): string {
  const page = document.implementation.createHTMLDocument(`Lesson of ${notebook.name || "somebody"}`);
  page.documentElement.lang = "en";
  page.head.prepend(
    h("meta", { charset: "utf-8" }),
    h("meta", {
      "http-equiv": "Content-Security-Policy",
      content: "default-src 'none'; img-src data:; style-src 'unsafe-inline'",
    }),
    h("meta", { name: "viewport", content: "width=device-width" }),
  );
  page.body.append(
    h("h1", {}, "From alt text to pictures"),
    h("p", {}, `${notebook.name || "Without a name"}, ${dateOf(date)}`),
    ...lessonSections(notebook),
  );
  // As a text: the workshop's own policy would complain about a style in a page that it makes.
  const html = page.documentElement.outerHTML.replace("</head>", `<style>${STYLE}</style></head>`);
  return `<!doctype html>\n${html}\n`;
}

/** As `2026-11-30`, where the student is. */
const dateOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
