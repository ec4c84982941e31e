import { readKeyLine } from './key-line';
import { readStimulusHeading, type StimulusHeading } from './stimulus-heading';

/** What a line looks like by itself, before its neighbours are asked. Option lines are read later: only context tells. */
export type LineShape =
  | { readonly type: 'blank' }
  | { readonly type: 'head'; readonly number: number; readonly rest: string }
  | { readonly type: 'stimulus'; readonly heading: StimulusHeading }
  | { readonly type: 'key'; readonly value: string; readonly valueColumn: number }
  | { readonly type: 'rationales'; readonly rest: string }
  | { readonly type: 'rule' }
  | { readonly type: 'text' };

/** Structural words stand at the start of a line; looking no further keeps the work per line bounded. */
const LOOK = 400;

const HEAD =
  /^\s{0,12}(?:#{1,6}\s{1,4})?([*_]{0,2})(?:Question|Q)\s{0,3}(?:#|No\.?|number)?\s{0,3}(\d{1,6})(?!\w)/i;
const HEAD_REST =
  /^\s{0,3}(?:of\s{1,3}\d{1,6}\s{0,3})?(?:[*_]{2}(?!\()\s{0,3}:?|:|[.)\]–—-](?=\s|$|\*)|(?=[*_]{0,2}\()|$)/i;
const RATIONALES =
  /^\s{0,12}(?:#{1,6}\s{1,4}|[-*+>]\s{1,4})?([*_]{0,3})(?:overall\s)?(?:rationales?|explanations?|justifications?|reasoning)\s{0,3}([*_]{0,3})\s{0,3}(?::|$)/i;
const RULE = /^\s{0,12}(?:-\s{0,2}){3,80}$|^\s{0,12}(?:\*\s{0,2}){3,80}$|^\s{0,12}[_=]{3,80}$/;

/** Total: every line has a shape, `text` at worst. */
export function readLineShape(text: string): LineShape {
  if (text.trim() === '') return { type: 'blank' };
  const start = text.slice(0, LOOK);
  return (
    readHead(start, text) ??
    readHeading(start, text) ??
    readKey(text) ??
    readRationales(start, text) ??
    readRule(text)
  );
}

function readHead(start: string, text: string): LineShape | null {
  const head = HEAD.exec(start);
  if (head === null) return null;
  const after = HEAD_REST.exec(start.slice(head[0].length));
  if (after === null) return null;
  return {
    type: 'head',
    number: Number(head[2]),
    rest: trimMarks(text.slice(head[0].length + after[0].length)),
  };
}

function readHeading(start: string, text: string): LineShape | null {
  const heading = readStimulusHeading(start, text);
  return heading === null ? null : { type: 'stimulus', heading };
}

function readKey(text: string): LineShape | null {
  const key = readKeyLine(text);
  return key === null ? null : { type: 'key', ...key };
}

function readRationales(start: string, text: string): LineShape | null {
  const match = RATIONALES.exec(start);
  if (match === null) return null;
  const rest = text.slice(match[0].length).trim();
  // "**Rationale:** ..." closes its bold print after the colon; in "Rationale: **A:** ..." the marks are the text's own.
  const marks = match[2] === '' ? (match[1] ?? '') : '';
  return { type: 'rationales', rest: rest.startsWith(marks) ? rest.slice(marks.length).trim() : rest };
}

function readRule(text: string): LineShape {
  return text.length < 200 && RULE.test(text.trimEnd()) ? { type: 'rule' } : { type: 'text' };
}

/** Takes the closing marks of a heading or of bold print off a title. */
function trimMarks(text: string): string {
  const trimmed = text.trim().replace(/^[*_]{1,2}(\([^()]{1,40}\))[*_]{1,2}/, '$1');
  const start = /^[*_]{0,3}\s{0,3}/.exec(trimmed)?.[0].length ?? 0;
  const body = trimmed.slice(start);
  const marks = /(?:[*_]{2}|\s#{1,6})$/.exec(body.slice(-8));
  const opens = marks?.[0].startsWith('*') === true && body.indexOf('**') < body.length - 2;
  return (marks === null || opens ? body : body.slice(0, body.length - marks[0].length)).trim();
}
