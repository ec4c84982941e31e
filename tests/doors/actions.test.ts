import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { can } from '@/lib/domain/access/policy';
import { newId } from '@/lib/infra/id';
import { type Acted, actionQuestion, readActed } from '../support/doors/act';
import { ACTIONS, type ActionDoor } from '../support/doors/actions-table';
import { Tally } from '../support/doors/cells';
import { type BuiltAction, listActions } from '../support/doors/manifest';
import { openDoors } from '../support/doors/open-doors';
import { PAGES } from '../support/doors/pages-table';
import {
  actorOf,
  marksOfOthers,
  type Scene,
  setScene,
  VISITORS,
  type Visitor,
  type Whose,
} from '../support/doors/visitors';
import { readHoldings } from '../support/tenant-world';

/* Every action, sent over HTTP as the browser sends it, by every role and by nobody. */

const doors = openDoors();
const tally = new Tally();
afterAll(() => console.log(`Actions: ${Object.keys(ACTIONS).length} doors, ${tally}`));

let scene: Scene;
let built: ReadonlyMap<string, BuiltAction>;
beforeAll(async () => {
  scene = await setScene();
  built = new Map(listActions().map((action) => [action.name, action]));
});

const named = Object.entries(ACTIONS);
/** One whose form names nothing has nothing of another organisation to find. */
const takesIds = ([, { form }]: (typeof named)[number]) => form.length > 0;
const isPersonal = ([, { needs }]: (typeof named)[number]) => needs === 'own proof' || needs === 'own page';
const closed = named.filter((each) => !isPersonal(each));
const holdings = (of: 'own' | 'foreign') => readHoldings(doors().database.admin, scene[of].ids.organisation);

/** A page that may send it: where an action is sent to decides nothing about who may. */
function pageOf({ pages }: BuiltAction): string {
  const [pattern = '/'] = [...pages].sort((a, b) => a.split('[').length - b.split('[').length);
  const ids = (PAGES[pattern]?.ids ?? []).map((kind) => scene.own.ids[kind]);
  return pattern.replace(/\[[^\]]+\]/g, () => ids.shift() ?? newId());
}

async function send(
  name: string,
  door: ActionDoor,
  whose: Whose,
  headers: Record<string, string>,
): Promise<Acted> {
  const action = built.get(name);
  if (!action) throw new Error(`The build has no action ${name}`);
  const question = actionQuestion(action.id, door.form(scene.ids[whose]), headers);
  return readActed(await doors().ask(pageOf(action), question));
}

const sendAs = (
  name: string,
  door: ActionDoor,
  visitor: Visitor,
  whose: Whose,
  more: Record<string, string> = {},
) => send(name, door, whose, { origin: doors().origin, ...scene.headersOf(visitor), ...more });

const isKeptOut = ({ needs }: ActionDoor, visitor: Visitor): boolean =>
  needs !== 'own proof' &&
  needs !== 'own page' &&
  (visitor === 'nobody' || !can(actorOf(scene.own, visitor), needs));

describe('the table of actions', () => {
  it('has every action of the build, and no other', () => {
    expect(Object.keys(ACTIONS).sort()).toEqual([...built.keys()].sort());
  });
});

