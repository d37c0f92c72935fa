import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";
import { namesAnIcon } from "../vocabulary.js";

export const pictureNotAction: AltTextRule = {
  id: "picture-not-action",
  title: "The alt describes the picture on a control, not what it does",
  severity: "warning",
  sources: /* @__PURE__ */ cite("Harvard describe-content-images", "W3C tutorial functional", "WCAG H30", "WCAG H36"),
  check(_image, { text, folded, words, vocabularies, aloneInControl }) {
    if (!aloneInControl) return undefined;
    const whole = words.join(" ");
    let action: string | undefined;
    let isIcon = false;
    for (const vocabulary of vocabularies) {
      action ??= actionOf(whole, vocabulary.actions, vocabulary.iconNouns);
      isIcon ||= namesAnIcon(folded, vocabulary);
    }
    if (action === undefined && !isIcon) return undefined;
    return {
      message:
        "This picture is there to be pressed. Listeners need to know what happens then, not what the picture looks like.",
      suggestion: action
        ? `Say what it does, for instance alt="${action}".`
        : "Say what it does or where it leads: “Print page”, not “printer icon”.",
      evidence: text,
    };
  },
};

/** What pressing it does, if the text (without a word such as "icon") is the name of a well-known picture. */
function actionOf(
  text: string,
  actions: ReadonlyMap<string, string>,
  iconNouns: readonly string[],
): string | undefined {
  if (actions.has(text)) return actions.get(text);
  for (const noun of iconNouns) {
    const rest = text.startsWith(`${noun} `)
      ? text.slice(noun.length + 1)
      : text.endsWith(noun)
        ? text.slice(0, -noun.length)
        : "";
    const action = actions.get(rest.trim().replace(/^(de|di|du|da) /, ""));
    if (action !== undefined) return action;
  }
  return undefined;
}
