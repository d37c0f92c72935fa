import type { NewWarcRecord } from "@alt2img/crawl";

/** Tries to get out of every place in which the report shows what a page says. */
const breakout = `"><script>pwned()</script><img src=https://evil.example/x onerror=pwned()>'</style></title></textarea><!--`;
const escaped = breakout.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

export const hostilePage = `<!doctype html>
<html lang="${escaped}">
<head>
<title>${escaped}</title>
<meta name="robots" content="noai">
<meta name="tdm-policy" content="javascript:pwned()//${escaped}">
<link rel="license" href="javascript:pwned()">
<link rel="license" href="https://evil.example/${escaped}">
<meta property="og:image" content="https://evil.example/og.png"><meta property="og:image:alt" content="${escaped}">
<script type="application/ld+json">{"@type":"ImageObject","url":"javascript:pwned()","caption":"${"</scr"}ipt>"}</script>
</head>
<body>
<h1>${escaped}</h1>
<figure><img src="relative.png" alt="${escaped}" title="${escaped}" width="1" height="1"><figcaption>${escaped}</figcaption></figure>
<a href="javascript:pwned()">${escaped}<img src="javascript:pwned()" alt="&lt;b&gt;bold&lt;/b&gt;"></a>
<button>${escaped}<img src='https://evil.example/"onerror="pwned()' alt="&#8238;reversed"></button>
<img src="data:text/html,<script>pwned()</script>" alt="data"><img src="data:image/svg+xml,<svg onload='pwned()'/>" alt="vector">
<svg role="img"><title>${escaped}</title></svg>
<div role="img" aria-label="${escaped}"></div>
</body>
</html>`;

/** The page under addresses and record ids that try the same. */
export function hostileRecords(): NewWarcRecord[] {
  const addresses = [
    "https://evil.example/",
    `https://evil.example/${breakout}`,
    "javascript:pwned()//https://evil.example/",
    "data:text/html,<script>pwned()</script>",
    "file:///etc/passwd",
  ];
  return addresses.map((targetUri, i) => ({
    type: "response",
    targetUri,
    recordId: i === 1 ? `urn:x:${breakout}` : `urn:x:${i}`,
    date: "2024-06-15T08:00:00Z",
    contentType: "application/http; msgtype=response",
    block: `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nX-Robots-Tag: ${breakout}: noai\r\n\r\n${hostilePage}`,
  }));
}
