import { expect } from "vitest";

/** The attributes of the report's tags, all of whose values are quoted and escaped. */
export function attributes(page: string): { tag: string; name: string; value: string }[] {
  const markup = page.replace(/<(script|style)>.*?<\/\1>/gs, "<$1></$1>");
  return [...markup.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z0-9-]+(?:="[^"]*")?)*)\s*\/?>/gi)].flatMap(([, tag, rest]) =>
    [...rest!.matchAll(/\s([a-z0-9-]+)(?:="([^"]*)")?/gi)].map(([, name, value]) => ({
      tag: tag!,
      name: name!,
      value: value ?? "",
    })),
  );
}

/** Fails for a page that loads something, or that runs another script than its own. */
export function expectSelfContained(page: string): void {
  for (const { tag, name, value } of attributes(page)) {
    const where = `<${tag} ${name}="${value.slice(0, 80)}">`;
    expect(name.startsWith("on"), where).toBe(false);
    if (tag === "a" && name === "href") expect(value, where).toMatch(/^(#|https?:\/\/)/);
    else if (!(tag === "meta" && name === "content")) {
      expect(
        /^\s*(https?:)?\/\//.test(value) && /^(src|srcset|href|data|poster|action|background)$/.test(name),
        where,
      ).toBe(false);
      if (name === "src") expect(value, where).toMatch(/^data:image\//);
      if (name === "style") expect(value, where).not.toContain("url(");
    }
  }
  expect(page.match(/<script/g)).toHaveLength(1);
  const style = /<style>(.*?)<\/style>/s.exec(page)![1]!;
  expect(style).not.toMatch(/url\(|@import/);
}
