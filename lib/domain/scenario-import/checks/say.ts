import type { AssembledItem } from '../assemble-item';
import { type ImportMessage, importMessage, type MessageCode, type QuickFix } from '../message';

/** A message about an item. */
export function say(
  item: AssembledItem,
  code: MessageCode,
  place: { readonly line: number; readonly column?: number },
  message: string,
  fixes: readonly QuickFix[] = [],
): ImportMessage {
  return importMessage(code, { ...place, item: item.index }, message, fixes);
}
