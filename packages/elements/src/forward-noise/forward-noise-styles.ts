import { type CSSResult, css } from "lit";

export const forwardNoiseStyles: CSSResult = css`
  :host {
    --_signal: light-dark(#1d5fa8, #8fbdf2);
    --_noise: light-dark(#a3441a, #f0a57e);
  }
  .controls,
  .pictures {
    display: flex;
    flex-wrap: wrap;
    gap: 0.8rem;
    margin-bottom: 0.8rem;
  }
  .controls p {
    margin: 0;
  }
  .controls label {
    font-weight: 600;
  }
  .controls .grow {
    flex: 1 1 16rem;
  }
  .controls input,
  .controls select {
    display: block;
    width: 100%;
  }
  figure {
    margin: 0;
    inline-size: min(12rem, calc(50% - 0.4rem));
  }
  figure.chart {
    flex: 1 1 16rem;
    max-inline-size: 30rem;
  }
  figcaption {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  canvas {
    display: block;
    inline-size: 100%;
    image-rendering: pixelated;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
  }
  svg {
    display: block;
    inline-size: 100%;
    direction: ltr;
  }
  svg text {
    fill: var(--_muted);
    font-size: 13px;
  }
  svg :is(line, polyline) {
    fill: none;
    stroke-width: 2.5;
  }
  svg .grid {
    stroke: var(--_line);
    stroke-width: 1;
  }
  svg .here {
    stroke: var(--_text);
    stroke-width: 1;
  }
  polyline.signal {
    stroke: var(--_signal);
  }
  polyline.noise {
    stroke: var(--_noise);
    stroke-dasharray: 7 4;
  }
  circle.signal {
    fill: var(--_signal);
  }
  circle.noise {
    fill: var(--_noise);
  }
  .key {
    margin-inline-end: 1rem;
    white-space: nowrap;
  }
  .key::before {
    content: "";
    display: inline-block;
    inline-size: 2rem;
    margin-inline-end: 0.3rem;
    vertical-align: middle;
    border-top: 3px solid var(--_signal);
  }
  .key.noise::before {
    border-top: 3px dashed var(--_noise);
  }
  caption {
    text-align: start;
    font-weight: 600;
  }
  table {
    margin-bottom: 0.6rem;
  }
`;
