import type { Permission } from '@/lib/domain/access/policy';
import { newId } from '@/lib/infra/id';
import { numbered } from '../factories';
import type { Ids } from '../tenant-world';
import type { Form } from './act';

/** What an action asks of whoever sends it, and a form that it takes, with the ids under test. */
export interface ActionDoor {
  /** `own proof`: what it may do, a token decides. `own page`: it is about the person, from a page of theirs. */
  readonly needs: Permission | 'own proof' | 'own page';
  readonly form: (ids: Ids) => Form;
  /** It is about one cohort, or about what is in one: an instructor has to look after it. */
  readonly ofCohort?: true;
  /** Why even whoever may send it is refused in the end, as the test sends it. */
  readonly neverDone?: string;
}

const cohort = (ids: Ids): Form => ({ cohortId: ids.cohort });
const person = (ids: Ids): Form => ({ membershipId: ids.membership });
const draft = JSON.stringify({
  item: {
    ...{ title: '', stem: 'What helps?', overall: '', shuffle: 'auto' },
    options: ['Waiting', 'Measuring'].map((text, at) => ({
      id: newId(),
      text,
      rationale: '',
      isKey: at === 1,
    })),
  },
  ...{ stimulus: { kind: 'none' }, topicId: null, licenceNote: '', changeNote: '' },
});

