import 'server-only';
import { SaxesParser } from 'saxes';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { withoutHidden } from '@/lib/domain/scenario-import/formats/clean-source';
import type {
  MarkupElement,
  MarkupFault,
  MarkupNode,
  MarkupPlace,
} from '@/lib/domain/scenario-import/formats/markup-tree';

export interface XmlDocument {
  /** Null when the source holds no element. */
  readonly root: MarkupElement | null;
  /** In order of their places. */
  readonly faults: readonly MarkupFault[];
}

/** No real file nests deeper than some twenty. */
const MAX_DEPTH = 64;
const MAX_ELEMENTS = 2_000_000;
const MAX_ATTRIBUTES = 500;
/** More of them, and it isn't XML. */
const MAX_FAULTS = 200;

const MAX_LONE = 5000;
const MAX_ENTITIES = 500_000;

/** Names that people use in XML as if it were HTML. No file can add to them, so nothing expands. */
const ENTITIES: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', shy: '' },
  ...{ ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' },
  ...{ laquo: '«', raquo: '»', bull: '•', middot: '·', times: '×', divide: '÷', deg: '°', euro: '€' },
  ...{ copy: '©', reg: '®', auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß' },
  ...{
    eacute: 'é',
    egrave: 'è',
    agrave: 'à',
    ccedil: 'ç',
    ntilde: 'ñ',
    larr: '←',
    rarr: '→',
    le: '≤',
    ge: '≥',
  },
});

export interface XmlReading {
  /**
   * An element that never lies in itself: one that begins while another is open ends that one, so that a tag that isn't closed
   * costs one question and not the rest of the file.
   */
  readonly boundary?: string | null;
  /** White space between tags is a space between words where text is marked up, and layout elsewhere. */
  readonly keepsSpace?: boolean;
}

/**
 * Reads XML into a tree with places. Nothing is fetched and nothing expands: a document type that is more than a name is
 * refused before anything is read. What isn't well-formed is reported and read on as well as it goes. Linear; the source has
 * `\n` line ends.
 */
export function readXml(
  source: string,
  { boundary = null, keepsSpace = false }: XmlReading = {},
): Result<XmlDocument, Failure> {
  if (PROLOG_WITH_TYPE.test(source.slice(0, 20_000))) return err(refuse(DOCUMENT_TYPE));
  const reader = new TreeReader(source, boundary, keepsSpace);
  try {
    return ok(reader.read());
  } catch (error) {
    if (error instanceof Refusal) return err(refuse(error.message));
    throw error;
  }
}

const PROLOG_WITH_TYPE =
  /^(?:\ufeff|\s|<\?[^>]{0,2000}\?>|<!--(?:(?!-->)[\s\S]){0,10000}-->)*<!(?:entity\b|doctype\b(?!\s{1,20}[\w:.-]{1,100}\s{0,20}>))/i;
/** A name by itself, as some tools write it, declares nothing. */
const BARE_TYPE = /^\s*[\w:.-]{1,100}\s*$/;
const DOCUMENT_TYPE =
  'it begins with a document type (<!DOCTYPE ...>), through which a file can name other files. Remove that line.';

class Refusal extends Error {}

function refuse(what: string): Failure {
  return failure('invalid', `The XML was not read: ${what}`);
}

interface OpenElement {
  readonly type: 'element';
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: MarkupNode[];
  readonly line: number;
  readonly column: number;
  end: MarkupPlace;
}

class TreeReader {
  private readonly faults: MarkupFault[] = [];
  private readonly open: OpenElement[] = [];
  private readonly lineStarts: readonly number[];
  private root: OpenElement | null = null;
  private elements = 0;
  /** Elements that this reader has ended and the parser still holds open. */
  private ended = 0;

  constructor(
    private readonly source: string,
    private readonly boundary: string | null,
    private readonly keepsSpace: boolean,
  ) {
    this.lineStarts = lineStartsOf(source);
  }

  read(): XmlDocument {
    const { text, lone, standIn } = protectAmpersands(this.source);
    for (const at of lone.slice(0, MAX_FAULTS)) this.addFault(at, 'an “&” that begins no entity', true);
    const parser = new SaxesParser({ position: true, xmlns: false });
    parser.ENTITIES = ENTITIES;
    const restore = (value: string): string =>
      withoutHidden(lone.length === 0 ? value : value.replaceAll(standIn, '&'));
    let tagStart = 0;
    let isSelfClosed = false;
    parser.on('doctype', (type) => {
      if (!BARE_TYPE.test(type)) throw new Refusal(DOCUMENT_TYPE);
    });
    parser.on('error', (error) => this.addParserFault(parser.position, error.message));
    let attributes = 0;
    parser.on('attribute', () => {
      attributes += 1;
      if (attributes > MAX_ATTRIBUTES)
        throw new Refusal('an element has hundreds of attributes, as in no real file.');
    });
    parser.on('opentagstart', ({ name }) => {
      attributes = 0;
      tagStart = parser.position - name.length - 2;
    });
    parser.on('opentag', ({ name, attributes: given, isSelfClosing }) => {
      this.begin(name, restoreAll(given, restore), tagStart);
      isSelfClosed = isSelfClosing;
    });
    parser.on('closetag', ({ name }) => {
      this.finish(name, isSelfClosed ? tagStart : this.source.lastIndexOf('<', parser.position - 1));
      isSelfClosed = false;
    });
    parser.on('text', (value) => this.addText(restore(value)));
    parser.on('cdata', (value) => this.addText(restore(value)));
    parser.write(text);
    parser.close();
    const end = this.placeOf(this.source.length);
    for (const element of this.open) element.end = end;
    this.faults.sort((one, other) => one.line - other.line || one.column - other.column);
    return { root: this.root, faults: this.faults };
  }

