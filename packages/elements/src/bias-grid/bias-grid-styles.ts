import { type CSSResult, css } from "lit";

export const biasGridStyles: CSSResult = css`
  form {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
    gap: 0.6rem;
    align-items: end;
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
  .wide,
  .buttons {
    grid-column: 1 / -1;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
  }
  .wide .muted {
    margin: 0.2rem 0 0;
  }
  progress {
    inline-size: 100%;
    max-inline-size: 20rem;
    accent-color: var(--_accent);
  }
  .seeds {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
    gap: 0.8rem;
    margin: 0 0 0.8rem;
    padding: 0;
    list-style: none;
  }
  .seeds > li {
    padding: 0.5rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
  }
  .seeds p {
    margin: 0 0 0.3rem;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(5rem, 1fr));
    gap: 0.5rem;
  }
  figure {
    margin: 0;
  }
  figcaption {
    margin-top: 0.2rem;
    font-size: 0.875rem;
  }
  .seeds canvas,
  .waiting {
    display: block;
    inline-size: 100%;
    max-inline-size: 10rem;
    aspect-ratio: 1;
    border-radius: calc(var(--_radius) / 2);
  }
  .seeds canvas {
    image-rendering: pixelated;
    background: #fff;
  }
  .waiting {
    border: 1px dashed var(--_border);
  }
  select {
    inline-size: 100%;
    margin-top: 0.2rem;
  }
  .counts {
    margin-bottom: 0.8rem;
  }
  .counts td {
    min-inline-size: 8rem;
  }
`;
