import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loginEnvironment } from '@/scripts/cluster-roles';
import type { HostileSource } from '@/tests/support/hostile/hostile-sources';
import { application } from './application';
import { query, queryOne } from './database';
import { addMember, signIn } from './learners';

/** An organisation of its own, so that what is imported here is met by no other test. */
export interface HostileOrganisation {
  readonly id: string;
  readonly slug: string;
  readonly adminState: string;
  readonly instructorState: string;
  readonly learnerState: string;
  readonly learnerId: string;
  readonly instructorId: string;
  readonly cohortId: string;
}

export async function addHostileOrganisation(): Promise<HostileOrganisation> {
  const slug = `hostile-${process.pid}`;
  const { id } = await queryOne<{ id: string }>(
    'INSERT INTO organisation (id, slug, name) VALUES (ctx.uuid_v7(), $1, $2) RETURNING id',
    [slug, 'Hostile content'],
  );
  const add = (role: 'admin' | 'instructor' | 'learner') =>
    addMember({ organisationId: id, role, name: `The ${role}`, email: `${role}@${slug}.example.com` });
  await add('admin');
  const instructorId = await add('instructor');
  const learnerId = await add('learner');
  const { id: cohortId } = await queryOne<{ id: string }>(
    `INSERT INTO cohort (organisation_id, id, name) VALUES ($1, ctx.uuid_v7(), 'Readers') RETURNING id`,
    [id],
  );
  await query('INSERT INTO enrolment (organisation_id, cohort_id, membership_id) VALUES ($1, $2, $3)', [
    id,
    cohortId,
    learnerId,
  ]);
  await query('INSERT INTO cohort_staff (organisation_id, cohort_id, membership_id) VALUES ($1, $2, $3)', [
    id,
    cohortId,
    instructorId,
  ]);
  const [adminState, instructorState, learnerState] = await Promise.all(
    ['admin', 'instructor', 'learner'].map((role) => signIn(`${role}@${slug}.example.com`)),
  );
  return {
    id,
    slug,
    learnerId,
    instructorId,
    cohortId,
    adminState: adminState ?? '',
    instructorState: instructorState ?? '',
    learnerState: learnerState ?? '',
  };
}

/** Imports a source as the command line does, into a bank of the source's name. Gives what the command prints. */
export async function importSource(
  { slug }: HostileOrganisation,
  { name, bytes }: HostileSource,
): Promise<{ readonly bankId: string; readonly created: number; readonly skipped: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'cutscore-hostile-'));
  try {
    const file = join(folder, name);
    await writeFile(file, bytes);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        'node_modules/tsx/dist/cli.mjs',
        '--conditions=react-server',
        'scripts/import.ts',
        ...['--organisation', slug, '--bank', name, '--topic', 'Hostile', '--live', '--json', file],
      ],
      {
        env: { ...process.env, ...loginEnvironment(application().logins) },
        maxBuffer: 1 << 28,
      },
    );
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Gives the cohort an exam over every live question of a bank. */
export async function assignBank(
  { id, cohortId, instructorId }: HostileOrganisation,
  bankId: string,
): Promise<{ readonly examId: string; readonly assignmentId: string; readonly items: number }> {
  const { id: examId } = await queryOne<{ id: string }>(
    `INSERT INTO exam (organisation_id, id, name, selection, minutes, cut_percent)
     SELECT organisation_id, ctx.uuid_v7(), name, 'fixed', 120, 70 FROM bank WHERE organisation_id = $1 AND id = $2 RETURNING id`,
    [id, bankId],
  );
  const rows = await query(
    `INSERT INTO exam_item (organisation_id, exam_id, item_id, position)
     SELECT organisation_id, $2, id, row_number() OVER (ORDER BY position)
     FROM item WHERE organisation_id = $1 AND bank_id = $3 AND state = 'live' RETURNING item_id`,
    [id, examId, bankId],
  );
  const { id: assignmentId } = await queryOne<{ id: string }>(
    `INSERT INTO assignment (organisation_id, id, exam_id, cohort_id, assigned_by_id, opens_at, closes_at, minutes,
                             attempts_allowed, feedback_policy, release_rule)
     VALUES ($1, ctx.uuid_v7(), $2, $3, $4, now() - interval '1 hour', now() + interval '1 day', 120, 1, 'full', 'on_submit')
     RETURNING id`,
    [id, examId, cohortId, instructorId],
  );
  return { examId, assignmentId, items: rows.length };
}
