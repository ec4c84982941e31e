import { ROLES, type Role } from '@/lib/domain/access/actor';

/** A list that a page shows part by part. */
export interface ListDoor {
  /** Where its `<Pager>` stands. */
  readonly file: string;
  /** Its address; `{everybody}` and such stand for ids of the organisation. */
  readonly page: string;
  /** What the list is called in the address, for pages with several. */
  readonly list?: string;
  readonly roles: readonly Role[];
  readonly noun: readonly [one: string, other: string];
  /** Of the lists of this page that count the same noun, from 0. */
  readonly nth?: number;
  /**
   * What a role may see, `FROM` what and `WHERE`, told by SQL of its own: `$1` is the organisation, `$2` who asks. Not by the product's
   * queries, which are what is tested.
   */
  readonly rows: (role: Role) => string;
  /** What a search looks into, as columns of `rows`. */
  readonly words: string;
}

const ADMINS = ['owner', 'admin'] as const;
const TEACHERS = ['owner', 'admin', 'instructor'] as const;

const COHORTS = ['cohort', 'cohorts'] as const;
const EXAMS = ['exam', 'exams'] as const;
const LEARNERS = ['learner', 'learners'] as const;
const PEOPLE = ['person', 'people'] as const;
const REPORTS = ['report', 'reports'] as const;

const isOwnCohort = (cohort: string) =>
  `${cohort} IN (SELECT w.cohort_id FROM cohort_staff w WHERE w.organisation_id = $1 AND w.membership_id = $2)`;
const isOwnLearner = (member: string) =>
  `${member} IN (SELECT l.membership_id FROM enrolment l WHERE l.organisation_id = $1 AND l.left_at IS NULL AND ${isOwnCohort('l.cohort_id')})`;
const only = (role: Role, condition: string): string => (role === 'instructor' ? condition : 'true');

const cohorts = (role: Role): string =>
  `cohort c WHERE c.organisation_id = $1 AND c.archived_at IS NULL AND ${only(role, isOwnCohort('c.id'))}`;
/** Members `m` that stand in another table, with a condition. */
const members = (from: string, condition: string): string =>
  `${from} JOIN membership m ON m.organisation_id = $1 AND m.id = f.membership_id WHERE f.organisation_id = $1 AND ${condition}`;
const isEverybody = `f.cohort_id = (SELECT id FROM cohort WHERE organisation_id = $1 AND name = 'Everybody who prepares')`;
const enrolled = members('enrolment f', `f.left_at IS NULL AND ${isEverybody}`);

