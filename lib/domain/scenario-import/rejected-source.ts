import type { ParsedPost } from './parsed-post';
import type { SourceFormat } from './source-format';

/** A comment is read as noise up to this length; see isSiteNoise. */
const MAX_COMMENT = 140;

/**
 * The questions that an error blocked, as they stand in the source, each under comments that say what is wrong: a source to
 * correct and import again. Empty when nothing was blocked. `text` is what the lines of `post` count in.
 */
export function rejectedSource(text: string, post: ParsedPost, format: SourceFormat): string {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const take = (first: number, last: number): string => lines.slice(first - 1, last).join('\n');
  const shown = new Set<number>();
  const parts = post.items.flatMap((item, index): readonly string[] => {
    if (item.ready) return [];
    const stimulus =
      item.stimulus === null || shown.has(item.stimulus) ? undefined : post.stimuli[item.stimulus];
    if (item.stimulus !== null) shown.add(item.stimulus);
    const errors = post.messages.filter((message) => message.item === index && message.level === 'error');
    return [
      ...(stimulus && !isTable(format) ? [take(stimulus.firstLine, stimulus.lastLine)] : []),
      [
        ...errors.flatMap(({ line, message }) => comment(format, `Line ${line}: ${message}`)),
        take(item.firstLine, item.lastLine),
      ].join('\n'),
    ];
  });
  if (parts.length === 0) return '';
  return frame(format, lines[0] ?? '', parts);
}

const isTable = (format: SourceFormat): boolean => format === 'udemy-csv' || format === 'table';

/** Lines of comment in the language of the format. A table has none: its rows stand alone. */
function comment(format: SourceFormat, words: string): readonly string[] {
  if (isTable(format)) return [];
  const safe = words.replaceAll(/-{2,}/g, '–').replaceAll(/\s+/g, ' ');
  const pieces = safe.match(new RegExp(`.{1,${MAX_COMMENT}}(?:\\s|$)|.{1,${MAX_COMMENT}}`, 'g')) ?? [];
  return pieces.map((piece) => (format === 'gift' ? `// ${piece.trim()}` : `<!-- ${piece.trim()} -->`));
}

/** What has to stand around the parts so that they are a source of their own. */
function frame(format: SourceFormat, firstLine: string, parts: readonly string[]): string {
  if (isTable(format)) return `${[firstLine, ...parts].join('\n')}\n`;
  if (format === 'moodle-xml') {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('\n')}\n</quiz>\n`;
  }
  return `${parts.join('\n\n')}\n`;
}
