import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { applicationUrl } from './application';
import { query, queryOne } from './database';

/** What an id in an address names. */
export type IdKind =
  | 'assignment'
  | 'attempt'
  | 'bank'
  | 'certification'
  | 'cohort'
  | 'draft'
  | 'correction'
  | 'exam'
  | 'import'
  | 'item'
  | 'membership'
  | 'picture'
  | 'report'
  | 'topic';
export type IdsByKind = Readonly<Record<IdKind, readonly string[]>>;

/** Which id a parameter takes, by the segment before it. A new route with another one has to be entered here. */
const KIND_BY_PLACE: Readonly<Record<string, IdKind>> = {
  'assignments/[assignmentId]': 'assignment',
  'attempts/[attemptId]': 'attempt',
  'banks/[bankId]': 'bank',
  'certifications/[id]': 'certification',
  'readiness/[certificationId]': 'certification',
  'cohorts/[cohortId]': 'cohort',
  'cohorts/[id]': 'cohort',
  'drafts/[draftId]': 'draft',
  'exams/[examId]': 'exam',
  'imports/[importId]': 'import',
  'items/[itemId]': 'item',
  'media/[sha256]': 'picture',
  'reports/[reportId]': 'report',
  'key-corrections/[correctionId]': 'correction',
  'responses/[itemId]': 'item',
  'people/[id]': 'membership',
  'topics/[topicId]': 'topic',
};

/**
 * Addresses that are proven by a token instead of a session, that answer everybody alike, or that end the session that they are
 * called with (sign-out.spec.ts).
 */
const PUBLIC =
  /^\/((join|reset)\/\[token\]|api\/(auth|health|v1\/session)\/|api\/unreadable$|api\/v1\/\[\.\.\.unknown\]|sign-in$|gallery$|help$)/;

type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

export interface Route {
  /** `/teach/cohorts/[cohortId]` */
  readonly pattern: string;
  readonly method: Method;
}

/** Every page and every route handler of the application that needs a session, found in the file system. */
export function listRoutes(): readonly Route[] {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' });
  const routes = files.flatMap((file): Route[] => {
    const pattern = `/${file.replace(/(^|\/)(page\.tsx|route\.ts)$/, '')}`.replace(/\/\([^)]*\)/g, '');
    if (file.endsWith('page.tsx')) return [{ pattern: pattern || '/', method: 'GET' }];
    if (!file.endsWith('route.ts')) return [];
    const source = readFileSync(join('app', file), 'utf8');
    return [...source.matchAll(/export const (GET|PUT|POST|PATCH|DELETE)\b/g)].map(([, method]) => ({
      pattern,
      method: method as Method,
    }));
  });
  return routes.filter(({ pattern }) => !PUBLIC.test(pattern));
}

export function kindsOf({ pattern }: Route): readonly IdKind[] {
  const segments = pattern.split('/');
  return segments.flatMap((segment, index) => {
    if (!segment.startsWith('[')) return [];
    const kind = KIND_BY_PLACE[`${segments[index - 1]}/${segment}`];
    if (!kind) throw new Error(`${pattern}: enter which id ${segment} takes in e2e/support/addresses.ts`);
    return [kind];
  });
}

/** An id of the right form that nothing has. */
export const unknownId = (kind: IdKind): string =>
  kind === 'picture' ? randomBytes(32).toString('hex') : randomUUID();

/** Puts ids into a pattern, in the order of its parameters. */
export function fill(pattern: string, ids: readonly string[]): string {
  let next = 0;
  return pattern.replace(/\[[^\]]+\]/g, () => ids[next++] ?? '');
}

/** Ids of everything that an organisation has, at most `most` of each kind. Attempts are those of one learner first. */
export async function readIds(organisation: string, learnerEmail: string, most: number): Promise<IdsByKind> {
  const { id } = await queryOne<{ id: string }>('SELECT id FROM organisation WHERE name = $1', [
    organisation,
  ]);
  const list = async (sql: string) =>
    (await query<{ id: string }>(`${sql} LIMIT ${most}`, [id])).map((row) => row.id);
  const of = (table: string) => list(`SELECT id FROM ${table} WHERE organisation_id = $1 ORDER BY id`);
  return {
    assignment: await of('assignment'),
    attempt: await list(
      `SELECT a.id FROM attempt a JOIN membership m ON m.organisation_id = a.organisation_id AND m.id = a.membership_id
       WHERE a.organisation_id = $1 ORDER BY m.email <> '${learnerEmail}', a.id`,
    ),
    bank: await of('bank'),
    certification: await of('certification'),
    cohort: await of('cohort'),
    draft: await of('import_draft'),
    correction: await of('key_correction'),
    exam: await of('exam'),
    import: await of('import'),
    item: await of('item'),
    membership: await of('membership'),
    picture: [await keepPicture(id)],
    report: await keepReport(id),
    topic: await of('topic'),
  };
}

