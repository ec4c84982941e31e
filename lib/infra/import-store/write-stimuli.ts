import 'server-only';
import type { ParsedStimulus } from '@/lib/domain/scenario-import/parsed-post';
import type { SettledStimulus } from '@/lib/domain/scenario-import/settle-plan';
import type { Tx } from '../db/tenant';
import { newId } from '../id';
import { stimulusFingerprint } from '../stored-item';

/** Where content comes from; the same for every row of an import. */
export interface Origin {
  readonly organisationId: string;
  readonly importId: string;
  readonly bankId: string;
  readonly licenceNote: string;
  readonly authorId: string | null;
}

/** The version of a stimulus that items of an import stand under. */
export interface PinnedStimulus {
  readonly id: string;
  readonly versionId: string;
}

interface Known {
  readonly id: string;
  readonly current_version_id: string;
  readonly latest: number;
}

/** One entry per stimulus of the source: which version its items now stand under; null for those that aren't written. */
export async function writeStimuli(
  tx: Tx,
  origin: Origin,
  stimuli: readonly SettledStimulus[],
  sources: readonly ParsedStimulus[],
): Promise<readonly (PinnedStimulus | null)[]> {
  const known = await readKnown(tx, origin, stimuli);
  const pinned = stimuli.map(({ planned, isWritten }) => {
    if (planned.action === 'new') {
      return isWritten ? { id: newId(), versionId: newId(), version: 1 } : null;
    }
    const row = known.get(planned.id);
    if (row === undefined) throw new Error(`The stimulus ${planned.id} is not in the bank`);
    if (!isWritten) return { id: row.id, versionId: row.current_version_id, version: row.latest };
    return { id: row.id, versionId: newId(), version: row.latest + 1 };
  });
  const rows = stimuli.flatMap(({ planned, isWritten }, index) => {
    const pin = pinned[index] ?? null;
    if (!isWritten || pin === null) return [];
    return [
      {
        id: pin.versionId,
        stimulus_id: pin.id,
        version: pin.version,
        body: planned.body,
        fingerprint: stimulusFingerprint(planned.body),
        first_line: sources[index]?.firstLine ?? null,
        last_line: sources[index]?.lastLine ?? null,
      },
    ];
  });
  if (rows.length > 0) await insertStimuli(tx, origin, rows);
  return pinned;
}

async function readKnown(
  tx: Tx,
  { organisationId }: Origin,
  stimuli: readonly SettledStimulus[],
): Promise<ReadonlyMap<string, Known>> {
  const ids = stimuli.flatMap(({ planned }) => (planned.action === 'new' ? [] : [planned.id]));
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<Known[]>`
    SELECT s.id, s.current_version_id, max(v.version)::int AS latest
    FROM stimulus s JOIN stimulus_version v ON v.organisation_id = s.organisation_id AND v.stimulus_id = s.id
    WHERE s.organisation_id = ${organisationId}::uuid AND s.id = ANY(${ids}::uuid[])
    GROUP BY s.organisation_id, s.id`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** A stimulus and its current version refer to each other; the check waits for the end of the transaction. */
async function insertStimuli(
  tx: Tx,
  origin: Origin,
  rows: readonly { readonly version: number }[],
): Promise<void> {
  const { organisationId, importId, bankId } = origin;
  const written = JSON.stringify(rows);
  await tx.$executeRaw`
    INSERT INTO stimulus (organisation_id, id, bank_id, current_version_id)
    SELECT ${organisationId}::uuid, n.stimulus_id, ${bankId}::uuid, n.id
    FROM jsonb_populate_recordset(NULL::stimulus_version, ${written}::jsonb) n WHERE n.version = 1`;
  await tx.$executeRaw`
    INSERT INTO stimulus_version (organisation_id, id, stimulus_id, version, body, fingerprint, import_id, first_line, last_line)
    SELECT ${organisationId}::uuid, id, stimulus_id, version, body, fingerprint, ${importId}::uuid, first_line, last_line
    FROM jsonb_populate_recordset(NULL::stimulus_version, ${written}::jsonb)`;
  await tx.$executeRaw`
    UPDATE stimulus s SET current_version_id = n.id
    FROM jsonb_populate_recordset(NULL::stimulus_version, ${written}::jsonb) n
    WHERE s.organisation_id = ${organisationId}::uuid AND s.id = n.stimulus_id AND n.version > 1`;
}
