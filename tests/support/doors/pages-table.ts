import type { Permission } from '@/lib/domain/access/policy';
import type { IdKind } from '../tenant-world';

/** What a page asks of whoever opens it. */
export interface PageDoor {
  /** `anybody`: signed in or not. `somebody`: signed in, in whatever role. */
  readonly needs: Permission | 'anybody' | 'somebody';
  /** What its parameters name, in their order. */
  readonly ids?: readonly IdKind[];
  /** It shows what belongs to one learner; in everybody else's eyes there is no such thing. */
  readonly learnersOwn?: true;
  /** It is about one cohort, or about what is in one: an instructor has to look after it. */
  readonly ofCohort?: true;
  /** It leads on, whoever may open it: where to, and why. */
  readonly leadsOn?: { readonly status: number; readonly because: string };
  readonly query?: string;
}

const admins = (needs: Permission, ...ids: readonly IdKind[]): PageDoor => ({ needs, ids });

/** Every page. One that is missing here fails the test of the manifest. */
export const PAGES: Readonly<Record<string, PageDoor>> = {
  '/': { needs: 'somebody', leadsOn: { status: 307, because: 'to the start page of the role' } },
  '/account': { needs: 'somebody' },
  '/help': { needs: 'anybody' },
  '/elsewhere': { needs: 'somebody' },
  '/gallery': { needs: 'anybody', leadsOn: { status: 404, because: 'in development only' } },
  '/join/[token]': { needs: 'anybody', ids: ['picture'] },
  '/no-organisation': { needs: 'somebody', leadsOn: { status: 307, because: 'who has one goes on' } },
  '/reset/[token]': { needs: 'anybody', ids: ['picture'] },
  '/sign-in': { needs: 'anybody', leadsOn: { status: 307, because: 'who is signed in goes on' } },

  '/admin': admins('person:manage'),
  '/admin/banks': admins('bank:read'),
  '/admin/banks/[bankId]': admins('bank:read', 'bank'),
  '/admin/banks/[bankId]/balance': admins('bank:manage', 'importedBank'),
  '/admin/banks/[bankId]/export': admins('bank:manage', 'bank'),
  '/admin/banks/[bankId]/history': admins('audit:read', 'bank'),
  '/admin/banks/[bankId]/items/new': admins('item:propose', 'bank'),
  '/admin/certifications': admins('certification:manage'),
  '/admin/certifications/new': admins('certification:manage'),
  '/admin/certifications/[id]': admins('certification:manage', 'certification'),
  '/admin/certifications/[id]/correct': admins('certification:manage', 'certification'),
  '/admin/cohorts': admins('cohort:manage'),
  '/admin/cohorts/[id]': admins('cohort:manage', 'cohort'),
  '/admin/imports': admins('import:manage'),
  '/admin/imports/[importId]': admins('import:manage', 'import'),
  '/admin/imports/[importId]/key-changes': admins('bank:read', 'import'),
  '/admin/imports/drafts/[draftId]': admins('import:manage', 'importDraft'),
  '/admin/imports/new': admins('import:manage'),
  '/admin/items/[itemId]': admins('bank:read', 'item'),
  '/admin/items/[itemId]/edit': admins('item:propose', 'item'),
  '/admin/items/[itemId]/key': admins('bank:read', 'item'),
  '/admin/items/[itemId]/versions': { ...admins('bank:read', 'item'), query: '?from=1&to=1' },
  '/admin/key-corrections/[correctionId]': admins('bank:read', 'correction'),
  '/admin/organisation': admins('organisation:manage'),
  '/admin/people': admins('person:read'),
  '/admin/people/[id]': admins('person:read', 'membership'),
  '/admin/reports': admins('report:handle'),
  '/admin/reports/[reportId]': { ...admins('report:handle', 'report'), ofCohort: true },

  '/attempts/[attemptId]': { needs: 'exam:take', ids: ['openAttempt'], learnersOwn: true },
  '/attempts/[attemptId]/receipt': { needs: 'exam:take', ids: ['attempt'], learnersOwn: true },
  '/attempts/[attemptId]/results': { needs: 'exam:take', ids: ['attempt'], learnersOwn: true },
  '/learn': { needs: 'exam:take' },
  '/learn/assignments/[assignmentId]': { needs: 'exam:take', ids: ['assignment'], learnersOwn: true },
  '/learn/reports': { needs: 'exam:take' },

  '/readiness': { needs: 'readiness:read' },
  '/readiness/[certificationId]': { needs: 'readiness:read', ids: ['certification'] },

  '/teach': { needs: 'evidence:read' },
  '/teach/assignments/[assignmentId]': { needs: 'assignment:manage', ids: ['assignment'], ofCohort: true },
  '/teach/cohorts/[cohortId]': { needs: 'evidence:read', ids: ['cohort'], ofCohort: true },
  '/teach/cohorts/[cohortId]/items/[itemId]': {
    ...{ needs: 'evidence:read', ids: ['cohort', 'item'], ofCohort: true },
  },
  '/teach/cohorts/[cohortId]/topics/[topicId]': {
    ...{ needs: 'evidence:read', ids: ['cohort', 'topic'], ofCohort: true },
  },
  '/teach/exams': { needs: 'exam:manage' },
  '/teach/exams/[examId]': { needs: 'exam:manage', ids: ['exam'] },
  '/teach/exams/[examId]/assign': { needs: 'assignment:manage', ids: ['exam'] },
  '/teach/exams/new': { needs: 'exam:manage' },
};
