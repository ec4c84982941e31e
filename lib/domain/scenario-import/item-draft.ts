import { type ItemContent, OVERALL_RATIONALE } from '../item/item-content';
import { refersToOtherOptions } from '../item/shuffle-lock';
import { parseRichText } from '../text/parse-rich-text';
import type { RichText } from '../text/rich-text';
import { bindReferences } from './bind-references';
import type { ParsedItem } from './parsed-post';

/**
 * Turns a parsed item into content. `optionIdOf` gives the id for a label as the source writes it. Letters that mean options
 * become references in rationales, and in options that point at others; a stem stays as it is, because the letters in a stem are its own.
 */
export function toItemDraft(item: ParsedItem, optionIdOf: (label: string) => string): ItemContent {
  const idByLabel = new Map(item.options.map(({ label }) => [label.toUpperCase(), optionIdOf(label)]));
  const bind = (source: string): RichText => bindReferences(parseRichText(source), idByLabel);
  const options = item.options.map(({ label, text }) => ({
    id: optionIdOf(label),
    body: parseRichText(text),
  }));
  return {
    title: item.title,
    stem: parseRichText(item.stem),
    options: options.map(({ id, body }) => ({ id, body: bindOption(body, idByLabel) })),
    key: item.options.filter((option) => option.correct).map((option) => optionIdOf(option.label)),
    rationales: Object.fromEntries([
      ...item.options.flatMap(({ label, rationale }) =>
        rationale ? [[optionIdOf(label), bind(rationale)]] : [],
      ),
      ...(item.overallRationale ? [[OVERALL_RATIONALE, bind(item.overallRationale)]] : []),
    ]),
    shuffleLocked: item.fixedOrder || options.some(({ body }) => refersToOtherOptions(body)),
  };
}

/** Only an option that points at others holds references: in "B is started before C" the letters are the option's own. */
function bindOption(body: RichText, idByLabel: ReadonlyMap<string, string>): RichText {
  return refersToOtherOptions(body) ? bindReferences(body, idByLabel) : body;
}
