import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFunctionTexts } from '@/scripts/function-files';
import { ROOT } from './source-files';

const folder = join(ROOT, 'prisma/migrations');
/** Before functions, views, triggers and policies became files, migrations made them (ADR 32). */
const isHistory = (name: string) =>
  name <= '20261201000500_exam_owner' || name === '20261201001000_readiness_sums';

/** The files that would own what a script makes; a trigger belongs to the function that it calls. */
function ownersOf(sql: string): string[] {
  const code = sql.replace(/--.*$/gm, '');
  const named = [...code.matchAll(/\bCREATE (?:OR REPLACE )?(?:FUNCTION|VIEW) (?:(\w+)\.)?(\w+)/g)];
  const policies = [...code.matchAll(/\b(?:CREATE|ALTER) POLICY \w+ ON (?:(\w+)\.)?(\w+)/g)];
  return [
    ...named.map(([, schema = 'public', name]) => `${schema}/${name}.sql`),
    ...policies.map(([, schema = 'public', table]) => `${schema}/${table}.policies.sql`),
  ];
}

describe('a migration', () => {
  it('holds tables and data: a function, view or policy that it makes has a file that takes over', () => {
    const files = readFunctionTexts();
    const homeless = readdirSync(folder)
      .filter((name) => /^\d/.test(name) && !isHistory(name))
      .flatMap((name) => {
        const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
        return ownersOf(sql).flatMap((path) =>
          path in files ? [] : [`${name}: write prisma/functions/${path}`],
        );
      });
    expect(homeless).toEqual([]);
  });

  it('replaces nothing: a function that there is already is changed in its file', () => {
    const replacing = readdirSync(folder).filter(
      (name) =>
        /^\d/.test(name) &&
        !isHistory(name) &&
        name !== '20261201001210_role_target' &&
        /\bCREATE OR REPLACE\b/.test(readFileSync(join(folder, name, 'migration.sql'), 'utf8')),
    );
    expect(replacing).toEqual([]);
  });

  it('is looked at for what would be dropped again, since no file makes it', () => {
    expect(
      ownersOf(`CREATE FUNCTION app.one() ...; CREATE OR REPLACE VIEW hr.two AS ...; -- CREATE VIEW hr.three
        CREATE POLICY tenant ON public.four USING (true); CREATE POLICY tenant ON five USING (true);`),
    ).toEqual(['app/one.sql', 'hr/two.sql', 'public/four.policies.sql', 'public/five.policies.sql']);
  });
});
