import { type CSSResult, css } from "lit";

export const shareChartStyles: CSSResult = css`
  .shares {
    display: block;
    inline-size: 100%;
    max-inline-size: 36rem;
    block-size: auto;
    font-size: 13px;
  }
  .shares text {
    fill: var(--_text);
    unicode-bidi: isolate;
  }
  .shares .tick {
    fill: var(--_muted);
    font-size: 11px;
  }
  .shares .grid {
    stroke: var(--_line);
  }
  .shares .parity {
    stroke: var(--_text);
    stroke-width: 1.5;
    stroke-dasharray: 5 4;
  }
  .shares .mark line {
    stroke-width: 2;
  }
  .series-0 line,
  .series-0 circle {
    stroke: var(--_accent);
    fill: var(--_accent);
  }
  .series-1 line,
  .series-1 rect {
    stroke: var(--_warning);
    stroke-width: 2;
    fill: var(--_surface);
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
    inline-size: 1.6rem;
    block-size: 0.8rem;
    vertical-align: middle;
  }
  .legend .parity {
    stroke: var(--_text);
    stroke-width: 1.5;
    stroke-dasharray: 5 4;
  }
`;
