import { type ImportMessage, importMessage, quote } from './message';

/** How people who trade in leaked questions write; plain uses of "dump" (memory, database) are none. */
const MARKERS: readonly RegExp[] = [
  /\b(?:exam|brain|test|certification|real|actual|latest|valid|updated|free)[ -]{0,1}dumps?\b/i,
  /\bdumps? (?:pdf|questions?|vce|with answers)\b/i,
  /\b(?:real|actual|live) exam (?:questions?|q ?& ?a)\b/i,
  /\bquestions? (?:from|of|in|on) (?:the|my|a) (?:real|actual|live) (?:exam|test)\b/i,
  /\b(?:this|it) (?:came|appeared|showed) up (?:in|on) (?:the|my) (?:real |actual )?exam\b/i,
  /\b(?:memory|recall)[- ]based questions?\b/i,
  /\bexam ?topics\b/i,
  /\b(?:100 ?%|guaranteed) (?:pass(?:ing)?|real)\b/i,
  /\bmost voted\b/i,
  /\bcommunity vote distribution\b/i,
];

/** One warning for a source that looks like leaked exam content, at the first place that says so. */
export function checkLeakedContent(
  lines: readonly { readonly number: number; readonly text: string }[],
): readonly ImportMessage[] {
  let count = 0;
  let first: { readonly number: number; readonly text: string; readonly at: number } | null = null;
  for (const { number, text } of lines) {
    const found = text.length === 0 ? null : findMarker(text.slice(0, 1000));
    if (found === null) continue;
    count += 1;
    first ??= { number, text: text.slice(found), at: found };
  }
  if (first === null) return [];
  const more = count > 1 ? ` ${count} lines say so.` : '';
  const message = `${quote(first.text)} suggests that these questions come from a real exam.${more} Import them only if your organisation has the right to use them; the import asks for it.`;
  return [importMessage('post/leaked-content', { line: first.number, column: first.at + 1 }, message)];
}

/** One of these words is in every marker; most lines have none. */
const ANY = /dump|exam|test|recall|memory|pass|real|vote/i;

function findMarker(text: string): number | null {
  if (!ANY.test(text)) return null;
  for (const marker of MARKERS) {
    const at = text.search(marker);
    if (at !== -1) return at;
  }
  return null;
}
