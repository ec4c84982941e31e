import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CAUSES } from '@/components/scenario-import/message-words';
import { MESSAGE_LEVEL_BY_CODE, type MessageCode } from '@/lib/domain/scenario-import/message';

describe('docs/import-formats.md', () => {
  it('lists every code of a message with its level, in the order of the code', () => {
    const documented = [
      ...readFileSync('docs/import-formats.md', 'utf8').matchAll(/^\| `([a-z/-]+)` \| (\w+) \| (.+) \|$/gm),
    ];
    const codes = Object.keys(MESSAGE_LEVEL_BY_CODE) as MessageCode[];
    const expected = codes.map((code) => [code, MESSAGE_LEVEL_BY_CODE[code], CAUSES[code]]);
    expect(documented.map(([, code, level, words]) => [code, level, words])).toEqual(expected);
  });
});
