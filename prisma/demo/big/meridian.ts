import { createHash } from 'node:crypto';
import { inTransaction, LONG_WRITE, withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { bigDemoPeople, DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { adopt } from '../content';
import { createDemoOrganisation } from '../organisation';
import { markSeeded } from '../seed-state';
import { writeRows } from '../write-rows';
import { writeContent } from './content';
import { writeCohorts, writePeople } from './people';
import { writeAssignments, writeBigSittings } from './sittings';
import { BIG } from './size';

const DAY_MS = 86_400_000;

/**
 * A third organisation, as big as the product is meant for, in which every list has more than a page. What lies in the past and what
 * would take the commands hours is written past them, inside the same tenant boundary; attempts are graded like all others.
 */
export async function seedMeridian(
  nowMs: number,
  report: (line: string) => void,
  learnSizes: () => Promise<void>,
): Promise<void> {
  const { scope, as } = await createDemoOrganisation({
    name: DEMO_ORGANISATIONS.big,
    slug: 'meridian-group',
    timeZone: 'Europe/Paris',
  });
  const since = new Date(nowMs - 62 * DAY_MS);
  const certificationId = await adopt(as('admin'), 'databricks-data-engineer-professional');
  const people = await writePeople(scope, bigDemoPeople.length);
  const [admin, instructor, ownLearner] = (['admin', 'instructor', 'learner'] as const).map(
    (role) => as(role).actor.membershipId,
  );
  if (!admin || !instructor || !ownLearner) throw new Error('Somebody is missing');
  const cohorts = await writeCohorts(scope, {
    ...people,
    learners: [ownLearner, ...people.learners],
    ownInstructor: instructor,
    certificationId,
    since,
  });
  report(`${BIG.people} people in ${cohorts.length} cohorts`);
  const content = await writeContent(scope, await blueprintOf(scope, certificationId));
  const who = { assignedBy: instructor, ownLearner };
  const past = await writeAssignments(scope, content, cohorts, who, nowMs);
  report(`${content.items.length} questions, ${BIG.exams} exams, ${BIG.assignments} assignments`);
  // Thousands of rows at once: the planner shouldn't have to guess until it finds out by itself.
  await learnSizes();
  const sittings = await writeBigSittings(scope, past, learnSizes);
  await writeReports(scope, nowMs);
  await writeImports(scope, content.bankIds, admin, nowMs);
  await learnSizes();
  report(`${sittings.length} simulated sittings, graded`);
  await markSeeded(scope, { people: BIG.people, exams: BIG.exams, sittings: sittings.length });
}

async function blueprintOf(scope: TenantScope, certificationId: string) {
  const blueprint = await withTenant(scope, (db) =>
    db.blueprintVersion.findFirst({
      where: { organisationId: scope.organisationId, certificationId },
      select: { id: true, domains: { select: { id: true }, orderBy: { position: 'asc' } } },
    }),
  );
  if (!blueprint) throw new Error('The certification has no blueprint');
  const domainIds = blueprint.domains.map(({ id }) => id);
  return { certificationId, blueprintVersionId: blueprint.id, domainIds };
}

/** Reports by those who sat an exam; two of three still wait. */
async function writeReports(scope: TenantScope, nowMs: number): Promise<void> {
  const now = new Date(nowMs);
  await inTransaction(
    scope,
    (tx) => tx.$executeRaw`
      INSERT INTO problem_report (organisation_id, id, attempt_id, item_id, item_version_id, membership_id, kind, body, option_order,
                                  selected, state, answer, resolved_at, created_at)
      SELECT n.organisation_id, ctx.uuid_v7(), n.attempt_id, n.item_id, n.item_version_id, n.membership_id,
             (ARRAY['unclear', 'typo', 'outdated', 'other'])[1 + n.place % 4]::report_kind,
             'Simulated: the question could say more exactly what is asked (' || n.place || ').', n.option_order, '{}',
             CASE WHEN n.place % 3 = 0 THEN 'answered' ELSE 'open' END::report_state,
             CASE WHEN n.place % 3 = 0 THEN 'Thank you, it stays as it is.' ELSE '' END,
             CASE WHEN n.place % 3 = 0 THEN ${now}::timestamptz END, ${now}::timestamptz - n.place * interval '1 hour'
      FROM (SELECT i.*, a.membership_id, row_number() OVER (ORDER BY a.closed_at, a.id)::int AS place
            FROM attempt a JOIN attempt_item i ON i.organisation_id = a.organisation_id AND i.attempt_id = a.id AND i.position = 1
            WHERE a.organisation_id = ${scope.organisationId}::uuid AND a.state = 'released') n
      WHERE n.place <= ${BIG.reports}`,
    LONG_WRITE,
  );
}

/** A history of imports. What they brought is gone again, as after an undo. */
async function writeImports(
  scope: TenantScope,
  bankIds: readonly string[],
  importedBy: string,
  nowMs: number,
): Promise<void> {
  const sourceText = 'Simulated: the source of this import is not kept.\n';
  await writeRows(scope, {
    import: Array.from({ length: BIG.imports }, (_, index) => ({
      id: newId(),
      bank_id: bankIds[index % bankIds.length],
      bank_name: index % bankIds.length === 0 ? 'Question pool' : `Bank ${index % bankIds.length}`,
      imported_by_id: importedBy,
      state: 'undone',
      format: 'scenario-post',
      source_name: `collection-${index + 1}.txt`,
      source_text: sourceText,
      source_sha256: createHash('sha256').update(`${sourceText}${index}`).digest('hex'),
      licence_note: 'Made for the demonstration.',
      counts: { created: 0, changed: 0, same: 0, skipped: 0, duplicate: 0, stimuli: 0 },
      messages: [],
      options: {},
      made: {},
      created_at: new Date(nowMs - index * DAY_MS),
      undone_at: new Date(nowMs - index * DAY_MS),
    })),
  });
}
