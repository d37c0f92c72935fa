type Change = { type?: string; size?: string };

/** A tar of these files, with headers that may lie. */
export function tarOf(files: Record<string, string>, changes: Record<string, Change> = {}): Uint8Array<ArrayBuffer> {
  const blocks: Uint8Array[] = [];
  for (const [name, content] of Object.entries(files)) {
    const data = new TextEncoder().encode(content);
    const { type = "0", size = data.length.toString(8).padStart(11, "0") } = changes[name] ?? {};
    const header = new Uint8Array(512);
    const put = (at: number, text: string): void => {
      for (let i = 0; i < text.length; i++) header[at + i] = text.charCodeAt(i);
    };
    put(0, name.slice(0, 100));
    put(100, "0000644\0");
    put(124, size);
    put(156, type);
    put(257, "ustar\x0000");
    put(148, "        ");
    put(
      148,
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
    );
    blocks.push(header, data, new Uint8Array((512 - (data.length % 512)) % 512));
  }
  blocks.push(new Uint8Array(1024));
  const tar = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    tar.set(block, at);
    at += block.length;
  }
  return tar;
}
