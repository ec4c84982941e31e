import { type ImportMessage, importMessage, type MessageCode } from './message';

/** More messages with one cause than anybody works through at a time: those after them are counted. */
export const MAX_ALIKE = 2000;

/** Stands for messages that were counted; `line` is that of the first. */
export function countedMessage(code: MessageCode, line: number, count: number): ImportMessage {
  const message = `From here on the same is true of ${count === 1 ? 'one more line' : `${count} more lines`}. They are named once the ${MAX_ALIKE} above are dealt with.`;
  return importMessage(code, { line }, message);
}

/** Messages of one code: the first MAX_ALIKE as they are, the rest as a number, because a broken source gives one a line. */
export interface Alike {
  say(line: number, write: () => ImportMessage): void;
  all(): readonly ImportMessage[];
}

export function collectAlike(code: MessageCode): Alike {
  const messages: ImportMessage[] = [];
  let counted = 0;
  let from = 0;
  return {
    say: (line, write) => {
      if (messages.length < MAX_ALIKE) messages.push(write());
      else if (counted++ === 0) from = line;
    },
    all: () => (counted === 0 ? messages : [...messages, countedMessage(code, from, counted)]),
  };
}
