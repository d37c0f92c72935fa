import { byId, h } from "@alt2img/example-shared/element";
import { keepField } from "./keep-field.js";
import { lessonFile, lessonSections } from "./lesson-file.js";
import { changeNotebook, emptyNotebook, type Notebook, readNotebook, withAnswer, withoutPicture } from "./notebook.js";

const name = byId("name", HTMLInputElement);
const status = byId("status", HTMLElement);
const sure = byId("sure", HTMLInputElement);
const empty = byId("empty", HTMLButtonElement);
const contents = byId("contents", HTMLElement);
const preview = byId("preview", HTMLElement);

/** What the preview shows, as text. */
let shown = "";

/** Shows what the file will have in it. If it is the same as before, a button that is just being pressed stays. */
function show(): void {
  const notebook = readNotebook();
  const now = JSON.stringify([notebook.answers, notebook.pictures]);
  if (now === shown) return;
  shown = now;
  const hadFocus = preview.contains(document.activeElement);
  preview.replaceChildren(
    ...lessonSections(notebook, {
      picture: (picture) => takeOutButton(picture.caption, withoutPicture(picture)),
      answer: (key, question) => takeOutButton(question || key, withAnswer(key, question, "")),
    }),
  );
  if (hadFocus) contents.focus();
}

function takeOutButton(what: string, without: (notebook: Notebook) => Notebook): HTMLElement {
  const button = h(
    "button",
    {
      type: "button",
      class: "quiet",
      "aria-label": `Take out: ${what}`,
      onclick: () => takeOut(what, without, button),
    },
    "Take out",
  );
  return button;
}

/** The focus goes to what comes next. */
function takeOut(what: string, without: (notebook: Notebook) => Notebook, button: HTMLButtonElement): void {
  const at = [...preview.querySelectorAll("button")].indexOf(button);
  if (!changeNotebook(without)) {
    status.textContent = "This didn’t work: your browser keeps nothing.";
    return;
  }
  show();
  status.textContent = `Taken out: ${what}`;
  const left = [...preview.querySelectorAll("button")];
  (left[Math.min(at, left.length - 1)] ?? contents).focus();
}

const fillName = keepField(name, {
  key: "name",
  read: () => readNotebook().name,
  write(text) {
    const isKept = changeNotebook((notebook) => ({ ...notebook, name: text.trim() }));
    status.textContent = isKept ? "" : "Your name isn’t kept, but it will be in the file that you save now.";
    return isKept;
  },
});

/** The notebook may have been changed on another page. */
function refresh(): void {
  fillName();
  show();
}
for (const event of ["pageshow", "storage", "focus"]) addEventListener(event, refresh);
document.addEventListener("visibilitychange", refresh);

byId("save", HTMLButtonElement).addEventListener("click", () => {
  refresh();
  // What is on the screen is what is saved, even where the name isn't kept.
  const of = name.value.trim().slice(0, name.maxLength);
  try {
    const file = lessonFile({ ...readNotebook(), name: of }, new Date());
    const href = URL.createObjectURL(new Blob([file], { type: "text/html" }));
    const inFileName = of.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    h("a", { href, download: `lesson${inFileName && "-"}${inFileName}.html` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
    status.textContent = "Saved. It is where your browser keeps downloads.";
  } catch (error) {
    status.textContent = `This couldn’t be saved. Show your teacher what it says here, and don’t empty your notebook: ${error instanceof Error ? error.message : error}`;
  }
});

sure.addEventListener("change", () => {
  empty.disabled = !sure.checked;
});
empty.addEventListener("click", () => {
  if (!emptyNotebook()) {
    status.textContent =
      "Your notebook couldn’t be emptied: your browser lets nothing be changed. Clear this site’s data in the browser’s settings.";
    contents.focus();
    return;
  }
  name.value = "";
  sure.checked = false;
  // A button that is disabled loses the focus.
  contents.focus();
  empty.disabled = true;
  status.textContent = "Your notebook is empty.";
  show();
});
show();
