import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Role } from '@/lib/domain/access/actor';
import { previewBalance } from '@/lib/features/bank-cues/data';
import { recordAudit } from '@/lib/infra/audit';
import { hashPassword } from '@/lib/infra/auth/password';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { claimAttempt, submitAttempt } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { createGradedAttempt, rightAnswer } from '../support/attempt-factories';
import { expectAudited } from '../support/audited';
import {
  createAssignment,
  createCohort,
  createMember,
  createTopic,
  givePassword,
  type Member,
  numbered,
  openSession,
} from '../support/factories';
import { type ExportName, loadFeatureExports } from '../support/feature-exports';
import { createItem } from '../support/item-factories';
import { sweepAndMark } from '../support/mark';
import { openExamRoom, seat } from '../support/sitting';
import { startAttempt } from '../support/starting';
import { TENANCY_CALLS } from '../support/tenancy-calls';
import { createWorld, type World } from '../support/tenant-world';

/*
 * Every action of the audit trail, written down once, by whom and about what. What a command takes comes from the table of the
 * tenancy matrix where that will do.
 */

const database = startApplication();
const exported = await loadFeatureExports();
const admin = () => database().admin;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

type Done = Readonly<Record<string, string>>;

/** Runs a command as a member of this role and gives the value of its result; a refusal fails the test. */
async function run(name: ExportName, role: Role, args?: readonly unknown[], variant = 0): Promise<Done> {
  const given = args ?? (await TENANCY_CALLS[name]?.[variant]?.(world.ids, world)) ?? [];
  const done = (await exported.get(name)?.(world.members[role].scope, ...given)) as
    | { ok: true; value: Done }
    | { ok: false; error: unknown };
  if (!done.ok) throw new Error(`${name}: ${JSON.stringify(done.error)}`);
  return done.value;
}

const by = (role: Role) => world.members[role].membershipId;

describe('exams and assignments', () => {
  const rules = (extra: object) =>
    createAssignment(world.scope, {
      examId: world.ids.exam,
      assignedById: by('instructor'),
      cohortId: world.ids.cohort,
      ...extra,
    });

  it('say who made, archived, restored and handed over an exam', async () => {
    const make = () => run('exam/commands.createExam', 'instructor');
    const made = await expectAudited('exam.created', admin(), make, ({ examId = '' }) => ({
      ...{
        by: by('instructor'),
        kind: 'exam',
        subject: examId,
        details: { selection: 'fixed', questions: 1 },
      },
    }));
    const archive = () => run('exam/commands.archiveExam', 'instructor', [made.examId]);
    await expectAudited('exam.archived', admin(), archive, () => ({
      ...{ by: by('instructor'), kind: 'exam', subject: made.examId ?? '' },
    }));
    const restore = () => run('exam/commands.restoreExam', 'instructor', [made.examId]);
    await expectAudited('exam.restored', admin(), restore, () => ({
      ...{ by: by('instructor'), kind: 'exam', subject: made.examId ?? '' },
    }));
    const given = { examId: made.examId, ownerId: by('admin') };
    const handOver = () => run('exam/commands.handOverExam', 'admin', [given]);
    await expectAudited('exam.handed_over', admin(), handOver, () => ({
      ...{ by: by('admin'), kind: 'exam', subject: made.examId ?? '' },
      details: { from: by('instructor'), to: by('admin') },
    }));
  });

  it('say who assigned, extended and withdrew', async () => {
    const told = (subject: string | undefined, details = {}) => ({
      ...{ by: by('instructor'), kind: 'assignment', subject: subject ?? '', details },
    });
    const assign = () => run('assignment/commands.assignExam', 'instructor');
    const { assignmentId } = await expectAudited('assignment.created', admin(), assign, (done) =>
      told(done.assignmentId, { examId: world.ids.exam, cohortId: world.ids.cohort }),
    );
    const longer = ['2098-01-01T10:00', '2099-06-01T10:00'];
    const fresh = await rules({});
    const extend = () =>
      run('assignment/commands.extendAssignment', 'instructor', [fresh.assignmentId, longer[0]]);
    await expectAudited('assignment.extended', admin(), extend, () => told(fresh.assignmentId));
    const withdraw = () => run('assignment/commands.withdrawAssignment', 'instructor', [assignmentId]);
    await expectAudited('assignment.withdrawn', admin(), withdraw, () => told(assignmentId));
  });

  it('say who released results, and of how many', async () => {
    const { assignmentId } = await rules({ releaseRule: 'by_hand', feedbackPolicy: 'full' });
    const { membershipId } = world.members.learner;
    const answers = world.items.map(rightAnswer);
    await createGradedAttempt(world.scope, { assignmentId, membershipId, answers });
    const release = () => run('assignment/commands.releaseAssignment', 'instructor', [assignmentId]);
    await expectAudited('assignment.released', admin(), release, () => ({
      ...{ by: by('instructor'), kind: 'assignment', subject: assignmentId, details: { attempts: 1 } },
    }));
  });
});

