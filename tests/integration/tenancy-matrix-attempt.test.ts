import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '@/lib/domain/access/actor';
import { newId } from '@/lib/infra/id';
import { claimAttempt, readAttemptClock, saveResponse, submitAttempt } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { createMember, openSession } from '../support/factories';
import { createWorld, readHoldings, type World } from '../support/tenant-world';

/* The calls of a running exam prove the session in the database; no scope is there to protect them. */

const database = startApplication();
let theirs: World;
let own: World;
/** Everybody of another organisation, and a fellow learner of the same one. */
let strangers: readonly { readonly who: string; readonly tokenHash: Buffer }[];

beforeAll(async () => {
  theirs = await createWorld();
  own = await createWorld();
  const fellow = await createMember(theirs.scope, { role: 'learner' });
  const people = [
    ...ROLES.map((role) => ({ who: `another organisation’s ${role}`, personId: own.members[role].personId })),
    { who: 'a fellow learner', personId: fellow.personId },
    { who: 'the instructor of the cohort', personId: theirs.members.instructor.personId },
    { who: 'the owner', personId: theirs.members.owner.personId },
  ];
  strangers = await Promise.all(
    people.map(async ({ who, personId }) => ({ who, ...(await openSession(personId)) })),
  );
});

const calls = {
  save: (tokenHash: Buffer, attemptId: string) =>
    saveResponse(tokenHash, {
      attemptId,
      itemId: theirs.ids.item,
      leaseId: newId(),
      rev: 99,
      selected: [theirs.ids.option],
      flagged: true,
    }),
  claim: (tokenHash: Buffer, attemptId: string) => claimAttempt(tokenHash, attemptId, newId()),
  clock: (tokenHash: Buffer, attemptId: string) => readAttemptClock(tokenHash, attemptId, newId()),
  submit: (tokenHash: Buffer, attemptId: string) => submitAttempt(tokenHash, attemptId, newId(), newId()),
} as const;

describe.each(Object.keys(calls) as (keyof typeof calls)[])('%s', (name) => {
  it('treats a running attempt of somebody else as unknown and leaves it as it was', async () => {
    const held = await readHoldings(database().admin, theirs.ids.organisation);
    for (const { who, tokenHash } of strangers) {
      const outcome = await calls[name](tokenHash, theirs.ids.openAttempt);
      expect(outcome, who).toEqual(await calls[name](tokenHash, newId()));
      expect(outcome.status, who).toBe('not_found');
    }
    expect(await readHoldings(database().admin, theirs.ids.organisation)).toEqual(held);
  });

  it('reaches the learner’s own', async () => {
    const { tokenHash } = await openSession(theirs.members.learner.personId);
    const { status } = await calls[name](tokenHash, theirs.ids.openAttempt);
    expect(status).not.toBe('not_found');
  });
});
