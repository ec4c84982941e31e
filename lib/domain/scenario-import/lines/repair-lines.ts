import { type ImportMessage, importMessage } from '../message';
import { repairEntities } from '../repair-entities';
import { type Piece, rewritePiece, sourceColumn } from './piece';

/** Gives escaped characters and quotes in a line outside of code their meaning back, and says where it did. */
export function repairLine(line: Piece, messages: ImportMessage[]): Piece {
  return repairQuotes(repairCharacters(line, messages), messages);
}

function repairCharacters(line: Piece, messages: ImportMessage[]): Piece {
  const repaired = repairEntities(line.text);
  if (repaired.offsets === null) return line;
  const place = { line: line.number, column: sourceColumn(line, repaired.first) };
  const times = repaired.count === 1 ? 'One escaped character' : `${repaired.count} escaped characters`;
  const message = `${times} such as “${line.text.slice(repaired.first).split(';', 1)[0]};” in this line became what they stand for. Check that the line reads right.`;
  messages.push(importMessage('text/entities-repaired', place, message));
  return rewritePiece(line, repaired.text, repaired.offsets);
}

function repairQuotes(line: Piece, messages: ImportMessage[]): Piece {
  const first = line.text.indexOf('\\"');
  if (first === -1 || line.text.includes('`')) return line;
  const offsets: number[] = [];
  let text = '';
  for (let at = 0; at < line.text.length; at += 1) {
    if (line.text.startsWith('\\"', at)) continue;
    offsets.push(at);
    text += line.text.charAt(at);
  }
  offsets.push(line.text.length);
  const place = { line: line.number, column: sourceColumn(line, first) };
  const message =
    'Quotes with a backslash in this line became plain quotes. Check that the line reads right.';
  messages.push(importMessage('text/quotes-repaired', place, message));
  return rewritePiece(line, text, offsets);
}
