import { type CSSResult, css } from "lit";

export const samplerComparisonStyles: CSSResult = css`
  :host {
    --_second: light-dark(#8a3b12, #f0b48a);
    --_third: light-dark(#1d6b45, #8fd3b0);
  }
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
    gap: 0.6rem;
    align-items: start;
    margin-bottom: 0.8rem;
  }
  .controls p {
    margin: 0;
  }
  .controls .wide {
    grid-column: 1 / -1;
  }
  .controls label {
    font-weight: 600;
  }
  .controls select,
  .controls input:not([type="checkbox"]) {
    display: block;
    inline-size: 100%;
  }
  fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(12rem, 100%), 1fr));
    gap: 0.2rem 0.8rem;
    min-inline-size: 0;
    margin: 0.3rem 0;
    padding: 0;
    border: 0;
  }
  .controls fieldset label {
    font-weight: 400;
  }
  canvas {
    display: block;
    inline-size: 6rem;
    max-inline-size: 100%;
    image-rendering: pixelated;
    background: #fff;
    border-radius: calc(var(--_radius) / 2);
  }
  figure {
    display: flex;
    flex-wrap: wrap;
    gap: 0.8rem;
    align-items: center;
    margin: 0 0 0.8rem;
  }
  td,
  tbody th {
    padding-block: 0.4rem;
  }
  td {
    min-inline-size: 6.7rem;
  }
  td span {
    display: block;
  }
  .chart {
    display: block;
    inline-size: 100%;
    max-inline-size: 36rem;
    block-size: auto;
    margin-top: 0.8rem;
    font-size: 12px;
  }
  .chart text {
    fill: var(--_muted);
  }
  .chart .grid {
    stroke: var(--_line);
  }
  .series {
    color: var(--_accent);
  }
  .series:is([data-series="1"], [data-series="4"]) {
    color: var(--_second);
  }
  .series:is([data-series="2"], [data-series="5"]) {
    color: var(--_third);
  }
  .series polyline {
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    opacity: 0.7;
  }
  .series .mark {
    fill: var(--_surface);
    stroke: currentcolor;
    stroke-width: 2;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 1.2rem;
    margin: 0.3rem 0 0.6rem;
    padding: 0;
    list-style: none;
    font-size: 0.875rem;
  }
  .legend svg {
    inline-size: 1rem;
    block-size: 1rem;
    vertical-align: middle;
    overflow: visible;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
  }
`;
