import type { ReadLine } from '../read-line';

/**
 * "Scenario: ..." between a head and its options is the background of that question alone; elsewhere it begins a background
 * only where it stands apart, because explanations have words such as "Context:" in them.
 */
export function settleStimuli(
  lines: ReadLine[],
  isHead: ReadonlySet<number>,
  pairs: ReadonlySet<number>,
): void {
  let inStem = false;
  for (const [index, line] of lines.entries()) {
    const { shape } = line;
    if (isHead.has(index)) inStem = true;
    else if (pairs.has(index) || shape.type === 'key' || shape.type === 'rationales') inStem = false;
    if (shape.type !== 'stimulus') continue;
    if (shape.heading.range !== null) inStem = false;
    else if (inStem) lines[index] = { ...line, shape: { type: 'scenario', rest: shape.heading.rest } };
    else if (!standsApart(lines, index)) lines[index] = { ...line, shape: { type: 'text' } };
  }
}

function standsApart(lines: readonly ReadLine[], index: number): boolean {
  const above = lines[index - 1]?.shape.type;
  return above === undefined || above === 'blank' || above === 'rule' || above === 'section';
}
