import { beforeAll, describe, expect, it } from 'vitest';
import {
  assessReadiness,
  type DomainEvidence,
  READINESS_STATES,
} from '@/lib/domain/readiness/assess-readiness';
import { verifyPassword } from '@/lib/infra/auth/password';
import { callFunction } from '@/lib/infra/db/plain';
import { inTransaction, withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { dangerousSystemScope, type TenantScope } from '@/lib/infra/tenant-scope';
import { demoPeople } from '@/lib/ui/demo-people';
import { seedDatabase } from '@/scripts/local-database';
import { startApplication } from '../support/application';
import { createBank, createOrganisation } from '../support/factories';
import { tenantTables } from '../support/rls-catalogue';

const database = startApplication();
const AUTH_SECRET = 'only-for-tests-only-for-tests-only-for-tests';

function runSeed(): Promise<void> {
  const { admin: adminUrl, app, hr, jobs } = database().urls;
  const given = { adminUrl, logins: { app, hr, jobs }, authSecret: AUTH_SECRET };
  return seedDatabase(given, { output: 'capture' });
}

/** The rows of each table, counted past every boundary. */
async function countRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tenantTables(database().admin)) {
    const { rows } = await database().admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM public."${table}"`,
    );
    counts[table] = rows[0]?.n ?? -1;
  }
  return counts;
}

async function scopeOf(slug: string): Promise<TenantScope> {
  const { rows } = await database().admin.query<{ id: string }>(
    'SELECT id FROM organisation WHERE slug = $1',
    [slug],
  );
  return dangerousSystemScope(rows[0]?.id ?? '', 'test');
}

/** What an interrupted run leaves behind: a simulated organisation without the mark. */
let interrupted = '';

beforeAll(async () => {
  const scope = await createOrganisation({ name: 'Northwind Data', simulated: true });
  await createBank(scope);
  interrupted = scope.organisationId;
  await runSeed();
  // A few seconds on a quiet machine; the limit is for one that runs every other test at the same time.
}, 180_000);

describe('the seed', () => {
  it('starts over after a run that was interrupted', async () => {
    const { rows } = await database().admin.query('SELECT 1 FROM organisation WHERE id = $1', [interrupted]);
    expect(rows).toEqual([]);
    expect(await countRows()).toMatchObject({ organisation: 2 });
  });

  it('leaves its mark once, with what it made', async () => {
    const northwind = await scopeOf('northwind-data');
    const marks = await withTenant(northwind, (db) =>
      db.auditEvent.findMany({ where: { action: 'demo.seeded' }, select: { details: true }, take: 5 }),
    );
    expect(marks).toEqual([{ details: { reason: 'demonstration data', learners: 39, sittings: 66 } }]);
  });

  it('fills in what the demonstration shows', async () => {
    expect(await countRows()).toMatchObject({
      certification: 2,
      bank: 3,
      import: 3,
      item: 66,
      stimulus: 25,
      topic: 19,
      cohort: 3,
      enrolment: 43,
      target: 40,
      cohort_staff: 3,
      accommodation: 2,
      exam: 4,
      assignment: 8,
      attempt: 66,
      problem_report: 3,
      item_comment: 4,
      media: 1,
      key_correction: 2,
    });
  });

  it('lets everybody sign in who is shown on the sign-in page', async () => {
    for (const { email, password } of demoPeople) {
      const [found] = await callFunction<{ password_hash: string }>('identity.find_credentials', [email]);
      expect(await verifyPassword(found?.password_hash ?? null, password), email).toBe(true);
    }
  });

  it('does nothing the second time', async () => {
    const before = await countRows();
    await runSeed();
    expect(await countRows()).toEqual(before);
  });
});

describe('the simulated answers', () => {
  it('are all marked as simulated', async () => {
    const northwind = await scopeOf('northwind-data');
    const [all, marked] = await withTenant(northwind, (db) =>
      Promise.all([db.attempt.count(), db.attempt.count({ where: { simulated: true } })]),
    );
    expect([all, marked]).toEqual([66, 66]);
  });

  it('fit their frozen forms: no option of another item, no answer after the end', async () => {
    const { rows } = await database().admin.query(
      `SELECT r.attempt_id FROM response r
       JOIN attempt_item ai USING (organisation_id, attempt_id, item_id)
       JOIN attempt a ON a.organisation_id = r.organisation_id AND a.id = r.attempt_id
       WHERE NOT r.selected <@ ai.option_order OR r.saved_at < a.started_at OR r.saved_at > coalesce(a.closed_at, a.deadline_at)
          OR a.closed_at > a.deadline_at OR a.closed_at > now()`,
    );
    expect(rows).toEqual([]);
  });

  it('give the roll-ups that a rebuild gives', async () => {
    const northwind = await scopeOf('northwind-data');
    const read = async () => {
      const tables = ['item_rollup', 'option_rollup', 'learner_topic_rollup'];
      const rows = tables.map((table) =>
        database().admin.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY t::text`),
      );
      return (await Promise.all(rows)).map((result) => result.rows.map(({ row }) => row));
    };
    const before = await read();
    expect(before.every((rows) => rows.length > 50)).toBe(true);
    await inTransaction(northwind, (tx) => tx.$queryRaw`SELECT app.rebuild_rollups()::text AS done`);
    expect(await read()).toEqual(before);
  });

  it('count as evidence only the first time that a learner meets an item', async () => {
    const { rows } = await database().admin.query<{ first: number; repeats: number; learners_items: number }>(
      `SELECT count(*) FILTER (WHERE first_exposure)::int AS first, count(*) FILTER (WHERE NOT first_exposure)::int AS repeats,
              count(DISTINCT (membership_id, item_id))::int AS learners_items FROM item_grade WHERE reached`,
    );
    expect(rows[0]?.first).toBe(rows[0]?.learners_items);
    expect(rows[0]?.repeats).toBeGreaterThan(60);
  });

  it('bring about every state of readiness, and most often too little evidence', async () => {
    const states = await readinessStates();
    const counts = READINESS_STATES.map((state) => states.filter((each) => each === state).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
    expect(counts[READINESS_STATES.indexOf('notEnoughEvidence')]).toBe(Math.max(...counts));
  });

  it('leave the person who signs in as a learner one result to read and one exam to take', async () => {
    const { rows } = await database().admin.query(
      `SELECT a.state, s.id IS NOT NULL AS open FROM membership m
       LEFT JOIN attempt a ON a.organisation_id = m.organisation_id AND a.membership_id = m.id
       JOIN enrolment e ON e.organisation_id = m.organisation_id AND e.membership_id = m.id
       JOIN assignment s ON s.organisation_id = e.organisation_id AND s.cohort_id = e.cohort_id
                        AND now() BETWEEN s.opens_at AND s.closes_at
       WHERE m.email = 'learner@northwind.example.com'`,
    );
    expect(rows).toEqual([{ state: 'released', open: true }]);
  });
});

