import { type ImportMessage, importMessage } from '../message';
import type { MarkupFault } from './markup-tree';

/** Messages for what isn't well-formed, each given to the item in whose lines it lies. `items` are in order of their lines. */
export function faultMessages(
  faults: readonly MarkupFault[],
  items: readonly { readonly firstLine: number; readonly lastLine: number }[],
): readonly ImportMessage[] {
  return faults.map(({ line, column, message, isRepaired }) => {
    const found = items.findIndex(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
    const item = found === -1 ? null : found;
    if (isRepaired) {
      const words = `The markup is not correct here: ${message}. It was read as plain text; write “&amp;” for a plain “&”.`;
      return importMessage('markup/repaired', { line, column, item }, words);
    }
    const words = `The markup is broken here: ${message}. What follows may be read wrongly, so this question waits. Correct it.`;
    return importMessage('markup/broken', { line, column, item }, words);
  });
}
