import { type CSSResult, css } from "lit";

export const denoisingStripStyles: CSSResult = css`
  form {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
    gap: 0.6rem;
    margin-bottom: 0.6rem;
  }
  form label {
    font-weight: 600;
  }
  form input {
    display: block;
    width: 100%;
    font-weight: 400;
  }
  form .prompt,
  .buttons {
    grid-column: 1 / -1;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
  }
  figure {
    display: flex;
    flex-wrap: wrap;
    gap: 1rem;
    margin: 0 0 0.8rem;
  }
  figcaption {
    flex: 1 1 14rem;
  }
  figcaption .prompt {
    font-weight: 600;
  }
  canvas {
    display: block;
    image-rendering: pixelated;
    background: #fff;
  }
  figure canvas {
    inline-size: 16rem;
    max-inline-size: 100%;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
    min-inline-size: 0;
    margin: 0 0 0.6rem;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-bottom: 0.35rem;
    font-weight: 600;
  }
  fieldset label {
    position: relative;
    padding: 3px;
    border: 2px solid transparent;
    border-radius: calc(var(--_radius) / 2);
    cursor: pointer;
  }
  fieldset label:has(:checked) {
    border-color: var(--_accent);
  }
  fieldset label:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  fieldset canvas {
    inline-size: 4rem;
  }
`;