/** The smallest PNG. */
const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A picture that no question shows. @returns its name */
async function keepPicture(organisationId: string): Promise<string> {
  const { sha256 } = await queryOne<{ sha256: string }>(
    `INSERT INTO media (organisation_id, sha256, mime, bytes, width, height)
     SELECT $1, encode(sha256(bytes), 'hex'), 'image/png', bytes, 1, 1 FROM decode($2, 'base64') AS picture(bytes)
     ON CONFLICT (organisation_id, sha256) DO UPDATE SET mime = EXCLUDED.mime RETURNING sha256`,
    [organisationId, onePixel],
  );
  return sha256;
}

/** Reports a released answer, for an organisation that has no report yet. @returns the id of one, if there is such an answer */
async function keepReport(organisationId: string): Promise<readonly string[]> {
  await query(
    `INSERT INTO problem_report (organisation_id, id, attempt_id, item_id, item_version_id, membership_id, kind, body,
                                 option_order, selected)
     SELECT ai.organisation_id, ctx.uuid_v7(), ai.attempt_id, ai.item_id, ai.item_version_id, a.membership_id, 'unclear',
            'It is not clear what is asked.', ai.option_order, '{}'
     FROM attempt_item ai JOIN attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id
     WHERE ai.organisation_id = $1 AND a.state = 'released' ORDER BY ai.attempt_id, ai.position LIMIT 1
     ON CONFLICT (organisation_id, attempt_id, item_id) DO NOTHING`,
    [organisationId],
  );
  const rows = await query<{ id: string }>(
    'SELECT id FROM problem_report WHERE organisation_id = $1 ORDER BY id LIMIT 1',
    [organisationId],
  );
  return rows.map(({ id }) => id);
}

/** A well-formed body for the routes that take one; what they name is in the path. */
function bodyOf({ pattern }: Route, ids: readonly string[]): object {
  if (pattern.endsWith('/responses/[itemId]'))
    return { leaseId: randomUUID(), rev: 99, selected: [], flagged: true };
  if (pattern.endsWith('/attempts')) return {};
  if (pattern.endsWith('/lease')) return { leaseId: randomUUID() };
  if (pattern.endsWith('/renewal')) return { leaseId: randomUUID() };
  if (pattern.endsWith('/submission')) return { leaseId: randomUUID(), submitKey: randomUUID() };
  if (pattern.endsWith('/media')) return { base64: onePixel };
  if (pattern.includes('/drafts/[draftId]')) return { rev: 1 };
  if (pattern.endsWith('/imports/preview')) return { sourceText: 'Question 1: A', bankId: ids[0] ?? null };
  if (pattern.endsWith('/imports')) {
    const bank = { kind: 'existing', id: ids[0] ?? randomUUID() };
    return { sourceName: 'x', sourceText: 'x', bank, licenceNote: '', topics: [], topicOfItem: {} };
  }
  throw new Error(`${pattern}: enter what it takes in e2e/support/addresses.ts`);
}

/** Calls a route as the browser would, without following where it leads. */
export function call(context: APIRequestContext, route: Route, ids: readonly string[]): Promise<APIResponse> {
  const address = fill(route.pattern, ids);
  if (route.method === 'GET') {
    const query = route.pattern.endsWith('/clock')
      ? `?leaseId=${randomUUID()}`
      : route.pattern.endsWith('/versions')
        ? '?from=1&to=1'
        : '';
    return context.get(address + query, { maxRedirects: 0 });
  }
  const headers = { origin: applicationUrl() };
  return context.fetch(address, { method: route.method, data: bodyOf(route, ids), headers, maxRedirects: 0 });
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What somebody can tell from an answer: its status and its words, without ids and what changes with every request. */
export async function telling(answer: APIResponse): Promise<string> {
  const body = await answer.text();
  const words = body
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(uuid, '<id>')
    .replace(/\s+/g, ' ');
  return `${answer.status()} ${words}`;
}
