import { type CSSResult, css } from "lit";

export const synsetGraphStyles: CSSResult = css`
  .title,
  .head,
  dt {
    font-weight: 600;
  }
  .head {
    font-size: 1.2rem;
    margin-bottom: 0.3rem;
  }
  .head .muted {
    font-weight: 400;
  }
  p.title {
    margin-bottom: 0.2rem;
  }
  .drawing {
    position: relative;
    overflow-x: auto;
    margin-bottom: 0.6rem;
    padding: 3px;
  }
  .canvas {
    position: relative;
    width: var(--width);
    height: var(--height);
    margin: 0 auto;
  }
  .nodes {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .canvas svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    fill: none;
    stroke: var(--_border);
    stroke-width: 1.5;
  }
  .aside {
    stroke-dasharray: 1 4;
    stroke-linecap: round;
  }
  .instance {
    stroke-dasharray: 4 4;
  }
  .nodes li {
    position: absolute;
    left: var(--left);
    top: var(--top);
  }
  .measure {
    position: absolute;
    inset: 0;
    overflow: hidden;
    visibility: hidden;
  }
  .node {
    display: block;
    width: max-content;
    max-width: 9.5rem;
    padding: 0.2rem 0.6rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) / 2);
    background: var(--_surface);
    font-size: 0.875rem;
    line-height: 1.2;
    text-align: center;
    overflow-wrap: anywhere;
  }
  button.node:hover {
    border-color: var(--_accent);
    color: var(--_accent);
  }
  .node.below,
  .node.rest {
    background: var(--_tint);
  }
  .node.focus,
  button.node.focus:hover {
    max-width: 12rem;
    padding: 0.35rem 0.9rem;
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_surface);
    font-size: 1rem;
    font-weight: 600;
  }
  .node.rest {
    border-style: dashed;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(6rem, max-content) 1fr;
    gap: 0.2rem 1rem;
    margin: 0 0 0.8rem;
    font-size: 0.875rem;
  }
  dt,
  dd {
    margin: 0;
  }
  dd {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.8rem;
  }
  [aria-busy="true"] .drawing {
    opacity: 0.75;
  }
`;