  private begin(name: string, attributes: Readonly<Record<string, string>>, at: number): void {
    if (name === this.boundary) this.endBoundary(at);
    this.elements += 1;
    if (this.elements > MAX_ELEMENTS) throw new Refusal('it holds more than two million elements. Split it.');
    if (this.open.length >= MAX_DEPTH) {
      const { line } = this.placeOf(at);
      throw new Refusal(`elements nest more than ${MAX_DEPTH} deep in line ${line}, as in no real file.`);
    }
    const place = this.placeOf(at);
    const element: OpenElement = { type: 'element', name, attributes, children: [], ...place, end: place };
    const parent = this.open.at(-1);
    if (parent !== undefined) parent.children.push(element);
    else this.root ??= element;
    this.open.push(element);
  }

  private endBoundary(at: number): void {
    const from = this.open.findIndex((element) => element.name === this.boundary);
    const unclosed = this.open[from];
    if (unclosed === undefined) return;
    const message = `this <${unclosed.name}> isn't closed before the next one begins`;
    this.push({ line: unclosed.line, column: unclosed.column, message, isRepaired: false });
    this.ended += this.open.length - from;
    this.closeFrom(from, at);
  }

  private finish(name: string, at: number): void {
    const from = this.open.findLastIndex((element) => element.name === name);
    if (from !== -1) this.closeFrom(from, at);
  }

  private closeFrom(from: number, at: number): void {
    const end = this.placeOf(at);
    for (const element of this.open.splice(from)) element.end = end;
  }

  private addText(text: string): void {
    const parent = this.open.at(-1);
    if (parent === undefined) return;
    // Half of a large file's nodes.
    if (!this.keepsSpace && text.trim() === '' && text.includes('\n')) return;
    parent.children.push({ type: 'text', text });
  }

  private addParserFault(position: number, message: string): void {
    const words = message.replace(/^\d+:\d+:\s/, '').replace(/\.$/, '');
    if (this.ended > 0 && /unexpected close tag|unclosed tag/.test(words)) {
      this.ended -= 1;
      return;
    }
    this.addFault(position, words, /entity/.test(words));
  }

  private addFault(position: number, message: string, isRepaired: boolean): void {
    this.push({ ...this.placeOf(Math.max(0, position - 1)), message, isRepaired });
  }

  private push(fault: MarkupFault): void {
    this.faults.push(fault);
    if (this.faults.length > MAX_FAULTS * 2) {
      throw new Refusal(`it is broken in more than ${MAX_FAULTS} places, so it isn't XML or was cut off.`);
    }
  }

  private placeOf(offset: number): MarkupPlace {
    let [low, high] = [0, this.lineStarts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }
}

function lineStartsOf(source: string): readonly number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze(Object.create(null));

function restoreAll(
  attributes: Readonly<Record<string, string>>,
  restore: (value: string) => string,
): Readonly<Record<string, string>> {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return NO_ATTRIBUTES;
  const restored: Record<string, string> = Object.create(null);
  for (const [name, value] of entries) restored[name] = restore(value);
  return restored;
}

interface Protected {
  readonly text: string;
  /** Where ampersands stand that begin no entity. */
  readonly lone: readonly number[];
  /** What stands in their place, so that the parser doesn't look for their end through the whole file. */
  readonly standIn: string;
}

const ENTITY = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{0,31});/y;

function protectAmpersands(source: string): Protected {
  const standIn = unusedCharacter(source);
  const lone: number[] = [];
  let entities = 0;
  let text = '';
  let copied = 0;
  let cdata = source.indexOf('<![CDATA[');
  for (let at = source.indexOf('&'); at !== -1; at = source.indexOf('&', at + 1)) {
    while (cdata !== -1 && cdata < at) {
      const close = source.indexOf(']]>', cdata);
      if (close === -1 || close > at) {
        at = close === -1 ? source.length : close;
        break;
      }
      cdata = source.indexOf('<![CDATA[', close);
    }
    if (source.charAt(at) !== '&') continue;
    ENTITY.lastIndex = at;
    if (ENTITY.test(source)) {
      entities += 1;
      if (entities > MAX_ENTITIES)
        throw new Refusal(`it holds more than ${MAX_ENTITIES} entities. Split it.`);
      continue;
    }
    lone.push(at);
    if (lone.length > MAX_LONE)
      throw new Refusal(`it holds more than ${MAX_LONE} plain “&”, so it isn't XML.`);
    text += source.slice(copied, at) + standIn;
    copied = at + 1;
  }
  return { text: text + source.slice(copied), lone, standIn };
}

/** A private-use character that the source doesn't hold. */
function unusedCharacter(source: string): string {
  for (let code = 0xe000; code < 0xe0ff; code += 1) {
    const character = String.fromCharCode(code);
    if (!source.includes(character)) return character;
  }
  return '\ue0ff';
}
