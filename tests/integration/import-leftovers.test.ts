import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import { retireImported } from '@/lib/features/import-history/commands';
import { findRejectedSource } from '@/lib/features/import-history/data';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { newId } from '@/lib/infra/id';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { createMember, createOrganisation, type OrganisationScope } from '../support/factories';

const database = startApplication();
const sample = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');

let organisation: OrganisationScope;
let admin: MemberScope;

beforeEach(async () => {
  organisation = await createOrganisation();
  admin = (await createMember(organisation, { role: 'admin' })).scope;
});

async function importOf(sourceText: string): Promise<string> {
  const outcome = await commitImport(admin, {
    sourceName: 'Field notes (2).txt',
    sourceText,
    bank: { kind: 'named', name: 'Notes', certificationId: null },
    ...{ licenceNote: '', topics: [], topicOfItem: {} },
  });
  if (!outcome.ok || outcome.value.importId === null) throw new Error('Nothing was imported');
  return outcome.value.importId;
}

describe('what an import left out', () => {
  it('is a source of its own with what is wrong, under a name that is safe in a header', async () => {
    const importId = await importOf(sample.replace('Answer: A', 'Answer: F'));
    const rejected = await findRejectedSource(admin, importId);
    expect(rejected?.fileName).toBe('Field-notes-2-rejected.txt');
    expect(rejected?.text).toMatch(/<!-- Line 21: .*names F/);
    const post = parseScenarioPost(rejected?.text ?? '');
    expect(post.items.map(({ number, ready }) => [number, ready])).toEqual([[21, false]]);
    expect(post.lines.unrecognised).toBe(0);
  });

  it('is said to be nothing when everything went in, and is not found when there is no import', async () => {
    const importId = await importOf(sample);
    expect((await findRejectedSource(admin, importId))?.text).toContain('Nothing was left out');
    expect(await findRejectedSource(admin, newId())).toBeNull();
  });
});

describe('retiring the questions of an import', () => {
  it('takes those that are live out of use, with who and why, and deletes nothing', async () => {
    const importId = await importOf(sample);
    const note = 'Outdated';
    expect(await retireImported(admin, { importId, note })).toEqual({ ok: true, value: { retired: 20 } });
    const { rows } = await database().admin.query(
      `SELECT i.state::text, e.from_state::text, e.to_state::text, e.note, e.actor_id, count(*)::int AS items
       FROM item i JOIN item_event e ON e.organisation_id = i.organisation_id AND e.item_id = i.id
       WHERE i.organisation_id = $1 AND e.to_state = 'retired' GROUP BY 1, 2, 3, 4, 5`,
      [organisation.organisationId],
    );
    expect(rows).toEqual([
      {
        ...{ state: 'retired', from_state: 'live', to_state: 'retired', note, items: 20 },
        actor_id: admin.actor.membershipId,
      },
    ]);
    expect(await retireImported(admin, { importId, note })).toEqual({ ok: true, value: { retired: 0 } });
  });

  it('is refused to those who only write, and for what is not there', async () => {
    const { scope } = await createMember(organisation, { role: 'instructor' });
    const note = 'Outdated';
    expect(await retireImported(scope, { importId: newId(), note })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    expect(await retireImported(admin, { importId: newId(), note })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });
});
