import 'server-only';

const MAX_DEPTH = 256;
const MAX_NODES = 1_000_000;

/** Never open, or closed by the next of their kind, so that many of them don't nest. */
const FLAT: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd td th tr tbody thead tfoot option optgroup colgroup rp rt html head body'.split(
    ' ',
  ),
);

/** What browsers open again in every block until it is closed: a few unclosed ones multiply all that follows. */
const FORMATTING: ReadonlySet<string> = new Set(
  'a b big code em font i nobr s small strike strong tt u'.split(' '),
);

const TAG = /<(\/?)([a-zA-Z][^\s/>]{0,40})/g;
const RAW: ReadonlySet<string> = new Set(['script', 'style']);

/**
 * Why a parser shouldn't see this, in words, or null. HTML has no well-formedness that would bound the tree: the time of a
 * conforming parser grows with depth times length. Counts open elements by name, which is at least what a parser has open.
 */
export function refuseNesting(source: string): string | null {
  const open = new Map<string, number>();
  let [depth, formatting, nodes] = [0, 0, 0];
  TAG.lastIndex = 0;
  for (let match = TAG.exec(source); match !== null; match = TAG.exec(source)) {
    const name = (match[2] ?? '').toLowerCase();
    const isFormatting = FORMATTING.has(name);
    if (match[1] === '/') {
      const count = open.get(name) ?? 0;
      if (count === 0) continue;
      open.set(name, count - 1);
      depth -= 1;
      if (isFormatting) formatting -= 1;
      continue;
    }
    nodes += 1 + formatting;
    if (nodes > MAX_NODES) return 'it would become more than a million nodes. Split it.';
    if (RAW.has(name) && !isForeign(open)) {
      TAG.lastIndex = endOfRaw(source, name, TAG.lastIndex);
      continue;
    }
    if (FLAT.has(name)) continue;
    open.set(name, (open.get(name) ?? 0) + 1);
    depth += 1;
    if (isFormatting) formatting += 1;
    if (depth > MAX_DEPTH) return `elements nest more than ${MAX_DEPTH} deep, as on no real page.`;
  }
  return null;
}

/** In drawings and formulas a script is an element like any other. */
function isForeign(open: ReadonlyMap<string, number>): boolean {
  return (open.get('svg') ?? 0) + (open.get('math') ?? 0) > 0;
}

/** What stands in a script is no markup. One that isn't closed reaches to the end. */
function endOfRaw(source: string, name: string, from: number): number {
  const close = new RegExp(`</${name}`, 'gi');
  close.lastIndex = from;
  const match = close.exec(source);
  return match === null ? source.length : match.index;
}
