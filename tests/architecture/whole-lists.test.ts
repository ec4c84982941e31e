import { describe, expect, it } from 'vitest';
import { shippedFiles } from './source-files';

/*
 * A list is shown as a whole or page by page with its count (readPage in lib/infra/db/paged.ts). A number after LIMIT or in `take`
 * that isn't one of these would leave rows out in silence; what stands here says why it doesn't.
 */
const PAGED = 'paged, with a count of its own';
const WORK = 'a portion of work that goes on with the next portion';
const BANK = 'one row per question, and more than a bank is meant to hold; every query has some bound';
const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'lib/features/bank-history/data.ts': { MAX_DIFFERING: 'the count of all that differ stands beside it' },
  'lib/features/item-search/data.ts': { PAGE_SIZE: PAGED, MAX_ITEMS: BANK },
  'lib/features/organisation/data.ts': { '5': 'the latest imports, with a link to all of them' },
  'lib/features/bank-cues/commands.ts': { CHUNK: WORK },
  'lib/features/bank-cues/data.ts': { '20000': BANK },
  'lib/features/item-evidence/data.ts': {
    MAX_ITEMS: 'questions of one topic; not paged yet',
    MAX_ROLLUPS: 'sums per assignment of one question; not paged yet',
  },
  'lib/infra/import-store/read-bank.ts': { MAX_BANK_ITEMS: BANK },
  'lib/infra/import-store/take-back.ts': { BATCH: WORK },
  'lib/infra/db/paged.ts': { pageSize: PAGED },
};

const LIMIT = /\bLIMIT\s+(?!1\b)(?:\$\{(\w+)\}|(\d+))|\btake:\s*(?!1\b)(\w+)/g;

const found = shippedFiles(['lib/features', 'lib/infra']).flatMap(({ path, text }) =>
  [...text.matchAll(LIMIT)].map(([, constant, figure, taken]) => ({
    path,
    bound: constant ?? figure ?? taken ?? '',
  })),
);

describe('no list is cut in silence', () => {
  it('reads a part of a list only with its count', () => {
    const unknown = found.filter(({ path, bound }) => EXCEPTIONS[path]?.[bound] === undefined);
    expect(unknown.map(({ path, bound }) => `${path}: ${bound}`)).toEqual([]);
  });

  it('has no exception that nothing needs', () => {
    const needed = new Set(found.map(({ path, bound }) => `${path}: ${bound}`));
    const listed = Object.entries(EXCEPTIONS).flatMap(([path, bounds]) =>
      Object.keys(bounds).map((bound) => `${path}: ${bound}`),
    );
    expect(listed.filter((each) => !needed.has(each))).toEqual([]);
  });
});
