/** What a line says about a question instead of being part of it. */
export type Meta =
  | { readonly field: 'id'; readonly value: string }
  | { readonly field: 'tags'; readonly values: readonly string[]; readonly isBracketed: boolean }
  | { readonly field: 'fixed-order' }
  | { readonly field: 'other' };

const LEAD = String.raw`^\s{0,12}(?:[-*+]\s{1,4})?[*_]{0,3}`;
const BEHIND = String.raw`\s{0,3}[*_]{0,3}\s{0,3}[:=]\s{0,3}[*_]{0,3}\s{0,3}`;
const ID = new RegExp(
  String.raw`${LEAD}(?:(?:item|question|q|source)[ -]?)?id${BEHIND}([\w.:/-]{1,60})[*_]{0,3}\s{0,12}$`,
  'i',
);
const TAGS = new RegExp(
  String.raw`${LEAD}(?:tags?|labels|keywords|domains?|exam domain|topics?|objectives?|exam objective|skills?|category|categories|section|subject|knowledge area)${BEHIND}(\S.{0,200})$`,
  'i',
);
const OTHER = new RegExp(
  String.raw`${LEAD}(?:difficulty|level|points?|marks?|time|author|created|updated|last updated|status|type|question type|version|language|lang)${BEHIND}\S.{0,80}$`,
  'i',
);
const ORDER = new RegExp(
  String.raw`${LEAD}(?:shuffle(?: options| answers)?|randomi[sz]e)${BEHIND}(?:no|off|false|never)[*_]{0,3}\.?\s{0,12}$`,
  'i',
);
const ORDER_WORDS =
  /^\s{0,12}[*_([]{0,3}(?:please )?(?:(?:do not|don['’]t|never) (?:shuffle|randomi[sz]e|re-?order)(?: (?:the )?(?:options|answers|choices))?|fixed (?:option )?order|keep (?:the )?order(?: of (?:the )?options)?)[*_)\].]{0,4}\s{0,12}$/i;
const BRACKETED =
  /^\s{0,12}\[(?:domain|topic|tags?|objective|skill|area|category):\s?([^[\]]{1,100})\]\s{0,12}$/i;

/** Reads "Item ID: GS-1", "Tags: a, b", "[domain:Security]", "Don't shuffle the options", or gives null. */
export function readMeta(text: string): Meta | null {
  if (text.length > 300) return null;
  const bracketed = BRACKETED.exec(text)?.[1];
  if (bracketed !== undefined) return { field: 'tags', values: [bracketed.trim()], isBracketed: true };
  const id = ID.exec(text)?.[1];
  if (id !== undefined) return { field: 'id', value: id };
  const tags = TAGS.exec(text)?.[1];
  if (tags !== undefined) return { field: 'tags', values: readTags(tags), isBracketed: false };
  if (ORDER.test(text) || ORDER_WORDS.test(text)) return { field: 'fixed-order' };
  return OTHER.test(text) ? { field: 'other' } : null;
}

/** "a, b; c" or "[a, b]"; names that hold a comma can't be told apart. */
export function readTags(text: string): readonly string[] {
  const list = text.trim().replace(/^\[/, '').replace(/\]$/, '');
  return list
    .split(/[,;]/)
    .map((name) =>
      name
        .trim()
        .replace(/^[#"'`*_]{1,3}/, '')
        .replace(/["'`*_]{1,3}$/, ''),
    )
    .filter((name) => name !== '');
}