describe('attempts', () => {
  it('say who started one', async () => {
    const { assignmentId } = await createAssignment(world.scope, {
      examId: world.ids.exam,
      assignedById: by('instructor'),
      membershipId: by('learner'),
    });
    const { tokenHash } = await openSession(world.members.learner.personId);
    const start = async () => {
      const started = await startAttempt(world.members.learner.scope, assignmentId, tokenHash);
      if (!started.ok) throw new Error(started.error);
      return started.value;
    };
    await expectAudited('attempt.started', admin(), start, (attemptId) => ({
      ...{ by: by('learner'), kind: 'attempt', subject: String(attemptId) },
    }));
  });

  it('say when another tab took one over, when it was submitted and when the clock closed it', async () => {
    const room = await openExamRoom({ learnerCount: 2 });
    const [ada, bo] = room.learners as readonly [Member, Member];
    const sitting = await seat(room, ada);
    const told = (learner: Member | null, { attemptId }: { attemptId: string }) => ({
      ...{ by: learner?.membershipId ?? null, kind: 'attempt', subject: attemptId },
    });
    await claimAttempt(sitting.tokenHash, sitting.attemptId, newId());
    const lease = newId();
    const take = () => claimAttempt(sitting.tokenHash, sitting.attemptId, lease);
    await expectAudited('attempt.taken_over', admin(), take, () => told(ada, sitting));
    const submit = () => submitAttempt(sitting.tokenHash, sitting.attemptId, lease, newId());
    await expectAudited('attempt.submitted', admin(), submit, () => told(ada, sitting));
    const late = await seat(room, bo);
    await admin().query(
      `UPDATE attempt SET deadline_at = now() - interval '1 minute', started_at = now() - interval '1 hour' WHERE id = $1`,
      [late.attemptId],
    );
    await expectAudited('attempt.expired', admin(), sweepAndMark, () => told(null, late));
  });
});

