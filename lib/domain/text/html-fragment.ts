import { decodeReferences } from './html-references';
import { type Block, type Inline, MAX_DEPTH, type RichText } from './rich-text';

export interface HtmlFragment {
  readonly tree: RichText;
  /** Names of elements that were taken out with their content. */
  readonly removed: readonly string[];
}

const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][a-zA-Z0-9]{0,20})((?:\s[^<>]*)?)\/?>/g;
const MARKS: Readonly<Record<string, 'strong' | 'emphasis' | 'code'>> = {
  ...{
    b: 'strong',
    strong: 'strong',
    i: 'emphasis',
    em: 'emphasis',
    code: 'code',
    tt: 'code',
    kbd: 'code',
    samp: 'code',
  },
};
const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'blockquote',
  'table',
  'tbody',
  'thead',
  'tr',
  'dl',
  'dt',
  'dd',
  'hr',
  'center',
  'body',
  'html',
]);
const HEADING = /^h[1-6]$/;
/** Kept as what they hold. */
const PLAIN = new Set([
  'span',
  'u',
  'font',
  'small',
  'big',
  's',
  'del',
  'ins',
  'mark',
  'sub',
  'abbr',
  'cite',
  'q',
  'label',
  'colgroup',
  'col',
  'caption',
]);
/** Taken out with what they hold. */
const DROPPED = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'video',
  'audio',
  'canvas',
  'form',
  'template',
  'noscript',
  'head',
  'title',
]);

/**
 * Reads the small HTML that question formats carry in their texts into the allow-list of RichText. Nothing else can come
 * out; a tag that isn't one of HTML ("<fromDir>") is text. Total and linear.
 */
export function readHtmlFragment(html: string): HtmlFragment {
  const builder = new Builder();
  let from = 0;
  for (const tag of html.matchAll(TAG)) {
    if (tag.index < from) continue;
    builder.text(html.slice(from, tag.index));
    from = tag.index + tag[0].length;
    const [whole, slash = '', written, attributes = ''] = tag;
    if (written === undefined) continue;
    const name = written.toLowerCase();
    if (DROPPED.has(name)) from = builder.drop(html, { name, isClosing: slash !== '', from });
    else if (!builder.tag(name, slash !== '', attributes)) builder.text(whole);
  }
  builder.text(html.slice(from));
  return { tree: builder.finish(), removed: [...builder.removed] };
}

interface Frame {
  readonly ordered: boolean;
  readonly items: Block[][];
  /** Blocks around the list. */
  readonly outer: Block[];
}

interface OpenMark {
  readonly name: string;
  readonly type: 'root' | 'strong' | 'emphasis' | 'code';
  readonly children: Inline[];
}

class Builder {
  readonly removed = new Set<string>();
  /** Names without a closing tag below: nobody looks for it twice. */
  private readonly endless = new Set<string>();
  private blocks: Block[] = [];
  private readonly lists: Frame[] = [];
  private marks: OpenMark[] = [{ name: '', type: 'root', children: [] }];
  private preformatted: string | null = null;
  private link: string | null = null;

  text(source: string): void {
    if (source === '') return;
    const text = decodeReferences(source);
    if (this.preformatted !== null) this.preformatted += text;
    else this.push({ type: 'text', text: text.replaceAll(/\s+/g, ' ') });
  }

  /** Skips to the closing tag of an element that can't be kept; gives where to go on. */
  drop(
    html: string,
    at: { readonly name: string; readonly isClosing: boolean; readonly from: number },
  ): number {
    if (at.isClosing) return at.from;
    this.removed.add(at.name);
    if (this.endless.has(at.name)) return at.from;
    const closing = new RegExp(`</${at.name}[^<>]*>?`, 'gi');
    closing.lastIndex = at.from;
    if (closing.test(html)) return closing.lastIndex;
    this.endless.add(at.name);
    return at.from;
  }

