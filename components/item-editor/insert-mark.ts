/** What the toolbar can put into a text. */
export const MARKS = ['bold', 'code', 'code-block', 'list', 'table'] as const;
export type Mark = (typeof MARKS)[number];

export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TABLE = '| Name | Value |\n| --- | --- |\n|  |  |';

/** The text with a mark around or in place of what is selected, and the selection that goes on from there. */
export function insertMark({ text, start, end }: Selected, mark: Mark): Selected {
  const chosen = text.slice(start, end);
  switch (mark) {
    case 'bold':
      return wrap({ text, start, end }, '**', '**', chosen || 'bold');
    case 'code':
      return wrap({ text, start, end }, '`', '`', chosen || 'code');
    case 'code-block':
      return block({ text, start, end }, `\`\`\`\n${chosen || 'code'}\n\`\`\``, 4, (chosen || 'code').length);
    case 'list': {
      const lines = (chosen || 'point').split('\n').map((line) => `- ${line.replace(/^- /, '')}`);
      const list = lines.join('\n');
      return block({ text, start, end }, list, chosen === '' ? 2 : 0, chosen === '' ? 5 : list.length);
    }
    case 'table':
      return block({ text, start, end }, TABLE, 2, 4);
  }
}

/** Puts something into a line of the text, in place of what is selected. */
export function insertInline({ text, start, end }: Selected, piece: string): Selected {
  const at = start + piece.length;
  return { text: text.slice(0, start) + piece + text.slice(end), start: at, end: at };
}

function wrap({ text, start, end }: Selected, before: string, after: string, inner: string): Selected {
  const from = start + before.length;
  return {
    text: text.slice(0, start) + before + inner + after + text.slice(end),
    start: from,
    end: from + inner.length,
  };
}

/** A block stands between blank lines. `from` and `length` give what is selected within it. */
function block({ text, start, end }: Selected, inner: string, from: number, length: number): Selected {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const open = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const close = after === '' || after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  const at = start + open.length + from;
  return { text: before + open + inner + close + after, start: at, end: at + length };
}
