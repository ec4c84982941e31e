const HEADING = /^\s{0,3}#{1,6}\s{1,4}\S/;
const NAMED =
  /^\s{0,3}[*_]{0,3}(?:section|part|batch|set|module|chapter|practice (?:test|exam|set)|mock exam|sample exam|exam|quiz|test|day|week)\s{0,3}#?(?:\d{1,4}|[ivx]{1,5})\b[^?]{0,80}$/i;
const WITH_RANGE =
  /^[^?]{0,80}\(?\bquestions?\s{0,3}\d{1,6}\s{0,3}(?:[-–—−‐‑]{1,2}|to|through)\s{0,3}\d{1,6}\)?[*_:.\s]{0,4}$/i;

/** A heading that parts a post: "## Storage", "Batch 3", "Section 1 (Questions 1-11)". It is no background of anything. */
export function isSectionHeading(text: string): boolean {
  if (text.length > 160) return false;
  return HEADING.test(text) || NAMED.test(text) || WITH_RANGE.test(text);
}
