import { type CSSResult, css } from "lit";

/** A field to search in, and the list of what is found. */
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
`;
