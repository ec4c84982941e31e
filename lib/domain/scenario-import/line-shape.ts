import { readQuestionHead } from './heads/question-head';
import { readKeyLine } from './key-line';
import { isKeyCaption, readPartCaption } from './lines/caption';
import { type Meta, readMeta } from './lines/meta-line';
import { isSectionHeading } from './lines/section-heading';
import { readStimulusHeading, type StimulusHeading } from './stimulus-heading';

/** What a line looks like by itself, before its neighbours are asked. Option lines are read later: only context tells. */
export type LineShape =
  | { readonly type: 'blank' }
  | ({ readonly type: 'head' } & Head)
  /** A second line of a head: the number below an id. */
  | { readonly type: 'head-part' }
  | { readonly type: 'stimulus'; readonly heading: StimulusHeading }
  /** A background inside a question: "Scenario: ..." between its head and its stem. */
  | { readonly type: 'scenario'; readonly rest: string }
  | { readonly type: 'key'; readonly value: string; readonly valueColumn: number }
  /** "Show answer", "Solution": the key may be on the next line. */
  | { readonly type: 'key-caption' }
  | { readonly type: 'rationales'; readonly rest: string }
  /** "Options:", "Question text": says what follows and is no text of its own. */
  | { readonly type: 'caption'; readonly rest: string }
  | { readonly type: 'meta'; readonly meta: Meta }
  | { readonly type: 'section' }
  /** One entry of a list of answers apart from the questions. */
  | { readonly type: 'answer'; readonly number: number; readonly value: string; readonly valueColumn: number }
  /** The heading of such a list. */
  | { readonly type: 'answers' }
  | { readonly type: 'rule' }
  | { readonly type: 'text' };

export interface Head {
  readonly number: number;
  /** An id that is no number, such as GS-1. */
  readonly sourceId: string | null;
  /** Title, or beginning of the stem. */
  readonly rest: string;
  /** True when the rest can only be the beginning of the stem: "1. Which ...?", or a question without a head. */
  readonly restIsStem: boolean;
  /** What has to be put before the line where a head is missing; null where the question has one, or none is needed. */
  readonly missing: string | null;
}

/** Structural words stand at the start of a line; looking no further keeps the work per line bounded. */
export const LOOK = 400;

const RATIONALES =
  /^\s{0,12}(?:#{1,6}\s{1,4}|[-*+>]\s{1,4})?([*_]{0,3})(?:(?:overall|detailed|full|answer|options?|distractors?)\s)?(?:rationales?|explanations?|justifications?|reasoning|(?<=(?:options?|distractors?|answer)\s)analysis|why)\s{0,3}([*_]{0,3})(?:\s{0,3}(?::|$)|(?<=[*_]{2})\s(?=\S))/i;
/** Sources belong to the explanation and are kept with their caption. */
const REFERENCES =
  /^\s{0,12}(?:#{1,6}\s{1,4}|[-*+>]\s{1,4})?[*_]{0,3}(?:references?|sources?|resources|learn more|further reading|see also|documentation|links?)\s{0,3}[*_]{0,3}\s{0,3}(?::|$)/i;
const BARE_LINK = /^\s{0,12}(?:[-*+]\s{1,4})?<?https?:\/\/\S{1,300}$/i;
const RULE = /^\s{0,12}(?:-\s{0,2}){3,80}$|^\s{0,12}(?:\*\s{0,2}){3,80}$|^\s{0,12}[_=]{3,80}$/;

/** Tags and comments of HTML that hold no text, and page breaks. */
const EMPTY_MARKUP =
  /^(?:\s{0,12}(?:<\/?(?:details|summary|p|div|center|hr|br|section|article|span|font|ul|ol)(?:\s[^<>]{0,80})?\/?>|<a\s(?:name|id)=[^<>]{1,80}>(?:<\/a>)?|<\/a>)){1,4}\s{0,12}$|^\s{0,12}<!--[^>]{0,300}-->\s{0,12}$|^\s{0,12}\\(?:newpage|pagebreak)\s{0,12}$/i;

/** Total: every line has a shape, `text` at worst. */
export function readLineShape(text: string): LineShape {
  if (text.trim() === '') return { type: 'blank' };
  const start = text.slice(0, LOOK);
  return (
    readHead(start, text) ??
    readHeading(start, text) ??
    readMetaShape(text) ??
    readKey(text) ??
    readRationales(start, text) ??
    readOther(text)
  );
}

function readHead(start: string, text: string): LineShape | null {
  const head = readQuestionHead(start, text);
  return head === null ? null : { type: 'head', restIsStem: false, missing: null, ...head };
}

function readHeading(start: string, text: string): LineShape | null {
  const heading = readStimulusHeading(start, text);
  return heading === null ? null : { type: 'stimulus', heading };
}

function readMetaShape(text: string): LineShape | null {
  const meta = readMeta(text);
  return meta === null ? null : { type: 'meta', meta };
}

function readKey(text: string): LineShape | null {
  const key = readKeyLine(text);
  if (key !== null) return { type: 'key', ...key };
  return isKeyCaption(text) ? { type: 'key-caption' } : null;
}

function readRationales(start: string, text: string): LineShape | null {
  const match = RATIONALES.exec(start);
  if (match === null) {
    const isSource = REFERENCES.test(start) || (text.length < LOOK && BARE_LINK.test(text.trimEnd()));
    return isSource ? { type: 'rationales', rest: text.trim() } : null;
  }
  const rest = text.slice(match[0].length).trim();
  // "**Why** does it burn?" is a sentence that begins in bold print, and no caption of one.
  if (/[*_]\s$/.test(match[0]) && /^\p{Ll}/u.test(rest)) return null;
  // "**Rationale:** ..." closes its bold print after the colon; in "Rationale: **A:** ..." the marks are the text's own.
  const marks = match[2] === '' ? (match[1] ?? '') : '';
  return { type: 'rationales', rest: rest.startsWith(marks) ? rest.slice(marks.length).trim() : rest };
}

function readOther(text: string): LineShape {
  const caption = readPartCaption(text);
  if (caption !== null) return { type: 'caption', rest: caption };
  if (text.length < 200 && RULE.test(text.trimEnd())) return { type: 'rule' };
  if (text.length < LOOK && /^\s{0,12}[<\\]/.test(text) && EMPTY_MARKUP.test(text)) return { type: 'rule' };
  return isSectionHeading(text) ? { type: 'section' } : { type: 'text' };
}
