import { saveDraft, startDraft } from '@/lib/features/import-draft/commands';
import {
  type DraftOptions,
  type DraftPreview,
  type JobView,
  NEW_OPTIONS,
  type PreviewWindow,
  type SaveDraftInput,
} from '@/lib/features/import-draft/contract';
import { previewDraft } from '@/lib/features/import-draft/data';
import { runImportJob, startJob } from '@/lib/features/import-job/commands';
import { findJob } from '@/lib/features/import-job/data';
import { dangerousSystemScope, type MemberScope, type TenantScope } from '@/lib/infra/tenant-scope';
import type { TestDatabase } from './database';

type Refused = { readonly ok: false; readonly error: { readonly message: string } };

/** The value of a result; a refusal fails the test with its words. */
export function unwrap<T>(result: { readonly ok: true; readonly value: T } | Refused): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

export interface Draft {
  readonly id: string;
  readonly rev: number;
}

type Save = Omit<SaveDraftInput, 'rev' | 'options'> & { readonly options?: Partial<DraftOptions> };

/** A draft of a text with its licence noted, for a bank of the name `Drafted` unless it says otherwise. */
export async function draft(scope: MemberScope, text: string, given: Save = {}): Promise<Draft> {
  const { id, rev } = unwrap(
    await startDraft(scope, { name: 'sample.txt', bytes: new TextEncoder().encode(text), format: null }),
  );
  const bank = { kind: 'named' as const, name: 'Drafted', certificationId: null };
  const options = { ...NEW_OPTIONS, bank, licenceNote: 'By the author.', ...given.options };
  const saved = unwrap(await saveDraft(scope, id, { rev, ...given, options }));
  return { id, rev: saved.rev };
}

export const preview = async (
  scope: TenantScope,
  { id }: Draft,
  window: PreviewWindow = {},
): Promise<DraftPreview> => unwrap(await previewDraft(scope, id, window));

/** Runs whatever waits in the organisation, as a server would. */
export async function runJobs({ organisationId }: TenantScope): Promise<void> {
  const system = dangerousSystemScope(organisationId, 'test');
  while (await runImportJob(system));
}

/** Writes a draft and gives its job as it ended. */
export async function write(scope: MemberScope, { id, rev }: Draft): Promise<JobView> {
  unwrap(await startJob(scope, id, rev));
  await runJobs(scope);
  const job = await findJob(scope, id);
  if (job === null) throw new Error('The job is gone');
  return job;
}

/** One hash per table of the organisation, to see that nothing but what was meant is different. */
export async function hashTables(
  { admin }: TestDatabase,
  { organisationId }: TenantScope,
): Promise<Readonly<Record<string, string>>> {
  const tables = await admin.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'organisation_id' ORDER BY 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await admin.query<{ hash: string }>(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS hash
       FROM public.${name} t WHERE t.organisation_id = $1`,
      [organisationId],
    );
    hashes[name] = rows[0]?.hash ?? '';
  }
  return hashes;
}

export const without = (
  hashes: Readonly<Record<string, string>>,
  ...tables: string[]
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(hashes).filter(([name]) => !tables.includes(name)));
