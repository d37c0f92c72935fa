import { altDecisionTree, decideAlt } from "@alt2img/alt-text/lint";
import { h } from "@alt2img/example-shared/element";

/** Steps through the W3C's decision tree for one image, in a modal dialog. */
export function openDecision(dialog: HTMLDialogElement, picture: string | undefined): void {
  const show = (path: readonly string[]): void => {
    const step = decideAlt(altDecisionTree, path);
    const heading = h(
      "h2",
      { id: "decision-title", class: "question", tabindex: "-1" },
      step.done ? step.outcome.advice : step.question.question,
    );
    const back = h("button", { type: "button", onclick: () => show(path.slice(0, -1)) }, "Back");
    const close = h("button", { type: "button", onclick: () => dialog.close() }, "Close");
    dialog.replaceChildren(
      ...(picture ? [h("img", { src: picture, class: "question-picture", alt: "The picture in question" })] : []),
      heading,
      ...(step.done
        ? [
            h("pre", { class: "example" }, h("code", {}, step.outcome.example)),
            h(
              "p",
              {},
              "See ",
              h(
                "a",
                { href: step.outcome.technique.url, rel: "noreferrer", target: "_blank" },
                step.outcome.technique.name,
              ),
            ),
          ]
        : [
            h("p", {}, step.question.help),
            h(
              "p",
              { class: "answers" },
              ...step.question.answers.map(({ id, label }) =>
                h("button", { type: "button", onclick: () => show([...path, id]) }, label),
              ),
            ),
          ]),
      h("p", { class: "steps" }, ...(path.length > 0 ? [back] : []), close),
    );
    // The pressed button is gone: move the focus to the new question.
    heading.focus();
  };
  dialog.showModal();
  show([]);
}
