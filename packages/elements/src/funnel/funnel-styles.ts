import { type CSSResult, css } from "lit";

export const funnelStyles: CSSResult = css`
  .title {
    font-weight: 600;
    margin: 0.8rem 0 0.3rem;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
    gap: 0.4rem 2rem;
  }
  fieldset {
    min-width: 0;
    margin: 0 0 0.8rem;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  fieldset .muted {
    margin: 0;
  }
  input[type="range"] {
    display: block;
    width: 100%;
    margin: 0;
    padding: 0;
    border: 0;
  }
  input[type="number"] {
    width: 7rem;
    padding: 0.1rem 0.3rem;
  }
  .bars {
    display: block;
    width: 100%;
    height: 2.2rem;
  }
  .bars rect {
    fill: var(--_accent);
  }
  .bars .out {
    fill: var(--_line);
  }
  .total {
    font-size: 1.2rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  table {
    width: 100%;
  }
  td.number {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  th[scope="row"] {
    min-width: 8rem;
    font-weight: 400;
  }
  .narrowing,
  .share {
    display: block;
    width: 100%;
    height: 0.9rem;
  }
  .left {
    fill: var(--_accent);
  }
  .share .lost {
    fill: color-mix(in srgb, var(--_accent) 45%, var(--_surface));
  }
  .narrowing .lost {
    fill: var(--_line);
  }
  .share line {
    stroke: var(--_text);
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .share .average {
    stroke: var(--_warning);
    stroke-dasharray: 3 2;
  }
  .pairs {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .pair {
    display: grid;
    grid-template-columns: 4rem 1fr;
    gap: 0.2rem 0.8rem;
    padding: 0.4rem 0;
    border-top: 1px solid var(--_line);
    font-size: 0.875rem;
  }
  .pair img {
    width: 4rem;
    height: 4rem;
    object-fit: contain;
    background: #ffffff;
    border-radius: calc(var(--_radius) / 2);
  }
  .pair p {
    margin: 0;
  }
  .why {
    color: var(--_warning);
  }
  progress {
    width: min(100%, 20rem);
    accent-color: var(--_accent);
  }
`;
