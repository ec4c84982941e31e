import { performance } from 'node:perf_hooks';
import type { MemberActor } from '@/lib/domain/access/actor';
import { saveDraft, startDraft } from '@/lib/features/import-draft/commands';
import { type DraftOptions, NEW_OPTIONS } from '@/lib/features/import-draft/contract';
import { previewDraft } from '@/lib/features/import-draft/data';
import { runImportJob, startJob } from '@/lib/features/import-job/commands';
import { findJob } from '@/lib/features/import-job/data';
import { closePools } from '@/lib/infra/db/pools';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { warmSourceReading } from '@/lib/infra/source-reading/read-source';
import { dangerousSystemScope, type MemberScope, memberScope } from '@/lib/infra/tenant-scope';
import { runCommand } from './administrator';
import { loginEnvironment } from './cluster-roles';
import { migrateDatabase } from './migrate-database';
import { openTestCluster } from './test-cluster';
import { formatTable } from './text-table';

/**
 * How long an import of ten thousand questions takes on a fresh database, and how much memory. Each round imports into a bank
 * of its own, then previews and imports the file again with 5 % changed, 1 % near-duplicates and 1 % new.
 */
const ITEMS = Number(process.env.ITEMS ?? 10_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const HEAD: readonly string[] = [
  'round',
  'preview new (s)',
  'commit new (s)',
  'preview again (s)',
  'next page (s)',
  'commit changes (s)',
  'rss before (MB)',
  'rss peak (MB)',
  'rss after (MB)',
];
const LIMITS = { preview: 5, commit: 10 } as const;

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
/** Eight thousand words, about as many as technical texts use, so that two questions share few by chance. */
const WORDS = Array.from({ length: 8000 }, (_, at) =>
  [at % 20, Math.floor(at / 20) % 20, Math.floor(at / 400)].map((place) => SYLLABLES[place]).join(''),
);

/** Numbers that look random and are the same each time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Variant = 'same' | 'key' | 'rationale' | 'stem' | 'near' | 'new';

/** 5 % changed in three ways, 1 % near-duplicates (every option and the title reworded), 1 % new. */
function variantOf(index: number): Variant {
  const at = index % 100;
  if (at < 3) return 'key';
  if (at === 3) return 'rationale';
  if (at === 4) return 'stem';
  if (at === 5) return 'near';
  return at === 6 ? 'new' : 'same';
}

function writeQuestion(index: number, variant: Variant): string {
  const next = random(variant === 'new' ? index + 1_000_000 : index);
  const words = (count: number): string =>
    Array.from({ length: count }, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ');
  const stem = `A team sees ${words(20)}. Which ${words(4)} ${variant === 'stem' ? 'best ' : ''}helps?`;
  const options = ['A', 'B', 'C', 'D'].map(
    (letter) => `${letter} ${words(6)}${variant === 'near' ? ' today' : ''}`,
  );
  const key = variant === 'key' ? 'B' : 'A';
  const rationales = ['A', 'B', 'C', 'D'].map(
    (letter) =>
      `${letter} is ${letter === key ? 'correct' : 'incorrect'}. ${words(8)}${variant === 'rationale' ? ' indeed' : ''}.`,
  );
  const title = `${variant === 'near' ? 'On ' : ''}${words(3)} ${index}`;
  return [
    `Question ${index + 1}: ${title}`,
    stem,
    options.join('\n'),
    `Answer: ${key}`,
    ['Rationale:', ...rationales].join('\n'),
  ].join('\n\n');
}

const writeSource = (variants: (index: number) => Variant): string =>
  Array.from({ length: ITEMS }, (_, index) => writeQuestion(index, variants(index))).join('\n\n');

const seconds = (from: number): number => (performance.now() - from) / 1000;
const rssMb = (): number => Math.round(process.memoryUsage().rss / 1024 / 1024);

/** Peak of the resident memory while something runs. */
async function withPeak<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly peak: number }> {
  let peak = rssMb();
  const timer = setInterval(() => {
    peak = Math.max(peak, rssMb());
  }, 20);
  const value = await work().finally(() => clearInterval(timer));
  return { value, peak: Math.max(peak, rssMb()) };
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function arrange(): Promise<MemberScope> {
  const organisation = dangerousSystemScope(newId(), 'benchmark');
  const { organisationId } = organisation;
  const membershipId = newId();
  const personId = await inTransaction(organisation, async (tx) => {
    await tx.organisation.create({
      data: { id: organisationId, slug: 'scale', name: 'Scale', timeZone: 'UTC' },
    });
    const [person] = await tx.$queryRaw<{ person_id: string }[]>`
      SELECT person_id FROM identity.ensure_person('scale@example.com', 'Scale')`;
    const id = person?.person_id ?? '';
    await tx.membership.create({
      data: {
        organisationId,
        id: membershipId,
        personId: id,
        role: 'admin',
        displayName: 'Scale',
        email: 'scale@example.com',
      },
    });
    return id;
  });
  const actor: MemberActor = { kind: 'member', personId, membershipId, role: 'admin' };
  return memberScope(organisationId, actor);
}

async function draft(scope: MemberScope, text: string, bank: DraftOptions['bank']) {
  const bytes = new TextEncoder().encode(text);
  const started = must(await startDraft(scope, { name: 'scale.txt', bytes, format: null }));
  const options = { ...NEW_OPTIONS, bank, licenceNote: 'Made by a script.' };
  const saved = must(await saveDraft(scope, started.id, { rev: started.rev, options }));
  return { id: started.id, rev: saved.rev };
}

async function preview(scope: MemberScope, id: string) {
  const started = performance.now();
  const view = must(await previewDraft(scope, id, {}));
  return { view, seconds: seconds(started) };
}

/** From the press of the button to the end of the job, after the preview that the person has just looked at. */
async function commit(scope: MemberScope, { id, rev }: { readonly id: string; readonly rev: number }) {
  const started = performance.now();
  must(await startJob(scope, id, rev));
  await runImportJob(dangerousSystemScope(scope.organisationId, 'benchmark'));
  const job = await findJob(scope, id);
  if (job?.state !== 'done') throw new Error(`The job is ${job?.state}: ${job?.failure}`);
  return { job, seconds: seconds(started) };
}

async function round(scope: MemberScope, number: number): Promise<readonly string[]> {
  const before = rssMb();
  const { value, peak } = await withPeak(async () => {
    const bank = { kind: 'new' as const, name: `Scale ${number}`, certificationId: null };
    const fresh = await draft(
      scope,
      writeSource(() => 'same'),
      bank,
    );
    const read = await preview(scope, fresh.id);
    const first = await commit(scope, fresh);
    const existing = { kind: 'existing' as const, id: first.job.bankId ?? '' };
    const later = await draft(scope, writeSource(variantOf), existing);
    const shown = await preview(scope, later.id);
    const again = await preview(scope, later.id);
    return { read, first, shown, again, second: await commit(scope, later) };
  });
  const { rows, changes } = value.shown.view.totals;
  console.log(
    `round ${number}: ${rows.same} same, ${rows.changed} changed (${changes.key} keys), ${rows.near_duplicate} near-duplicates, ${rows.new} new`,
  );
  if (value.shown.seconds > LIMITS.preview || value.first.seconds > LIMITS.commit) process.exitCode = 1;
  globalThis.gc?.();
  const times = [value.read, value.first, value.shown, value.again, value.second].map((part) =>
    part.seconds.toFixed(2),
  );
  return [String(number), ...times, String(before), String(peak), String(rssMb())];
}

async function check(): Promise<void> {
  const cluster = await openTestCluster();
  try {
    const name = `cutscore_scale_${process.pid}`;
    const logins = cluster.logins(name);
    await migrateDatabase(cluster.adminUrl(name), logins);
    Object.assign(process.env, loginEnvironment(logins), {
      APP_URL: 'http://localhost:3000',
      AUTH_SECRET: 'only-for-a-benchmark-only-for-a-benchmark',
      LOG_LEVEL: 'error',
    });
    warmSourceReading();
    const scope = await arrange();
    const table = [HEAD];
    for (let number = 1; number <= ROUNDS; number += 1) table.push(await round(scope, number));
    console.log(`${ITEMS} questions, ${(writeSource(() => 'same').length / 1e6).toFixed(1)} MB`);
    for (const line of formatTable(table)) console.log(line);
  } finally {
    await closePools();
    await cluster.stop();
  }
}

await runCommand(check);