describe('banks and questions', () => {
  const bank = () => world.ids.importedBank;
  const told = (kind: string, subject: string | undefined, details = {}) => ({
    ...{ by: by('admin'), kind, subject: subject ?? '', details },
  });

  it('say who made, changed, exported and balanced a bank', async () => {
    const create = () => run('question-bank/commands.createBank', 'admin');
    await expectAudited('bank.created', admin(), create, ({ bankId }) => told('bank', bankId));
    const change = () => run('question-bank/commands.changeBank', 'admin');
    await expectAudited('bank.changed', admin(), change, () =>
      told('bank', world.ids.bank, { certificationId: null }),
    );
    const save = () => run('bank-export/commands.exportBank', 'admin');
    await expectAudited('bank.exported', admin(), save, () =>
      told('bank', world.ids.bank, { format: 'csv', items: 3 }),
    );
    const { digest } = await previewBalance(world.members.admin.scope, bank());
    const balance = () => run('bank-cues/commands.balanceBank', 'admin', [{ bankId: bank(), digest }]);
    await expectAudited('bank.keys_balanced', admin(), balance, ({ editId }) =>
      told('bank', bank(), { edit: editId }),
    );
  });

  const edit = (change: object) =>
    run('bulk-edit/commands.editItems', 'admin', [
      { bankId: world.ids.bank, itemIds: [world.items[2]?.itemId], filter: '', ...change },
    ]);
  const set = (value: string | null) => told('bank', world.ids.bank, { items: 1, value });

  it('say who changed many questions at once, and took it back', async () => {
    const { topicId } = await createTopic(world.scope);
    const topic = () => edit({ kind: 'topic', topicId });
    await expectAudited('item.topic_set', admin(), topic, () => set(topicId));
    const right = () => edit({ kind: 'right', right: 'disputed' });
    await expectAudited('item.right_set', admin(), right, () => set('disputed'));
    const licence = () => edit({ kind: 'licence', licenceNote: 'Own work' });
    const { editId } = await expectAudited('item.licence_set', admin(), licence, () => set('Own work'));
    const state = () => edit({ kind: 'state', state: 'retired', note: 'Old' });
    await expectAudited('item.state_set', admin(), state, () => set('retired'));
    const undo = () => run('bulk-edit/commands.undoEdit', 'admin', [editId]);
    await expectAudited('bank.edit_undone', admin(), undo, () =>
      told('bank', world.ids.bank, { edit: editId, kind: 'licence', items: 1 }),
    );
  });

  it('say who wrote, edited, restored, moved and talked about a question', async () => {
    const [first] = (await TENANCY_CALLS['item-editor/commands.createItem']?.[0]?.(world.ids, world)) ?? [];
    const create = () => run('item-editor/commands.createItem', 'admin', [first]);
    const { itemId } = await expectAudited('item.created', admin(), create, (done) =>
      told('item', done.itemId),
    );
    const { draft } = first as { draft: { item: object } };
    const reworded = { ...draft, item: { ...draft.item, stem: 'What helps most?' } };
    const save = () =>
      run('item-editor/commands.saveItem', 'admin', [{ itemId, expectedVersion: 1, draft: reworded }]);
    await expectAudited('item.edited', admin(), save, () => told('item', itemId, { version: 2 }));
    const restore = () =>
      run('item-editor/commands.restoreVersion', 'admin', [{ itemId, expectedVersion: 2, version: 1 }]);
    await expectAudited('item.restored', admin(), restore, () =>
      told('item', itemId, { version: 3, restored: 1 }),
    );
    const { itemId: live } = await createItem(world.scope, { bankId: world.ids.bank });
    const move = () =>
      run('item-life/commands.moveItem', 'admin', [
        { itemId: live, from: 'live', to: 'retired', note: 'Old' },
      ]);
    await expectAudited('item.moved', admin(), move, () =>
      told('item', live, { from: 'live', to: 'retired', note: 'Old' }),
    );
    const comment = () => run('item-life/commands.addComment', 'admin');
    await expectAudited('item.commented', admin(), comment, () => told('item', world.ids.item));
  });

  it('say who corrected a key, added a picture, reported a problem and answered it', async () => {
    const correct = () =>
      run('key-correction/commands.correctKey', 'admin', [
        {
          itemId: world.ids.item,
          fromVersionId: world.ids.itemVersion,
          key: world.items[0]?.optionIds.slice(2, 3),
          ...{ policy: 'no_regrade', reason: 'Misread', rationaleOf: [], rationale: [] },
        },
      ]);
    await expectAudited('key.corrected', admin(), correct, (done) =>
      told('key_correction', done.correctionId),
    );
    const add = () => run('media/commands.addPicture', 'admin');
    await expectAudited('media.added', admin(), add, ({ sha256 }) => told('media', sha256));
    const itemId = world.items[2]?.itemId ?? '';
    const send = () =>
      run('problem-report/commands.reportProblem', 'learner', [
        { attemptId: world.ids.attempt, itemId, kind: 'typo', body: 'A word is missing.' },
      ]);
    await expectAudited('report.sent', admin(), send, () => ({
      ...{ by: by('learner'), kind: 'item', subject: itemId, details: { kind: 'typo' } },
    }));
    const resolve = () => run('problem-report/commands.resolveReport', 'admin');
    await expectAudited('report.resolved', admin(), resolve, () =>
      told('report', world.ids.report, { outcome: 'declined' }),
    );
  });
});

describe('imports', () => {
  it('say who wrote, repeated, undid and retired one, and threw a draft away', async () => {
    const commit = () => run('scenario-import/commands.commitImport', 'admin');
    const { importId } = await expectAudited('import.committed', admin(), commit, (done) => ({
      ...{ by: by('admin'), kind: 'import', subject: done.importId ?? '', details: { created: 1 } },
    }));
    await expectAudited('import.repeated', admin(), commit, () => ({
      ...{ by: by('admin'), kind: 'bank', subject: world.ids.bank, details: { created: 0 } },
    }));
    const undo = () => run('import-history/commands.undoImport', 'admin', [importId]);
    await expectAudited('import.undone', admin(), undo, () => ({
      ...{ by: by('admin'), kind: 'import', subject: importId ?? '' },
    }));
    const retire = () => run('import-history/commands.retireImported', 'admin');
    await expectAudited('import.retired', admin(), retire, () => ({
      ...{ by: by('admin'), kind: 'import', subject: world.ids.import, details: { note: 'No longer used' } },
    }));
    const discard = () => run('import-draft/commands.discardDraft', 'admin');
    await expectAudited('import.discarded', admin(), discard, () => ({
      ...{ by: by('admin'), kind: 'import_draft', subject: world.ids.importDraft },
    }));
  });
});

