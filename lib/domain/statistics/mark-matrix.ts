import { err, ok, type Result } from '../kernel/result';

/** Marks a checked matrix; not exported, so that nobody else can make one. */
const parsed: unique symbol = Symbol('parsed');

/**
 * Marks of complete attempts at the same form: one row per attempt, one column per item.
 * Only `parseMarkMatrix` makes one, so every statistic may rely on full rows and finite marks.
 */
export type MarkMatrix = {
  readonly [parsed]: true;
  readonly itemIds: readonly string[];
  readonly maxMarks: readonly number[];
  /** columns[j][i] is the mark of attempt i on item j */
  readonly columns: readonly (readonly number[])[];
  /** total mark of each attempt */
  readonly totals: readonly number[];
  readonly attemptCount: number;
};

export type MarkMatrixError =
  | { readonly code: 'unequalLengths'; readonly itemCount: number; readonly maxMarkCount: number }
  | { readonly code: 'rowLength'; readonly row: number; readonly found: number; readonly expected: number }
  | { readonly code: 'badMark'; readonly row: number; readonly itemId: string; readonly mark: number };

/**
 * Checks a response matrix. Rows must be first attempts of different learners, or the answers aren't independent; an item that
 * was left unanswered in a submitted exam has mark 0. Forms drawn at random have no common total and don't belong here.
 *
 * @param rows rows[i][j], marks from 0 (or below, with penalties) to the item's maximum
 * @returns `row` in an error counts from 0
 */
export function parseMarkMatrix(input: {
  readonly itemIds: readonly string[];
  readonly maxMarks: readonly number[];
  readonly rows: readonly (readonly number[])[];
}): Result<MarkMatrix, MarkMatrixError> {
  const { itemIds, maxMarks, rows } = input;
  if (itemIds.length !== maxMarks.length) {
    return err({ code: 'unequalLengths', itemCount: itemIds.length, maxMarkCount: maxMarks.length });
  }
  const columns: number[][] = itemIds.map(() => []);
  const totals: number[] = [];
  for (const [row, marks] of rows.entries()) {
    if (marks.length !== itemIds.length) {
      return err({ code: 'rowLength', row, found: marks.length, expected: itemIds.length });
    }
    let total = 0;
    for (const [j, column] of columns.entries()) {
      const mark = marks[j] ?? Number.NaN;
      if (!Number.isFinite(mark)) return err({ code: 'badMark', row, itemId: itemIds[j] ?? '', mark });
      column.push(mark);
      total += mark;
    }
    totals.push(total);
  }
  return ok({ [parsed]: true, itemIds, maxMarks, columns, totals, attemptCount: rows.length });
}

/** Total mark of each attempt without one item: the rest score R = T - x, so that an item isn't correlated with itself. */
export function restScores(matrix: MarkMatrix, column: readonly number[]): number[] {
  return matrix.totals.map((total, i) => total - (column[i] ?? 0));
}
