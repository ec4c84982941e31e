import { beforeAll, describe, expect, it } from 'vitest';
import { findPlayer } from '@/lib/features/attempt/data';
import { setCohortArchived } from '@/lib/features/cohort/commands';
import { newId } from '@/lib/infra/id';
import { claimAttempt, readAttemptClock, saveResponse, whyShut } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import {
  createAssignment,
  createCohort,
  createMember,
  createOrganisation,
  openSession,
} from '../support/factories';
import { type ExamRoom, openExamRoom, type Sitting, seat } from '../support/sitting';
import { startAttempt } from '../support/starting';

/* What happens around a running exam, and what its learner is told of it. */

const database = startApplication();

let room: ExamRoom;
beforeAll(async () => {
  room = await openExamRoom({ learnerCount: 1 });
});

const learner = () => createMember(room.scope, { role: 'learner' });

function save({ tokenHash, attemptId, leaseId, items }: Sitting, rev: number) {
  const [item] = items;
  const input = { attemptId, leaseId, itemId: item?.itemId ?? '', rev, flagged: false };
  return saveResponse(tokenHash, { ...input, selected: [item?.optionIds[0] ?? ''] });
}

describe('an attempt that isn’t open to whoever asks', () => {
  it('says so to who was removed, also when they belong elsewhere, and not to sign in again', async () => {
    const email = 'in-two@example.com';
    const [once, twice] = [await learner(), await createMember(room.scope, { role: 'learner', email })];
    await createMember(await createOrganisation(), { role: 'learner', email });
    for (const person of [once, twice]) {
      const sitting = await seat(room, person);
      expect((await save(sitting, 1)).status).toBe('saved');
      await database().admin.query('UPDATE membership SET removed_at = now() WHERE id = $1', [
        person.membershipId,
      ]);
      expect((await save(sitting, 2)).status).toBe(person === once ? 'signed_out' : 'not_found');
      expect(await whyShut(sitting.tokenHash, sitting.attemptId, person.personId)).toBe('removed');
      expect(await whyShut(sitting.tokenHash, sitting.attemptId, null)).toBe('removed');
      expect(await whyShut(sitting.tokenHash, newId(), null)).toBe('not_found');
    }
  });

  it('tells a page that somebody else is signed in by now, and strangers nothing', async () => {
    const [own, other] = [await learner(), await learner()];
    const { attemptId } = await seat(room, own);
    const { tokenHash } = await openSession(other.personId);
    expect(await whyShut(tokenHash, attemptId, own.personId)).toBe('other_person');
    expect(await whyShut(tokenHash, attemptId, other.personId)).toBe('not_found');
    expect(await whyShut(tokenHash, attemptId, null)).toBe('not_found');
    const gone = await openSession(own.personId);
    await database().admin.query('UPDATE identity.session SET revoked_at = now() WHERE token_hash = $1', [
      gone.tokenHash,
    ]);
    expect(await whyShut(gone.tokenHash, attemptId, own.personId)).toBe('signed_out');
  });
});

describe('a cohort that ends in the middle of an exam', () => {
  it.each(['archived', 'left'])('lets the exam go on, and its page says so: %s', async (how) => {
    const person = await learner();
    const { cohortId } = await createCohort(room.scope, { learners: [person] });
    const given = { examId: room.examId, assignedById: room.admin.membershipId, cohortId };
    const { assignmentId } = await createAssignment(room.scope, given);
    const { tokenHash } = await openSession(person.personId);
    const begun = await startAttempt(person.scope, assignmentId, tokenHash);
    if (!begun.ok) throw new Error(begun.error);
    const player = async () => {
      const found = await findPlayer(person.scope, begun.value);
      return found && found !== 'over' ? found : null;
    };
    expect((await player())?.cohortEnded).toBe(false);
    if (how === 'archived') await setCohortArchived(room.admin.scope, { cohortId, archived: true });
    else
      await database().admin.query('UPDATE enrolment SET left_at = now() WHERE cohort_id = $1', [cohortId]);
    const leaseId = newId();
    expect((await claimAttempt(tokenHash, begun.value, leaseId)).status).toBe('claimed');
    const view = await player();
    expect(view?.cohortEnded).toBe(true);
    const [item] = view?.items ?? [];
    const saved = await saveResponse(tokenHash, {
      ...{ attemptId: begun.value, leaseId, itemId: item?.itemId ?? '', rev: 1, flagged: false },
      selected: [item?.options[0]?.id ?? ''],
    });
    expect(saved.status).toBe('saved');
  });
});

describe('the sign-in of staff who sit an exam', () => {
  const asleep = (tokenHash: Buffer, minutes: number) =>
    database().admin.query(
      `UPDATE identity.session SET last_seen_at = last_seen_at - make_interval(mins => $2),
         expires_at = expires_at - make_interval(mins => $2) WHERE token_hash = $1`,
      [tokenHash, minutes],
    );

  it('outlives the exam, however long their device slept, and its idle hour counts from its end', async () => {
    const staff = await createMember(room.scope, { role: 'instructor' });
    const sitting = await seat(room, staff, { deadlineInMs: 3 * 3_600_000 });
    const { tokenHash, attemptId, leaseId } = sitting;
    expect((await claimAttempt(tokenHash, attemptId, leaseId)).status).toBe('claimed');
    await asleep(tokenHash, 175);
    expect((await save(sitting, 1)).status).toBe('saved');
    expect((await readAttemptClock(tokenHash, attemptId, leaseId)).status).toBe('ok');
    await asleep(tokenHash, 70);
    expect((await save(sitting, 2)).status).toBe('signed_out');
  });

  it('ends after an idle hour where no exam is sat', async () => {
    const staff = await createMember(room.scope, { role: 'instructor' });
    const sitting = await seat(room, staff);
    await asleep(sitting.tokenHash, 61);
    expect((await save(sitting, 1)).status).toBe('signed_out');
  });
});
