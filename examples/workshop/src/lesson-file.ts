import { h } from "@alt2img/example-shared/element";
import { chapters } from "./chapter-list.js";
import { isPicture, type KeptPicture, type Notebook } from "./notebook.js";

const STYLE =
  "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}.answer{padding-left:.9rem;border-left:3px solid #bbb;white-space:pre-wrap}ul{display:flex;flex-wrap:wrap;gap:1rem;padding:0;list-style:none}li{width:12rem}img{max-width:12rem;min-width:6rem;image-rendering:pixelated}";

/** What stands below something that can be taken out. */
export type TakeOut = {
  picture(picture: KeptPicture): HTMLElement;
  /** An answer in no chapter, with its key: no field can empty it. */
  answer(key: string, question: string): HTMLElement;
};

const isChapter = (id: string): boolean => chapters.some((chapter) => chapter.id === id);
const chapterOf = (key: string): string => key.split("/")[0] ?? "";

/**
 * What is handed in, chapter by chapter; last, what is in no chapter. Whatever a student has written is a text in it, and never
 * markup.
 */
export function lessonSections({ answers, pictures }: Notebook, takeOut?: TakeOut): HTMLElement[] {
  const section = (title: string, isIn: (chapter: string) => boolean, takeOutAnswer?: TakeOut["answer"]) => {
    const written = Object.entries(answers).filter(([key]) => isIn(chapterOf(key)));
    const kept = pictures.filter(({ chapter, dataUrl }) => isIn(chapter) && isPicture(dataUrl));
    const isEmpty = written.length + kept.length === 0;
    const element = h(
      "section",
      {},
      h("h3", {}, title),
      ...written.flatMap(([key, { question, answer }]) => [
        h("p", {}, h("b", {}, question)),
        h("p", { class: "answer" }, answer),
        takeOutAnswer?.(key, question),
      ]),
      kept.length > 0 && h("ul", { class: "pictures" }, ...kept.map((picture) => item(picture, takeOut))),
      isEmpty && h("p", { class: "soft" }, "Nothing yet."),
    );
    return { element, isEmpty };
  };
  const other = section("Other", (chapter) => !isChapter(chapter), takeOut?.answer);
  return [
    ...chapters.map(({ id, title }, i) => section(`${i + 1}. ${title}`, (chapter) => chapter === id).element),
    ...(other.isEmpty ? [] : [other.element]),
  ];
}

function item(picture: KeptPicture, takeOut?: TakeOut): HTMLElement {
  const { chapter, caption, dataUrl } = picture;
  const title = chapter === "alt-text" ? "Alt text" : "How it was made";
  return h(
    "li",
    {},
    h("figure", {}, h("img", { src: dataUrl, alt: caption }), h("figcaption", {}, `${title}: ${caption}`)),
    takeOut?.picture(picture),
  );
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