/** Every list with pages. One that is missing here fails the law in tests/architecture/lists-table.test.ts. */
export const LISTS: readonly ListDoor[] = [
  {
    ...{ file: 'app/(instructor)/teach/page.tsx', page: '/teach', roles: TEACHERS, noun: COHORTS },
    ...{ rows: cohorts, words: 'c.name' },
  },
  {
    ...{
      file: 'components/dashboard/learner-search.tsx',
      page: '/teach/cohorts/{everybody}',
      roles: TEACHERS,
    },
    ...{ noun: LEARNERS, rows: () => enrolled, words: `m.display_name || ' ' || m.email` },
  },
  {
    file: 'components/dashboard/learner-search.tsx',
    ...{ page: '/teach/cohorts/{everybody}/topics/{topic}', roles: TEACHERS, noun: LEARNERS },
    ...{ rows: () => enrolled, words: `m.display_name || ' ' || m.email` },
  },
  {
    file: 'components/dashboard/items-in-topic.tsx',
    ...{ page: '/teach/cohorts/{everybody}/topics/{topic}', list: 'questions', roles: TEACHERS },
    noun: ['question', 'questions'],
    rows: () =>
      `item i JOIN item_version v ON v.organisation_id = $1 AND v.id = i.current_version_id
       JOIN topic t ON t.organisation_id = $1 AND t.id = i.topic_id
       WHERE i.organisation_id = $1 AND i.state = 'live' AND t.name = 'Ingestion: basics'`,
    words: 'v.title',
  },
  {
    ...{ file: 'components/exam/exam-list.tsx', page: '/teach/exams', roles: TEACHERS, noun: EXAMS },
    ...{ rows: () => 'exam x WHERE x.organisation_id = $1 AND x.archived_at IS NULL', words: 'x.name' },
  },
  {
    ...{
      file: 'components/exam/exam-list.tsx',
      page: '/teach/exams?archived=yes',
      roles: TEACHERS,
      noun: EXAMS,
    },
    ...{ rows: () => 'exam x WHERE x.organisation_id = $1 AND x.archived_at IS NOT NULL', words: 'x.name' },
  },
  {
    ...{ file: 'components/exam/assignment-list.tsx', page: '/teach/exams', list: 'given', roles: TEACHERS },
    noun: ['assignment', 'assignments'],
    rows: (role) =>
      `assignment s JOIN exam x ON x.organisation_id = $1 AND x.id = s.exam_id
       LEFT JOIN cohort c ON c.organisation_id = $1 AND c.id = s.cohort_id
       LEFT JOIN membership m ON m.organisation_id = $1 AND m.id = s.membership_id
       WHERE s.organisation_id = $1 AND (${only(role, `${isOwnCohort('s.cohort_id')} OR ${isOwnLearner('s.membership_id')}`)})`,
    words: `x.name || ' ' || coalesce(c.name, m.display_name)`,
  },
  {
    ...{
      file: 'components/exam/item-search.tsx',
      page: '/teach/exams/new?from=bank&bank={pool}',
      roles: TEACHERS,
    },
    noun: ['question', 'questions'],
    rows: () =>
      `item i JOIN item_version v ON v.organisation_id = $1 AND v.id = i.current_version_id
       JOIN bank b ON b.organisation_id = $1 AND b.id = i.bank_id
       WHERE i.organisation_id = $1 AND b.name = 'Question pool' AND i.state = 'live'`,
    words: 'v.title',
  },
  {
    ...{ file: 'components/exam/target-picker.tsx', page: '/teach/exams/{exam}/assign', roles: TEACHERS },
    ...{ noun: COHORTS, rows: cohorts, words: 'c.name' },
  },
  {
    ...{ file: 'components/exam/target-picker.tsx', page: '/teach/exams/{exam}/assign?kind=person' },
    ...{ roles: TEACHERS, noun: PEOPLE, words: 'm.search_text' },
    rows: (role) =>
      `membership m WHERE m.organisation_id = $1 AND m.removed_at IS NULL AND ${only(role, isOwnLearner('m.id'))}`,
  },
  {
    ...{ file: 'components/exam/learner-progress.tsx', page: '/teach/assignments/{given}', roles: TEACHERS },
    ...{ noun: LEARNERS, rows: () => enrolled, words: `m.display_name || ' ' || m.email` },
  },
  {
    ...{ file: 'app/(admin)/admin/cohorts/page.tsx', page: '/admin/cohorts', roles: ADMINS, noun: COHORTS },
    ...{ rows: cohorts, words: 'c.name' },
  },
  {
    ...{ file: 'app/(admin)/admin/cohorts/page.tsx', page: '/admin/cohorts?archived=yes', roles: ADMINS },
    ...{ noun: COHORTS, words: 'c.name' },
    rows: () => 'cohort c WHERE c.organisation_id = $1 AND c.archived_at IS NOT NULL',
  },
  {
    ...{ file: 'components/cohort/cohort-people.tsx', page: '/admin/cohorts/{everybody}', roles: ADMINS },
    ...{ noun: PEOPLE, rows: () => enrolled, words: 'm.search_text' },
  },
  {
    ...{ file: 'components/cohort/cohort-people.tsx', page: '/admin/cohorts/{everybody}?enrol-role=any' },
    ...{ list: 'enrol', roles: ADMINS, noun: PEOPLE, nth: 1, words: 'm.search_text' },
    rows: () =>
      `membership m WHERE m.organisation_id = $1 AND m.removed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM enrolment f WHERE f.organisation_id = $1 AND f.membership_id = m.id AND ${isEverybody})`,
  },
  {
    ...{ file: 'components/people/people-table.tsx', page: '/admin/people', roles: ADMINS, noun: PEOPLE },
    ...{
      rows: () => 'membership m WHERE m.organisation_id = $1 AND m.removed_at IS NULL',
      words: 'm.search_text',
    },
  },
  {
    ...{
      file: 'app/(admin)/admin/banks/page.tsx',
      page: '/admin/banks',
      roles: TEACHERS,
      noun: ['bank', 'banks'],
    },
    ...{ rows: () => 'bank b WHERE b.organisation_id = $1 AND b.archived_at IS NULL', words: 'b.name' },
  },
  {
    ...{
      file: 'components/question-bank/bank-history.tsx',
      page: '/admin/banks/{pool}/history',
      roles: ADMINS,
    },
    noun: ['change', 'changes'],
    rows: () =>
      `audit_event e JOIN bank b ON b.organisation_id = $1 AND b.name = 'Question pool' WHERE e.organisation_id = $1
       AND (e.subject_id = b.id::text OR e.subject_id IN (
         SELECT i.id::text FROM item i WHERE i.organisation_id = $1 AND i.bank_id = b.id
         UNION ALL SELECT p.id::text FROM import p WHERE p.organisation_id = $1 AND p.bank_id = b.id))`,
    words: `''`,
  },
  {
    ...{ file: 'app/(admin)/admin/certifications/page.tsx', page: '/admin/certifications', roles: ADMINS },
    noun: ['certification', 'certifications'],
    rows: () => 'certification c WHERE c.organisation_id = $1',
    words: `c.name || ' ' || c.vendor || ' ' || c.code`,
  },
  {
    file: 'components/certification/topics-section.tsx',
    ...{
      page: '/admin/certifications/{certification}',
      list: 'topics',
      roles: ADMINS,
      noun: ['topic', 'topics'],
    },
    ...{ rows: () => 'topic t WHERE t.organisation_id = $1', words: 't.name' },
  },
  {
    ...{ file: 'components/scenario-import/import-list.tsx', page: '/admin/imports', roles: ADMINS },
    noun: ['import', 'imports'],
    rows: () =>
      'import i JOIN membership m ON m.organisation_id = $1 AND m.id = i.imported_by_id WHERE i.organisation_id = $1',
    words: `i.source_name || ' ' || i.bank_name || ' ' || m.display_name`,
  },
  {
    ...{
      file: 'components/scenario-import/imported-items.tsx',
      page: '/admin/imports/{import}',
      roles: ADMINS,
    },
    ...{ list: 'questions', noun: ['question', 'questions'], words: 'v.title' },
    rows: () =>
      `item_version v WHERE v.organisation_id = $1 AND v.import_id = (
         SELECT p.id FROM import p WHERE p.organisation_id = $1 AND p.source_name = 'collection-1.txt')`,
  },
  {
    ...{
      file: 'components/scenario-import/draft-list.tsx',
      page: '/admin/imports',
      list: 'drafts',
      roles: ADMINS,
    },
    noun: ['draft', 'drafts'],
    rows: () => 'import_draft d WHERE d.organisation_id = $1 AND d.expires_at > now()',
    words: 'd.source_name',
  },
  {
    ...{
      file: 'components/problem-report/report-queue.tsx',
      page: '/admin/reports?state=all',
      roles: TEACHERS,
    },
    noun: REPORTS,
    rows: (role) =>
      `problem_report r WHERE r.organisation_id = $1 AND ${only(role, isOwnLearner('r.membership_id'))}`,
    words: 'r.body',
  },
  {
    ...{
      file: 'components/problem-report/own-reports.tsx',
      page: '/learn/reports',
      roles: ROLES,
      noun: REPORTS,
    },
    ...{
      rows: () => 'problem_report r WHERE r.organisation_id = $1 AND r.membership_id = $2',
      words: 'r.body',
    },
  },
  {
    ...{
      file: 'components/quiz/learner-home.tsx',
      page: '/learn',
      roles: ROLES,
      noun: EXAMS,
      words: 'x.name',
    },
    rows: () =>
      `assignment s JOIN exam x ON x.organisation_id = $1 AND x.id = s.exam_id
       WHERE s.organisation_id = $1
         AND (s.membership_id = $2 OR s.cohort_id IN (
           SELECT e.cohort_id FROM enrolment e WHERE e.organisation_id = $1 AND e.membership_id = $2 AND e.left_at IS NULL))
         AND (s.closes_at <= now() OR EXISTS (
           SELECT 1 FROM attempt a WHERE a.organisation_id = $1 AND a.assignment_id = s.id AND a.membership_id = $2))`,
  },
  {
    file: 'components/readiness/readiness-table.tsx',
    ...{
      page: '/readiness/{certification}',
      roles: ['owner', 'admin', 'hr'],
      noun: PEOPLE,
      words: 'm.search_text',
    },
    rows: () => members('target f', 'f.closed_at IS NULL AND m.removed_at IS NULL'),
  },
];
