import { type CSSResult, css } from "lit";

export const altDecisionTreeStyles: CSSResult = css`
  img {
    display: block;
    max-width: 100%;
    max-height: 12rem;
    margin-bottom: 1rem;
    border-radius: calc(var(--_radius) / 2);
  }
  .question {
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 1.3;
  }
  .question:focus {
    outline: none;
  }
  .answers {
    display: grid;
    gap: 0.5rem;
    margin-bottom: 1rem;
  }
  .answers button {
    padding: 0.6rem 1rem;
    text-align: start;
  }
  .answers button:hover {
    background: var(--_tint);
  }
  pre {
    margin: 0 0 0.6rem;
    padding: 0.7rem 0.9rem;
    overflow-x: auto;
    border-radius: calc(var(--_radius) / 2);
    background: var(--_tint);
    white-space: pre-wrap;
  }
  ol {
    margin: 0.3rem 0 0.8rem;
    padding-inline-start: 1.4rem;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    margin: 0 0 0.8rem;
  }
`;
