import { type CSSResult, css } from "lit";

export const amplificationStyles: CSSResult = css`
  label {
    font-weight: 600;
  }
  .title {
    margin: 0;
    font-weight: 600;
  }
  td {
    min-inline-size: 6rem;
  }
`;
