import type { Language } from "./language.js";

/** The language around an element: its texts, and how it writes numbers. */
export type Speech<Messages> = {
  readonly messages: Messages;
  readonly language: Language;
  readonly format: (value: number, options?: Intl.NumberFormatOptions) => string;
};
