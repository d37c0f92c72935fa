import { type CSSResult, css } from "lit";

/** Buttons that look like links. */
export const linkStyles: CSSResult = css`
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
`;
