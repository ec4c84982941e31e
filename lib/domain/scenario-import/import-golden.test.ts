import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseScenarioPost } from './parse-scenario-post';

const root = fileURLToPath(new URL('../../../tests/golden/import', import.meta.url));

/** Folders of this reader begin with the number of their class of quirks; readers of other formats have folders of their own. */
const cases = readdirSync(root).filter((name) => /^\d\d-/.test(name));

function inputOf(name: string): string {
  const file = readdirSync(`${root}/${name}`).find((entry) => entry.startsWith('input.'));
  return readFileSync(`${root}/${name}/${file ?? 'input.md'}`, 'utf8');
}

describe('posts as they are found', () => {
  it('cover every class of quirks', () => {
    expect(new Set(cases.map((name) => name.slice(0, 2))).size).toBeGreaterThanOrEqual(13);
  });

  // Written by "npx vitest run -u" and read by a person before they are committed.
  it.each(cases)('are read as expected: %s', async (name) => {
    const { items, stimuli, lines, lineKinds, messages } = parseScenarioPost(inputOf(name));
    const report = { stimuli, items, lines, lineKinds: lineKinds.join(' '), messages };
    await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot(`${root}/${name}/expected.json`);
  });
});