describe('certifications, topics and readiness', () => {
  const told = (kind: string, subject: string | undefined, details = {}) => ({
    ...{ by: by('admin'), kind, subject: subject ?? '', details },
  });

  it('say who added and corrected a certification, named and mapped a topic, and exported readiness', async () => {
    const adopt = () =>
      run('certification/commands.adoptCertification', 'admin', [
        { code: 'databricks-data-engineer-professional', blueprint: '2025-11-30' },
      ]);
    await expectAudited('certification.adopted', admin(), adopt, ({ id }) => told('certification', id));
    const add = () => run('certification/commands.addOwnCertification', 'admin');
    await expectAudited('certification.added', admin(), add, ({ id }) =>
      told('certification', id, { cutPercent: 70, questionCount: 40 }),
    );
    const map = () => run('topic/commands.mapTopics', 'admin');
    await expectAudited('topic.mapped', admin(), map, () =>
      told('certification', world.ids.certification, { topics: 1, mapped: 1 }),
    );
    const correct = () => run('certification/commands.correctBlueprint', 'admin');
    await expectAudited('blueprint.corrected', admin(), correct, () =>
      told('certification', world.ids.certification, { version: 2, cutPercent: 70 }),
    );
    const name = numbered('Made topic');
    const create = () => run('topic/commands.createTopic', 'admin', [{ name }]);
    const made = await expectAudited('topic.created', admin(), create, ({ id }) =>
      told('topic', id, { name }),
    );
    const rename = () => run('topic/commands.renameTopic', 'admin', [{ topicId: made.id, name: 'Renamed' }]);
    await expectAudited('topic.renamed', admin(), rename, () =>
      told('topic', made.id, { from: name, to: 'Renamed' }),
    );
    const save = () => run('readiness/commands.exportReadiness', 'hr');
    await expectAudited('readiness.exported', admin(), save, () => ({
      ...{ by: by('hr'), kind: 'certification', subject: world.ids.certification },
    }));
  });
});

describe('cohorts', () => {
  it('say who made, changed, archived and restored one, and who is in it since when', async () => {
    const told = (subject: string | undefined, details = {}) => ({
      ...{ by: by('admin'), kind: 'cohort', subject: subject ?? '', details },
    });
    const create = () => run('cohort/commands.createCohort', 'admin');
    await expectAudited('cohort.created', admin(), create, ({ id }) => told(id));
    const { cohortId, name } = await createCohort(world.scope);
    const cohort = (command: string, extra: object) => () =>
      run(`cohort/commands.${command}`, 'admin', [{ cohortId, ...extra }]);
    const change = cohort('changeCohort', { name: 'Renamed', certificationId: null });
    await expectAudited('cohort.changed', admin(), change, () =>
      told(cohortId, { from: name, to: 'Renamed' }),
    );
    const membershipId = by('learner');
    const enrol = cohort('enrol', { membershipId: [membershipId] });
    await expectAudited('cohort.enrolled', admin(), enrol, () =>
      told(cohortId, { membershipIds: [membershipId] }),
    );
    const withdraw = cohort('withdraw', { membershipId });
    await expectAudited('cohort.withdrawn', admin(), withdraw, () => told(cohortId, { membershipId }));
    const staff = { membershipId: by('instructor') };
    await expectAudited('cohort.staff_added', admin(), cohort('addStaff', staff), () =>
      told(cohortId, staff),
    );
    await expectAudited('cohort.staff_removed', admin(), cohort('removeStaff', staff), () =>
      told(cohortId, staff),
    );
    const archive = cohort('setCohortArchived', { archived: true });
    await expectAudited('cohort.archived', admin(), archive, () => told(cohortId));
    const restore = cohort('setCohortArchived', { archived: false });
    await expectAudited('cohort.restored', admin(), restore, () => told(cohortId));
  });
});

