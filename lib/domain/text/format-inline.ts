import { assertNever } from '../kernel/assert-never';
import { type InlinePlace, starMark } from './parse-inline';
import type { Inline } from './rich-text';

/** Nothing, but what stands before it and after it are read apart. */
export const NOTHING = '\\u{}';

/** What decides how a node can be written. */
interface Context {
  readonly place: InlinePlace;
  /** Lengths of the runs of stars around it. */
  readonly around: readonly number[];
  /** True when an image's address follows somewhere, so that `![` may not stand bare. */
  readonly hasAddress: boolean;
}

/** Writes inline nodes in normal form (see normalRichText) so that parseInline reads the same. */
export function formatInline(nodes: readonly Inline[], place: InlinePlace = 'paragraph'): string {
  return formatNodes(nodes, { place, around: [], hasAddress: holdsAddress(nodes) });
}

function holdsAddress(nodes: readonly Inline[]): boolean {
  return nodes.some((node) => {
    if (node.type === 'strong' || node.type === 'emphasis') return holdsAddress(node.children);
    return (node.type === 'text' || node.type === 'code') && node.text.includes('(media:');
  });
}

function formatNodes(nodes: readonly Inline[], context: Context): string {
  const parts: string[] = [];
  let before = '';
  for (const [at, node] of nodes.entries()) {
    const part = formatNode(node, { before, next: nodes[at + 1], context });
    parts.push(part);
    before = part.at(-1) ?? before;
  }
  return parts.join('');
}

interface Place {
  /** The character before the node; '' where its parent begins. */
  readonly before: string;
  readonly next: Inline | undefined;
  readonly context: Context;
}

function formatNode(node: Inline, place: Place): string {
  switch (node.type) {
    case 'text':
      return escapeText(node.text, place.context);
    case 'break':
      return place.context.place === 'cell' ? '<br>' : '\n';
    case 'image':
      return `![${node.alt.replaceAll(/[[\]\\]/g, '\\$&')}](media:${node.media})`;
    case 'code':
      return (/[\\`]/.test(place.before) ? NOTHING : '') + formatCode(node.text);
    case 'strong':
    case 'emphasis':
      return formatMark(node, place);
    case 'optionReference':
      throw new Error('A tree in normal form holds no references');
    default:
      return assertNever(node);
  }
}

/** Fenced by a run of back quotes that the code itself doesn't hold; a space is read off where there is one at both ends. */
function formatCode(text: string): string {
  const lengths = new Set((text.match(/`+/g) ?? []).map((run) => run.length));
  let length = 1;
  while (lengths.has(length)) length += 1;
  const fence = '`'.repeat(length);
  const isPadded = /^`|`$/.test(text) || (/^ .* $/s.test(text) && text.trim() !== '');
  return isPadded ? `${fence} ${text} ${fence}` : fence + text + fence;
}

type Mark = Inline & { readonly type: 'strong' | 'emphasis' };

/** With stars where they are read as this mark, else in the explicit form. */
function formatMark(node: Mark, place: Place): string {
  const { context } = place;
  const apart = place.before === '\\' ? NOTHING : '';
  const { inner, length } = innermost(node);
  if (!context.around.includes(length) && !touchesStars(place)) {
    const source = formatNodes(inner, { ...context, around: [...context.around, length] });
    const before = apart === '' ? place.before : '}';
    if (isReadAsMark({ before, source, after: firstCharacter(place) }, length)) {
      return apart + '*'.repeat(length) + source + '*'.repeat(length);
    }
  }
  const stars = node.type === 'strong' ? '**' : '*';
  return `${apart}\\u{${stars}}${formatNodes(node.children, context)}\\u{/${stars}}`;
}

/** Emphasis around nothing but strong text is written with three stars. */
function innermost(node: Mark): { readonly inner: readonly Inline[]; readonly length: number } {
  const [only, ...others] = node.children;
  if (node.type === 'emphasis' && only?.type === 'strong' && others.length === 0) {
    return { inner: only.children, length: 3 };
  }
  return { inner: node.children, length: node.type === 'strong' ? 2 : 1 };
}

/** At the edge of another mark or beside one, runs of stars would flow together. */
function touchesStars({ before, next, context }: Place): boolean {
  const isMark = next?.type === 'strong' || next?.type === 'emphasis';
  return before === '*' || isMark || (context.around.length > 0 && (before === '' || next === undefined));
}

function firstCharacter({ next, context }: Place): string {
  if (next === undefined) return '';
  return formatNode(next, { before: '', next: undefined, context }).charAt(0);
}

function isReadAsMark(
  { before, source, after }: { readonly before: string; readonly source: string; readonly after: string },
  length: number,
): boolean {
  const [first, last] = [source.charAt(0), source.at(-1) ?? ''];
  return last !== '\\' && starMark(before, length, first).opens && starMark(last, length, after).closes;
}

/** Escapes exactly what would be read as a mark; a star between spaces or digits stays as people write it. */
function escapeText(text: string, { place, hasAddress }: Context): string {
  return text.replaceAll(/\*+|`|\\(?=u\{\/?\*{0,2}\})|!(?=\[)|<(?=br ?\/?>)/gi, (found, at: number) => {
    switch (found.charAt(0)) {
      case '*':
        return isPlainStar(text, at, found.length) ? found : found.replaceAll('*', '\\*');
      case '`':
        return '\\`';
      case '\\':
        return `\\${NOTHING}`;
      case '!':
        return hasAddress ? `!${NOTHING}` : '!';
      default:
        return place === 'cell' ? `<${NOTHING}` : '<';
    }
  });
}

function isPlainStar(text: string, at: number, length: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at + length)];
  if (before === '' || after === '' || before === '\\') return false;
  const { opens, closes } = starMark(before, length, after);
  return !opens && !closes;
}
