import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import { NO_FILTER } from '@/lib/features/item-search/contract';
import { newId } from '@/lib/infra/id';
import { readText } from '@/lib/infra/source-reading/read-source';
import { numbered } from './factories';
import type { ExportName } from './feature-exports';
import { drawPicture } from './media-factories';
import { type Ids, samplePost, type World } from './tenant-world';

/**
 * The arguments after the scope. `id` are the ids under test: another organisation's, unknown ones, or the caller's own;
 * `own` is the caller's world, for calls that mix the two.
 */
export type Arguments = (id: Ids, own: World) => readonly unknown[] | Promise<readonly unknown[]>;

const none: readonly Arguments[] = [() => []];
const one = (kind: keyof Ids): readonly Arguments[] => [(id) => [id[kind]]];
const person: readonly Arguments[] = [(id) => [{ membershipId: id.membership }]];
/** A cohort and a person: either of them, or both, may be somebody else's. */
const cohortAndPerson = (kind: 'membership' | 'instructor'): readonly Arguments[] => [
  (id) => [{ cohortId: id.cohort, membershipId: id[kind] }],
  (id, own) => [{ cohortId: id.cohort, membershipId: own.ids[kind] }],
  (id, own) => [{ cohortId: own.ids.cohort, membershipId: id[kind] }],
];
const evidenceView = { sort: 'overall', order: 'weakest', q: '', page: 1 } as const;
const anyItem = { ...NO_FILTER, sort: 'bank', page: 1 } as const;
const wholeList = WHOLE_LIST;
const noDigest = '0'.repeat(64);
const bulk = { kind: 'topic', topicId: null, itemIds: [], filter: '' } as const;
const everybody = { q: '', page: 1 } as const;
const nowMs = Date.UTC(2026, 10, 23);
const sittingAct = (assignmentId: string, attemptId: string) => ({
  ...{
    assignmentId,
    attemptIds: [attemptId],
    kind: 'message',
    whom: 'chosen',
    reason: 'Five minutes more for all',
  },
  ...{ minutes: null, from: null, to: null },
});
const longFuture = '2099-01-01T10:00';

const fixedExam = { name: 'Mixed', minutes: 30, cutPercent: 70, selection: 'fixed' } as const;
const drawnExam = { ...fixedExam, selection: 'drawn' } as const;
const assignment = {
  opensAt: '2026-01-01T10:00',
  closesAt: longFuture,
  minutes: 30,
  attemptsAllowed: 1,
  feedbackPolicy: 'full',
  releaseRule: 'on_submit',
  shuffleItems: true,
  shuffleOptions: true,
} as const;
const correction = {
  basedOn: 1,
  label: 'Corrected',
  guideDate: null,
  questionCount: 40,
  minutes: 90,
  cutPercent: 70,
  cutSource: 'assumed',
  validityMonths: null,
  source: 'https://example.com/guide',
  asOf: '2026-01-02',
} as const;
const post = [
  'Question 1: A',
  '',
  'A pipeline is late. What helps?',
  '',
  'A. Waiting',
  'B. Measuring',
  '',
  'Correct Answer: B',
].join('\n');

/**
 * How to call every read and write of every feature. A new export needs a line here, with every id that it takes: without
 * one the tenancy matrix fails.
 */
