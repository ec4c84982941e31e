/** A line of the source, or the part of one that was taken apart: what the reader looks at as one line. */
export interface Piece {
  /** Line of the source, from 1. */
  readonly number: number;
  readonly text: string;
  /** Where the text begins in the clean line. */
  readonly start: number;
  /** Offset in the source for each unit of the clean line and one more for its end; null where they are the same. */
  readonly offsets: readonly number[] | null;
}

/** Column in the source, from 1, of the unit at this offset of the text. */
export function sourceColumn(piece: Piece, at: number): number {
  const place = piece.start + Math.max(0, Math.min(at, piece.text.length));
  return (piece.offsets?.[place] ?? place) + 1;
}

/** Column of the first visible character, from 1. */
export function startColumn(piece: Piece): number {
  return sourceColumn(piece, piece.text.length - piece.text.trimStart().length);
}

/** The part from one offset up to, and without, another. */
export function slicePiece(piece: Piece, from: number, to: number = piece.text.length): Piece {
  return { ...piece, text: piece.text.slice(from, to), start: piece.start + from };
}

/** The piece with another text; `offsets` says for each of its units where in the old text it comes from. */
export function rewritePiece(piece: Piece, text: string, offsets: readonly number[]): Piece {
  return { ...piece, text, start: 0, offsets: offsets.map((at) => sourceColumn(piece, at) - 1) };
}
