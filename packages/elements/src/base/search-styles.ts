import { type CSSResult, css } from "lit";

/** A field to search in, and what is found, as buttons that look like links. */
export const searchStyles: CSSResult = css`
  input[type="search"] {
    display: block;
    width: min(100%, 24rem);
    margin: 0.2rem 0 0.6rem;
  }
  .found {
    margin: 0 0 0.8rem;
    padding: 0;
    list-style: none;
  }
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
