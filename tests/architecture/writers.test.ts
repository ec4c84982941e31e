import { describe, expect, it } from 'vitest';
import { shippedFiles } from './source-files';

/** The one file that makes rows of a table, where there may be only one. Others may read, and take away. */
const MAKERS: Readonly<Record<string, { readonly model: string; readonly file: string }>> = {
  item_version: { model: 'itemVersion', file: 'lib/infra/item-versions.ts' },
  item_key: { model: 'itemKey', file: 'lib/infra/item-versions.ts' },
};

const files = shippedFiles(['lib', 'app', 'prisma', 'scripts']);

describe('tables with one maker', () => {
  it.each(Object.entries(MAKERS))('%s', (table, { model, file }) => {
    const makes = new RegExp(
      `INSERT INTO (public\\.)?${table}\\b|UPDATE (public\\.)?${table}\\b|\\b${model}\\.(create|update|upsert)`,
    );
    const makers = files.filter(({ text }) => makes.test(text)).map(({ path }) => path);
    expect(makers).toEqual([file]);
  });
});
