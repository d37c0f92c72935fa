import { byId, h } from "@alt2img/example-shared/element";
import { lessonFile, lessonSections } from "./lesson-file.js";
import { changeNotebook, emptyNotebook, readNotebook } from "./notebook.js";

const name = byId("name", HTMLInputElement);
const status = byId("status", HTMLElement);
const sure = byId("sure", HTMLInputElement);
const empty = byId("empty", HTMLButtonElement);

const show = (): void => byId("preview", HTMLElement).replaceChildren(...lessonSections(readNotebook()));

name.value = readNotebook().name;
name.addEventListener("input", () => {
  const isKept = changeNotebook((notebook) => ({ ...notebook, name: name.value.trim() }));
  status.textContent = isKept ? "" : "Your name isn’t kept, but it will be in the file that you save now.";
});
addEventListener("pageshow", ({ persisted }) => persisted && show());

byId("save", HTMLButtonElement).addEventListener("click", () => {
  const file = lessonFile({ ...readNotebook(), name: name.value.trim() }, new Date());
  const href = URL.createObjectURL(new Blob([file], { type: "text/html" }));
  const of = name.value
    .trim()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  h("a", { href, download: `lesson${of && "-"}${of}.html` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  status.textContent = "Saved. It is where your browser keeps downloads.";
});

sure.addEventListener("change", () => {
  empty.disabled = !sure.checked;
});
empty.addEventListener("click", () => {
  emptyNotebook();
  name.value = "";
  sure.checked = false;
  empty.disabled = true;
  status.textContent = "Your notebook is empty.";
  show();
});
show();
