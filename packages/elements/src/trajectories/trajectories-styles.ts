import { type CSSResult, css } from "lit";

export const trajectoriesStyles: CSSResult = css`
  :host {
    --_data: light-dark(#c96a12, #e8a25c);
    --_way: light-dark(#6f8fbf, #5f7fae);
  }
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
    gap: 0.6rem;
    margin-bottom: 0.8rem;
  }
  .controls p {
    margin: 0;
  }
  label {
    font-weight: 600;
  }
  .controls :is(select, input),
  .walk input {
    display: block;
    inline-size: 100%;
    font-weight: 400;
  }
  .walk {
    display: flex;
    flex-wrap: wrap;
    gap: 0.8rem;
    align-items: end;
    margin-bottom: 0.6rem;
  }
  .walk p {
    margin: 0;
    flex: 1 1 14rem;
  }
  svg {
    display: block;
    inline-size: 100%;
    max-inline-size: 40rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    direction: ltr;
  }
  .data {
    fill: var(--_data);
  }
  .ways {
    fill: none;
    stroke: var(--_way);
    stroke-width: 1.5;
  }
  .start {
    fill: var(--_muted);
  }
  .now {
    fill: var(--_text);
  }
  .key {
    margin-inline-end: 1rem;
    white-space: nowrap;
  }
  .key::before {
    content: "";
    display: inline-block;
    inline-size: 0.4rem;
    block-size: 0.4rem;
    margin-inline-end: 0.4rem;
    border-radius: 50%;
    vertical-align: middle;
    background: var(--_muted);
  }
  .key.now::before {
    inline-size: 0.6rem;
    block-size: 0.6rem;
    background: var(--_text);
  }
  .key.data::before {
    background: var(--_data);
  }
`;
