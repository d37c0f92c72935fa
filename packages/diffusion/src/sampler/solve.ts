/** Solves a small system of linear equations, `matrix · x = right`, by elimination with pivoting. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let column = 0; column < rows.length; column++) {
    const below = rows.slice(column).map((row) => Math.abs(row[column]!));
    const pivot = column + below.indexOf(Math.max(...below));
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (const [i, row] of rows.entries()) {
      const factor = row[column]! / rows[column]![column]!;
      if (i !== column) rows[i] = row.map((value, j) => value - factor * rows[column]![j]!);
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}
