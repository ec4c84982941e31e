import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toReport } from '@/lib/domain/scenario-import/parsed-post';
import { readHere } from './read-here';

const FOLDER = 'tests/golden/import-text';

describe('the golden sources', () => {
  it.each(readdirSync(FOLDER))('of %s give the golden report', async (name) => {
    const folder = `${FOLDER}/${name}`;
    const file = readdirSync(folder).find((one) => one.startsWith('input.')) ?? '';
    const bytes = new Uint8Array(readFileSync(`${folder}/${file}`));
    const read = await readHere({ name: file, bytes, format: null, mapping: null });
    if (!read.ok) throw new Error(read.error.message);
    expect(toReport(read.value.post, read.value)).toEqual(
      JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')),
    );
  });
});
