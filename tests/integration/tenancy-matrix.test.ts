import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '@/lib/domain/access/actor';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { type ExportName, type FeatureCall, loadFeatureExports } from '../support/feature-exports';
import { type Arguments, TENANCY_CALLS } from '../support/tenancy-calls';
import {
  createWorld,
  type Holdings,
  ID_KINDS,
  type Ids,
  idsIn,
  randomIds,
  readHoldings,
  readOwnedIds,
  type World,
} from '../support/tenant-world';

/*
 * Every read and every write of every feature, called by every role of one organisation with the ids of another. The
 * outcome has to be the one that an id gets which nobody has, and the other organisation has to stay as it was.
 */

const database = startApplication();
const exported = await loadFeatureExports();
const calls = Object.entries(TENANCY_CALLS).flatMap(([name, variants]) =>
  variants.map((args, index) => ({ name: name as ExportName, args, label: `${name} (${index + 1})` })),
);

let theirs: World;
let own: World;
let held: Holdings;
let owned: ReadonlySet<string>;
beforeAll(async () => {
  theirs = await createWorld();
  own = await createWorld();
  held = await readHoldings(database().admin, theirs.ids.organisation);
  owned = await readOwnedIds(database().admin, theirs.ids.organisation);
});

const plain = (_key: string, value: unknown): unknown => {
  if (value instanceof Map || value instanceof Set) return [...value];
  return typeof value === 'bigint' ? String(value) : value;
};

/** What a caller can see of a call: what it returned or threw, as text in which each id has the name of its kind. */
async function outcomeOf(call: () => unknown, ids: Ids): Promise<string> {
  let text: string;
  try {
    text = JSON.stringify({ returned: await call() }, plain) ?? 'nothing';
  } catch (error) {
    text = `threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
  return ID_KINDS.reduce((outcome, kind) => outcome.replaceAll(ids[kind], `<${kind}>`), text);
}

function functionOf(name: ExportName): FeatureCall {
  const call = exported.get(name);
  if (!call) throw new Error(`${name} is in the table of calls and not exported any more`);
  return call;
}

/** A call without ids is only asked whether it shows something of another organisation. */
const takesIds = (args: Arguments): boolean => args.length > 0;

/** The ids that the caller brought along say nothing; any other id of the other organisation is a leak. */
const leakedIds = (outcome: string): readonly string[] => idsIn(outcome).filter((id) => owned.has(id));

async function expectNothingOf(role: Role, call: FeatureCall, args: Arguments): Promise<void> {
  const { scope } = own.members[role];
  const outcomeFor = (ids: Ids) => outcomeOf(async () => call(scope, ...(await args(ids, own))), ids);
  const outcome = await outcomeFor(theirs.ids);
  expect(leakedIds(outcome), role).toEqual([]);
  if (!takesIds(args)) return;
  expect(outcome, role).toBe(await outcomeFor(randomIds()));
}

describe('the table of calls', () => {
  it('has every function that a feature exports, and no other', () => {
    expect(Object.keys(TENANCY_CALLS).sort()).toEqual([...exported.keys()].sort());
  });
});

describe('with the ids of another organisation', () => {
  it.each(calls)('$label finds and changes nothing, whatever the role', async ({ name, args }) => {
    for (const role of ROLES) await expectNothingOf(role, functionOf(name), args);
    expect(await readHoldings(database().admin, theirs.ids.organisation)).toEqual(held);
  });
});

describe('the matrix notices', () => {
  const bankOf = (scope: TenantScope, id: unknown) =>
    withTenant(scope, (db) => db.bank.findFirst({ where: { id: String(id) }, select: { name: true } }));

  it('a read that looks into another organisation', async () => {
    const wrong: FeatureCall = (_scope, id) => bankOf(theirs.scope, id);
    await expect(expectNothingOf('owner', wrong, ({ bank }) => [bank])).rejects.toThrow(/expected/);
  });

  it('a list that shows another organisation’s rows', async () => {
    const wrong = async () => [{ id: theirs.ids.itemVersion }];
    const shown = await outcomeOf(wrong, own.ids);
    expect(leakedIds(shown)).toEqual([theirs.ids.itemVersion]);
  });

  it('a change of one value', async () => {
    await database().admin.query('UPDATE topic SET name = name || $2 WHERE id = $1', [theirs.ids.topic, '!']);
    const changed = await readHoldings(database().admin, theirs.ids.organisation);
    await database().admin.query('UPDATE topic SET name = left(name, -1) WHERE id = $1', [theirs.ids.topic]);
    expect(changed).not.toEqual(held);
    expect(await readHoldings(database().admin, theirs.ids.organisation)).toEqual(held);
  });
});

describe('with ids of the own organisation', () => {
  // Otherwise the calls above might find nothing because they ask wrongly.
  it.each(calls.filter(({ args }) => takesIds(args)))(
    '$label finds what they name',
    async ({ name, args }) => {
      const call = functionOf(name);
      const world = name.includes('/commands.') ? await createWorld() : own;
      const finders: Role[] = [];
      for (const role of ROLES) {
        const { scope } = world.members[role];
        const outcomeFor = (ids: Ids) => outcomeOf(async () => call(scope, ...(await args(ids, world))), ids);
        if ((await outcomeFor(randomIds())) !== (await outcomeFor(world.ids))) finders.push(role);
      }
      expect(finders).not.toEqual([]);
    },
  );
});
