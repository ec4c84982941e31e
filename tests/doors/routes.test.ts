import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { can } from '@/lib/domain/access/policy';
import type { Answer, Question } from '../support/doors/ask';
import { leakedIds, Tally, telling } from '../support/doors/cells';
import { expectRouteHeaders } from '../support/doors/headers';
import { listRoutes } from '../support/doors/manifest';
import { openDoors } from '../support/doors/open-doors';
import { ROUTES, type RouteDoor } from '../support/doors/routes-table';
import {
  actorOf,
  marksOfOthers,
  type Scene,
  setScene,
  VISITORS,
  type Visitor,
  WHOSE,
  type Whose,
} from '../support/doors/visitors';
import { readHoldings, readOwnedIds } from '../support/tenant-world';

/* Every method of every route, called over HTTP by every role and by nobody. What is refused changes nothing. */

const doors = openDoors();
const tally = new Tally();
const closed = Object.entries(ROUTES).filter(([, { needs }]) => needs !== 'anybody');
const mutating = closed.filter(([name]) => !name.startsWith('GET '));
afterAll(() => console.log(`Routes: ${Object.keys(ROUTES).length} doors, ${tally}`));

let scene: Scene;
let owned: ReadonlySet<string>;
beforeAll(async () => {
  scene = await setScene();
  owned = await readOwnedIds(doors().database.admin, scene.foreign.ids.organisation);
});

const idsOf = ({ ids = [] }: RouteDoor, whose: Whose) => ids.map((kind) => scene.ids[whose][kind]);
const holdings = (of: 'own' | 'foreign') => readHoldings(doors().database.admin, scene[of].ids.organisation);

function questionOf(name: string, door: RouteDoor, whose: Whose, headers: Question['headers']) {
  const [method = '', pattern = ''] = name.split(' ');
  const ids = [...idsOf(door, whose)];
  const path = pattern.replace(/\[[^\]]+\]/g, () => ids.shift() ?? 'x') + (door.query ?? '');
  const body = door.body ? JSON.stringify(door.body(scene.ids[whose])) : method === 'POST' ? 'x' : undefined;
  const origin = method === 'GET' ? {} : { origin: doors().origin };
  const type: Record<string, string> = door.body ? { 'content-type': 'application/json' } : {};
  return {
    path,
    question: { method, headers: { ...origin, ...type, ...headers }, ...(body ? { body } : {}) },
  };
}

function call(name: string, door: RouteDoor, whose: Whose, headers: Question['headers']): Promise<Answer> {
  const { path, question } = questionOf(name, door, whose, headers);
  return doors().ask(path, question);
}

function expectedStatus(door: RouteDoor, visitor: Visitor, whose: Whose): number | 'in' {
  const { needs } = door;
  if (visitor === 'nobody') return 401;
  if (needs !== 'token' && needs !== 'anybody' && !can(actorOf(scene.own, visitor), needs)) return 403;
  if (!door.ids?.length) return 'in';
  if (whose !== 'own' && whose !== 'otherCohort') return 404;
  return needs === 'token' && (visitor !== 'learner' || whose === 'otherCohort') ? 404 : 'in';
}

/** Past the door: whatever the route says then, it is neither "who are you" nor "you may not", nor a fault. */
const isIn = (status: number) => status < 500 && ![401, 403, 405, 421].includes(status);

describe('the table of routes', () => {
  it('has every method of every route, and no other', () => {
    expect(Object.keys(ROUTES).sort()).toEqual(listRoutes());
  });
});

