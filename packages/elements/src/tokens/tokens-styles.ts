import { type CSSResult, css } from "lit";

export const tokensStyles: CSSResult = css`
  label {
    display: block;
    font-weight: 600;
  }
  textarea {
    display: block;
    width: 100%;
    margin: 0.2rem 0 0.8rem;
    resize: vertical;
  }
  ol {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
    margin: 0 0 0.6rem;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    flex-direction: column;
    align-items: center;
    padding: 0.15rem 0.5rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    background: var(--_tint);
  }
  li.mark {
    border-style: dashed;
    background: none;
    font-style: italic;
  }
  li.part .token {
    font-family: var(--_mono);
    font-size: 0.875em;
  }
  .token {
    white-space: pre-wrap;
  }
  .id {
    color: var(--_muted);
  }
  [aria-busy="true"] ol {
    opacity: 0.7;
  }
`;