describe('what people say about questions', () => {
  it('tells the person who signs in as a learner that a key was corrected, and leaves two reports to answer', async () => {
    const { rows: changes } = await database().admin.query(
      `SELECT g.correct_after - g.correct_before AS by, g.seen_at FROM grade_change g
       JOIN membership m ON m.organisation_id = g.organisation_id AND m.id = g.membership_id
       WHERE m.email = 'learner@northwind.example.com'`,
    );
    expect(changes).toEqual([{ by: 1, seen_at: null }]);
    const { rows: reports } = await database().admin.query(
      `SELECT r.state, r.item_version_id <> i.current_version_id AS changed FROM problem_report r
       JOIN item i ON i.organisation_id = r.organisation_id AND i.id = r.item_id ORDER BY r.created_at`,
    );
    expect(reports).toEqual([
      { state: 'corrected', changed: true },
      { state: 'open', changed: true },
      { state: 'open', changed: false },
    ]);
  });

  it('is about a question with a picture in words, and one in review', async () => {
    const { rows } = await database().admin.query(
      `SELECT v.title, i.state, v.stem::text LIKE '%"alt": "The graph of a job%' AS has_picture FROM item i
       JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
       WHERE v.source_number = '' ORDER BY i.position`,
    );
    expect(rows).toEqual([
      { title: 'What a repair runs', state: 'live', has_picture: true },
      { title: 'Alerts that nobody reads', state: 'in_review', has_picture: false },
    ]);
  });

  it('changes no result in the end: every grade is by the key of the post', async () => {
    const { rows } = await database().admin.query(
      `SELECT g.attempt_id FROM item_grade g
       LEFT JOIN response r USING (organisation_id, attempt_id, item_id)
       JOIN item_version v ON v.organisation_id = g.organisation_id AND v.item_id = g.item_id AND v.version = 1
       JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
       WHERE g.correct <> (coalesce(r.selected, '{}') <@ k.option_ids AND coalesce(r.selected, '{}') @> k.option_ids)`,
    );
    expect(rows).toEqual([]);
  });
});

