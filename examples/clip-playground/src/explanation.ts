import type { Client } from "@alt2img/core/worker";
import { ClipExplanationElement } from "@alt2img/elements/clip-explanation";
import type { PictureAndText } from "@alt2img/elements/clip-matrix";
import { TokensElement } from "@alt2img/elements/tokens";
import { h } from "@alt2img/example-shared/element";
import { treeView } from "./tree-view.js";
import type { Tasks } from "./worker/protocol.js";
import type { ClassSet } from "./worker/walk-down.js";

/** Shows what a score means in `section`. Showing another one, or nothing, aborts what is still being computed. */
export function explanationPanel(section: HTMLElement, call: Client<Tasks, never>): (pair?: PictureAndText) => void {
  let controller = new AbortController();
  let shown: PictureAndText | undefined;
  let isTreeOpen = false;
  let classes: ClassSet = "emoji";

  return (pair) => {
    if (pair !== undefined && pair.picture === shown?.picture && pair.text === shown.text) return;
    shown = pair;
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    section.hidden = pair === undefined;
    if (pair === undefined) return section.replaceChildren();

    const { picture, text } = pair;
    const tree = h("div", { class: "tree-place" });
    const treeStatus = h("p", { class: "status", role: "status" });

    const showTree = (): void =>
      void into(signal, treeStatus, async () => {
        treeStatus.textContent = "Comparing the picture with all classes …";
        const wanted = classes;
        // All pictures of this page are files.
        const way = await call("walkDown", [picture.source as Blob, wanted], { signal });
        if (wanted !== classes) return;
        tree.replaceChildren(treeView(way));
        treeStatus.textContent = "";
      });
    const choice = (set: ClassSet, label: string): HTMLElement =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: "classes",
          value: set,
          checked: classes === set,
          onchange: () => {
            classes = set;
            showTree();
          },
        }),
        ` ${label}`,
      );
    const treeDetails = h(
      "details",
      { class: "part", open: isTreeOpen },
      h("summary", {}, h("h3", {}, "What is it? Down WordNet’s tree")),
      h(
        "fieldset",
        { class: "choices" },
        h("legend", {}, "Classes"),
        choice("emoji", "things there are emoji of"),
        choice("imagenet", "ImageNet’s 1,000"),
      ),
      treeStatus,
      tree,
    );
    treeDetails.addEventListener("toggle", () => {
      isTreeOpen = treeDetails.open;
      if (isTreeOpen && tree.childElementCount === 0) showTree();
    });

    section.replaceChildren(
      h("h2", { id: "explanation-title" }, "What does this score mean?"),
      Object.assign(new ClipExplanationElement(), { picture, text, noInput: true }),
      h(
        "section",
        { class: "part" },
        h("h3", {}, "How the model reads the text"),
        Object.assign(new TokensElement(), { text, noInput: true }),
      ),
      treeDetails,
    );
  };
}

/** Runs it and shows what went wrong, except an abort. */
async function into(signal: AbortSignal, status: HTMLElement, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!signal.aborted) status.textContent = error instanceof Error ? error.message : String(error);
  }
}
