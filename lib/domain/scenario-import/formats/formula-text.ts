import { FORMULA } from '../../text/formula';
import { shiftDigits } from './html-vocabulary';
import { elementsOf, type MarkupElement, textOf } from './markup-tree';

/**
 * A formula in MathML or in the markup of Word as one line of text, "(x + 1)/2" or "x²"; FORMULA for anything that has no such form. Half a
 * formula is another formula, so that one unknown part makes all of it unknown.
 */
export function formulaText(formula: MarkupElement): string {
  const text = write(formula)?.replaceAll(/\s+/g, ' ').trim();
  if (text !== undefined && text !== '') return text;
  const tex = texOf(formula);
  return tex === null ? FORMULA : `\\(${tex}\\)`;
}

/** Name without its prefix, in small letters: "m:sSup" and "msup". */
const nameOf = ({ name }: MarkupElement): string => name.slice(name.indexOf(':') + 1).toLowerCase();

/** Elements that hold a row of others and mean nothing by themselves. */
const ROWS = new Set(
  'math omath omathpara mrow mstyle mpadded semantics r e num den sup sub deg fname box borderbox mtd'.split(
    ' ',
  ),
);
const TOKENS = new Set('mi mn mo mtext ms t'.split(' '));
/** They say how something looks, or say it a second time. */
const SILENT = new Set(
  'annotation annotation-xml rpr fpr ssuppr ssubpr ssubsuppr radpr dpr ctrlpr omathparapr funcpr mphantom maligngroup malignmark proof lastrenderedpagebreak'.split(
    ' ',
  ),
);

/** Null where there is no way to write it on a line. */
function write(element: MarkupElement): string | null {
  const name = nameOf(element);
  if (TOKENS.has(name)) return token(element, name);
  if (ROWS.has(name)) return row(elementsOf(element));
  const parts = elementsOf(element).filter((part) => !SILENT.has(nameOf(part)));
  const [one, two, three] = parts.map(write);
  switch (name) {
    case 'mspace':
      return ' ';
    case 'f':
    case 'mfrac':
      return isBar(element) ? both(one, two, (above, below) => `${group(above)}/${group(below)}`) : null;
    case 'ssup':
    case 'msup':
      return both(one, two, (base, power) => group(base) + raised(power));
    case 'ssub':
    case 'msub':
      return both(one, two, (base, index) => group(base) + lowered(index));
    case 'ssubsup':
    case 'msubsup':
      return three == null
        ? null
        : both(one, two, (base, index) => group(base) + lowered(index) + raised(three));
    case 'msqrt': {
      const inner = row(elementsOf(element));
      return inner === null ? null : `√${group(inner)}`;
    }
    case 'rad':
      return writeRoot(element);
    case 'mfenced':
      return writeFence(element, parts, element.attributes.open ?? '(', element.attributes.close ?? ')');
    case 'd':
      return writeDelimited(element, parts);
    case 'func':
      return both(one, two, (name, argument) => `${name} ${argument}`);
    default:
      return null;
  }
}

function token(element: MarkupElement, name: string): string {
  const text = textOf(element);
  // Signs between their sides: "x = 4", "a + b".
  return name === 'mo' && /^\s*[=+<>≤≥≠≈±×·⋅÷−→⇒∈-]\s*$/u.test(text) ? ` ${text.trim()} ` : text;
}

function row(elements: readonly MarkupElement[]): string | null {
  const parts: string[] = [];
  for (const element of elements) {
    const name = nameOf(element);
    if (SILENT.has(name)) continue;
    const part = write(element);
    if (part === null) return null;
    // Signs that only tell a program what belongs together.
    parts.push(part.replaceAll(/[\u2061-\u2064]/g, ''));
  }
  return parts.join('');
}

function both(
  one: string | null | undefined,
  two: string | null | undefined,
  join: (one: string, two: string) => string,
): string | null {
  return one == null || two == null || one.trim() === '' || two.trim() === '' ? null : join(one, two);
}

/** A stack without a bar is a binomial coefficient and no fraction. */
function isBar(element: MarkupElement): boolean {
  const type = elementsOf(element)
    .find((part) => nameOf(part) === 'fpr')
    ?.children.find((part) => part.type === 'element' && nameOf(part) === 'type');
  const kind = type?.type === 'element' ? (type.attributes['m:val'] ?? '') : '';
  return kind !== 'noBar' && !/^0(?:px|pt|em)?$/.test(element.attributes.linethickness ?? '');
}

function group(text: string): string {
  const trimmed = text.trim();
  return /^(?:[\p{L}\p{N}.,]+|√?\([^()]*\)|[\p{L}\p{N}]+[⁰¹²³⁴-⁹₀-₉]+)$/u.test(trimmed)
    ? trimmed
    : `(${trimmed})`;
}

function raised(power: string): string {
  const shifted = shiftDigits(power, 'sup');
  return shifted === power ? `^${group(power)}` : shifted;
}

function lowered(index: string): string {
  const shifted = shiftDigits(index, 'sub');
  return shifted === index ? `_${group(index)}` : shifted;
}

function writeRoot(element: MarkupElement): string | null {
  const degree = elementsOf(element).find((part) => nameOf(part) === 'deg');
  const inner = elementsOf(element).find((part) => nameOf(part) === 'e');
  if (degree !== undefined && textOf(degree).trim() !== '') return null;
  const text = inner === undefined ? null : write(inner);
  return text === null ? null : `√${group(text)}`;
}

function writeFence(
  { attributes }: MarkupElement,
  parts: readonly MarkupElement[],
  open: string,
  close: string,
): string | null {
  const written = parts.map(write);
  if (written.includes(null)) return null;
  return `${open}${written.join(attributes.separators?.trim().charAt(0) ?? ', ')}${close}`;
}

function writeDelimited(element: MarkupElement, parts: readonly MarkupElement[]): string | null {
  const properties = elementsOf(element).find((part) => nameOf(part) === 'dpr');
  const sign = (name: string): string | undefined =>
    properties === undefined
      ? undefined
      : elementsOf(properties).find((part) => nameOf(part) === name)?.attributes['m:val'];
  const written = parts.map(write);
  if (written.includes(null)) return null;
  return `${sign('begchr') ?? '('}${written.join(sign('sepchr') ?? '|')}${sign('endchr') ?? ')'}`;
}

/** The source of a formula that was written in TeX. */
function texOf(element: MarkupElement): string | null {
  for (const child of elementsOf(element)) {
    if (nameOf(child) === 'annotation' && /tex/i.test(child.attributes.encoding ?? '')) {
      const tex = textOf(child).trim();
      if (tex !== '') return tex;
    }
    const inner = texOf(child);
    if (inner !== null) return inner;
  }
  return null;
}
