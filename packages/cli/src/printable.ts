// C0 but for tab and line feed, DEL and C1, and what turns the direction of text around.
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text from a page or a file as it may go to a terminal, where escape sequences in it could rewrite the screen: such
 * characters become U+FFFD.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "\ufffd");
}