export const TENANCY_CALLS: Readonly<Record<ExportName, readonly Arguments[]>> = {
  'assignment/data.assignableBy': none,
  'assignment/data.managedBy': none,
  'assignment/data.listAssignments': [() => [wholeList], (id) => [wholeList, id.exam]],
  'assignment/data.countAssignments': none,
  'assignment/data.listAssignmentLearners': [(id) => [id.assignment, { ...wholeList, progress: null }]],
  'assignment-target/data.assignable': [() => [wholeList]],
  'assignment-target/data.findTargetCohort': one('cohort'),
  'assignment/data.findAssignment': one('assignment'),
  'assignment/data.assignmentPlan': one('assignment'),
  'assignment/data.findAssignmentPlan': one('assignment'),
  'assignment-target/data.listAssignmentTargets': [
    () => [{ ...wholeList, kind: 'cohort' }],
    () => [{ ...wholeList, kind: 'person' }],
  ],
  'assignment/data.findAssignmentForMember': one('assignment'),
  'assignment/data.listAssignmentsForMember': [() => [wholeList]],
  'assignment/commands.assignExamToFound': [
    (id) => [{ ...assignment, examId: id.exam, found: { q: '', shown: 1 } }],
  ],
  'assignment/commands.assignExam': [
    (id) => [{ ...assignment, examId: id.exam, target: { kind: 'cohort', id: id.cohort } }],
    (id, own) => [{ ...assignment, examId: id.exam, target: { kind: 'cohort', id: own.ids.cohort } }],
    (id, own) => [{ ...assignment, examId: own.ids.exam, target: { kind: 'cohort', id: id.cohort } }],
    (id, own) => [{ ...assignment, examId: own.ids.exam, target: { kind: 'person', id: id.membership } }],
  ],
  'assignment/commands.withdrawAssignment': one('assignment'),
  'assignment/commands.extendAssignment': [(id) => [id.assignment, longFuture]],
  'assignment/commands.releaseAssignment': one('assignment'),

  'attempt-act/data.listActs': [(id) => [id.assignment, wholeList]],
  'attempt-act/data.listLateSittings': [(id) => [id.assignment, wholeList]],
  'attempt-act/data.findLateWaiting': none,
  'attempt-act/commands.actOnAttempts': [
    (id) => [sittingAct(id.assignment, id.openAttempt)],
    (id, own) => [sittingAct(own.ids.assignment, id.openAttempt)],
    (id, own) => [sittingAct(id.assignment, own.ids.openAttempt)],
  ],
  'attempt-act/commands.undoActs': [
    (id) => [{ assignmentId: id.assignment, batchId: id.act, reason: 'A mistake' }],
    (id, own) => [{ assignmentId: own.ids.assignment, batchId: id.act, reason: 'A mistake' }],
  ],
  'attempt/data.findPlayer': one('openAttempt'),
  'attempt/data.findReceipt': one('attempt'),
  'attempt/data.findResults': one('attempt'),
  'attempt/data.listPractice': none,
  'attempt/data.listNotices': one('assignment'),

  'attempt/commands.leaveAttempt': one('openAttempt'),

  'bank-cues/data.findBankName': one('bank'),
  'bank-cues/data.findBankCues': one('bank'),
  'bank-cues/data.findItemCues': one('item'),
  'bank-cues/data.previewBalance': one('bank'),
  'bank-cues/data.readLiveContents': one('bank'),
  'bank-cues/commands.refreshCues': one('importedBank'),
  'bank-cues/commands.balanceBank': [(id) => [{ bankId: id.bank, digest: noDigest }]],

  'bank-export/data.readBankExport': [(id) => [id.bank, '']],
  'bank-export/data.previewExport': [(id) => [id.bank, '']],
  'bank-export/commands.exportBank': [(id) => [{ bankId: id.bank, format: 'csv', filter: '' }]],

  'bank-history/data.listBankHistory': [(id) => [id.bank, { kind: null, ...WHOLE_LIST }]],
  'bank-history/data.findBankThen': [(id) => [id.bank, '2099-01-01T00:00:00.000Z']],

  'bulk-edit/commands.editItems': [
    (id) => [{ ...bulk, bankId: id.bank, itemIds: [id.item], topicId: id.topic }],
    (id) => [{ ...bulk, bankId: id.bank, everything: '1' }],
    (id, own) => [{ ...bulk, bankId: own.ids.bank, itemIds: [id.item], topicId: own.ids.topic }],
    (id, own) => [{ ...bulk, bankId: own.ids.bank, itemIds: [own.ids.item], topicId: id.topic }],
    (id, own) => [{ ...bulk, bankId: id.bank, itemIds: [own.ids.item], topicId: own.ids.topic }],
    (id) => [{ bankId: id.bank, itemIds: [id.item], filter: '', kind: 'right', right: 'disputed' }],
  ],
  'bulk-edit/data.restorable': [(id) => [id.bankEdit]],
  'bulk-edit/commands.undoEdit': [(id) => [id.bankEdit]],

  'certification/data.listCertifications': [() => [WHOLE_LIST]],
  'certification/data.listAdopted': [() => [['databricks-certified-data-engineer-professional']]],
  'certification/data.findCertification': one('certification'),
  'certification/commands.adoptCertification': [
    () => [{ code: 'databricks-certified-data-engineer-professional', blueprint: 'none' }],
  ],
  'certification/commands.addOwnCertification': [
    () => [
      {
        ...{ name: numbered('Own certification'), vendor: 'The guild', code: newId() },
        ...{ validityMonths: null, label: 'Guide', guideDate: null, questionCount: 40, minutes: 90 },
        ...{ cutPercent: 70, cutSource: 'assumed', source: 'The guide', asOf: '2026-01-02' },
        domains: [{ previousId: null, name: 'All', weightPercent: 100 }],
      },
    ],
  ],
  'certification/commands.correctBlueprint': [
    (id) => [
      {
        ...correction,
        certificationId: id.certification,
        domains: [{ previousId: id.domain, name: 'All', weightPercent: 100 }],
      },
    ],
  ],

  'cohort/data.listCohorts': [() => [{ ...wholeList, archived: false }]],
  'cohort/data.countCohorts': none,
  'cohort/data.listEnrolled': [(id) => [id.cohort, wholeList]],
  'cohort/data.listFormer': [(id) => [id.cohort, wholeList]],
  'cohort/data.listEnrolable': [(id) => [id.cohort, { ...wholeList, role: 'any' }]],
  'cohort/data.listStaffCandidates': [(id) => [id.cohort, wholeList]],
  'cohort/data.enrolable': [(id) => [id.cohort, { q: '', role: 'any' }]],
  'cohort/data.listCertificationChoices': none,
  'cohort/data.findCohort': one('cohort'),
  'cohort/commands.createCohort': [
    (id) => [{ name: numbered('Made cohort'), certificationId: id.certification }],
  ],
  'cohort/commands.changeCohort': [
    (id) => [{ cohortId: id.cohort, name: 'Renamed', certificationId: null }],
    (id, own) => [{ cohortId: own.ids.cohort, name: 'Renamed', certificationId: id.certification }],
  ],
  'cohort/commands.setCohortArchived': [(id) => [{ cohortId: id.cohort, archived: true }]],
  'cohort/commands.enrolFound': [(id) => [{ cohortId: id.cohort, q: '', role: 'any', shown: 1 }]],
  'cohort/commands.enrol': [
    (id) => [{ cohortId: id.cohort, membershipId: [id.membership] }],
    (id, own) => [{ cohortId: id.cohort, membershipId: [own.ids.membership] }],
    (id, own) => [{ cohortId: own.ids.cohort, membershipId: [id.membership] }],
    (id, own) => [{ cohortId: own.ids.cohort, membershipId: [own.ids.membership, id.membership] }],
  ],
  'cohort/commands.withdraw': cohortAndPerson('membership'),
  'cohort/commands.addStaff': cohortAndPerson('instructor'),
  'cohort/commands.removeStaff': cohortAndPerson('instructor'),

  'evidence/data.listCohortSummaries': [() => [{ ...wholeList, archived: false }]],
  'evidence/data.findCohortEvidence': [(id) => [id.cohort, evidenceView]],
  'evidence/data.findTopicEvidence': [
    (id) => [id.cohort, id.topic, evidenceView],
    (id, own) => [own.ids.cohort, id.topic, evidenceView],
    (id, own) => [id.cohort, own.ids.topic, evidenceView],
  ],

  'exam/data.listExams': [() => [{ ...wholeList, archived: false }]],
  'exam/data.choosable': [(id) => [{ bankId: id.bank, q: '' }]],
  'exam/data.findExam': one('exam'),
  'exam/data.loadExamMaterial': none,
  'exam/data.listBankItems': [(id) => [id.bank, wholeList]],
  'exam/data.loadFormSource': one('exam'),
  'exam/data.countExamItems': [(id) => [[id.exam]], (id, own) => [[own.ids.exam, id.exam]]],
  'exam/commands.createExam': [
    (id) => [{ ...fixedExam, blueprintVersionId: null, itemIds: [id.item] }],
    (id, own) => [{ ...fixedExam, blueprintVersionId: null, itemIds: [own.items[1]?.itemId, id.item] }],
    (id, own) => [{ ...fixedExam, blueprintVersionId: id.blueprintVersion, itemIds: [own.ids.item] }],
    (id) => [
      { ...drawnExam, blueprintVersionId: null, draws: [{ bankId: id.bank, topicId: id.topic, count: 1 }] },
    ],
    (id, own) => [
      {
        ...drawnExam,
        blueprintVersionId: null,
        draws: [{ bankId: own.ids.bank, topicId: id.topic, count: 1 }],
      },
    ],
  ],
  'exam/data.listOwnerChoices': none,
  'exam/commands.archiveExam': one('exam'),
  'exam/commands.restoreExam': one('exam'),
  'exam/commands.handOverExam': [
    (id) => [{ examId: id.exam, ownerId: id.instructor }],
    (id, own) => [{ examId: own.ids.exam, ownerId: id.instructor }],
  ],

  'import-draft/data.listDrafts': [() => [WHOLE_LIST]],
  'import-draft/data.findDraft': one('importDraft'),
  'import-draft/data.previewDraft': [(id) => [id.importDraft, {}]],
  'import-draft/data.readRejected': one('importDraft'),
  'import-draft/data.findDraftPicture': [(id) => [id.importDraft, id.picture]],
  'import-draft/commands.startDraft': none.map(() => () => [
    { name: 'post.txt', bytes: new TextEncoder().encode(post), format: null },
  ]),
  'import-draft/commands.saveDraft': [(id) => [id.importDraft, { rev: 1, sourceName: 'Taken' }]],
  'import-draft/commands.discardDraft': one('importDraft'),

  'import-job/data.findJob': one('importDraft'),
  'import-job/commands.startJob': [(id) => [id.importDraft, 1]],
  'import-job/commands.cancelJob': one('importDraft'),
  'import-job/commands.runImportJob': none,

  'import-history/data.listImports': [() => [WHOLE_LIST]],
  'import-history/data.findImport': [(id) => [id.import, 1]],
  'import-history/data.retirable': one('import'),
  'import-history/data.findUndoObstacle': one('import'),
  'import-history/data.findRejectedSource': one('import'),
  'import-history/commands.undoImport': one('import'),
  'import-history/commands.retireImported': [(id) => [{ importId: id.import, note: 'No longer used' }]],

  'item-editor/data.findEditableItem': one('item'),
  'item-editor/data.findEditorChoices': one('bank'),
  'item-editor/data.findVersionPair': [(id) => [id.item, 1, 1]],
  'item-editor/commands.createItem': [
    (id) => [{ bankId: id.bank, draft: draftOf() }],
    (id, own) => [{ bankId: own.ids.bank, draft: draftOf({ topicId: id.topic }) }],
    (id, own) => [
      {
        bankId: own.ids.importedBank,
        draft: draftOf({
          stimulus: { kind: 'existing', id: id.stimulus, versionId: id.stimulusVersion, text: 'Given' },
        }),
      },
    ],
    (id, own) => [{ bankId: own.ids.bank, draft: draftOf({ stem: `![A plan](media:${id.picture})` }) }],
  ],
  'item-editor/commands.saveItem': [
    (id) => [{ itemId: id.item, expectedVersion: 1, draft: draftOf() }],
    (id, own) => [{ itemId: own.ids.item, expectedVersion: 1, draft: draftOf({ topicId: id.topic }) }],
  ],
  'item-editor/commands.restoreVersion': [(id) => [{ itemId: id.item, expectedVersion: 1, version: 1 }]],

  'item-evidence/data.listItemSummaries': [
    (id) => [id.cohort, id.topic, WHOLE_LIST],
    (id, own) => [own.ids.cohort, id.topic, WHOLE_LIST],
    (id, own) => [id.cohort, own.ids.topic, WHOLE_LIST],
  ],
  'item-evidence/data.findItemEvidence': [
    (id) => [id.cohort, id.item, undefined],
    (id, own) => [own.ids.cohort, id.item, undefined],
    (id, own) => [id.cohort, own.ids.item, 1],
  ],

  'item-life/data.findItemRecord': one('item'),
  'item-life/commands.moveItem': [(id) => [{ itemId: id.item, from: 'live', to: 'retired', note: 'Old' }]],
  'item-life/commands.addComment': [
    (id) => [{ itemId: id.item, versionId: id.itemVersion, body: 'Look here' }],
    (id, own) => [{ itemId: own.ids.item, versionId: id.itemVersion, body: 'Look here' }],
    (id, own) => [{ itemId: id.item, versionId: own.ids.itemVersion, body: 'Look here' }],
  ],

  'key-correction/data.findItemKey': one('item'),
  'key-correction/data.previewKeyChanges': [
    (id) => [[{ itemId: id.item, below: 9, key: [id.option], policy: 'full_credit' }]],
    (id, own) => [[{ itemId: own.ids.item, below: 9, key: [id.option], policy: null }]],
  ],
  'key-correction/data.findImportKeyChanges': one('import'),
  'key-correction/data.listItemCorrections': one('correctedItem'),
  'key-correction/data.findCorrection': one('correction'),
  'key-correction/data.listGradeNotices': none,
  'key-correction/commands.correctKey': [
    (id) => [keyOf(id, id)],
    (id, own) => [keyOf(own.ids, id)],
    (id, own) => [{ ...keyOf(own.ids, own.ids), fromVersionId: id.itemVersion }],
  ],
  'key-correction/commands.decideKeyChanges': [
    (id) => [{ importId: id.import, policy: 'no_regrade', exception: [], reason: 'x' }],
  ],
  'key-correction/commands.markChangesSeen': one('attempt'),

  'media/data.findPicture': one('picture'),
  'media/commands.addPicture': [async () => [await drawPicture()]],

  'item-search/data.listItems': [
    (id) => [id.bank, anyItem],
    (id) => [id.bank, { ...anyItem, text: 'question' }],
    (id, own) => [own.ids.bank, { ...anyItem, topic: id.topic }],
    (id, own) => [own.ids.bank, { ...anyItem, domain: id.domain }],
  ],
  'item-search/data.listItemIds': [(id) => [id.bank, NO_FILTER]],

  'organisation/data.findOverview': none,
  'organisation/data.findSettings': none,
  'organisation/commands.createOrganisation': [() => [{ name: 'Made', slug: newId() }]],
  'organisation/commands.changeSettings': none.map(() => () => [
    {
      ...{ name: numbered('Renamed'), timeZone: 'Europe/London', cutPercent: 70 },
      ...{ feedbackPolicy: 'full', releaseRule: 'on_submit', shuffleItems: true, shuffleOptions: true },
    },
  ]),

  'people/data.listPeople': [() => [{ q: '', role: null, page: 1 }]],
  'people/data.findPerson': one('membership'),
  'people/data.removalPlan': one('membership'),
  'people/data.findRemovalPlan': one('membership'),
  'people/commands.addPerson': [() => [{ email: `${newId()}@example.com`, name: 'Added', role: 'learner' }]],
  'people/commands.invitePerson': person,
  'people/commands.revokeInvitation': person,
  'people/commands.makeResetLink': person,
  'people/commands.changeRole': [(id) => [{ membershipId: id.membership, role: 'instructor' }]],
  'people/commands.removePerson': person,
  'people/commands.restorePerson': [(id) => [{ membershipId: id.removedMembership }]],
  'people/commands.setExternalId': [(id) => [{ membershipId: id.membership, externalId: 'P-1' }]],
  'people/commands.setAccommodation': [
    (id) => [{ membershipId: id.membership, timeFactor: '1.5', extraMinutes: 5, note: '' }],
  ],

  'problem-report/data.listOwnReports': [() => [WHOLE_LIST]],
  'problem-report/data.listReports': [
    () => [{ q: '', state: null, kind: null, itemId: null, page: 1 }],
    (id) => [{ q: '', state: null, kind: null, itemId: id.item, page: 1 }],
  ],
  'problem-report/data.findReport': one('report'),
  'problem-report/commands.reportProblem': [
    (id) => [{ attemptId: id.attempt, itemId: id.item, kind: 'typo', body: 'A word is missing.' }],
    (id, own) => [{ attemptId: own.ids.attempt, itemId: id.item, kind: 'typo', body: 'A word is missing.' }],
    (id, own) => [{ attemptId: id.attempt, itemId: own.ids.item, kind: 'typo', body: 'A word is missing.' }],
  ],
  'problem-report/commands.resolveReport': [
    (id) => [{ reportId: id.report, outcome: 'declined', answer: 'It is right.' }],
  ],

  'question-bank/data.listBanks': [() => [wholeList]],
  'question-bank/data.findBank': one('bank'),
  'question-bank/data.findItem': one('item'),
  'shut-keys/data.findShutKeys': [
    (id) => [{ kind: 'item', id: id.item }],
    (id) => [{ kind: 'bank', id: id.bank }],
  ],
  'shut-keys/data.findShutAmong': [(id) => [[id.item]]],
  'shut-keys/data.shutColumn': [(id) => [{ kind: 'bank', id: id.bank }]],
  'shut-keys/data.shutItem': none,
  'shut-keys/data.refuseShut': [(id) => [{ kind: 'item', id: id.item }]],
  'question-bank/commands.createBank': [
    (id) => [{ name: numbered('Made bank'), certificationId: id.certification }],
  ],
  'question-bank/commands.changeBank': [
    (id) => [{ bankId: id.bank, name: numbered('Renamed bank'), certificationId: null }],
    (id, own) => [
      { bankId: own.ids.bank, name: numbered('Renamed bank'), certificationId: id.certification },
    ],
  ],

  'readiness/data.listCertificationReadiness': [() => [Date.now()]],
  'readiness/data.findReadiness': [
    (id) => [id.certification, everybody, nowMs],
    (id, own) => [own.ids.certification, { ...everybody, cohort: id.cohort }, nowMs],
  ],
  'readiness/commands.exportReadiness': [(id) => [id.certification, everybody]],

  'scenario-import/data.readExistingBank': one('bank'),
  'scenario-import/data.previewImport': [(id) => [{ sourceText: samplePost, bankId: id.importedBank }]],
  'scenario-import/data.listImportChoices': none,
  'scenario-import/commands.commitReading': [
    async (id) => [target({ kind: 'existing', id: id.bank }), await sampleReading()],
    async (id) => [
      target({ kind: 'new', name: numbered('Made bank'), certificationId: id.certification }),
      await sampleReading(),
    ],
  ],
  'scenario-import/commands.commitImport': [
    (id) => [importInto({ kind: 'existing', id: id.bank })],
    (id) => [importInto({ kind: 'new', name: numbered('Made bank'), certificationId: id.certification })],
    (id, own) => [importInto({ kind: 'existing', id: own.ids.bank }, { kind: 'existing', id: id.topic })],
    (id, own) => [
      importInto(
        { kind: 'existing', id: own.ids.bank },
        { kind: 'named', name: numbered('Made topic'), blueprintDomainId: id.domain },
      ),
    ],
  ],

  'target/data.listTargets': one('membership'),
  'target/data.closedWithCohort': one('cohort'),
  'target/data.countCohortTargets': one('cohort'),
  'target/data.roleTargetPlan': one('certification'),
  'target/data.listRoleTargets': one('certification'),
  'target/commands.setRoleTarget': [
    (id) => [{ certificationId: id.certification, role: 'hr', open: true }],
    (id) => [{ certificationId: id.certification, role: 'hr', open: false }],
  ],
  'target/commands.openTarget': [
    (id) => [{ membershipId: id.membership, certificationId: id.certification }],
    (id, own) => [{ membershipId: own.ids.membership, certificationId: id.certification }],
    (id, own) => [{ membershipId: id.membership, certificationId: own.ids.certification }],
  ],
  'target/commands.closeTarget': [
    (id) => [{ membershipId: id.membership, certificationId: id.certification }],
    (id, own) => [{ membershipId: own.ids.membership, certificationId: id.certification }],
    (id, own) => [{ membershipId: id.membership, certificationId: own.ids.certification }],
  ],
  'target/commands.closeCohortTargets': [(id) => [{ cohortId: id.cohort }]],
  'target/commands.reopenCohortTargets': [(id) => [{ cohortId: id.cohort }]],

  'topic/commands.createTopic': [() => [{ name: numbered('Made topic') }]],
  'topic/commands.renameTopic': [(id) => [{ topicId: id.topic, name: numbered('Renamed topic') }]],
  'topic/commands.mapTopics': [
    (id) => [mapping(id, id, id)],
    (id, own) => [mapping(own.ids, id, own.ids)],
    (id, own) => [mapping(own.ids, own.ids, id)],
    (id, own) => [mapping(id, own.ids, own.ids)],
  ],
};

