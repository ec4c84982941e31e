/** Stands in a text where a formula could not be read. A question that holds it isn't imported until a person wrote the formula there. */
export const FORMULA = '⟦formula⟧';

/** Markup of formulas in a text that is no markup otherwise. */
const TAGS = /<\/?(?:m(?:ml)?:)?(?:math|mfrac|msup|msub|msqrt|mroot|mrow|omath)\b[^<>]{0,200}>/i;

/** True where a formula is missing from a text, or stands in it as its markup; code may speak of markup. */
export function lacksFormula(text: string): boolean {
  if (text.includes(FORMULA)) return true;
  return text.includes('<') && TAGS.test(text.replaceAll(/```[^`]{0,20000}```|`[^`\n]{1,500}`/g, ''));
}

/** HTML with a sign in the place of every formula, for readers that know no formulas. Linear. */
export function signFormulas(html: string): string {
  const parts: string[] = [];
  const lower = html.toLowerCase();
  let copied = 0;
  for (let from = lower.indexOf('<math'); from !== -1; from = lower.indexOf('<math', copied)) {
    const end = lower.indexOf('</math>', from);
    if (end === -1) break;
    parts.push(html.slice(copied, from), FORMULA);
    copied = end + '</math>'.length;
  }
  return parts.length === 0 ? html : parts.join('') + html.slice(copied);
}
