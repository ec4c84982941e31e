import { addComment } from '@/lib/features/item-life/commands';
import { reportProblem, resolveReport } from '@/lib/features/problem-report/commands';
import type { ReportKind } from '@/lib/features/problem-report/contract';
import { withTenant } from '@/lib/infra/db/tenant';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import type { DemoItem } from './content';
import { mustSucceed } from './organisation';

/** Reports a question of the learner's first released attempt that holds it. @returns the id of the report */
export async function sendReport(
  learner: MemberScope,
  itemId: string,
  report: { readonly kind: ReportKind; readonly body: string },
): Promise<string> {
  const { organisationId, actor } = learner;
  const [attempt] = await withTenant(
    learner,
    (db) => db.$queryRaw<{ id: string }[]>`
      SELECT a.id FROM attempt a
      JOIN attempt_item f ON f.organisation_id = a.organisation_id AND f.attempt_id = a.id AND f.item_id = ${itemId}::uuid
      WHERE a.organisation_id = ${organisationId}::uuid AND a.membership_id = ${actor.membershipId}::uuid AND a.state = 'released'
      ORDER BY a.started_at, a.id LIMIT 1`,
  );
  const sent = await reportProblem(learner, { attemptId: attempt?.id ?? '', itemId, ...report });
  return mustSucceed(sent).reportId;
}

/** What the learner who reported the wrong key first is told. */
export async function answerReport(admin: MemberScope, reportId: string): Promise<void> {
  const answer =
    'You were right: the key had been entered for another question. It is corrected now, and so is your score.';
  mustSucceed(await resolveReport(admin, { reportId, outcome: 'corrected', answer }));
}

/** Staff talk about the question whose key the item analysis doubts. */
export async function discussDoubtfulItem(
  { instructor, admin }: { readonly instructor: MemberScope; readonly admin: MemberScope },
  { itemId, itemVersionId: versionId }: DemoItem,
): Promise<void> {
  const say = async (scope: MemberScope, body: string) =>
    mustSucceed(await addComment(scope, { itemId, versionId, body }));
  await say(
    instructor,
    'Those who do well elsewhere get this one wrong more often than others do. The key speaks of different datasets, which is robustness rather than reproducibility.',
  );
  await say(
    admin,
    'I see it the same way, and the post is the only source. Let us keep the key for now and write to its author.',
  );
}
