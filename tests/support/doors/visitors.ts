import { type MemberActor, ROLES, type Role } from '@/lib/domain/access/actor';
import { createGradedAttempt, createOpenAttempt, rightAnswer } from '../attempt-factories';
import { createAssignment, createCohort, createMember } from '../factories';
import { type FeatureCall, loadFeatureExports } from '../feature-exports';
import { createWorld, type Ids, randomIds, type World } from '../tenant-world';
import { cookieOf } from './open-doors';

/** Everybody who may stand before a door: a member of each role, and somebody who is not signed in. */
export const VISITORS = [...ROLES, 'nobody'] as const;
export type Visitor = (typeof VISITORS)[number];

/**
 * Whose things the ids of a request name: the visitor's own organisation; a cohort of it that no instructor looks after; another
 * organisation; nobody's; or no ids at all.
 */
export const WHOSE = ['own', 'otherCohort', 'foreign', 'unknown', 'malformed'] as const;
export type Whose = (typeof WHOSE)[number];

export interface Scene {
  readonly own: World;
  readonly foreign: World;
  readonly ids: Readonly<Record<Whose, Ids>>;
  /** Headers of a request of this visitor: the cookie, and which page it comes from. */
  readonly headersOf: (visitor: Visitor) => Readonly<Record<string, string>>;
}

/** The same things once more in the same organisation, of a cohort that nobody teaches. */
async function addOtherCohort(own: World): Promise<Partial<Ids>> {
  const { scope, members, items } = own;
  const stranger = await createMember(scope, { role: 'learner' });
  const { cohortId } = await createCohort(scope, {
    certificationId: own.ids.certification,
    learners: [stranger],
  });
  const { assignmentId } = await createAssignment(scope, {
    ...{ examId: own.ids.exam, cohortId, assignedById: members.admin.membershipId },
    ...{ feedbackPolicy: 'full', releaseRule: 'on_submit' },
  });
  const sitting = { assignmentId, membershipId: stranger.membershipId, answers: items.map(rightAnswer) };
  const { attemptId } = await createGradedAttempt(scope, sitting);
  const open = await createOpenAttempt(scope, { ...sitting, number: 2 });
  const send = (await loadFeatureExports()).get('problem-report/commands.reportProblem') as FeatureCall;
  const report = { attemptId, itemId: own.ids.item, kind: 'typo', body: 'A word is missing.' };
  const sent = (await send(stranger.scope, report)) as { ok: true; value: { reportId: string } };
  return {
    ...{ cohort: cohortId, assignment: assignmentId, attempt: attemptId, openAttempt: open.attemptId },
    ...{ report: sent.value.reportId, membership: stranger.membershipId },
  };
}

export const actorOf = (world: World, role: Role): MemberActor => world.members[role].scope.actor;

export async function setScene(): Promise<Scene> {
  const foreign = await createWorld();
  const own = await createWorld();
  const other = await addOtherCohort(own);
  const malformed = Object.fromEntries(Object.keys(own.ids).map((kind) => [kind, 'not-an-id'])) as Ids;
  const headers = new Map<Visitor, Readonly<Record<string, string>>>([['nobody', {}]]);
  for (const role of ROLES) {
    const { personId } = own.members[role];
    const page = `${own.ids.organisation}.${personId}`;
    headers.set(role, { cookie: await cookieOf(personId), 'x-cutscore-page': page });
  }
  return {
    ...{ own, foreign },
    ids: {
      own: own.ids,
      otherCohort: { ...own.ids, ...other },
      foreign: foreign.ids,
      unknown: randomIds(),
      malformed,
    },
    headersOf: (visitor) => headers.get(visitor) ?? {},
  };
}

/** What pages say that are not the owner's in their organisation, by the reason that they are refused with. */
export const marksOfOthers = ({ own, foreign }: Scene): Readonly<Record<string, string>> => ({
  page_unmarked: '',
  page_organisation_left: `${foreign.ids.organisation}.${own.members.owner.personId}`,
  page_other_person: `${own.ids.organisation}.${own.members.admin.personId}`,
});