describe('targets', () => {
  it('say who opened and closed them, one by one and with their cohort', async () => {
    const membershipId = by('hr');
    const certificationId = world.ids.certification;
    const one = (command: string) => () =>
      run(`target/commands.${command}`, 'admin', [{ membershipId, certificationId }]);
    const told = () => ({
      ...{ by: by('admin'), kind: 'membership', subject: membershipId, details: { certificationId } },
    });
    await expectAudited('target.opened', admin(), one('openTarget'), told);
    await expectAudited('target.closed', admin(), one('closeTarget'), told);
    const { cohortId } = await createCohort(world.scope, { certificationId, learners: [world.members.hr] });
    await run('cohort/commands.setCohortArchived', 'admin', [{ cohortId, archived: true }]);
    const all = (command: string) => () => run(`target/commands.${command}`, 'admin', [{ cohortId }]);
    const toldOfAll = () => ({ by: by('admin'), kind: 'cohort', subject: cohortId, details: { count: 1 } });
    await expectAudited('cohort.targets_closed', admin(), all('closeCohortTargets'), toldOfAll);
    await expectAudited('cohort.targets_reopened', admin(), all('reopenCohortTargets'), toldOfAll);
    const role = (open: boolean) => () =>
      run('target/commands.setRoleTarget', 'admin', [{ certificationId, role: 'instructor', open }]);
    const toldOfRole = () => ({
      ...{
        by: by('admin'),
        kind: 'certification',
        subject: certificationId,
        details: { role: 'instructor' },
      },
    });
    await expectAudited('target.role_opened', admin(), role(true), toldOfRole);
    await expectAudited('target.role_closed', admin(), role(false), toldOfRole);
    const externalId = 'P-4711';
    const number = () => run('people/commands.setExternalId', 'admin', [{ membershipId, externalId }]);
    await expectAudited('membership.external_id_set', admin(), number, () => ({
      ...{ by: by('admin'), kind: 'membership', subject: membershipId, details: { externalId } },
    }));
  });
});

describe('people', () => {
  it('say who added, invited, promoted, removed and restored somebody, and gave them more time', async () => {
    const joined = await createMember(world.scope, { role: 'learner' });
    const { membershipId } = joined;
    const person = (command: string, extra: object) => () =>
      run(`people/commands.${command}`, 'owner', [{ membershipId, ...extra }]);
    const told = (details = {}) => ({
      ...{ by: by('owner'), kind: 'membership', subject: membershipId, details },
    });
    const add = () => run('people/commands.addPerson', 'owner');
    const added = await expectAudited('membership.created', admin(), add, (done) => ({
      ...{
        by: by('owner'),
        kind: 'membership',
        subject: done.membershipId ?? '',
        details: { role: 'learner' },
      },
    }));
    const invite = person('invitePerson', { membershipId: added.membershipId });
    await expectAudited('person.invited', admin(), invite, () => ({
      ...{ by: by('owner'), kind: 'membership', subject: added.membershipId ?? '' },
    }));
    const revoke = person('revokeInvitation', { membershipId: added.membershipId });
    await expectAudited('invitation.revoked', admin(), revoke, () => ({
      ...{ by: by('owner'), kind: 'membership', subject: added.membershipId ?? '' },
    }));
    await givePassword(world.scope, joined.personId, await hashPassword('a long enough pass phrase'));
    const reset = person('makeResetLink', {});
    await expectAudited('password.link_made', admin(), reset, () => told());
    const promote = person('changeRole', { role: 'hr' });
    await expectAudited('membership.role_changed', admin(), promote, () =>
      told({ from: 'learner', to: 'hr' }),
    );
    const allow = person('setAccommodation', { timeFactor: '1.5', extraMinutes: 5, note: 'private' });
    await expectAudited('accommodation.set', admin(), allow, () => told({ extraMinutes: 5 }));
    const remove = person('removePerson', {});
    await expectAudited('membership.removed', admin(), remove, () => told({ role: 'hr' }));
    const restore = person('restorePerson', {});
    await expectAudited('membership.restored', admin(), restore, () => told({ role: 'hr' }));
  });
});

describe('the moment of an event', () => {
  it('is that of the database, however wrong the clock of the server is', async () => {
    const subjectId = newId();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2001, 0, 1) });
    onTestFinished(() => void vi.useRealTimers());
    await inTransaction(world.members.admin.scope, (tx) =>
      recordAudit(tx, world.members.admin.scope, {
        action: 'cohort.created',
        subjectKind: 'cohort',
        subjectId,
      }),
    );
    const { rows } = await admin().query<{ off: number }>(
      'SELECT abs(extract(epoch FROM now() - occurred_at))::int AS off FROM audit_event WHERE subject_id = $1',
      [subjectId],
    );
    expect(rows).toEqual([{ off: expect.any(Number) }]);
    expect(rows[0]?.off).toBeLessThan(60);
  });
});
