/** A part of a whole: `37 %`; `< 1 %` and `> 99 %` where rounding would give 0 or 100, `–` where the whole is 0. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return "–";
  const percent = Math.round((100 * part) / whole);
  if (percent === 0 && part > 0) return "< 1 %";
  if (percent === 100 && part < whole) return "> 99 %";
  return `${percent} %`;
}
