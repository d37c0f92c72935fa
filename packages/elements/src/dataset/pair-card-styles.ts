import { type CSSResult, css } from "lit";

export const pairCardStyles: CSSResult = css`
  .pair {
    display: grid;
    grid-template-columns: 6rem 1fr;
    gap: 0.2rem 0.8rem;
    padding: 0.5rem 0;
    border-top: 1px solid var(--_line);
  }
  .pair img {
    width: 6rem;
    height: 6rem;
    object-fit: contain;
    background: #ffffff;
    border-radius: calc(var(--_radius) / 2);
  }
  .pair p {
    margin: 0;
  }
`;
