/** "Question 21: Title", "Q21.", "## Question 1 *(Medium)*": the word says it, so the line is a head wherever it stands. */
const HEAD =
  /^\s{0,12}(?:#{1,6}\s{1,4}|[-*+]\s{1,4})?([*_]{0,2})(?:Question|Q)\.?\s{0,3}(?:#|No\.?:?|number)?\s{0,3}(\d{1,6})(?!\w)/i;
const HEAD_REST =
  /^\s{0,3}(?:(?:of|\/)\s{0,3}\d{1,6}\s{0,3})?(?:[*_]{2}(?!\()\s{0,3}:?|:|[.)\]–—-](?=\s|$|\*)|\s{1,60}(?=topic\s\d{1,3}\s{0,9}$)|(?=[*_]{0,2}\()|$)/i;

/** What a page of results prints behind the number: it says how somebody answered, not what is asked. */
const RESULT =
  /^(?:in)?correct$|^(?:skipped|unanswered|unattempted|not answered|wrong|right|single choice|multiple choice|multi[- ]select)$/i;

/** "### Question PERF-1 *(Hard)*": an id stands where the others have their number. */
const ID_HEAD =
  /^\s{0,12}(?:#{1,6}\s{1,4})?([*_]{0,2})(?:Question|Q)\s{1,3}(?:#|No\.?:?)?\s{0,2}([A-Z]{1,8}[-_]\d{1,6})(?![\w-])/;

export interface QuestionHead {
  /** 0 where it has an id. */
  readonly number: number;
  readonly sourceId: string | null;
  readonly rest: string;
}

export function readQuestionHead(start: string, text: string): QuestionHead | null {
  const head = HEAD.exec(start) ?? ID_HEAD.exec(start);
  if (head === null) return null;
  const after = HEAD_REST.exec(start.slice(head[0].length));
  if (after === null) return null;
  const rest = trimMarks(text.slice(head[0].length + after[0].length));
  const name = head[2] ?? '';
  const isNumber = /^\d/.test(name);
  return {
    number: isNumber ? Number(name) : 0,
    sourceId: isNumber ? null : name,
    rest: RESULT.test(rest) ? '' : rest,
  };
}

/** Takes the closing marks of a heading or of bold print off a title. */
export function trimMarks(text: string): string {
  const trimmed = text.trim().replace(/^[*_]{1,2}(\([^()]{1,40}\))[*_]{1,2}/, '$1');
  const start = /^[*_]{0,3}\s{0,3}/.exec(trimmed)?.[0].length ?? 0;
  const body = trimmed.slice(start);
  const marks = /(?:[*_]{2}|\s#{1,6})$/.exec(body.slice(-8));
  const opens = marks?.[0].startsWith('*') === true && body.indexOf('**') < body.length - 2;
  return (marks === null || opens ? body : body.slice(0, body.length - marks[0].length)).trim();
}
