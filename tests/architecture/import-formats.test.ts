import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MESSAGE_LEVEL_BY_CODE } from '@/lib/domain/scenario-import/message';

describe('docs/import-formats.md', () => {
  it('lists every code of a message with its level, in the order of the code', () => {
    const text = readFileSync('docs/import-formats.md', 'utf8');
    const documented = [...text.matchAll(/^\| `([a-z/-]+)` \| (error|warning|info) \|/gm)];
    expect(documented.map(([, code, level]) => [code, level])).toEqual(Object.entries(MESSAGE_LEVEL_BY_CODE));
  });
});
