import { type CSSResult, css } from "lit";

export const attributionStyles: CSSResult = css`
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
    gap: 0.6rem;
    align-items: end;
    margin-bottom: 0.8rem;
  }
  .controls p {
    margin: 0;
  }
  label {
    font-weight: 600;
  }
  select {
    display: block;
    inline-size: 100%;
  }
  .columns {
    display: flex;
    flex-wrap: wrap;
    gap: 1.2rem;
  }
  .columns > div {
    flex: 1 1 16rem;
    min-inline-size: 0;
  }
  .surface {
    position: relative;
    max-inline-size: 24rem;
    touch-action: pinch-zoom;
    cursor: crosshair;
    margin-bottom: 0.4rem;
  }
  canvas {
    display: block;
    inline-size: 100%;
    image-rendering: pixelated;
    background: #fff;
  }
  .surface canvas {
    border-radius: calc(var(--_radius) / 2);
  }
  .cursor {
    position: absolute;
    outline: 2px solid #fff;
    box-shadow: 0 0 0 4px #111;
    pointer-events: none;
  }
  .from {
    min-block-size: 3em;
  }
  ol {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(12rem, 100%), 1fr));
    gap: 0.6rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    gap: 0.6rem;
    align-items: center;
  }
  .thumbnail {
    position: relative;
    flex: 0 0 4.5rem;
    border: 1px solid var(--_line);
  }
  .thumbnail svg {
    position: absolute;
    inset: 0;
    overflow: visible;
  }
  .thumbnail rect {
    fill: none;
    stroke: #111;
    stroke-width: 1;
    paint-order: stroke;
    outline: 1px solid #fff;
  }
`;
