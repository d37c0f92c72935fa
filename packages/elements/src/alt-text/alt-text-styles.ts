import { type CSSResult, css } from "lit";

export const altTextStyles: CSSResult = css`
  :host {
    --_heard: light-dark(#25609c, #7fb2e8);
    --_taken: light-dark(#8a4f0c, #e0a661);
    --_both: light-dark(#47713f, #86b97c);
    --_neither: light-dark(#a5a9b0, #6b717a);
    --_error: light-dark(#b3322d, #ee8b84);
  }
  label.source {
    display: block;
    font-weight: 600;
  }
  textarea {
    display: block;
    width: 100%;
    margin: 0.2rem 0 0.8rem;
    font: 0.875rem/1.5 var(--_mono);
    resize: vertical;
  }
  svg {
    display: block;
    width: 100%;
    height: 0.9rem;
    border-radius: 0.45rem;
  }
  .both {
    fill: var(--_both);
    color: var(--_both);
  }
  .heard {
    fill: var(--_heard);
    color: var(--_heard);
  }
  .taken {
    fill: var(--_taken);
    color: var(--_taken);
  }
  .neither {
    fill: var(--_neither);
    color: var(--_neither);
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 1.4rem;
    margin: 0.4rem 0 0.8rem;
    padding: 0;
    list-style: none;
  }
  .keys span {
    color: var(--_text);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 0.9rem;
    margin: 0 0 0.8rem;
    padding: 0;
    border: 0;
  }
  legend {
    float: inline-start;
    margin-inline-end: 0.9rem;
    color: var(--_muted);
  }
  .cards {
    display: grid;
    gap: 0.8rem;
    margin: 0 0 0.8rem;
    padding: 0;
    list-style: none;
    container-type: inline-size;
  }
  .card {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.6rem 1rem;
    padding: 0.8rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
  }
  @container (max-width: 32rem) {
    .card {
      grid-template-columns: 1fr;
    }
  }
  .card > .whole {
    grid-column: 1 / -1;
  }
  .card img {
    max-width: 100%;
    max-height: 10rem;
  }
  .reading {
    padding-inline-start: 0.7rem;
    border-inline-start: 4px solid;
  }
  .reading > * {
    margin: 0 0 0.2rem;
    color: var(--_text);
  }
  .reading .title {
    font-size: 0.875rem;
    font-weight: 600;
    color: inherit;
  }
  .reading .muted {
    color: var(--_muted);
  }
  .none {
    font-style: italic;
  }
  .findings {
    display: grid;
    gap: 0.6rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .findings p {
    margin: 0.15rem 0;
  }
  .severity {
    padding: 0 0.5rem;
    border: 1px solid;
    border-radius: 1rem;
    font-size: 0.8rem;
  }
  .error .severity {
    color: var(--_error);
  }
  .warning .severity {
    color: var(--_warning);
  }
  .findings .warning {
    color: inherit;
  }
  details alt2img-alt-decision-tree {
    margin-top: 0.6rem;
  }
`;