describe('the action', () => {
  it.each(closed)(
    '%s refuses whom the policy keeps out, names no field to them, and changes nothing',
    async (name, door) => {
      const before = await holdings('own');
      for (const visitor of VISITORS.filter((each) => isKeptOut(door, each))) {
        const refusal = visitor === 'nobody' ? 'signed_out' : 'forbidden';
        for (const whose of ['own', 'foreign', 'unknown', 'malformed'] as const) {
          const acted = await sendAs(name, door, visitor, whose);
          const where = `${name} as ${visitor} with ids: ${whose}`;
          expect(acted, where).toMatchObject({ kind: 'refused', refusal });
          if (acted.kind === 'refused') expect(acted.words, where).toMatch(/ \{\}$/);
          tally.add(whose);
        }
      }
      expect(await holdings('own')).toEqual(before);
    },
  );

  it.each(named)('%s does nothing for a form that no page of this site has sent', async (name, door) => {
    const before = await holdings('own');
    const { port } = doors();
    const origins = [
      'null',
      'https://evil.example',
      `http://sub.localhost:${port}`,
      `http://localhost:${port + 1}`,
    ];
    for (const origin of [undefined, ...origins]) {
      const acted = await send(name, door, 'own', {
        ...scene.headersOf('admin'),
        ...(origin ? { origin } : {}),
      });
      // Without an origin it is ours who refuses; with a foreign one the framework may do so first.
      if (origin === undefined) expect(acted, name).toMatchObject({ kind: 'refused', refusal: 'forbidden' });
      else expect(['refused', 'broken'], `${name} from ${origin}`).toContain(acted.kind);
      tally.add('origins');
    }
    expect(await holdings('own')).toEqual(before);
  });

  it.each(named.filter(isPersonal))(
    '%s asks whoever sends it for a proof of their own',
    async (name, door) => {
      const before = await holdings('own');
      expect(await sendAs(name, door, 'nobody', 'own'), name).toMatchObject({ kind: 'refused' });
      tally.add('own');
      expect(await holdings('own')).toEqual(before);
    },
  );

  it.each(named.filter(([, { needs }]) => needs === 'own page'))(
    '%s is refused from a page of another person and of none, and names no field to who is signed out',
    async (name, door) => {
      const { page_organisation_left: _left, ...marks } = marksOfOthers(scene);
      for (const [reason, page] of Object.entries(marks)) {
        const acted = await sendAs(name, door, 'owner', 'own', { 'x-cutscore-page': page });
        expect(acted, name).toMatchObject({ kind: 'refused', refusal: 'forbidden', reason });
        tally.add('pages');
      }
      const acted = await sendAs(name, { ...door, form: () => ({}) }, 'nobody', 'own');
      expect(acted, name).toMatchObject({ kind: 'refused', refusal: 'signed_out' });
      if (acted.kind === 'refused') expect(acted.words, name).toMatch(/ \{\}$/);
      tally.add('pages');
    },
  );

  it.each(closed)(
    '%s is refused from a page of another organisation, of another person, and of none',
    async (name, door) => {
      const before = await holdings('own');
      for (const [reason, page] of Object.entries(marksOfOthers(scene))) {
        const acted = await sendAs(name, door, 'owner', 'own', { 'x-cutscore-page': page });
        expect(acted, name).toMatchObject({ kind: 'refused', refusal: 'forbidden', reason });
        tally.add('pages');
      }
      expect(await holdings('own')).toEqual(before);
    },
  );

  it.each(closed.filter(takesIds))(
    '%s finds another organisation’s things as little as nobody’s',
    async (name, door) => {
      const before = await holdings('foreign');
      for (const visitor of VISITORS.filter((each) => !isKeptOut(door, each))) {
        const foreign = await sendAs(name, door, visitor, 'foreign');
        const unknown = await sendAs(name, door, visitor, 'unknown');
        const where = `${name} as ${visitor}`;
        if (unknown.kind === 'refused') expect(foreign, where).toEqual(unknown);
        expect(foreign.kind, where).toBe(unknown.kind);
        expect(foreign.kind, where).not.toBe('broken');
        tally.add('foreign');
        tally.add('unknown');
      }
      expect(await holdings('foreign')).toEqual(before);
    },
  );

  it.each(closed.filter(([, door]) => door.ofCohort))(
    '%s is not for an instructor of another cohort',
    async (name, door) => {
      const before = await holdings('own');
      const other = await sendAs(name, door, 'instructor', 'otherCohort');
      expect(other, name).toMatchObject({ kind: 'refused' });
      if (other.kind === 'refused') expect(['not_found', 'forbidden', 'invalid']).toContain(other.refusal);
      tally.add('otherCohort');
      expect(await holdings('own')).toEqual(before);
    },
  );

  // Last, because it changes what the others compare.
  it.each(closed)('%s is open to whom the policy lets in', async (name, door) => {
    let succeeded = 0;
    let last = '';
    for (const visitor of VISITORS.filter((each) => !isKeptOut(door, each))) {
      const acted = await sendAs(name, door, visitor, 'own');
      const where = `${name} as ${visitor}: ${JSON.stringify(acted)}`;
      expect(acted.kind, where).not.toBe('broken');
      if (acted.kind === 'refused') {
        expect(['not_found', 'conflict', 'invalid', 'forbidden'], where).toContain(acted.refusal);
        // Refused by what it is about, not at the door.
        expect(acted.reason, where).not.toBe('role_not_allowed');
      }
      tally.add('own');
      if (acted.kind !== 'refused') succeeded += 1;
      last = where;
    }
    // Otherwise the forms above might be refused because they are wrong.
    expect(succeeded > 0, `${last} ${door.neverDone ?? ''}`).toBe(door.neverDone === undefined);
  });
});
