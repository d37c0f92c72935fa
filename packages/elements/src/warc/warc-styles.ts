import { type CSSResult, css } from "lit";

export const warcStyles: CSSResult = css`
  .open,
  .status {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem 1rem;
    align-items: center;
    margin: 0 0 0.8rem;
  }
  label {
    font-weight: 600;
  }
  label.filter {
    display: block;
    margin-bottom: 0.8rem;
  }
  label.filter input {
    display: block;
    width: 100%;
    margin-top: 0.2rem;
    font-weight: 400;
  }
  table {
    width: 100%;
  }
  .number {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  tbody tr {
    border-top: 1px solid var(--_line);
  }
  .scroll {
    container-type: inline-size;
  }
  .url {
    min-width: 14rem;
    overflow-wrap: anywhere;
  }
  .date {
    white-space: nowrap;
  }
  tr.record {
    border: 0;
  }
  tr.record > td {
    padding: 0 0 0.8rem;
  }
  .preview {
    position: sticky;
    inset-inline-start: 0;
    width: 100cqi;
    overflow-wrap: anywhere;
  }
  tr.record p {
    margin: 0.6rem 0 0.2rem;
    font-weight: 600;
  }
  tr.record p.muted {
    font-weight: 400;
  }
  pre {
    max-height: 20rem;
    margin: 0;
    padding: 0.6rem 0.8rem;
    overflow: auto;
    border-radius: calc(var(--_radius) / 2);
    background: var(--_tint);
    font: 0.8125rem/1.45 var(--_mono);
    white-space: pre-wrap;
  }
`;
