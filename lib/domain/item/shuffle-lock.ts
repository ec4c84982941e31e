import { type Block, type Inline, type RichText, toPlainText } from '../text/rich-text';

/** Whole options only: "some of the other tables" inside a sentence points at nothing here. */
const BY_POSITION =
  /^(?:all|none|any|both|neither|either|two|three)(?:\s{1,3}of)?\s{1,3}(?:(?:the|these|those)\b\s{0,3})?(?:above|below|preceding|foregoing|other|others|options|answers|choices)?\b(?:\s{1,3}(?:options|answers|choices|statements|is|are|correct|true|apply)){0,3}\.?$/i;
const SEVERAL_LETTERS =
  /\b(?:both|either|neither|options?|answers?|choices?)\s{1,3}\(?[A-J]\)?(?:\s{0,3},\s{0,3}\(?[A-J]\)?){0,8}\s{0,3}(?:and|or|nor|&)\s{1,3}\(?[A-J]\)?(?!\w)/i;
const LETTERS_ONLY =
  /^\(?[A-J]\)?(?:\s{0,3},\s{0,3}\(?[A-J]\)?){0,8}\s{0,3}(?:,\s{0,3})?(?:and|or|nor|&)\s{1,3}\(?[A-J]\)?(?:\s{1,3}(?:only|above|together|are correct))?\.?$/;

/**
 * True when an option points at others, by position ("All of the above"), by letter ("Both A and B", "A and C only") or by
 * reference: its item keeps the order that the author gave it.
 */
export function refersToOtherOptions(option: RichText): boolean {
  const text = toPlainText(option).trim().slice(0, 300);
  return (
    BY_POSITION.test(text) ||
    SEVERAL_LETTERS.test(text) ||
    LETTERS_ONLY.test(text) ||
    option.some(holdsReference)
  );
}

function holdsReference(block: Block): boolean {
  switch (block.type) {
    case 'paragraph':
      return block.children.some(isReference);
    case 'code':
    case 'table':
      return false;
    case 'list':
      return block.items.some((item) => item.some(holdsReference));
  }
}

function isReference(node: Inline): boolean {
  if (node.type === 'optionReference') return true;
  return (node.type === 'strong' || node.type === 'emphasis') && node.children.some(isReference);
}