/** Every action, in an order in which each finds what it needs. One that is missing here fails the test of the manifest. */
export const ACTIONS: Readonly<Record<string, ActionDoor>> = {
  'account.renameSelf': { needs: 'own page', form: () => ({ name: 'Renamed' }) },
  'account.chooseTimeZone': { needs: 'own page', form: () => ({ timeZone: 'Europe/Berlin' }) },
  'account.changePassword': {
    ...{ needs: 'own page', form: () => ({ oldPassword: 'x', password: 'long enough to be one' }) },
  },
  'account.endSession': { needs: 'own page', form: () => ({ sessionId: newId() }) },
  'account.endOtherSessions': { needs: 'own page', form: () => ({}) },
  'assignment.assignExam': {
    needs: 'assignment:manage',
    ofCohort: true,
    form: (ids) => ({
      ...{ examId: ids.exam, target: `cohort:${ids.cohort}` },
      ...{ opensAt: '2026-01-01T10:00', closesAt: '2099-01-01T10:00', minutes: '30', attemptsAllowed: '1' },
      ...{ feedbackPolicy: 'full', releaseRule: 'on_submit' },
    }),
  },
  'attempt-act.actOnAttempts': {
    needs: 'assignment:manage',
    ofCohort: true,
    form: (ids) => ({
      ...{ assignmentId: ids.assignment, attemptIds: ids.openAttempt, kind: 'message', whom: 'chosen' },
      reason: 'Five minutes more',
    }),
  },
  'attempt-act.undoActs': {
    ...{ needs: 'assignment:manage', ofCohort: true },
    form: (ids) => ({ assignmentId: ids.assignment, batchId: ids.act, reason: 'A mistake' }),
  },
  'assignment.withdrawAssignment': {
    ...{
      neverDone: 'a learner is sitting it',
      needs: 'assignment:manage',
      ofCohort: true,
      form: (ids) => ({ assignmentId: ids.assignment }),
    },
  },
  'assignment.extendAssignment': {
    ...{ needs: 'assignment:manage', ofCohort: true },
    form: (ids) => ({ assignmentId: ids.assignment, closesAt: '2099-01-01T10:00' }),
  },
  'assignment.releaseAssignment': {
    ...{
      neverDone: 'its results come by themselves',
      needs: 'assignment:manage',
      ofCohort: true,
      form: (ids) => ({ assignmentId: ids.assignment }),
    },
  },
  'attempt.leaveAttempt': {
    neverDone: 'the attempt is somebody else’s',
    needs: 'bank:read',
    form: (ids) => ({ attemptId: ids.openAttempt }),
  },
  'bank-cues.balanceBank': {
    ...{
      neverDone: 'the digest is of another bank',
      needs: 'bank:manage',
      form: (ids) => ({ bankId: ids.bank, digest: '0'.repeat(64) }),
    },
  },
  'bulk-edit.editItems': {
    needs: 'bank:manage',
    form: (ids) => ({
      kind: 'licence',
      licenceNote: 'Own work',
      bankId: ids.bank,
      itemIds: ids.item,
      filter: '',
    }),
  },
  'bulk-edit.undoEdit': {
    ...{ needs: 'bank:manage', form: (ids) => ({ editId: ids.bankEdit, bankId: ids.bank }) },
  },
  'certification.adoptCertification': {
    needs: 'certification:manage',
    form: () => ({ code: 'databricks-data-engineer-professional', blueprint: '2025-11-30' }),
  },
  'certification.addOwnCertification': {
    needs: 'certification:manage',
    form: () => ({
      ...{
        name: numbered('Own certification'),
        vendor: 'The guild',
        code: numbered('own-').replaceAll(' ', ''),
      },
      ...{ validityMonths: '', label: 'Guide of 2026', guideDate: '', questionCount: '40', minutes: '90' },
      ...{ cutPercent: '70', cutSource: 'assumed', source: 'The guide', asOf: '2026-01-02' },
      ...{ domainId: '', domainName: 'All', domainWeight: '100' },
    }),
  },
  'certification.correctBlueprint': {
    needs: 'certification:manage',
    form: (ids) => ({
      ...{ certificationId: ids.certification, basedOn: '1', label: 'Corrected', guideDate: '' },
      ...{ questionCount: '40', minutes: '90', cutPercent: '70', cutSource: 'assumed', validityMonths: '' },
      ...{ source: 'https://example.com/guide', asOf: '2026-01-02' },
      ...{ domainId: ids.domain, domainName: 'All', domainWeight: '100' },
    }),
  },
  'target.closeTarget': {
    needs: 'person:manage',
    form: (ids) => ({ ...person(ids), certificationId: ids.certification }),
  },
  'target.openRoleTarget': {
    needs: 'person:manage',
    form: (ids) => ({ certificationId: ids.certification, role: 'hr' }),
  },
  'target.closeRoleTarget': {
    needs: 'person:manage',
    form: (ids) => ({ certificationId: ids.certification, role: 'hr' }),
  },
  'target.openTarget': {
    needs: 'person:manage',
    form: (ids) => ({ ...person(ids), certificationId: ids.certification }),
  },
  'cohort.createCohort': {
    ...{
      needs: 'cohort:manage',
      form: (ids) => ({ name: numbered('Made'), certificationId: ids.certification }),
    },
  },
  'cohort.changeCohort': {
    ...{ needs: 'cohort:manage', form: (ids) => ({ ...cohort(ids), name: 'Renamed', certificationId: '' }) },
  },
  'cohort.archiveCohort': { needs: 'cohort:manage', form: cohort },
  'target.closeCohortTargets': { needs: 'cohort:manage', form: cohort },
  'target.reopenCohortTargets': { needs: 'cohort:manage', form: cohort },
  'cohort.restoreCohort': { needs: 'cohort:manage', form: cohort },
  'cohort.enrolFound': {
    ...{
      needs: 'cohort:manage',
      form: (ids) => ({ ...cohort(ids), q: '', role: 'learner', shown: '2' }),
    },
  },
  'cohort.enrol': { needs: 'cohort:manage', form: (ids) => ({ ...cohort(ids), ...person(ids) }) },
  'cohort.withdraw': { needs: 'cohort:manage', form: (ids) => ({ ...cohort(ids), ...person(ids) }) },
  'cohort.addStaff': {
    ...{ needs: 'cohort:manage', form: (ids) => ({ ...cohort(ids), membershipId: ids.instructor }) },
  },
  'cohort.removeStaff': {
    ...{ needs: 'cohort:manage', form: (ids) => ({ ...cohort(ids), membershipId: ids.instructor }) },
  },
  'exam.createExam': {
    needs: 'exam:manage',
    form: (ids) => ({
      ...{ name: numbered('Made'), blueprintVersionId: '', minutes: '30', cutPercent: '70' },
      ...{ selection: 'fixed', itemId: ids.item },
    }),
  },
  'exam.archiveExam': { needs: 'exam:change', form: (ids) => ({ examId: ids.exam }) },
  'exam.restoreExam': { needs: 'exam:change', form: (ids) => ({ examId: ids.exam }) },
  'exam.handOverExam': {
    ...{ needs: 'exam:handover', form: (ids) => ({ examId: ids.exam, ownerId: ids.instructor }) },
  },
  'identity.switchOrganisation': {
    ...{ needs: 'own proof', form: (ids) => ({ organisationId: ids.organisation }) },
  },
  'identity.acceptInvitation': {
    ...{ needs: 'own proof', form: () => ({ token: 'x'.repeat(43), password: 'long enough to be one' }) },
  },
  'identity.joinOrganisation': { needs: 'own proof', form: () => ({ token: 'x'.repeat(43) }) },
  'identity.resetPassword': {
    ...{ needs: 'own proof', form: () => ({ token: 'x'.repeat(43), password: 'long enough to be one' }) },
  },
  'import-history.undoImport': {
    neverDone: 'a question of it stands in an exam',
    needs: 'import:manage',
    form: (ids) => ({ importId: ids.import }),
  },
  'import-history.retireImported': {
    ...{ needs: 'import:manage', form: (ids) => ({ importId: ids.import, note: 'No longer used' }) },
  },
  'key-correction.correctKey': {
    neverDone: 'it is the key already',
    needs: 'bank:manage',
    form: (ids) => ({
      ...{ itemId: ids.item, fromVersionId: ids.itemVersion, key: ids.option },
      ...{ policy: 'current_key', reason: 'x', rationaleOf: ids.option, rationale: 'Because' },
    }),
  },
  'item-editor.createItem': { needs: 'item:propose', form: (ids) => ({ bankId: ids.bank, draft }) },
  'item-editor.saveItem': {
    ...{
      neverDone: 'its options are not those of the question',
      needs: 'item:propose',
      form: (ids) => ({ itemId: ids.item, expectedVersion: '1', draft }),
    },
  },
  'item-editor.restoreVersion': {
    ...{ needs: 'item:propose', form: (ids) => ({ itemId: ids.item, expectedVersion: '1', version: '1' }) },
  },
  'item-life.moveItem': {
    ...{
      needs: 'item:propose',
      form: (ids) => ({ itemId: ids.item, from: 'live', to: 'retired', note: 'Old' }),
    },
  },
  'item-life.addComment': {
    needs: 'item:propose',
    form: (ids) => ({ itemId: ids.item, versionId: ids.itemVersion, body: 'Look here' }),
  },
  'key-correction.decideKeyChanges': {
    ...{
      neverDone: 'no key was changed by it',
      needs: 'bank:manage',
      form: (ids) => ({ importId: ids.import, policy: 'no_regrade', reason: 'x' }),
    },
  },
  'key-correction.markChangesSeen': { needs: 'exam:take', form: (ids) => ({ attemptId: ids.attempt }) },
  'organisation.changeSettings': {
    needs: 'organisation:manage',
    form: () => ({
      ...{ name: numbered('Renamed'), timeZone: 'Europe/London', cutPercent: '70' },
      ...{ feedbackPolicy: 'full', releaseRule: 'on_submit' },
    }),
  },
  'people.addPerson': {
    needs: 'person:manage',
    form: () => ({ email: `${newId()}@example.com`, name: 'Added', role: 'learner' }),
  },
  'people.invitePerson': { neverDone: 'they have joined', needs: 'person:manage', form: person },
  'people.revokeInvitation': { neverDone: 'they have joined', needs: 'person:manage', form: person },
  'people.makeResetLink': { neverDone: 'they have no password yet', needs: 'person:manage', form: person },
  'people.changeRole': { needs: 'role:grant', form: (ids) => ({ ...person(ids), role: 'learner' }) },
  'people.restorePerson': {
    ...{ needs: 'person:manage', form: (ids) => ({ membershipId: ids.removedMembership }) },
  },
  'people.removePerson': {
    ...{ needs: 'person:manage', form: (ids) => ({ membershipId: ids.removedMembership }) },
  },
  'people.setExternalId': {
    ...{ needs: 'person:manage', form: (ids) => ({ ...person(ids), externalId: numbered('P') }) },
  },
  'people.setAccommodation': {
    needs: 'person:manage',
    form: (ids) => ({ ...person(ids), timeFactor: '1.5', extraMinutes: '5', note: '' }),
  },
  'problem-report.reportProblem': {
    needs: 'exam:take',
    form: (ids) => ({
      attemptId: ids.attempt,
      itemId: ids.correctedItem,
      kind: 'typo',
      body: 'A word is missing.',
    }),
  },
  'problem-report.resolveReport': {
    ...{ needs: 'report:handle', ofCohort: true },
    form: (ids) => ({ reportId: ids.report, outcome: 'declined', answer: 'It is right.' }),
  },
  'question-bank.createBank': {
    ...{
      needs: 'bank:manage',
      form: (ids) => ({ name: numbered('Made'), certificationId: ids.certification }),
    },
  },
  'question-bank.changeBank': {
    ...{
      needs: 'bank:manage',
      form: (ids) => ({ bankId: ids.bank, name: numbered('Renamed'), certificationId: '' }),
    },
  },
  'topic.createTopic': { needs: 'certification:manage', form: () => ({ name: numbered('Made topic') }) },
  'topic.renameTopic': {
    ...{ needs: 'certification:manage', form: (ids) => ({ topicId: ids.topic, name: numbered('Renamed') }) },
  },
  'topic.mapTopics': {
    needs: 'certification:manage',
    form: (ids) => ({
      ...{ certificationId: ids.certification, blueprintVersionId: ids.blueprintVersion },
      ...{ topicId: ids.topic, domainId: ids.domain },
    }),
  },
};