  /** False when it is no tag of HTML. */
  tag(name: string, isClosing: boolean, attributes: string): boolean {
    const mark = MARKS[name];
    if (name === 'pre') this.pre(isClosing);
    else if (this.preformatted !== null) return name === 'code' || name === 'span' || name === 'br';
    else if (mark !== undefined) isClosing ? this.closeMark(name) : this.openMark(name, mark);
    else if (HEADING.test(name)) {
      this.flush();
      if (!isClosing) this.openMark(name, 'strong');
    } else if (name === 'br') this.push({ type: 'break' });
    else if (name === 'ul' || name === 'ol') isClosing ? this.closeList() : this.openList(name === 'ol');
    else if (name === 'li') this.item(isClosing);
    else if (name === 'td' || name === 'th') this.cell(isClosing);
    else if (name === 'sup') this.push({ type: 'text', text: isClosing ? '' : '^' });
    else if (name === 'img') this.picture(attributes);
    else if (name === 'a') this.anchor(isClosing, attributes);
    else if (BLOCKS.has(name)) this.flush();
    else return PLAIN.has(name);
    return true;
  }

  finish(): RichText {
    if (this.preformatted !== null) this.pre(true);
    this.flush();
    while (this.lists.length > 0) this.closeList();
    return this.blocks;
  }

  private push(node: Inline): void {
    this.marks.at(-1)?.children.push(node);
  }

  private openMark(name: string, type: OpenMark['type']): void {
    if (this.marks.length <= MAX_DEPTH) this.marks.push({ name, type, children: [] });
  }

  private closeMark(name: string): void {
    const at = this.marks.findLastIndex((mark) => mark.name === name);
    if (at > 0) while (this.marks.length > at) this.popMark();
  }

  private popMark(): void {
    const mark = this.marks.pop();
    if (mark === undefined || mark.type === 'root') return;
    if (mark.type !== 'code') this.push({ type: mark.type, children: mark.children });
    else this.push({ type: 'code', text: mark.children.map(plainOf).join('') });
  }

  /** Ends a paragraph; marks that are open end with it. */
  private flush(): void {
    while (this.marks.length > 1) this.popMark();
    const children = this.marks[0]?.children ?? [];
    if (children.length > 0) this.blocks.push({ type: 'paragraph', children });
    this.marks = [{ name: '', type: 'root', children: [] }];
  }

  private pre(isClosing: boolean): void {
    if (!isClosing) {
      this.flush();
      this.preformatted ??= '';
    } else if (this.preformatted !== null) {
      const text = this.preformatted.replaceAll(/^\n|\n$/g, '');
      this.blocks.push({ type: 'code', language: null, text });
      this.preformatted = null;
    }
  }

  private openList(ordered: boolean): void {
    this.flush();
    if (this.lists.length >= MAX_DEPTH) return;
    this.lists.push({ ordered, items: [], outer: this.blocks });
    this.blocks = [];
  }

  private closeList(): void {
    this.flush();
    const frame = this.lists.pop();
    if (frame === undefined) return;
    if (frame.items.length === 0 && this.blocks.length > 0) frame.items.push(this.blocks);
    this.blocks = frame.outer;
    this.blocks.push({ type: 'list', ordered: frame.ordered, items: frame.items });
  }

  private item(isClosing: boolean): void {
    this.flush();
    const frame = this.lists.at(-1);
    if (frame === undefined || isClosing) return;
    this.blocks = [];
    frame.items.push(this.blocks);
  }

  private cell(isClosing: boolean): void {
    if (!isClosing && (this.marks[0]?.children.length ?? 0) > 0) this.push({ type: 'text', text: ' | ' });
  }

  private picture(attributes: string): void {
    this.removed.add('img');
    const alt = attribute(attributes, 'alt');
    if (alt !== null) this.push({ type: 'text', text: decodeReferences(alt) });
  }

  /** The address stays readable where the text doesn't say it. */
  private anchor(isClosing: boolean, attributes: string): void {
    const href = attribute(attributes, 'href');
    if (!isClosing) this.link = href !== null && /^https?:/i.test(href) ? decodeReferences(href) : null;
    else if (this.link !== null) {
      const last = this.marks.at(-1)?.children.at(-1);
      const text = last === undefined ? '' : plainOf(last);
      if (!text.endsWith(this.link)) this.push({ type: 'text', text: ` (${this.link})` });
      this.link = null;
    }
  }
}

function attribute(source: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    source.slice(0, 4000),
  );
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
}

function plainOf(node: Inline): string {
  if (node.type === 'text' || node.type === 'code') return node.text;
  if (node.type === 'strong' || node.type === 'emphasis') return node.children.map(plainOf).join('');
  return node.type === 'break' ? ' ' : '';
}