function draftOf({
  stem = 'What helps?',
  ...changes
}: {
  stem?: string;
  topicId?: string;
  stimulus?: object;
} = {}) {
  const options = ['Waiting', 'Measuring'].map((text, at) => ({
    ...{ id: newId(), text, rationale: '' },
    isKey: at === 1,
  }));
  return {
    item: { title: '', stem, options, overall: '', shuffle: 'auto' },
    ...{ stimulus: { kind: 'none' }, topicId: null, licenceNote: '', changeNote: '', ...changes },
  };
}

function keyOf(item: Ids, option: Ids) {
  return {
    itemId: item.item,
    fromVersionId: item.itemVersion,
    key: [option.option],
    policy: 'current_key',
    reason: 'x',
    rationaleOf: [option.option],
    rationale: ['Because'],
  };
}

function target(bank: object) {
  const { sourceText: _text, ...rest } = importInto(bank);
  return rest;
}

async function sampleReading() {
  const read = await readText(post, 'scenario-post');
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

function importInto(bank: object, topic?: object) {
  return {
    sourceName: 'post',
    sourceText: post,
    bank,
    licenceNote: '',
    topics: topic ? [topic] : [],
    topicOfItem: topic ? { 0: 0 } : {},
  };
}

function mapping(certification: Ids, topic: Ids, domain: Ids) {
  return {
    certificationId: certification.certification,
    blueprintVersionId: certification.blueprintVersion,
    choices: [{ topicId: topic.topic, domainId: domain.domain }],
  };
}
