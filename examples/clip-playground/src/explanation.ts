import type { Progress } from "@alt2img/core";
import type { CallOptions, Client } from "@alt2img/core/worker";
import { TokensElement } from "@alt2img/elements/tokens";
import { h } from "@alt2img/example-shared/element";
import { explanationView } from "./explanation-view.js";
import type { Picture } from "./pictures.js";
import { treeView } from "./tree-view.js";
import type { Tasks } from "./worker/protocol.js";
import type { ClassSet } from "./worker/walk-down.js";

/** Shows what a score means in `section`. Showing another one, or nothing, aborts what is still being computed. */
export function explanationPanel(
  section: HTMLElement,
  call: Client<Tasks, Progress>,
): (picture?: Picture, text?: string) => void {
  let controller = new AbortController();
  let isTreeOpen = false;
  let classes: ClassSet = "emoji";

  return (picture, text) => {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    section.hidden = picture === undefined || text === undefined;
    if (picture === undefined || text === undefined) return section.replaceChildren();

    const status = h("p", { class: "status", role: "status" }, "Computing the explanation …");
    const parts = h("div", {});
    const tokens = Object.assign(new TokensElement(), { text, noInput: true });
    const tree = h("div", { class: "tree-place" });
    const treeStatus = h("p", { class: "status", role: "status" });

    const showTree = (): void =>
      void into(signal, treeStatus, async () => {
        treeStatus.textContent = "Comparing the picture with all classes …";
        const wanted = classes;
        const way = await call("walkDown", [picture.embedding!, wanted], { signal });
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
      h(
        "h2",
        { id: "explanation-title" },
        h("img", { class: "thumbnail", src: picture.url, alt: picture.name, width: 64, height: 64 }),
        h("span", {}, " and “", text, "”"),
      ),
      status,
      parts,
      h("section", { class: "part" }, h("h3", {}, "How the model reads the text"), tokens),
      treeDetails,
    );
    const options: CallOptions<Progress> = {
      signal,
      onPart: ({ done, total }) => {
        status.textContent = `Computing the explanation … ${done} of ${total}`;
      },
    };
    void into(signal, status, async () => {
      parts.replaceChildren(explanationView(picture, await call("explain", [picture.file, text], options)));
      status.textContent = "";
    });
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
