/**
 * Texts that try to get out of the place where a page shows them. If one of them succeeds, it sets `globalThis.pwned`, or makes a
 * request to evil.example.
 */
export const hostileTexts: readonly string[] = [
  `"><script>pwned = 1</script><img src=https://evil.example/x onerror="pwned = 2">'</style></title></textarea><!--`,
  `<img src=x onerror=pwned=3>`,
  `<svg onload=pwned=4><script>pwned=5</script></svg>`,
  `</script><script>pwned=6</script>`,
  `\${pwned=7} {{pwned=8}} <?lit$pwned$?><!--lit-part-->`,
  `<a href="javascript:pwned=9">click</a><iframe srcdoc="<script>parent.pwned=10</script>"></iframe>`,
  `<style>@import "https://evil.example/x.css"; * { display: none }</style>`,
  `<template shadowrootmode=open><script>pwned=11</script></template><slot name="x"></slot>`,
  `&lt;script&gt;pwned=12&lt;/script&gt; &#60;b&#62;`,
  `\u202Ereversed\u202C \u2066isolated\u2069 \u200B\uFEFF\u0000 \uD83D`,
  `constructor __proto__ toString hasOwnProperty`,
];

/** The same for addresses. */
export const hostileUrls: readonly string[] = [
  "javascript:pwned=20//",
  "JaVaScRiPt:pwned=21",
  " \u0001javascript:pwned=22",
  "data:text/html,<script>pwned=23</script>",
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='pwned=24'/>",
  "vbscript:pwned",
  "file:///etc/passwd",
  `https://evil.example/"onerror="pwned=25`,
];
