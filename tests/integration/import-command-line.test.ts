import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { startApplication } from '../support/application';
import { createMember, createOrganisation, type OrganisationScope } from '../support/factories';

const database = startApplication();
const SAMPLE = 'tests/golden/scenario-import/s2/input.txt';

let organisation: OrganisationScope;

beforeEach(async () => {
  organisation = await createOrganisation();
  await createMember(organisation, { role: 'admin' });
});

/** Runs the command as an operator does, with the connections of the application. */
async function runImport(...flags: readonly string[]): Promise<string> {
  const { rows } = await database().admin.query<{ slug: string }>(
    'SELECT slug FROM organisation WHERE id = $1',
    [organisation.organisationId],
  );
  const command = ['node_modules/tsx/dist/cli.mjs', '--conditions=react-server', 'scripts/import.ts'];
  const target = ['--organisation', rows[0]?.slug ?? '', '--bank', 'Posts'];
  const { stdout } = await promisify(execFile)(process.execPath, [...command, ...target, ...flags, SAMPLE]);
  return stdout;
}

async function states(): Promise<readonly unknown[]> {
  const { rows } = await database().admin.query(
    'SELECT state::text, count(*)::int AS items FROM item WHERE organisation_id = $1 GROUP BY state',
    [organisation.organisationId],
  );
  return rows;
}

describe('the import command', { timeout: 60_000 }, () => {
  it('imports drafts, and says so', async () => {
    expect(await runImport()).toMatch(/^20 created as drafts, 0 changed/);
    expect(await states()).toEqual([{ state: 'draft', items: 20 }]);
  });

  it('imports live questions when it is told to', async () => {
    expect(JSON.parse(await runImport('--live', '--json'))).toMatchObject({ created: 20, itemState: 'live' });
    expect(await states()).toEqual([{ state: 'live', items: 20 }]);
  });
});
