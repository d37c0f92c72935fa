import { type CSSResult, css } from "lit";

export const imagenetIcicleStyles: CSSResult = css`
  label.title,
  .head {
    font-weight: 600;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1rem;
    margin: 0 0 0.6rem;
    padding: 0;
    border: 0;
  }
  legend {
    float: inline-start;
    margin-inline-end: 1rem;
    padding: 0;
    font-weight: 600;
  }
  .way {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.4rem;
    margin: 0 0 0.3rem;
    padding: 0;
    list-style: none;
    font-size: 0.875rem;
  }
  .way li:not(:last-child)::after {
    content: " ›" / "";
    color: var(--_muted);
  }
  .head {
    font-size: 1.2rem;
    margin-bottom: 0.3rem;
  }
  .drawing {
    position: relative;
    overflow: hidden;
    margin-bottom: 0.6rem;
  }
  .box,
  .crumbs {
    position: absolute;
    left: var(--left);
    top: var(--top);
    width: var(--width);
    height: var(--height);
    overflow: hidden;
    padding: 0 0.4rem;
    border-radius: 2px;
    background: color-mix(in oklab, oklch(0.68 0.13 var(--hue)) 32%, var(--_surface));
    font-size: 0.8rem;
    line-height: 17px;
    white-space: nowrap;
  }
  .box {
    display: flex;
    gap: 0.5rem;
    justify-content: space-between;
    cursor: pointer;
  }
  .box.trunk {
    background: color-mix(in srgb, var(--_border) 30%, var(--_surface));
  }
  .box.narrow {
    writing-mode: vertical-rl;
    justify-content: start;
    padding: 0.4rem 0;
    line-height: 25px;
  }
  .box:hover {
    outline: 1px solid var(--_text);
    outline-offset: -1px;
  }
  .box:focus-visible {
    z-index: 1;
    outline: 3px solid var(--_accent);
    outline-offset: -3px;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .crumbs {
    background: color-mix(in oklab, oklch(0.68 0.13 var(--hue)) 12%, var(--_surface));
  }
  .crumbs.trunk {
    background: color-mix(in srgb, var(--_border) 15%, var(--_surface));
  }
  td.count {
    text-align: end;
  }
  [aria-busy="true"] .drawing {
    opacity: 0.75;
  }
`;
