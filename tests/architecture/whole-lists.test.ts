import { describe, expect, it } from 'vitest';
import { shippedFiles } from './source-files';

/*
 * A list is shown as a whole or page by page with its count (readPage in lib/infra/db/paged.ts). A number after LIMIT or in `take`
 * that isn't one of these would leave rows out in silence; what stands here says why it doesn't.
 */
const PAGED = 'paged, with a count of its own';
const WORK = 'a portion of work that goes on with the next portion';
const NO_LIST = 'a text, not a list';
const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'lib/features/bank-cues/commands.ts': { CHUNK: WORK },
  'lib/features/bank-cues/mappers.ts': { 'slice(0, MAX_LISTED)': 'the count of all moves stands beside it' },
  'lib/features/bank-export/data.ts': {
    'slice(0, SLICE)': WORK,
    'slice(from, from + SLICE)': WORK,
    'slice(0, most)': 'a file that takes more is refused, with the reason',
  },
  'lib/features/bank-export/loaders.ts': { 'slice(0, 2000)': NO_LIST },
  'lib/features/bank-export/mappers.ts': { 'slice(0, 12)': NO_LIST },
  'lib/features/bank-history/data.ts': { MAX_DIFFERING: 'the count of all that differ stands beside it' },
  'lib/features/certification/mappers.ts': { 'slice(0, 10)': NO_LIST },
  'lib/features/import-draft/mappers.ts': {
    'slice(from, from + window.rows)': PAGED,
    'slice(0, MAX_SHOWN_MESSAGES)':
      'the count of all messages stands beside it, and each cause opens its own',
  },
  'lib/features/item-search/data.ts': { PAGE_SIZE: PAGED },
  'lib/features/item-search/mappers.ts': {
    'slice(0, EXCERPT - 1)': NO_LIST,
    'slice(0, text.length - last.length)': NO_LIST,
  },
  'lib/features/key-correction/mappers.ts': {
    'slice(0, -1)': 'words of one sentence, the last behind "and"',
  },
  'lib/features/organisation/data.ts': { '5': 'the latest imports, with a link to all of them' },
  'lib/infra/import-store/take-back.ts': { BATCH: WORK },
  'lib/infra/db/paged.ts': { pageSize: PAGED },
};

const LIMIT = /\bLIMIT\s+(?!1\b)(?:\$\{(\w+)\}|(\d+))|\btake:\s*(?!1\b)(\w+)/g;
/** What is made of rows after they were read; the domain's `pageOf` cuts with the count. */
const CUT = /\.((?:slice|splice)\((?:[^()]|\([^()]*\))*\))/g;
const AFTER_READING = /^lib\/features\/[^/]+\/(?:data|loaders|mappers)\.ts$/;

const found = shippedFiles(['lib/features', 'lib/infra']).flatMap(({ path, text }) => [
  ...[...text.matchAll(LIMIT)].map(([, constant, figure, taken]) => ({
    path,
    bound: constant ?? figure ?? taken ?? '',
  })),
  ...(AFTER_READING.test(path) ? [...text.matchAll(CUT)] : []).map(([, cut]) => ({ path, bound: cut ?? '' })),
]);

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
