/**
 * What forum software prints around a post. Used only where no part of an item can stand, because "3 comments" might be
 * an option somewhere.
 */
const NOISE: readonly RegExp[] = [
  /^\d{1,7} (?:comments?|repl(?:y|ies)|likes?|views?|votes?|upvotes?|downvotes?|kudos|shares?|reactions?)$/i,
  /^(?:like|reply|share|follow|following|report|upvote|downvote|vote|comment|comments|edited|copy link|save|print)$/i,
  /^(?:view|show|load|see) (?:all |more |previous |\d{1,6} )?(?:comments?|repl(?:y|ies)|more)$/i,
  /^(?:log ?in|sign ?in|register|join) to (?:reply|comment|post|vote|continue)\b.{0,80}$/i,
  /^(?:add|write|leave|post) a (?:comment|reply)\b.{0,20}$/i,
  /^complete your .{1,60} profile[.!]?$/i,
  /^fill out a few details about yourself\b.{0,100}$/i,
  /^posted (?:by|on|in)\b.{0,100}$/i,
  /^\d{1,3} (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago$/i,
  /^(?:\d{1,4} )?min(?:ute)?s? read$/i,
  // A comment in Markdown or HTML, such as those in the file of rejected questions.
  /^<!--.{0,150}-->$/,
  /^your (?:answer|selection)(?: is|:| was)? ?(?:(?:in)?correct|right|wrong|skipped|[a-j](?:, ?[a-j]){0,5})?$/i,
  /^(?:you )?(?:skipped|did not answer)(?: this question)?\.?$/i,
  /^(?:next|previous) (?:question|page)$/i,
  /^(?:upvoted|most voted|highly voted|community vote distribution)\b.{0,60}$/i,
  /^(?:[A-J]{1,4} \(\d{1,3} ?%\)(?:[,;]? |$)){1,6}(?:other ?(?:\(\d{1,3} ?%\))?)?$/,
];

const PAGE_MARK = /^(?:page )?\d{1,4} (?:of|\/) \d{1,4}$|^page \d{1,4}$/i;
/** The same with the name of the file beside it, a column away. */
const FOOTER = /^(?:\S.{0,60}\s{3,60})?page \d{1,4} (?:of|\/) \d{1,4}(?:\s{3,60}.{0,60}\S)?$/i;

/** A line that belongs to the site and not to the post. */
export function isSiteNoise(text: string): boolean {
  const line = text.trim();
  return line.length <= 160 && (NOISE.some((pattern) => pattern.test(line)) || PAGE_MARK.test(line));
}

const PROMPT =
  /^(?:choose|select|pick) (?:the )?(?:correct|best|right) (?:answers?|options?|choices?)[.:]?$/i;

/** "Choose the correct answer.": says nothing below options; above them it may be all of the question. */
export function isPrompt(text: string): boolean {
  return text.length <= 160 && PROMPT.test(text.trim());
}

/** A page mark such as "Page 3 of 12", which may stand even inside a stem. */
export function isPageMark(text: string): boolean {
  const line = text.trim();
  if (line.length > 200 || !/page /i.test(line)) return false;
  return /^page /i.test(line) && line.length <= 30 ? PAGE_MARK.test(line) : FOOTER.test(line);
}
