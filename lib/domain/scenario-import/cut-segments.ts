import type { ReadLine } from './read-line';

export interface Segment {
  readonly type: 'preamble' | 'stimulus' | 'item' | 'answers';
  readonly from: number;
  readonly to: number;
}

/**
 * A question head, a stimulus heading or a list of answers begins a new segment; what stands above the first one is the
 * preamble.
 */
export function cutSegments(lines: readonly ReadLine[]): readonly Segment[] {
  const segments: Segment[] = [];
  let type: Segment['type'] = 'preamble';
  let from = 0;
  for (const [index, line] of lines.entries()) {
    const next = beginning(line, type);
    if (next === null) continue;
    if (index > from) segments.push({ type, from, to: index });
    type = next;
    from = index;
  }
  if (lines.length > from) segments.push({ type, from, to: lines.length });
  return segments;
}

function beginning(line: ReadLine, current: Segment['type']): Segment['type'] | null {
  switch (line.shape.type) {
    case 'head':
      return 'item';
    case 'stimulus':
      return 'stimulus';
    case 'answers':
      return 'answers';
    case 'answer':
      return current === 'answers' ? null : 'answers';
    default:
      return null;
  }
}
