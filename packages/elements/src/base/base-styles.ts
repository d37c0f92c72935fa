import { type CSSResult, css } from "lit";

/** What all elements have in common. Their own colours go through `--_…`, which a page sets by `--alt2img-…`. */
export const baseStyles: CSSResult = css`
  :host {
    --_accent: var(--alt2img-accent, light-dark(#2c4a7c, #9db9e6));
    --_surface: var(--alt2img-surface, light-dark(#ffffff, #1e2126));
    --_text: var(--alt2img-text, light-dark(#20242b, #e7e5df));
    --_muted: var(--alt2img-muted, light-dark(#5c6470, #a2a8b2));
    --_border: var(--alt2img-border, light-dark(#8b8779, #7d848e));
    --_line: color-mix(in srgb, var(--_border) 45%, transparent);
    --_tint: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
    --_warning: light-dark(#8a3b12, #f0b48a);
    --_radius: var(--alt2img-radius, 0.5rem);
    --_mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace;
    display: block;
    padding: 1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: 1rem/1.5 var(--alt2img-font, system-ui, sans-serif);
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  p {
    margin: 0 0 0.6rem;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 0.15em;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) / 2);
    padding: 0.3rem 0.6rem;
    max-width: 100%;
  }
  button {
    cursor: pointer;
  }
  button:disabled {
    cursor: default;
    opacity: 0.6;
  }
  input:is([type="checkbox"], [type="radio"], [type="range"]) {
    accent-color: var(--_accent);
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  summary {
    cursor: pointer;
    width: fit-content;
  }
  table {
    border-collapse: collapse;
    font-size: 0.875rem;
  }
  th,
  td {
    padding: 0.2rem 0.7rem 0.2rem 0;
    text-align: start;
    vertical-align: top;
    overflow-wrap: normal;
  }
  thead th {
    border-bottom: 1px solid var(--_border);
  }
  code {
    font-family: var(--_mono);
    font-size: 0.875em;
  }
  .scroll {
    overflow-x: auto;
  }
  .muted {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .warning {
    color: var(--_warning);
  }
  .problem {
    padding: 0.6rem 0.8rem;
    border: 1px solid var(--_warning);
    border-inline-start-width: 0.4rem;
    border-radius: calc(var(--_radius) / 2);
    margin-bottom: 0.8rem;
  }
  .problem :last-child {
    margin-bottom: 0;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
