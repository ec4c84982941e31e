import type { Role } from '@/lib/domain/access/actor';
import { inTransaction, LONG_WRITE } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { writeRows } from '../write-rows';
import { manyNames } from './names';
import { BIG } from './size';

export interface BigPeople {
  readonly learners: readonly string[];
  readonly instructors: readonly string[];
  readonly admins: readonly string[];
}

const ADDRESSES = 'meridian.example.com';

/** Everybody besides the `logins` who can sign in, without a login; the trail notes them together. */
export async function writePeople(scope: TenantScope, logins: number): Promise<BigPeople> {
  const others = BIG.people - logins;
  const roles: readonly Role[] = Array.from({ length: others }, (_, index) => roleOf(index));
  const names = manyNames(others);
  const emails = names.map((_, index) => `person.${index + 1}@${ADDRESSES}`);
  const personIds = await inTransaction(
    scope,
    (tx) => tx.$queryRaw<{ person_id: string }[]>`
      SELECT p.person_id FROM unnest(${emails}::text[], ${[...names]}::text[]) WITH ORDINALITY AS given (email, name, place)
      CROSS JOIN LATERAL identity.ensure_person(given.email, given.name) p ORDER BY given.place`,
    LONG_WRITE,
  );
  const members = personIds.map(({ person_id }, index) => ({
    id: newId(),
    person_id,
    role: roles[index] ?? 'learner',
    display_name: names[index] ?? '',
    email: emails[index] ?? '',
    search_text: '',
    simulated: true,
    created_at: new Date(),
    // Some are invited and haven't come yet.
    joined_at: index % 250 === 249 ? null : new Date(),
  }));
  await writeRows(scope, { membership: members });
  const idsOf = (role: Role) => members.filter((member) => member.role === role).map(({ id }) => id);
  return { learners: idsOf('learner'), instructors: idsOf('instructor'), admins: idsOf('admin') };
}

function roleOf(index: number): Role {
  if (index < BIG.instructors) return 'instructor';
  if (index < BIG.instructors + BIG.hr) return 'hr';
  return index < BIG.instructors + BIG.hr + BIG.admins ? 'admin' : 'learner';
}

export interface BigCohort {
  readonly cohortId: string;
  readonly learners: readonly string[];
}

/** The first cohort holds every learner; the others share them. The instructor with a login looks after all but a few. */
export async function writeCohorts(
  scope: TenantScope,
  given: {
    readonly learners: readonly string[];
    readonly instructors: readonly string[];
    readonly ownInstructor: string;
    readonly certificationId: string;
    readonly since: Date;
  },
): Promise<readonly BigCohort[]> {
  const { learners, instructors, since } = given;
  const all = Array.from({ length: BIG.cohorts + BIG.archivedCohorts }, (_, index) => ({
    id: newId(),
    name: index === 0 ? 'Everybody who prepares' : `Intake ${index}`,
    certification_id: index % 3 === 2 ? null : given.certificationId,
    created_at: since,
    archived_at: index >= BIG.cohorts ? new Date() : null,
  }));
  const shareOf = (index: number) =>
    index === 0 ? learners : learners.filter((_, place) => place % (all.length - 1) === index - 1);
  const cohorts = all.map(({ id }, index) => ({ cohortId: id, learners: shareOf(index) }));
  await writeRows(scope, {
    cohort: all,
    enrolment: cohorts.flatMap(({ cohortId, learners: enrolled }) =>
      enrolled.map((membership_id) => ({ cohort_id: cohortId, membership_id, enrolled_at: since })),
    ),
    cohort_staff: cohorts.flatMap(({ cohortId }, index) => {
      const staff = [instructors[index % instructors.length], index < 60 ? given.ownInstructor : undefined];
      return staff.flatMap((membership_id) =>
        // A few cohorts have nobody.
        membership_id === undefined || index % 25 === 24 ? [] : [{ cohort_id: cohortId, membership_id }],
      );
    }),
  });
  return cohorts.slice(0, BIG.cohorts);
}
