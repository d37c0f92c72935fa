import { type CSSResult, css } from "lit";

export const asYouTypeStyles: CSSResult = css`
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: end;
    margin-bottom: 0.6rem;
  }
  form label {
    flex: 1 1 14rem;
    font-weight: 600;
  }
  form input {
    display: block;
    width: 100%;
    font-weight: 400;
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
    gap: 0.6rem;
    margin: 0 0 0.6rem;
    padding: 0;
    list-style: none;
  }
  canvas {
    display: block;
    inline-size: 100%;
    max-inline-size: 12rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    background: #fff;
    image-rendering: pixelated;
  }
  .before {
    opacity: 0.5;
  }
`;