describe('the route', () => {
  const whoseOf = (door: RouteDoor) =>
    door.ids?.length
      ? WHOSE
      : WHOSE.filter((whose) => whose === 'own' || (door.idsInBody && whose !== 'malformed'));

  it.each(closed)(
    '%s refuses whom the policy keeps out, and their call changes nothing',
    async (name, door) => {
      const before = await holdings('own');
      const told = new Map<Visitor, Set<string>>();
      const refused = VISITORS.flatMap((visitor) =>
        whoseOf(door).flatMap((whose) => {
          const wanted = expectedStatus(door, visitor, whose);
          return wanted === 'in' ? [] : [{ visitor, whose, wanted }];
        }),
      );
      // Together: what is refused changes nothing for the others, and renewals and events are answered in rounds.
      const answers = await Promise.all(
        refused.map(({ visitor, whose }) => call(name, door, whose, scene.headersOf(visitor))),
      );
      for (const [at, { visitor, whose, wanted }] of refused.entries()) {
        const where = `${name} as ${visitor} with ids: ${whose}`;
        const answer = answers[at];
        if (!answer) throw new Error(`${where}: no answer`);
        expect(answer.status, where).toBe(wanted);
        expectRouteHeaders(answer, where);
        expect(leakedIds(answer, owned, idsOf(door, whose)), where).toEqual([]);
        tally.add(whose);
        if (whose !== 'own' && whose !== 'otherCohort')
          told.set(visitor, (told.get(visitor) ?? new Set()).add(telling(answer, idsOf(door, whose))));
      }
      for (const [visitor, answers] of told)
        expect(answers.size, `${name} as ${visitor}: ${[...answers].join('\n')}`).toBe(1);
      expect(await holdings('own')).toEqual(before);
    },
  );

  it.each(mutating)(
    '%s does nothing for a request that no page of this site has sent',
    async (name, door) => {
      const before = await holdings('own');
      const asVisitor = scene.headersOf(door.needs === 'token' ? 'learner' : 'admin');
      const { port } = doors();
      const origins = [
        'null',
        'https://evil.example',
        `http://sub.localhost:${port}`,
        `https://localhost:${port}`,
        `http://localhost:${port + 1}`,
      ];
      for (const origin of [undefined, ...origins]) {
        const { path, question } = questionOf(name, door, 'own', asVisitor);
        const { origin: _own, ...others } = question.headers as Record<string, string>;
        const headers = origin === undefined ? others : { ...others, origin };
        const answer = await doors().ask(path, { ...question, headers });
        expect(answer.status, `${name} from ${origin}`).toBe(403);
        tally.add('origins');
      }
      expect(await holdings('own')).toEqual(before);
    },
  );

  const ofPage = closed.filter(([, { needs, withoutPage }]) => needs !== 'token' && !withoutPage);
  it.each(ofPage)(
    '%s is refused from a page of another organisation, of another person, and of none',
    async (name, door) => {
      const before = await holdings('own');
      for (const [reason, page] of Object.entries(marksOfOthers(scene))) {
        const headers = { ...scene.headersOf('owner'), 'x-cutscore-page': page };
        const answer = await call(name, door, 'own', headers);
        expect([answer.status, JSON.parse(answer.body).reason], name).toEqual([403, reason]);
        tally.add('pages');
      }
      expect(await holdings('own')).toEqual(before);
    },
  );

  // Last, because it changes what the others compare.
  it.each(closed)(
    '%s lets in whom the policy lets in, and shows nothing of another organisation',
    async (name, door) => {
      const before = await holdings('foreign');
      let given = 0;
      for (const visitor of VISITORS) {
        const elsewhere = new Set<string>();
        for (const whose of whoseOf(door)) {
          if (expectedStatus(door, visitor, whose) !== 'in') continue;
          const where = `${name} as ${visitor} with ids: ${whose}`;
          const answer = await call(name, door, whose, scene.headersOf(visitor));
          expect(isIn(answer.status), `${where}: ${answer.status} ${answer.body.slice(0, 300)}`).toBe(true);
          expectRouteHeaders(answer, where);
          expect(leakedIds(answer, owned, Object.values(scene.ids[whose])), where).toEqual([]);
          if (whose === 'own') given += answer.status < 400 ? 1 : 0;
          if (whose === 'foreign' || whose === 'unknown')
            elsewhere.add(telling(answer, Object.values(scene.ids[whose])));
          tally.add(whose);
        }
        expect(elsewhere.size, `${name} as ${visitor}: ${[...elsewhere].join('\n')}`).toBeLessThanOrEqual(1);
      }
      // Otherwise the calls above might be refused because they ask wrongly.
      expect(given > 0, `${name}: ${door.neverGives ?? 'nobody got what they asked for'}`).toBe(
        door.neverGives === undefined,
      );
      expect(await holdings('foreign')).toEqual(before);
    },
  );
});
