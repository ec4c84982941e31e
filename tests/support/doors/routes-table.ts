import { readFileSync } from 'node:fs';
import type { Permission } from '@/lib/domain/access/policy';
import { newId } from '@/lib/infra/id';
import type { IdKind, Ids } from '../tenant-world';

/** What a method of a route asks of whoever calls it. */
export interface RouteDoor {
  /** `token`: its own database function proves the session; it is about an attempt of whoever asks. */
  readonly needs: Permission | 'token' | 'anybody';
  readonly ids?: readonly IdKind[];
  /** JSON that it takes, with the ids under test where it names some. */
  readonly body?: (ids: Ids) => unknown;
  /** The body names things, too. */
  readonly idsInBody?: true;
  readonly query?: string;
  /** Why nobody gets what they ask for here, though they may ask. */
  readonly neverGives?: string;
  /** Browsers ask for it without a word about the page that it is for. */
  readonly withoutPage?: true;
}

const samplePost = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');
/** The tab that holds the attempt of the learner. */
const leaseId = newId();
/** The smallest PNG. */
const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const manages = (...ids: readonly IdKind[]): RouteDoor => ({ needs: 'import:manage', ids });

/** Every method of every route. One that is missing here fails the test of the manifest. */
export const ROUTES: Readonly<Record<string, RouteDoor>> = {
  'GET /api/auth/[...nextauth]': { needs: 'anybody' },
  'POST /api/auth/[...nextauth]': { needs: 'anybody' },
  'GET /api/health/live': { needs: 'anybody' },
  'GET /api/health/ready': { needs: 'anybody' },
  'GET /api/unreadable': { needs: 'anybody' },
  'PUT /api/unreadable': { needs: 'anybody' },
  'POST /api/unreadable': { needs: 'anybody' },
  'PATCH /api/unreadable': { needs: 'anybody' },
  'DELETE /api/unreadable': { needs: 'anybody' },

  'GET /api/v1/[...unknown]': { needs: 'exam:take', neverGives: 'there is no such address' },

  'POST /api/v1/assignments/[assignmentId]/attempts': { needs: 'exam:take', ids: ['assignment'] },

  'POST /api/v1/attempts/[attemptId]/lease': {
    ...{ needs: 'token', ids: ['openAttempt'], body: () => ({ leaseId }) },
  },
  'GET /api/v1/attempts/[attemptId]/clock': {
    ...{ needs: 'token', ids: ['openAttempt'], query: `?leaseId=${leaseId}` },
  },
  'POST /api/v1/attempts/[attemptId]/renewal': {
    ...{ needs: 'token', ids: ['openAttempt'], body: () => ({ leaseId }) },
  },
  'GET /api/v1/attempts/[attemptId]/events': { needs: 'token', ids: ['openAttempt'] },
  'GET /api/v1/attempts/[attemptId]/notices': { needs: 'token', ids: ['openAttempt'] },
  'PUT /api/v1/attempts/[attemptId]/responses/[itemId]': {
    ...{ needs: 'token', ids: ['openAttempt', 'item'] },
    body: () => ({ leaseId, rev: 9, selected: [], flagged: true }),
  },
  'POST /api/v1/attempts/[attemptId]/submission': {
    ...{ needs: 'token', ids: ['openAttempt'], body: () => ({ leaseId, submitKey: newId() }) },
  },

  'GET /api/v1/banks/[bankId]/export': { needs: 'bank:manage', ids: ['bank'], query: '?format=csv' },
  'GET /api/v1/imports/[importId]/rejected': manages('import'),
  'POST /api/v1/imports': {
    ...manages(),
    idsInBody: true,
    body: ({ bank: id }) => ({
      ...{ sourceName: 'x', sourceText: samplePost, bank: { kind: 'existing', id }, licenceNote: '' },
      ...{ topics: [], topicOfItem: {} },
    }),
  },
  'POST /api/v1/imports/preview': {
    ...manages(),
    idsInBody: true,
    body: ({ bank: bankId }) => ({ sourceText: samplePost, bankId }),
  },
  'POST /api/v1/imports/drafts': { ...manages(), query: '?name=post.txt' },
  'GET /api/v1/imports/drafts/[draftId]': manages('importDraft'),
  'PATCH /api/v1/imports/drafts/[draftId]': {
    ...manages('importDraft'),
    body: () => ({ rev: 2, sourceName: 'renamed.txt' }),
  },
  'GET /api/v1/imports/drafts/[draftId]/job': manages('importDraft'),
  'POST /api/v1/imports/drafts/[draftId]/job': { ...manages('importDraft'), body: () => ({ rev: 3 }) },
  'DELETE /api/v1/imports/drafts/[draftId]/job': manages('importDraft'),
  'GET /api/v1/imports/drafts/[draftId]/media/[sha256]': {
    ...{ needs: 'import:manage', ids: ['importDraft', 'picture'], withoutPage: true },
  },
  'GET /api/v1/imports/drafts/[draftId]/preview': manages('importDraft'),
  'GET /api/v1/imports/drafts/[draftId]/rejected': manages('importDraft'),
  'GET /api/v1/media/[sha256]': { needs: 'exam:take', ids: ['picture'], withoutPage: true },
  'POST /api/v1/media': { needs: 'item:propose', body: () => ({ base64: onePixel }) },
  'GET /api/v1/readiness/[certificationId]/export': { needs: 'readiness:read', ids: ['certification'] },
  // Last, because nothing of the draft, and then of the session, is left.
  'DELETE /api/v1/imports/drafts/[draftId]': manages('importDraft'),
  'GET /api/v1/session/seal': { needs: 'token' },
  'GET /api/v1/session/ended': { needs: 'token' },
  'POST /api/v1/session/end': { needs: 'token' },
};
