import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import {
  actingMembershipId,
  asExamTaker,
  type MemberScope,
  type TenantScope,
} from '@/lib/infra/tenant-scope';
import { MAX_REPORTS_A_DAY, type Report, type Resolve } from './contract';

interface Seen {
  readonly versionId: string;
  readonly optionOrder: readonly string[];
  readonly selected: readonly string[] | null;
}

/** What this learner saw of a question whose results they have; undefined before that, and for anybody else's attempt. */
async function findSeen(
  tx: Tx,
  { organisationId, actor }: MemberScope,
  report: Report,
): Promise<Seen | undefined> {
  const [seen] = await tx.$queryRaw<Seen[]>`
    SELECT ai.item_version_id AS "versionId", ai.option_order::text[] AS "optionOrder", r.selected::text[] AS selected
    FROM attempt a
    JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
    JOIN attempt_item ai ON ai.organisation_id = a.organisation_id AND ai.attempt_id = a.id
      AND ai.item_id = ${report.itemId}::uuid
    LEFT JOIN response r ON r.organisation_id = ai.organisation_id AND r.attempt_id = ai.attempt_id AND r.item_id = ai.item_id
    WHERE a.organisation_id = ${organisationId}::uuid AND a.id = ${report.attemptId}::uuid
      AND a.membership_id = ${actor.membershipId}::uuid AND a.state = 'released'
      AND s.feedback_policy IN ('right_wrong', 'full')`;
  return seen;
}

/**
 * Reports a problem with a question of an own attempt after its results are out, with the version and the options that the learner had.
 * Fails with `not_found`, `conflict` (reported already) or `too_many_requests`.
 */
export async function reportProblem(
  scope: MemberScope,
  report: Report,
): Promise<Result<{ readonly reportId: string }, Failure>> {
  const taker = asExamTaker(scope);
  const { organisationId } = scope;
  const { membershipId } = scope.actor;
  return inTransaction(taker, async (tx) => {
    const seen = await findSeen(tx, taker, report);
    if (seen === undefined) return err(notFound('question'));
    // One after the other, or many at once would all count the same number.
    await tx.$queryRaw`
      SELECT 1 FROM membership WHERE organisation_id = ${organisationId}::uuid AND id = ${membershipId}::uuid
      FOR NO KEY UPDATE`;
    const since = new Date(Date.now() - 24 * 60 * 60 * 1000);
    const sent = await tx.problemReport.count({
      where: { organisationId, membershipId, createdAt: { gt: since } },
    });
    if (sent >= MAX_REPORTS_A_DAY) {
      return err(
        failure('too_many_requests', 'You have sent many reports today. Send the next one tomorrow.'),
      );
    }
    const reportId = newId();
    const { attemptId, itemId, kind, body } = report;
    const { count } = await tx.problemReport.createMany({
      data: [
        {
          ...{ organisationId, id: reportId, attemptId, itemId, membershipId, kind, body },
          itemVersionId: seen.versionId,
          optionOrder: [...seen.optionOrder],
          selected: [...(seen.selected ?? [])],
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) return err(failure('conflict', 'You have reported this question already.'));
    await recordAudit(tx, taker, {
      action: 'report.sent',
      subjectKind: 'item',
      subjectId: itemId,
      details: { report: reportId, kind, version: seen.versionId },
    });
    return ok({ reportId });
  });
}

/**
 * Closes a report with what the learner is told. An instructor reaches those of the learners that they look after. Fails with
 * `conflict` (closed already), `not_found` or `forbidden`.
 */
export async function resolveReport(
  scope: TenantScope,
  { reportId, outcome, answer }: Resolve,
): Promise<Result<void, Failure>> {
  if (!can(scope.actor, 'report:handle')) {
    return err(failure('forbidden', 'Only those who look after learners answer reports.'));
  }
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const where = { organisationId, id: reportId };
    const { count } = await tx.problemReport.updateMany({
      where: { ...where, state: 'open' },
      data: { state: outcome, answer, resolverId: actingMembershipId(scope), resolvedAt: new Date() },
    });
    if (count === 0) {
      if ((await tx.problemReport.count({ where })) === 0) return err(notFound('report'));
      return err(failure('conflict', 'Somebody has closed this report meanwhile. Load the page again.'));
    }
    await recordAudit(tx, scope, {
      action: 'report.resolved',
      subjectKind: 'report',
      subjectId: reportId,
      details: { outcome },
    });
    return ok(undefined);
  });
}
