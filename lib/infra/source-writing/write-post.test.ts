import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import { canonicalRichText } from '@/lib/domain/text/canonical';
import { formatRichText } from '@/lib/domain/text/format-rich-text';
import { parseRichText } from '@/lib/domain/text/parse-rich-text';
import type { RichText } from '@/lib/domain/text/rich-text';
import { bankExport } from '@/tests/support/bank-arbitrary';
import { readHere } from '../source-reading/read-here';
import type { BankExport } from './bank-export';
import { writePost } from './write-post';

const text = (value: string): RichText => parseRichText(value);
const canonical = (tree: RichText): string => canonicalRichText(parseRichText(formatRichText(tree)));

const BANK: BankExport = {
  name: 'Storage',
  stimuli: [{ body: text('A shop keeps its orders in files.\n\n- raw\n- clean') }],
  items: [
    {
      content: {
        title: 'History',
        stem: text('Which table keeps history?\n\n```sql\nSELECT 1\n```'),
        options: [
          { id: 'a', body: text('Delta') },
          { id: 'b', body: text('`Parquet`') },
        ],
        key: ['a'],
        rationales: { a: text('It has a log.'), b: text('Only files.') },
        shuffleLocked: true,
      },
      stimulus: 0,
      topic: 'Tables',
      sourceId: 'st-1',
      licenceNote: '',
    },
    {
      content: {
        title: null,
        stem: text('Which two are true?\nAnswer: choose with care.'),
        options: ['x', 'y', 'z'].map((id) => ({ id, body: text(`It is ${id}`) })),
        key: ['x', 'z'],
        rationales: {},
        shuffleLocked: false,
      },
      stimulus: 0,
      topic: null,
      sourceId: '',
      licenceNote: '',
    },
  ],
  media: new Map(),
};

describe('writePost', { timeout: 60_000 }, () => {
  it('is read back as it was, with a stem that looks like a key', async () => {
    const written = writePost(BANK);
    expect(written.losses).toEqual([]);
    const read = await readHere({
      name: written.fileName,
      bytes: written.bytes,
      format: null,
      mapping: null,
    });
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.format).toBe('scenario-post');
    const { items, stimuli, lines } = read.value.post;
    expect(lines.unrecognised).toBe(0);
    expect(stimuli.map((stimulus) => stimulus.text)).toEqual([
      'A shop keeps its orders in files.\n- raw\n- clean',
    ]);
    expect(items).toMatchObject([
      { title: 'History', sourceId: 'st-1', tags: ['Tables'], fixedOrder: true, stimulus: 0, ready: true },
      { title: null, stimulus: 0, ready: true },
    ]);
    expect(items.map(({ options }) => options.map(({ correct }) => correct))).toEqual([
      [true, false],
      [true, false, true],
    ]);
    expect(canonicalRichText(text(items[1]?.stem ?? ''))).toBe(
      canonicalRichText(BANK.items[1]?.content.stem ?? []),
    );
  });

  it('names every question that is read back differently', () => {
    fc.assert(
      fc.property(bankExport, (bank) => {
        const { bytes, losses } = writePost({
          ...bank,
          items: bank.items.map((item) => ({ ...item, stimulus: null })),
        });
        const damaged = new Set(
          losses.filter(({ what }) => !what.startsWith('Pictures')).map(({ item }) => item),
        );
        if (damaged.size > 0) return;
        const { items } = parseScenarioPost(new TextDecoder().decode(bytes));
        expect(items.map(({ stem }) => canonicalRichText(text(stem)))).toEqual(
          bank.items.map(({ content }) => canonical(content.stem)),
        );
      }),
      { numRuns: 40 },
    );
  });
});
