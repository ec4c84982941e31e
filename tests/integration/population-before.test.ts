import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withdraw } from '@/lib/features/cohort/commands';
import { startApplication } from '../support/application';
import { createGradedAttempt, rightAnswer } from '../support/attempt-factories';
import {
  createAssignment,
  createBank,
  createCertification,
  createCohort,
  createExam,
  createMember,
  createMembers,
  createOrganisation,
} from '../support/factories';
import { createItems } from '../support/item-factories';

const database = startApplication();

/** The part of the migration that reads what an installation holds already. */
function backfill(): string {
  const text = readFileSync('prisma/migrations/20261130000700_target/migration.sql', 'utf8');
  return text.slice(text.indexOf('-- What is there already.'));
}

const enrolments = async (cohortId: string) =>
  (
    await database().admin.query(
      `SELECT membership_id, begun_at, left_at IS NOT NULL AS has_left FROM enrolment WHERE cohort_id = $1 ORDER BY membership_id`,
      [cohortId],
    )
  ).rows;
const targets = async (cohortId: string) =>
  (
    await database().admin.query<{ membership_id: string }>(
      'SELECT membership_id FROM target WHERE cohort_id = $1 AND closed_at IS NULL ORDER BY membership_id',
      [cohortId],
    )
  ).rows.map(({ membership_id }) => membership_id);

it('an installation of before gets the same people and targets from its attempts and its audit trail', async () => {
  const org = await createOrganisation();
  const admin = await createMember(org, { role: 'admin' });
  const { certificationId } = await createCertification(org);
  const { bankId } = await createBank(org);
  const items = await createItems(org, [{ bankId }]);
  const { examId } = await createExam(org, { items });
  const [here, idle, gone] = await createMembers(org, 'learner', 3);
  if (!here || !idle || !gone) throw new Error('Three learners were made');
  const { cohortId } = await createCohort(org, { certificationId, learners: [here, idle, gone] });
  const assignedById = admin.membershipId;
  const { assignmentId } = await createAssignment(org, { examId, cohortId, assignedById });
  for (const { membershipId } of [here, gone])
    await createGradedAttempt(org, { assignmentId, membershipId, answers: items.map(rightAnswer) });
  await withdraw(admin.scope, { cohortId, membershipId: gone.membershipId });
  const before = [await enrolments(cohortId), await targets(cohortId)];
  expect(before[1]).toHaveLength(3);

  // As it was: no targets, no past of enrolments, and no row for who was taken out.
  await database().admin.query('DELETE FROM target WHERE cohort_id = $1', [cohortId]);
  await database().admin.query('DELETE FROM enrolment WHERE membership_id = $1', [gone.membershipId]);
  await database().admin.query('UPDATE enrolment SET begun_at = NULL WHERE cohort_id = $1', [cohortId]);
  await database().admin.query(backfill());
  expect([await enrolments(cohortId), await targets(cohortId)]).toEqual(before);
  const { rows } = await database().admin.query<{ same: boolean }>(
    `SELECT e.left_at = (SELECT max(a.occurred_at) FROM audit_event a
                         WHERE a.action = 'cohort.withdrawn' AND a.subject_id = e.cohort_id::text) AS same
     FROM enrolment e WHERE e.membership_id = $1`,
    [gone.membershipId],
  );
  expect(rows).toEqual([{ same: true }]);
});
