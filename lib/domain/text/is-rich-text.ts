import { MAX_DEPTH, type RichText } from './rich-text';

/** No stem comes near this; it bounds the work on a hostile value. */
const MAX_NODES = 20_000;

interface Budget {
  nodes: number;
}

/**
 * Strict guard for data from the database or the network: known nodes with exactly their own fields, at most MAX_DEPTH
 * levels and MAX_NODES nodes. Total: any value gives true or false.
 */
export function isRichText(value: unknown): value is RichText {
  return isBlocks(value, 0, { nodes: MAX_NODES });
}

function isBlocks(value: unknown, depth: number, budget: Budget): boolean {
  return Array.isArray(value) && depth <= MAX_DEPTH && value.every((block) => isBlock(block, depth, budget));
}

function isBlock(value: unknown, depth: number, budget: Budget): boolean {
  if (!isRecord(value) || !spend(budget)) return false;
  switch (value.type) {
    case 'paragraph':
      return hasOnly(value, ['type', 'children']) && isInlines(value.children, 0, budget);
    case 'code':
      return (
        hasOnly(value, ['type', 'language', 'text']) &&
        (value.language === null || typeof value.language === 'string') &&
        typeof value.text === 'string'
      );
    case 'list':
      return (
        hasOnly(value, ['type', 'ordered', 'items']) &&
        typeof value.ordered === 'boolean' &&
        Array.isArray(value.items) &&
        value.items.every((item) => spend(budget) && isBlocks(item, depth + 1, budget))
      );
    case 'table':
      return hasOnly(value, ['type', 'head', 'rows']) && isTable(value.head, value.rows, budget);
    default:
      return false;
  }
}

function isTable(head: unknown, rows: unknown, budget: Budget): boolean {
  if (!Array.isArray(head) || head.length === 0 || !Array.isArray(rows)) return false;
  return [head, ...rows].every(
    (row) =>
      spend(budget) &&
      Array.isArray(row) &&
      row.length === head.length &&
      row.every((cell) => spend(budget) && isInlines(cell, 0, budget)),
  );
}

const MEDIA = /^[0-9a-f]{64}$/;

function isInlines(value: unknown, depth: number, budget: Budget): boolean {
  return Array.isArray(value) && depth <= MAX_DEPTH && value.every((node) => isInline(node, depth, budget));
}

function isInline(value: unknown, depth: number, budget: Budget): boolean {
  if (!isRecord(value) || !spend(budget)) return false;
  switch (value.type) {
    case 'text':
    case 'code':
      return hasOnly(value, ['type', 'text']) && typeof value.text === 'string';
    case 'strong':
    case 'emphasis':
      return hasOnly(value, ['type', 'children']) && isInlines(value.children, depth + 1, budget);
    case 'break':
      return hasOnly(value, ['type']);
    case 'image':
      return (
        hasOnly(value, ['type', 'media', 'alt']) &&
        typeof value.media === 'string' &&
        MEDIA.test(value.media) &&
        typeof value.alt === 'string'
      );
    case 'optionReference':
      return (
        hasOnly(value, ['type', 'optionId']) && typeof value.optionId === 'string' && value.optionId !== ''
      );
    default:
      return false;
  }
}

function spend(budget: Budget): boolean {
  budget.nodes -= 1;
  return budget.nodes >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(value: Record<string, unknown>, fields: readonly string[]): boolean {
  const keys = Object.keys(value);
  return keys.length === fields.length && fields.every((field) => Object.hasOwn(value, field));
}
