import { type CSSResult, css } from "lit";

export const clipMatrixStyles: CSSResult = css`
  .inputs {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
    gap: 0.6rem 1.5rem;
    margin-bottom: 0.8rem;
  }
  label.title {
    display: block;
    font-weight: 600;
  }
  textarea {
    display: block;
    width: 100%;
    margin-top: 0.2rem;
    resize: vertical;
  }
  input[type="file"] {
    display: block;
    width: 100%;
    margin: 0.2rem 0 0.3rem;
  }
  :host(.dropping) {
    outline: 3px dashed var(--_accent);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1rem;
    margin: 0 0 0.4rem;
    padding: 0;
    border: 0;
  }
  legend {
    float: inline-start;
    margin-inline-end: 1rem;
    padding: 0;
    font-weight: 600;
  }
  /* So that what is hidden in cells scrolls with them. */
  .scroll {
    position: relative;
  }
  table {
    border-collapse: separate;
    border-spacing: 3px;
    font-size: 1rem;
  }
  thead th {
    border: 0;
    padding: 0;
    text-align: center;
    vertical-align: bottom;
  }
  thead .head {
    display: grid;
    justify-items: center;
    gap: 0.2rem;
  }
  img,
  .no-picture {
    display: block;
    width: 4rem;
    height: 4rem;
    object-fit: contain;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    background: #fff;
  }
  .no-picture {
    background: none;
  }
  .remove {
    width: 1.6rem;
    height: 1.6rem;
    padding: 0;
    border-radius: 50%;
    line-height: 1;
  }
  tbody th {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    min-width: 7rem;
    max-width: 18rem;
    padding: 0 0.6rem 0 0;
    background: var(--_surface);
    font-weight: 400;
    line-height: 1.3;
    vertical-align: middle;
  }
  td {
    padding: 0;
  }
  .cell,
  .no-score {
    display: block;
    width: 100%;
    min-width: 4.2rem;
    padding: 0.4rem 0.3rem;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) / 2);
    text-align: center;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .cell {
    background: color-mix(in oklab, var(--_accent) var(--strength, 0%), var(--_surface));
  }
  .cell:hover {
    border-color: var(--_text);
  }
  .cell[aria-pressed="true"] {
    border: 2px solid var(--_text);
    font-weight: 700;
  }
  .no-score {
    color: var(--_muted);
    background: var(--_tint);
  }
  .best {
    font-size: 0.8em;
  }
  [aria-busy="true"] table {
    opacity: 0.75;
  }
  @media (max-width: 30rem) {
    tbody th {
      min-width: 5.5rem;
      max-width: 7rem;
      font-size: 0.875rem;
    }
    img,
    .no-picture {
      width: 3rem;
      height: 3rem;
    }
    .cell,
    .no-score {
      min-width: 3.6rem;
    }
  }
`;