/** One state per learner and certification that a cohort of theirs prepares for. */
async function readinessStates() {
  const { rows } = await database().admin.query<{
    questionCount: number;
    domains: readonly DomainEvidence[];
  }>(
    `WITH evidence AS (
       SELECT e.membership_id, b.id AS blueprint_id, b.question_count, jsonb_build_object(
                'domainId', d.id, 'name', d.name, 'weightPercent', d.weight_percent,
                'lastAnsweredAtMs', 1000 * extract(epoch FROM max(r.last_first_at)),
                'notReached', coalesce(sum(r.not_reached), 0),
                'firstExposure', jsonb_build_object('correct', coalesce(sum(r.first_correct), 0),
                                                    'answered', coalesce(sum(r.first_count - r.first_omitted), 0),
                                                    'omitted', coalesce(sum(r.first_omitted), 0))) AS domain
       FROM enrolment e
       JOIN cohort c ON c.id = e.cohort_id
       JOIN blueprint_version b ON b.certification_id = c.certification_id
       JOIN blueprint_domain d ON d.blueprint_version_id = b.id
       LEFT JOIN topic_domain td ON td.blueprint_domain_id = d.id
       LEFT JOIN learner_topic_rollup r ON r.topic_id = td.topic_id AND r.membership_id = e.membership_id
       GROUP BY e.membership_id, b.id, b.question_count, d.id, d.name, d.weight_percent)
     SELECT question_count AS "questionCount", jsonb_agg(domain) AS domains
     FROM evidence GROUP BY membership_id, blueprint_id, question_count`,
  );
  return rows.map((row) => assessReadiness({ nowMs: Date.now(), cutPercent: 70, ...row }).state);
}

describe('the second organisation', () => {
  it('has its own few things and sees nothing of the first', async () => {
    const [harbour, northwind] = [await scopeOf('harbour-analytics'), await scopeOf('northwind-data')];
    const seen = await withTenant(harbour, async (db) => ({
      organisations: await db.organisation.count(),
      people: await db.membership.count(),
      items: await db.item.count(),
      attempts: await db.attempt.count(),
      ofNorthwind: await db.item.count({ where: { organisationId: northwind.organisationId } }),
    }));
    expect(seen).toEqual({ organisations: 1, people: 4, items: 4, attempts: 0, ofNorthwind: 0 });
  });
});

describe('a database with a real organisation in it', () => {
  it('is refused and left as it is', async () => {
    const { admin } = database();
    // As if the demonstration had never been there, beside an organisation that is no simulation.
    await admin.query("UPDATE audit_event SET action = 'demo.hidden' WHERE action = 'demo.seeded'");
    const real = newId();
    await admin.query('INSERT INTO organisation (id, slug, name) VALUES ($1, $2, $3)', [
      real,
      'real-one',
      'Real One',
    ]);
    const before = await countRows();
    await expect(runSeed()).rejects.toThrow(/no demonstration \(Real One\)/);
    expect(await countRows()).toEqual(before);
  });
});
