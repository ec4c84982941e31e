import type pg from 'pg';
import { passMarkCount } from '@/lib/domain/grading/pass-mark';
import type { CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';
import { isRight, type KeyDecision, ruleVersion } from '@/lib/domain/key-correction/key-ruling';

/** A decision about an item that concerns its versions below a number. */
export interface ItemDecision extends KeyDecision {
  readonly itemId: string;
  readonly below: number;
}

export interface BruteResult {
  readonly attemptId: string;
  readonly membershipId: string;
  readonly isReleased: boolean;
  readonly correct: number;
  readonly items: number;
  readonly passed: boolean;
  readonly right: ReadonlyMap<string, boolean>;
}

interface RawRow {
  attempt_id: string;
  membership_id: string;
  state: string;
  cut: number;
  item_id: string;
  version: number;
  key_count: number;
  option_ids: string[];
  key: string[];
  selected: string[];
}

/**
 * Every graded attempt of an organisation, scored again from the stored responses and the keys of the frozen versions: the
 * decisions that are stored, oldest first, and after them `more`. Reads no grade.
 */
export async function gradeFromResponses(
  admin: pg.Pool,
  organisationId: string,
  more: readonly ItemDecision[] = [],
): Promise<ReadonlyMap<string, BruteResult>> {
  const raw = await admin.query<RawRow>(
    `SELECT a.id AS attempt_id, a.membership_id, a.state::text, x.cut_percent::float8 AS cut, ai.item_id, v.version, v.key_count,
       ARRAY(SELECT o->>'id' FROM jsonb_array_elements(v.options) o) AS option_ids, k.option_ids::text[] AS key,
       coalesce(r.selected, '{}')::text[] AS selected
     FROM attempt a
     JOIN assignment s ON s.id = a.assignment_id JOIN exam x ON x.id = s.exam_id
     JOIN attempt_item ai ON ai.attempt_id = a.id
     JOIN item_version v ON v.id = ai.item_version_id JOIN item_key k ON k.item_version_id = v.id
     LEFT JOIN response r ON r.attempt_id = ai.attempt_id AND r.item_id = ai.item_id
     WHERE a.organisation_id = $1 AND a.state IN ('graded', 'released')`,
    [organisationId],
  );
  const stored = await admin.query<{
    item_id: string;
    below: number;
    policy: CorrectionPolicy;
    key: string[];
  }>(
    `SELECT d.item_id, t.version AS below, d.policy::text, k.option_ids::text[] AS key
     FROM key_correction_item d JOIN key_correction c ON c.id = d.correction_id
     JOIN item_version t ON t.id = d.to_version_id JOIN item_key k ON k.item_version_id = d.to_version_id
     WHERE d.organisation_id = $1 ORDER BY c.decided_at, c.id`,
    [organisationId],
  );
  const decisions: readonly ItemDecision[] = [
    ...stored.rows.map(({ item_id, ...rest }) => ({ itemId: item_id, ...rest })),
    ...more,
  ];
  const results = new Map<string, BruteResult & { right: Map<string, boolean>; cut: number }>();
  for (const row of raw.rows) {
    const offer = { optionIds: row.option_ids, keyCount: row.key_count };
    const own = decisions.filter(({ itemId, below }) => itemId === row.item_id && row.version < below);
    const right = isRight(row.selected, ruleVersion(row.key, offer, own));
    const known = results.get(row.attempt_id);
    if (known) known.right.set(row.item_id, right);
    else
      results.set(row.attempt_id, {
        attemptId: row.attempt_id,
        membershipId: row.membership_id,
        isReleased: row.state === 'released',
        correct: 0,
        items: 0,
        passed: false,
        cut: row.cut,
        right: new Map([[row.item_id, right]]),
      });
  }
  return new Map(
    [...results].map(([id, result]) => {
      const correct = [...result.right.values()].filter(Boolean).length;
      const items = result.right.size;
      return [id, { ...result, correct, items, passed: correct >= passMarkCount(result.cut, items) }];
    }),
  );
}
