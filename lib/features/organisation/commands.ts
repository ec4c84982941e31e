import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { DEFAULT_CUT_PERCENT } from '@/lib/domain/grading/default-cut';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { SettingsInput, SettingsView } from './contract';
import { toSettings } from './mappers';

/** Makes the organisation of the scope, whose id nobody has yet. For the operator of the installation only. */
export async function createOrganisation(
  scope: TenantScope,
  { name, slug }: { readonly name: string; readonly slug: string },
): Promise<Result<null, Failure>> {
  if (scope.actor.kind !== 'system') return err(refuse('forbidden', 'role_not_allowed', {}));
  const { organisationId: id } = scope;
  return inTransaction(scope, async (tx) => {
    await tx.organisation.createMany({ data: [{ id, slug, name, defaultCutPercent: DEFAULT_CUT_PERCENT }] });
    await recordAudit(tx, scope, {
      action: 'organisation.created',
      subjectKind: 'organisation',
      subjectId: id,
      details: { name, slug },
    });
    return ok(null);
  });
}

const SETTINGS = [
  'name',
  'timeZone',
  'cutPercent',
  'feedbackPolicy',
  'releaseRule',
  'shuffleItems',
  'shuffleOptions',
] as const satisfies readonly (keyof SettingsView)[];

/**
 * Sets what the organisation is called, in which zone its windows are, and what new exams and assignments start with. Existing
 * exams keep their cut, existing assignments their rules; windows are moments, so that another zone doesn't move them.
 */
export async function changeSettings(
  scope: TenantScope,
  input: SettingsInput,
): Promise<Result<{ readonly changed: boolean }, Failure>> {
  if (!can(scope.actor, 'organisation:manage')) return err(refuse('forbidden', 'role_not_allowed', {}));
  const id = scope.organisationId;
  return inTransaction(scope, async (tx) => {
    // The lock makes two owners wait for each other, so that the trail tells what was really there before.
    await tx.$queryRaw`SELECT 1 FROM organisation WHERE id = ${id}::uuid FOR UPDATE`;
    const row = await tx.organisation.findFirst({ where: { id } });
    if (!row) throw new Error('The organisation of a scope has no row');
    const before = toSettings(row);
    const changes = SETTINGS.filter((setting) => before[setting] !== input[setting]);
    if (changes.length === 0) return ok({ changed: false });
    await tx.organisation.updateMany({
      where: { id },
      data: {
        name: input.name,
        timeZone: input.timeZone,
        defaultCutPercent: input.cutPercent,
        defaultFeedbackPolicy: input.feedbackPolicy,
        defaultReleaseRule: input.releaseRule,
        defaultShuffleItems: input.shuffleItems,
        defaultShuffleOptions: input.shuffleOptions,
      },
    });
    await recordAudit(tx, scope, {
      action: 'organisation.changed',
      subjectKind: 'organisation',
      subjectId: id,
      details: Object.fromEntries(
        changes.map((setting) => [setting, { from: before[setting], to: input[setting] }]),
      ),
    });
    return ok({ changed: true });
  });
}
