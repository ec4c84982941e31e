/** What each element of HTML means for us. What isn't named here loses its tags and keeps its text. */
export const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header hgroup html legend li main nav ol p section summary ul caption prompt contentbody itembody stimulusbody rubricblock simplechoice h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr td th'.split(
    ' ',
  ),
);

export const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

export const STRONG: ReadonlySet<string> = new Set(['b', 'strong']);
export const EMPHASIS: ReadonlySet<string> = new Set(['i', 'em', 'cite', 'var', 'dfn']);
export const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt']);

/** Elements whose tags say nothing that we keep, and of which nobody needs to hear. */
export const PLAIN: ReadonlySet<string> = new Set(
  'a abbr acronym basefont bdi bdo big data del feedbackinline font hr ins label mark nobr q ruby rb rtc s small span strike sub sup time u wbr col colgroup picture source printedvariable'.split(
    ' ',
  ),
);

/** Elements that go with everything in them: they run, load, ask for input or belong to the page. */
export const DROPPED: ReadonlySet<string> = new Set(
  'applet area audio base button canvas command dialog embed frame frameset head iframe input keygen link map meta meter noembed noframes noscript object option optgroup output param plaintext portal progress script select slot style svg template textarea title track video xmp'.split(
    ' ',
  ),
);

/** Dropped without a word, because nobody would miss them. */
export const SILENT: ReadonlySet<string> = new Set(['head', 'title', 'meta', 'link', 'base', 'style']);

const DIGITS = '0123456789+-=()n';
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ';

/** "2" raised is "²": without it 10 to the 3rd would read 103. Text that has no such signs stays as it is. */
export function shiftDigits(text: string, direction: 'sup' | 'sub'): string {
  const signs = direction === 'sup' ? RAISED : LOWERED;
  const shifted = [...text.trim()].map((sign) => signs.charAt(DIGITS.indexOf(sign)));
  const isKnown = text.trim() !== '' && [...text.trim()].every((sign) => DIGITS.includes(sign));
  return isKnown ? shifted.join('') : text;
}
