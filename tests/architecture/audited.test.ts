import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, shippedFiles } from './source-files';

/** Actions that the source puts together, and all that can come of it. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  'assignment.${what}': ['assignment.withdrawn', 'assignment.extended', 'assignment.released'],
  'item.${kind}_set': ['item.topic_set', 'item.state_set', 'item.right_set', 'item.licence_set'],
  'attempt.': ['attempt.submitted', 'attempt.expired'],
};
const NAME = /'([a-z]+\.[a-z_]*)'/g;

const allOf = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '');

/** In TypeScript: what stands behind `action:` up to the end of its line, in files that record. */
function writtenInCode(): string[] {
  return shippedFiles(['lib'])
    .filter(({ path, text }) => path !== 'lib/infra/audit.ts' && /\brecordAudit\(/.test(text))
    .flatMap(({ text }) => allOf(text, /\baction: ([^\n]*)/g))
    .flatMap((value) => [...allOf(value, NAME), ...allOf(value, /`([^`]*\.[^`]*)`/g)]);
}

/** In SQL: every name in a statement that inserts an event, or calls the function that notes what a person did. */
function writtenInSql(): string[] {
  const folder = join(ROOT, 'prisma/functions');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql'))
    .flatMap((path) => {
      const sql = readFileSync(join(folder, path), 'utf8');
      return allOf(
        sql,
        /((?:INSERT INTO (?:public\.)?audit_event\b|PERFORM (?:identity\.(?:note|record_act)|app\.tell_act)\()[^;]*);/g,
      );
    })
    .flatMap((statement) => allOf(statement, NAME));
}

const written = [...writtenInCode(), ...writtenInSql()].flatMap((name) => COMPOSED[name] ?? [name]);

/** First arguments of `expectAudited`, in every test. */
function asserted(): string[] {
  const folder = join(ROOT, 'tests');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap((path) => allOf(readFileSync(join(folder, path), 'utf8'), /\bexpectAudited\(\s*'([a-z_.]+)'/g));
}

describe('what is written into the audit trail', () => {
  it('is found in the source', () => {
    expect(new Set(written).size).toBeGreaterThan(40);
    for (const name of ['cohort.restored', 'membership.created', 'attempt.taken_over', 'attempt.expired'])
      expect(written).toContain(name);
  });

  it('is spelt out, or listed here with all that it can be', () => {
    expect(written.filter((name) => !/^[a-z]+\.[a-z_]+$/.test(name))).toEqual([]);
  });

  it('is asserted by a test: expectAudited(…) of tests/support/audited.ts', () => {
    const known = new Set(asserted());
    expect([...new Set(written)].filter((name) => !known.has(name)).sort()).toEqual([]);
  });

  it('is not asserted under a name that nothing writes', () => {
    expect(asserted().filter((name) => !written.includes(name))).toEqual([]);
  });
});
