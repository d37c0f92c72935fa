import { byId, h } from "@alt2img/example-shared/element";
import { keepField } from "./keep-field.js";
import { lessonFile, lessonSections } from "./lesson-file.js";
import { changeNotebook, emptyNotebook, type KeptPicture, readNotebook, withoutPicture } from "./notebook.js";

const name = byId("name", HTMLInputElement);
const status = byId("status", HTMLElement);
const sure = byId("sure", HTMLInputElement);
const empty = byId("empty", HTMLButtonElement);

const preview = byId("preview", HTMLElement);

const show = (): void => preview.replaceChildren(...lessonSections(readNotebook(), takeOutButton));

function takeOutButton(picture: KeptPicture): HTMLElement {
  const label = `Take out: ${picture.caption}`;
  const button = h(
    "button",
    { type: "button", class: "quiet", "aria-label": label, onclick: () => takeOut(picture, button) },
    "Take out",
  );
  return button;
}

/** The focus goes to the next picture. */
function takeOut(picture: KeptPicture, button: HTMLElement): void {
  const at = [...preview.querySelectorAll("button")].indexOf(button as HTMLButtonElement);
  if (!changeNotebook(withoutPicture(picture))) {
    status.textContent = "This didn’t work: your browser keeps nothing.";
    return;
  }
  show();
  status.textContent = `Taken out: ${picture.caption}`;
  const left = [...preview.querySelectorAll("button")];
  (left[Math.min(at, left.length - 1)] ?? byId("contents", HTMLElement)).focus();
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
addEventListener("pageshow", fillName);
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
