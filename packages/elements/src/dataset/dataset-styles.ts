import { type CSSResult, css } from "lit";

export const datasetStyles: CSSResult = css`
  form,
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 1rem;
    align-items: center;
    margin: 0 0 0.6rem;
  }
  label {
    font-weight: 600;
  }
  .choices select {
    max-width: 14rem;
    font-weight: 400;
  }
  .pairs {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr));
    gap: 0 2rem;
    margin: 0 0 0.8rem;
    padding: 0;
    list-style: none;
  }
  [aria-busy="true"] .pairs {
    opacity: 0.75;
  }
`;
