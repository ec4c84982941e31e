import { describe, expect, it } from 'vitest';
import { ROLES } from '@/lib/domain/access/actor';
import { can } from '@/lib/domain/access/policy';
import { LISTS } from '../support/doors/lists-table';
import { PAGES } from '../support/doors/pages-table';
import { shippedFiles } from './source-files';

/* Every list with pages is walked by every role in the organisation of 5,000 people (`npm run check:lists`). */

/** Lists of which that organisation has too few rows for a second page. */
const NOT_WALKED: readonly string[] = [
  // From 21 versions, steps or comments of one question; those of comments are turned in tests/integration/item-life.test.ts.
  'components/item-life/part-of-list.tsx',
  // Nothing was done to a sitting there, and no answer came late; turned in tests/integration/attempt-acts.test.ts.
  'components/sitting/act-history.tsx',
  'components/sitting/late-answers.tsx',
  // No key was corrected there.
  'components/key-correction/correction-receipt.tsx',
];

const paged = shippedFiles(['app', 'components'])
  .filter(({ text }) => /<Pager\b/.test(text) && text.includes("from '@/components/lists/pager'"))
  .map(({ path }) => path);

describe('the table of lists', () => {
  it('has every file that shows a list part by part, and no other', () => {
    expect([...new Set([...NOT_WALKED, ...LISTS.map(({ file }) => file)])].sort()).toEqual([...paged].sort());
  });

  it.each(LISTS)('has every role that $page opens to, and no other', ({ page, roles }) => {
    const path = page.replace(/\?.*$/, '').replace(/\{\w+\}/g, '[]');
    const needs = Object.entries(PAGES).find(([pattern]) => pattern.replace(/\[\w+\]/g, '[]') === path)?.[1]
      .needs;
    if (needs === undefined || needs === 'anybody' || needs === 'somebody')
      throw new Error(`${page}: ${needs}`);
    const allowed = ROLES.filter((role) =>
      can({ kind: 'member', personId: '', membershipId: '', role }, needs),
    );
    expect(roles).toEqual(allowed);
  });
});
