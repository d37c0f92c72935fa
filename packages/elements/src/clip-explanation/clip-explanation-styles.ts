import { type CSSResult, css } from "lit";

export const clipExplanationStyles: CSSResult = css`
  :host {
    --_plus: light-dark(#c96a12, #e2954d);
    --_minus: light-dark(#2f6fb3, #6ea6de);
    --_track: color-mix(in srgb, var(--_border) 22%, var(--_surface));
  }
  :host(.dropping) {
    outline: 3px dashed var(--_accent);
  }
  .inputs {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
    gap: 0.6rem 1.5rem;
    margin-bottom: 0.8rem;
  }
  label {
    display: block;
    font-weight: 600;
  }
  input {
    display: block;
    width: 100%;
    margin: 0.2rem 0 0.3rem;
  }
  .pair {
    display: flex;
    margin-bottom: 0.6rem;
    gap: 0.8rem;
    align-items: center;
    font-size: 1.15rem;
  }
  .pair img {
    flex: none;
    width: 4rem;
    height: 4rem;
    object-fit: contain;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    background: #fff;
  }
  .parts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
    gap: 1.2rem 2rem;
  }
  .parts[aria-busy="true"] {
    opacity: 0.75;
  }
  .title {
    margin-bottom: 0.4rem;
    font-weight: 600;
    text-wrap: balance;
  }
  section > .title {
    font-size: 1.1rem;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .bar {
    position: relative;
    display: block;
    height: 0.75rem;
    min-width: 4rem;
    overflow: hidden;
    border-radius: 0.2rem;
    background: var(--_track);
  }
  .bar::before {
    content: "";
    position: absolute;
    inset-block: 0;
    inset-inline-start: var(--from);
    width: var(--width);
    background: var(--_plus);
  }
  .bar.minus::before {
    background: var(--_minus);
  }
  .two-sided::after {
    content: "";
    position: absolute;
    inset: 0 auto 0 50%;
    width: 1px;
    background: var(--_text);
  }
  .percentiles {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.2rem 0.8rem;
    align-items: center;
    max-width: 30rem;
    margin-bottom: 0.6rem;
  }
  .number {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .words {
    width: 100%;
    max-width: 34rem;
    font-size: 1rem;
    margin-bottom: 0.6rem;
  }
  .words th {
    font-weight: 400;
  }
  .words td:nth-child(2) {
    width: 50%;
    vertical-align: middle;
  }
  .words .number {
    padding-inline: 0.8rem 0;
    text-align: end;
  }
  .map-row {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
    gap: 1.2rem 2rem;
  }
  figure {
    margin: 0;
  }
  .maps {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 11rem));
    gap: 0.6rem;
    margin-bottom: 0.5rem;
  }
  .maps img {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    /* What the model sees: the square in the middle, not turned by EXIF, on white. */
    object-fit: cover;
    image-orientation: none;
    background: #fff;
    border: 1px solid var(--_line);
  }
  .over {
    position: relative;
    background: #fff;
  }
  .over img {
    opacity: 0.45;
    filter: grayscale(1);
  }
  .cells {
    position: absolute;
    inset: 1px;
    width: calc(100% - 2px);
    height: calc(100% - 2px);
    background: rgb(255 255 255 / 0.35);
  }
  .cells .plus {
    fill: #d35400;
  }
  .cells .minus {
    fill: #1f5fae;
  }
  .stripes {
    stroke: #fff;
    stroke-width: 0.07;
    fill: none;
  }
  figcaption {
    color: var(--_muted);
    font-size: 0.875rem;
    margin-bottom: 0.3rem;
  }
  .numbers {
    font-variant-numeric: tabular-nums;
  }
  .numbers :is(th, td) {
    padding: 0.1rem 0.4rem;
    text-align: end;
    white-space: nowrap;
  }
  .numbers th {
    color: var(--_muted);
    border: 0;
    font-weight: 400;
  }
  ul {
    margin: 0;
    padding-inline-start: 1.2rem;
  }
  li {
    margin-bottom: 0.4rem;
  }
`;
