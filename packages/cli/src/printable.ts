// C0 except tab and line feed, DEL, C1, and characters that change the direction of text.
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text from a page or a file as it may go to a terminal, where escape sequences in it could rewrite the screen: such
 * characters become U+FFFD.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "\ufffd");
}
