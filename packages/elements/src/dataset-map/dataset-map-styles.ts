import { type CSSResult, css } from "lit";

export const datasetMapStyles: CSSResult = css`
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    margin: 0 0 0.6rem;
  }
  canvas {
    display: block;
    width: min(100%, 40rem);
    aspect-ratio: 1;
    margin-bottom: 0.6rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    /* The drawing takes its colours from here. */
    color: var(--_accent);
    outline-color: var(--_warning);
    cursor: grab;
    touch-action: pan-y;
  }
  canvas.enlarged {
    touch-action: none;
  }
  .near {
    margin: 0 0 0.8rem;
    padding-inline-start: 1.2rem;
  }
  .title {
    font-weight: 600;
    margin: 0.4rem 0 0.2rem;
  }
  td.number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  progress {
    width: min(100%, 20rem);
    accent-color: var(--_accent);
  }
`;
