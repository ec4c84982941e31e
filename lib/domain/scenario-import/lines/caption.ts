/** How every caption below begins: most lines needn't be looked at any closer. */
const MAY_BE_CAPTION =
  /^[\s#*+_-]{0,24}(?:<\/?[a-z]{1,6}>\s{0,4}){0,4}[*_]{0,3}(?:show|view|see|reveal|check|click|toggle|expand|the|correct|answer|solution|key|suggested|options|choices|possible|question|stem|task|select|available|response)/i;

/** Marks of headings, lists and bold print around a caption, and its colon. */
function bare(text: string): string | null {
  if (text.length > 120 || !MAY_BE_CAPTION.test(text)) return null;
  return text
    .replaceAll(/<\/?(?:strong|b|em|i|u|span|kbd)>/gi, '')
    .trim()
    .replace(/^(?:#{1,6}|[-*+])\s{1,4}/, '')
    .replace(/^[*_]{1,3}/, '')
    .replace(/[*_:\s]{1,6}$/, '')
    .toLowerCase();
}

const KEY_CAPTION =
  /^(?:(?:show|view|see|reveal|check|click (?:here )?(?:to (?:see|show|view|reveal|expand)|for)|toggle|expand)(?: the)? )?(?:(?:the )?correct )?(?:answers?|solution|answer key|key|suggested answer|responses?)(?: ?(?:and|&|\+|\/) ?(?:the )?(?:explanation|rationale|solution))?(?: ?\((?:click|tap)[^()]{0,30}\))?$/;

/** "Answer", "Show answer", "Solution", "Response", "Answer & explanation": announces a key and states none. */
export function isKeyCaption(text: string): boolean {
  const caption = bare(text);
  return caption !== null && KEY_CAPTION.test(caption);
}

/** "Response" announces a key as well as what a server sends. */
export function isDoubtfulCaption(text: string): boolean {
  return /^responses?$/.test(bare(text) ?? '');
}

const LIST_OF_ANSWERS =
  /^(?:answers?|answer ?keys?|answer sheet|answer list|correct answers|key|keys|solutions|answers and explanations|answer key and explanations)$/;

/** "Answer key": may head a list of answers apart from the questions. */
export function isAnswersCaption(text: string): boolean {
  const caption = bare(text);
  return caption !== null && LIST_OF_ANSWERS.test(caption);
}

const PART =
  /^(?:options|choices|answer choices|answer options|possible answers|question text|question|stem|task|select one|select one or more|available options)$/;
const QUESTION =
  /^\s{0,3}(?:#{1,6}\s{1,4})?[*_]{2}(?:Question|Task|Stem)(?:[*_]{2}\s?(?:[*_]{0,3}\([^()]{1,30}\)[*_]{0,3}\s?)?:|:\s?[*_]{2})\s{0,4}/i;

/** "Options:" or "**Question:** Which ...?"; gives the text after it, or null when the line is no caption. */
export function readPartCaption(text: string): string | null {
  const caption = bare(text);
  if (caption !== null && PART.test(caption)) return '';
  const question = QUESTION.exec(text.slice(0, 60));
  return question === null ? null : text.slice(question[0].length).trim();
}
