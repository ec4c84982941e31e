import { normaliseForMatching } from '../../text/canonical';
import type { KeyStyle } from '../column-mapping';

export interface KeyOption {
  readonly label: string;
  readonly text: string;
}

/** Positions of the options that a key names, in its order; `fault` says why there are none. */
export type KeyCell =
  | { readonly ok: true; readonly positions: readonly number[] }
  | { readonly ok: false; readonly fault: 'empty' | 'unreadable' | 'unknown'; readonly found: string };

const LIST =
  /^[(["']?([A-Za-z]{1,2}|\d{1,2})[)\]"'.]?(?:\s*(?:[,;&+/|]|\band\b)\s*[(["']?([A-Za-z]{1,2}|\d{1,2})[)\]"'.]?)*$/;
const WITH_TEXT = /^\(?([A-Za-z]|\d{1,2})[.):]\s+(.*)$/s;

/** Reads what a cell or an answer line says about the key: letters, numbers from 1, or texts of options. */
export function readKeyCell(value: string, options: readonly KeyOption[], style: KeyStyle = 'any'): KeyCell {
  const bare = value.trim();
  if (bare === '') return { ok: false, fault: 'empty', found: '' };
  const byText = style === 'any' || style === 'texts' ? positionsByText(bare, options) : null;
  if (byText !== null) return { ok: true, positions: byText };
  if (style === 'texts') return { ok: false, fault: 'unknown', found: bare };
  const names = namesIn(bare, options);
  if (names === null) return { ok: false, fault: 'unreadable', found: bare };
  const positions = names.map((name) => positionOf(name, options, style));
  const at = positions.indexOf(-1);
  if (at !== -1) return { ok: false, fault: 'unknown', found: names[at] ?? bare };
  return { ok: true, positions: [...new Set(positions)] };
}

/** "A, C", "1;3", "AC", or one name with its text ("B. Enable versioning"). */
function namesIn(bare: string, options: readonly KeyOption[]): readonly string[] | null {
  if (LIST.test(bare.slice(0, 300))) {
    const names = bare.match(/[A-Za-z]{1,2}|\d{1,2}/g)?.filter((name) => name.toLowerCase() !== 'and') ?? [];
    const only = names[0] ?? '';
    return names.length === 1 && /^[A-Za-z]{2}$/.test(only) && options.length <= 26 ? [...only] : names;
  }
  if (/^[A-Z]{2,10}$/.test(bare)) return [...bare];
  const [, name = null, text = ''] = WITH_TEXT.exec(bare) ?? [];
  if (name === null) return null;
  const owner = options.find((option) => sameText(option.text, text));
  return owner === undefined || owner.label.toUpperCase() === name.toUpperCase() ? [name] : null;
}

function positionOf(name: string, options: readonly KeyOption[], style: KeyStyle): number {
  if (/^\d+$/.test(name)) return style === 'letters' || Number(name) > options.length ? -1 : Number(name) - 1;
  if (style === 'numbers') return -1;
  return options.findIndex((option) => option.label.toUpperCase() === name.toUpperCase());
}

/** The whole text of one option, or several texts apart by semicolons, bars or lines. */
function positionsByText(bare: string, options: readonly KeyOption[]): readonly number[] | null {
  const exact = options.findIndex((option) => option.text === bare);
  const whole = exact === -1 ? options.findIndex((option) => sameText(option.text, bare)) : exact;
  if (whole !== -1) return [whole];
  const parts = bare.split(/[;|\n]/).flatMap((part) => part.trim() || []);
  if (parts.length < 2) return null;
  const positions = parts.map((part) => options.findIndex((option) => sameText(option.text, part)));
  return positions.includes(-1) ? null : positions;
}

function sameText(one: string, other: string): boolean {
  return normaliseForMatching(one) === normaliseForMatching(other);
}
