import type { HeadCandidate, HeadStyle } from './head-styles';

/** A head in the style of the post, as it is put before the first word of a stem. */
export function writeHead(style: HeadStyle, number: number, heads: readonly HeadCandidate[]): string {
  switch (style) {
    case 'item-id':
      return `Item ID: ${number}\n\n`;
    case 'id': {
      const prefix = /^(.*[-_])\d+$/.exec(heads.at(-1)?.sourceId ?? '')?.[1] ?? 'Q-';
      return `${prefix}${number}\n\n`;
    }
    case 'heading-number':
      return `### ${number}.\n\n`;
    case 'bold-number':
      return `**${number}.** `;
    case 'caption':
      return 'Question:\n';
    case 'number-dot':
      return `${number}. `;
    case 'number-bracket':
      return `${number}) `;
    case 'heading':
      return '### ';
    default:
      return `Question ${number}\n\n`;
  }
}
