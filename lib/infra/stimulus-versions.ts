import 'server-only';
import { createHash } from 'node:crypto';
import type { ItemState } from '@/lib/domain/item/item-life';
import { type Failure, failure, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { canonicalRichText } from '@/lib/domain/text/canonical';
import { parseRichText } from '@/lib/domain/text/parse-rich-text';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { Tx } from './db/tenant';
import { newId } from './id';
import { KEPT, writeVersions } from './item-versions';

/** What an author says about the background of an item. `versionId` is the version that they saw. */
export type StimulusDraft =
  | { readonly kind: 'none' }
  | { readonly kind: 'existing'; readonly id: string; readonly versionId: string; readonly text: string }
  | { readonly kind: 'new'; readonly text: string };

interface StimulusPlace {
  readonly organisationId: string;
  readonly bankId: string;
  readonly authorId: string | null;
  readonly itemId: string;
  /** True for those who may change questions in review or in use: another text of the background changes them too. */
  readonly mayMoveAll: boolean;
}

const GONE = 'That background is not there any more. Choose another.';
const gone: Failure = failure('invalid', 'Check the marked fields.', { stimulus: GONE });

const IN_USE =
  'Questions in review or in use stand under this background. Only owners and admins change it; write a new one.';
const inUse: Failure = failure('forbidden', IN_USE, { stimulus: IN_USE });

/** The version of the background that the item now stands under, and the other items that move with it. */
export interface SettledStimulus {
  readonly id: string | null;
  readonly versionId: string | null;
  readonly othersMoved: number;
}

/**
 * Locks the background of a draft, in a statement of its own: one that has waited for a lock still sees what was there before. To be
 * called before an item is locked, because a change of the background locks the other items after it.
 */
export async function lockStimulus(tx: Tx, organisationId: string, draft: StimulusDraft): Promise<void> {
  if (draft.kind !== 'existing') return;
  await tx.$queryRaw`
    SELECT 1 FROM stimulus WHERE organisation_id = ${organisationId}::uuid AND id = ${draft.id}::uuid FOR UPDATE`;
}

/**
 * Puts an item under the background that its draft names. Another text than the present one becomes a new version of the background, and
 * every other item under it gets a version that stands under the new text. Fails with `invalid` (it isn't there), `conflict` (somebody
 * changed it meanwhile) or `forbidden` (another item under it is no draft, and the author may change drafts only).
 */
export async function placeUnderStimulus(
  tx: Tx,
  place: StimulusPlace,
  draft: StimulusDraft,
): Promise<Result<SettledStimulus, Failure>> {
  const { organisationId, bankId } = place;
  if (draft.kind === 'none') return ok({ id: null, versionId: null, othersMoved: 0 });
  const body = parseRichText(draft.text);
  const fingerprint = createHash('sha256').update(canonicalRichText(body)).digest('hex');
  const versionId = newId();
  if (draft.kind === 'new') {
    const id = newId();
    await tx.stimulus.createMany({ data: [{ organisationId, id, bankId, currentVersionId: versionId }] });
    await tx.stimulusVersion.createMany({
      data: [
        {
          organisationId,
          id: versionId,
          stimulusId: id,
          version: 1,
          body: body as unknown as Prisma.InputJsonValue,
          fingerprint,
        },
      ],
    });
    return ok({ id, versionId, othersMoved: 0 });
  }
  await lockStimulus(tx, organisationId, draft);
  const [known] = await tx.$queryRaw<{ versionId: string; fingerprint: string; latest: number }[]>`
    SELECT s.current_version_id AS "versionId", c.fingerprint, (
      SELECT max(v.version)::int FROM stimulus_version v
      WHERE v.organisation_id = s.organisation_id AND v.stimulus_id = s.id) AS latest
    FROM stimulus s
    JOIN stimulus_version c ON c.organisation_id = s.organisation_id AND c.id = s.current_version_id
    WHERE s.organisation_id = ${organisationId}::uuid AND s.bank_id = ${bankId}::uuid AND s.id = ${draft.id}::uuid`;
  if (known === undefined) return err(gone);
  if (known.fingerprint === fingerprint)
    return ok({ id: draft.id, versionId: known.versionId, othersMoved: 0 });
  if (known.versionId !== draft.versionId) {
    const words = 'Somebody changed this background meanwhile. Load the page again to see it.';
    return err(failure('conflict', words, { stimulus: words }));
  }
  const others = await lockOthers(tx, place, draft.id);
  if (others.some(({ shut }) => shut)) return err(refuse('conflict', 'background_of_shut_keys', {}));
  if (!place.mayMoveAll && others.some(({ state }) => state !== 'draft')) return err(inUse);
  await tx.stimulusVersion.createMany({
    data: [
      {
        organisationId,
        id: versionId,
        stimulusId: draft.id,
        version: known.latest + 1,
        body: body as unknown as Prisma.InputJsonValue,
        fingerprint,
      },
    ],
  });
  await tx.stimulus.updateMany({
    where: { organisationId, id: draft.id },
    data: { currentVersionId: versionId },
  });
  await moveOthers(tx, place, others, versionId);
  return ok({ id: draft.id, versionId, othersMoved: others.length });
}

interface OtherItem {
  id: string;
  version_id: string;
  state: ItemState;
  shut: boolean;
}

/** Locks every other item under a background, so that none of them leaves its state before it has moved. */
function lockOthers(
  tx: Tx,
  { organisationId, itemId }: StimulusPlace,
  stimulusId: string,
): Promise<OtherItem[]> {
  return tx.$queryRaw<OtherItem[]>`
    SELECT i.id, i.current_version_id AS version_id, i.state::text AS state, i.current_version_id = ANY ((SELECT ctx.shut_versions())::uuid[]) AS shut FROM item i
    WHERE i.organisation_id = ${organisationId}::uuid AND i.stimulus_id = ${stimulusId}::uuid AND i.id <> ${itemId}::uuid
    ORDER BY i.id FOR UPDATE`;
}

/** Every other item under a background gets a version of its own that stands under the new text. */
function moveOthers(
  tx: Tx,
  { organisationId, authorId }: StimulusPlace,
  others: readonly { readonly id: string; readonly version_id: string }[],
  stimulusVersionId: string,
): Promise<void> {
  return writeVersions(
    tx,
    organisationId,
    others.map(({ id: itemId, version_id: from }) => ({
      ...{ id: newId(), itemId, from, says: { stimulus_version_id: stimulusVersionId }, key: KEPT },
      provenance: {
        ...{ source: KEPT, importId: null, licenceNote: KEPT },
        ...{ authorId, reason: 'The background was changed.' },
      },
    })),
  );
}
