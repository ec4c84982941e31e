/**
 * Verbs that never follow the article "A": before one of them a capital is a label. "can", "will", "may", "must" are
 * missing on purpose ("A will is ...", "A must for ..."); they count for the other letters.
 */
const CLEAR_VERBS =
  "is|isn't|isn’t|was|wasn't|wasn’t|does|doesn't|doesn’t|did|didn't|didn’t|has|hasn't|hasn’t|would|wouldn't|wouldn’t|should|shouldn't|shouldn’t|could|couldn't|couldn’t|cannot|can't|can’t|won't|won’t|fails|alone";
const OTHER_VERBS =
  'are|can|will|may|might|must|also|only|uses|requires|adds|allows|ignores|describes|gives|provides|solves|violates|misses|works|needs|makes|causes|leads|refers|returns|creates';

const AFTER_A = new RegExp(`^(?:${CLEAR_VERBS})(?![\\w'’-])`);
const AFTER_OTHERS = new RegExp(`^(?:${CLEAR_VERBS}|${OTHER_VERBS})(?![\\w'’-])`);

/** True when the text after a label goes on with a verb, so that the label is the subject and not an article or a name. */
export function goesOnWithVerb(label: string, after: string): boolean {
  return (label.toUpperCase() === 'A' ? AFTER_A : AFTER_OTHERS).test(after);
}
