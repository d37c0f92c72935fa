import { AltDecisionTreeElement } from "@alt2img/elements/alt-decision-tree";
import { h } from "@alt2img/example-shared/element";

/** Steps through the W3C's decision tree for one image, in a modal dialog. */
export function openDecision(dialog: HTMLDialogElement, picture: string | undefined): void {
  const tree = Object.assign(new AltDecisionTreeElement(), { picture });
  dialog.replaceChildren(tree, h("button", { type: "button", onclick: () => dialog.close() }, "Close"));
  dialog.showModal();
}
