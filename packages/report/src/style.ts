/** The report's style sheet: two readers, two colours; states and severities share a third. Light and dark. */
export const style: string = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf6; --card: #ffffff; --ink: #20242b; --soft: #5c6470; --line: #e2dfd6; --track: #ece9e1;
  --accent: #2c4a7c; --heard: #25609c; --heard-wash: #eef4fb; --taken: #9a5a12; --taken-wash: #fbf3e8;
  --both: #47713f; --neither: #a5a9b0; --named: #3f6fa8; --decorative: #9dbab4; --missing: #bf3f3a;
  --error: #b3322d; --warning: #a5670a; --hint: #5a6472;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181c; --card: #1e2126; --ink: #e7e5df; --soft: #a2a8b2; --line: #333840; --track: #2b2f36;
    --accent: #9db9e6; --heard: #7fb2e8; --heard-wash: #1c2733; --taken: #e0a661; --taken-wash: #2c251b;
    --both: #86b97c; --neither: #6b717a; --named: #7ba6d9; --decorative: #6d908a; --missing: #e5766f;
    --error: #ee8b84; --warning: #e0ac58; --hint: #a9b0bb;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans); }
main, body > header, body > footer { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
body > header { padding-top: 3rem; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(2rem, 5vw, 3rem); letter-spacing: -.015em; }
h2 { font-size: 1.7rem; margin-bottom: .8rem; }
h3 { font-size: 1.25rem; scroll-margin-top: 7rem; }
p { margin: 0 0 .8rem; max-width: 46rem; }
p, h3 { overflow-wrap: break-word; }
a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible, input:focus-visible, select:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--heard); outline-offset: 2px; border-radius: 3px; }
code { font: .9em var(--mono); }
small, .why, .what, .origin, .aside, .caption { color: var(--soft); font-size: .875rem; }
.lead { font-size: 1.1rem; color: var(--soft); margin-top: .6rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem .8rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: .8rem 0; margin: 1.5rem 0 0; border-block: 1px solid var(--line); }
nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }
main > section { padding: 2.6rem 0 1rem; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1.2rem; margin: 0 0 1.6rem; }
.numbers div { display: flex; flex-direction: column-reverse; justify-content: flex-end; border-top: 3px solid var(--ink); padding-top: .5rem; }
.numbers dt { color: var(--soft); }
.numbers dd { margin: 0; font: 600 2.4rem/1.1 var(--serif); font-variant-numeric: lining-nums; }
.numbers small { font: .95rem var(--sans); white-space: nowrap; }
details { margin: .6rem 0; } summary { cursor: pointer; color: var(--accent); width: fit-content; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .92rem; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem 1.4rem .35rem 0; border-bottom: 1px solid var(--line); font-weight: 400; } td bdi, th bdi, td code { overflow-wrap: anywhere; }
thead th { color: var(--soft); white-space: nowrap; } td { font-variant-numeric: tabular-nums; }
th[scope=row] { min-width: 9rem; }
.nowrap { white-space: nowrap; }
.failure { color: var(--error); margin: .1rem 0; }
.chart { margin: 1.6rem 0 2rem; max-width: 46rem; }
.chart > figcaption { font-weight: 600; margin-bottom: .6rem; }
.chart svg { display: block; overflow: visible; }
.bars p { display: flex; justify-content: space-between; gap: 1rem; margin: .55rem 0 .2rem; max-width: none; font-size: .92rem; line-height: 1.3; }
.bars p span + span { font-variant-numeric: tabular-nums; }
.funnel .loss { padding-left: 1.2rem; color: var(--soft); margin-bottom: 0; } .funnel p:not(.loss) { font-weight: 600; }
.chart details { font-size: .92rem; margin-top: .7rem; }
svg text { fill: var(--ink); font: .875rem var(--sans); }
svg .tick { text-anchor: middle; font-variant-numeric: tabular-nums; font-size: .78rem; fill: var(--soft); }
svg line { stroke: var(--line); } svg line.mark { stroke: var(--taken); stroke-dasharray: 3 3; }
.columns text:not(.tick) { fill: var(--taken); font-size: .8rem; }
.stack { border-radius: 6px; } .chart svg.stack { overflow: hidden; }
rect.track { fill: var(--track); } rect.plain { fill: var(--accent); } rect.lost { fill: var(--missing); }
${["heard", "taken", "both", "neither", "named", "decorative", "missing", "error", "warning", "hint"].map((tone) => `rect.${tone} { fill: var(--${tone}); }`).join(" ")}
rect.interval { fill: var(--neither); } circle.share { fill: var(--accent); }
#losses td { white-space: nowrap; } #losses h3 { margin-bottom: .6rem; } #losses .curve + .chart th[scope=row] { min-width: 4rem; }
.curve polyline.line { fill: none; stroke-width: 2.5; vector-effect: non-scaling-stroke; } .curve .band { opacity: .18; } .curve text.share { font-size: .74rem; fill: var(--soft); } .curve text.mark { fill: var(--taken); font-size: .8rem; } .curve .legend { margin-bottom: 1.2rem; }
.curve polyline.taken { stroke: var(--taken); } polygon.taken { fill: var(--taken); } .curve polyline.heard { stroke: var(--heard); } polygon.heard { fill: var(--heard); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; padding: 0; margin: .7rem 0 0; font-size: .92rem; }
.legend svg { display: inline-block !important; } .legend span { color: var(--soft); }
.gallery { list-style: none; padding: 0; margin: 1.2rem 0 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(14.5rem, 1fr)); gap: 1.2rem; }
.gallery a { display: block; height: 100%; color: inherit; text-decoration: none; background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.gallery a:hover { border-color: var(--accent); } .gallery img { display: block; width: 100%; aspect-ratio: 4 / 3; object-fit: contain; background: #efece4; margin-bottom: .4rem; }
.gallery a > span { display: block; padding: .25rem .8rem; overflow-wrap: anywhere; } .gallery a > span:last-child { padding-bottom: .8rem; } .gallery b { font-size: .8rem; margin-right: .25rem; }
.gallery .said { font-size: 1rem; } .gallery .heard b { color: var(--heard); } .gallery .taken b { color: var(--taken); }
#scores h3 { margin: 1.2rem 0 .6rem; }
.scored ol { list-style: none; padding: 0; margin: .6rem 0 1.2rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .8rem; }
.scored li { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: .8rem; } .scored .frame { width: 4rem; height: 4rem; object-fit: contain; background: #efece4; border-radius: 6px; } .scored small { overflow-wrap: anywhere; } .scored b { font-variant-numeric: tabular-nums; }
.strip { margin: 0 0 1.8rem; } .strip figcaption h3 { margin: 0 0 .3rem; } .strip figcaption p { margin: 0 0 .6rem; }
.strip ol { list-style: none; padding: 0; margin: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(5.6rem, 1fr)); gap: .7rem; }
.strip img { display: block; width: 100%; aspect-ratio: 1; image-rendering: pixelated; background: #efece4; border-radius: 4px; } .strip span { display: block; margin-top: .25rem; font-size: .82rem; color: var(--soft); line-height: 1.25; overflow-wrap: anywhere; }
.twins p { margin: .8rem 0 .4rem; } .twins ol { grid: auto / auto-flow minmax(0, 7rem); gap: .35rem; }
.left-out { border-left: 3px solid var(--line); padding-left: .8rem; color: var(--soft); }
.strip.traced ol { grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); }
.strip .result img { outline: 3px solid var(--accent); outline-offset: 1px; }
.examples { margin-bottom: 1.2rem; } .examples ul { padding: 0; list-style: none; margin: .6rem 0; } .examples li { margin: .5rem 0; } .examples a { font: 1.05rem/1.4 var(--serif); } .examples small { display: block; }
.sources dt { margin-top: .6rem; } .sources dd { margin: 0; font-size: .9rem; } .sources a { margin-right: .9rem; }
.concepts, .concepts ul { list-style: none; margin: 0; padding: 0; }
.concepts { max-width: 46rem; margin-bottom: 1.4rem; }
.concepts ul { padding-left: 1.1rem; border-left: 1px solid var(--line); margin-left: .3rem; }
.concepts details { margin: 0; } .concepts summary { width: auto; color: inherit; list-style-position: outside; margin-left: 1.1rem; }
.concepts > li, .concepts li { padding: .2rem 0; } .concepts li > .concept { margin-left: 1.1rem; }
.concept { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; line-height: 1.35; } .concept b { font-weight: 500; overflow-wrap: break-word; } .concept svg { grid-column: 1 / -1; margin-top: .15rem; }
.concept .count { font-variant-numeric: tabular-nums; }
#concepts td + td { min-width: 14rem; }
.examples-of { margin: .1rem 0 .3rem 1.1rem; font-size: .9rem; color: var(--soft); }
#filter { display: flex; flex-wrap: wrap; gap: .8rem; align-items: end; padding: .9rem 0; margin-bottom: 1rem; position: sticky; top: 0; background: var(--paper); border-bottom: 1px solid var(--line); z-index: 1; }
#filter[hidden] { display: none; }
#filter label { display: flex; flex-direction: column; font-size: .82rem; color: var(--soft); }
#filter input, #filter select { font: inherit; font-size: 1rem; color: var(--ink); background: var(--card); border: 1px solid var(--soft); border-radius: 6px; padding: .35rem .5rem; min-height: 2.4rem; max-width: 100%; }
#filter-count { color: var(--soft); font-size: .9rem; padding-bottom: .5rem; }
.page { margin: 2.2rem 0 3rem; }
.page > header { border-top: 1px solid var(--ink); padding-top: .8rem; margin-bottom: 1rem; }
.address, .origin { margin: .15rem 0; overflow-wrap: anywhere; font-size: .9rem; max-width: none; }
.images, .chips, .findings { list-style: none; padding: 0; margin: 0; }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; margin-top: .4rem; }
.chip { display: inline-block; border: 1px solid currentColor; border-radius: .8em; padding: 0 .55em; font: 600 .76rem/1.55 var(--sans); color: var(--soft); overflow-wrap: anywhere; }
.chip.missing, .chip.error { color: var(--error); } .chip.warning { color: var(--warning); } .chip.hint { color: var(--hint); }
.chip.named { color: var(--named); } .chip.signal { color: var(--taken); }
.image { display: grid; grid-template-columns: 11rem 1fr; gap: 1.2rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; margin: 0 0 .9rem; scroll-margin-top: 6rem; content-visibility: auto; contain-intrinsic-size: auto 14rem; }
.image[hidden], .page[hidden] { display: none; }
.thumbnail { position: relative; aspect-ratio: 4 / 3; border-radius: 6px; overflow: hidden; background: var(--track); display: grid; place-items: center; align-self: start; }
.thumbnail:has(img) { background: #efece4; }
.thumbnail img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
.thumbnail.none { color: var(--soft); font-size: .8rem; text-align: center; align-content: center; gap: .4rem; padding: .5rem; }
.thumbnail.none svg { fill: none; stroke: currentColor; stroke-width: 1.5; opacity: .7; }
.reading { min-width: 0; } .what { display: flex; flex-wrap: wrap; gap: .2rem .7rem; align-items: baseline; margin: 0 0 .1rem; }
.readers { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; margin: .7rem 0 0; }
.readers > div { border-left: 4px solid; border-radius: 4px; padding: .5rem .8rem; min-width: 0; }
.readers > .heard { border-color: var(--heard); background: var(--heard-wash); }
.readers > .taken { border-color: var(--taken); background: var(--taken-wash); }
.readers dt { font-size: .8rem; font-weight: 600; } .heard dt { color: var(--heard); } .taken dt { color: var(--taken); }
.readers dd { margin: .15rem 0 0; } .readers p { margin: 0; }
.said { font: 1.08rem/1.4 var(--serif); overflow-wrap: anywhere; } .said::before { content: "“"; } .said::after { content: "”"; }
.nothing { color: var(--soft); font-style: italic; }
.readers .why { margin-top: .3rem; }
.caption { margin: .6rem 0 0; }
.findings { margin-top: .7rem; } .findings li { border-top: 1px solid var(--line); padding: .5rem 0 0; margin-top: .5rem; }
.findings p { margin: 0; font-size: .95rem; max-width: none; overflow-wrap: anywhere; } .findings .suggestion::before { content: "→ "; } .findings .suggestion { color: var(--soft); }
body > footer { color: var(--soft); font-size: .9rem; padding-block: 2rem 3rem; border-top: 1px solid var(--line); margin-top: 3rem; }
@media (min-width: 60rem) {
  main > section:has(> .chart) { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: 3.5rem; }
  main > section > :not(.chart, .examples) { grid-column: 1 / -1; }
  .chart:only-of-type { max-width: none; grid-column: 1 / -1; }
}
@media (max-width: 44rem) {
  body > header { padding-top: 1.8rem; } main > section { padding-top: 2rem; }
  .image { grid-template-columns: 5.5rem 1fr; gap: .2rem .8rem; padding: .8rem; contain-intrinsic-size: auto 26rem; }
  .readers, .findings, .caption { grid-column: 1 / -1; }
  .reading { display: contents; } .what, .reading > .address { grid-column: 2; margin: 0; }
  .thumbnail { grid-row: 1 / span 2; } .thumbnail.none { font-size: .68rem; } .thumbnail.none svg { width: 2rem; height: 1.5rem; }
  .readers { grid-template-columns: 1fr; margin: .6rem 0 0; }
  #filter { position: static; } .image { scroll-margin-top: 1rem; } h3 { scroll-margin-top: 1rem; }
  .gallery { grid-template-columns: 1fr 1fr; gap: .7rem; } .gallery a > span { padding-inline: .55rem; } .gallery .said { font-size: .9rem; } .concepts ul { padding-left: .55rem; } .concepts summary, .concepts li > .concept { margin-left: .9rem; }
  #filter label { flex: 1 1 9rem; } .columns .tick { font-size: .62rem; }
}
@media (forced-colors: active) { rect { forced-color-adjust: none; } }
@media print { #filter, nav, .skip { display: none; } .image, .gallery li { break-inside: avoid; } .image { content-visibility: visible; } }
`;
