import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/infra/id';
import { saveResponse } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { closeByClock } from '../support/close-by-clock';
import { handIn } from '../support/mark';
import { type ExamRoom, openExamRoom, seat } from '../support/sitting';

const database = startApplication();

/** The part of the migration that recomputes what was graded before it, as it ran in every installation. */
const migration = readFileSync('prisma/migrations/20261130000600_not_reached/migration.sql', 'utf8');
const recompute = migration.slice(migration.indexOf('DO $$')).split('END $$;')[0];

async function stateOf({ scope }: ExamRoom) {
  const tables = {
    item_grade: 'organisation_id, attempt_id, item_id, reached, first_exposure, counted, topic_id',
    item_rollup: '*',
    option_rollup: '*',
    learner_topic_rollup: '*',
    attempt_grade: '*',
  };
  const read = async ([table, columns]: [string, string]) =>
    (
      await database().admin.query<{ row: string }>(
        `SELECT t::text AS row FROM (SELECT ${columns} FROM ${table} WHERE organisation_id = $1) t ORDER BY 1`,
        [scope.organisationId],
      )
    ).rows;
  return Promise.all(Object.entries(tables).map(read));
}

describe('grades of before', () => {
  it('become those that grading gives today, from the stored responses', async () => {
    const room = await openExamRoom({ itemCount: 6, learnerCount: 2 });
    for (const learner of room.learners) {
      for (const ending of ['expired', 'expired', 'submitted'] as const) {
        const { attemptId, leaseId, tokenHash, items } = await seat(room, learner);
        for (const item of items.slice(1, ending === 'submitted' ? 6 : 4)) {
          const answer = { itemId: item.itemId, rev: 1, selected: item.keyIds, flagged: false };
          await saveResponse(tokenHash, { attemptId, leaseId, ...answer });
        }
        if (ending === 'submitted') await handIn(tokenHash, attemptId, leaseId, newId());
        else await closeByClock(database().admin, [attemptId]);
      }
    }
    const today = await stateOf(room);
    const org = [room.scope.organisationId];
    const { admin } = database();
    // As it was: everything reached, the first attempt the first exposure of all, and a topic that was left behind.
    await admin.query(
      `UPDATE item_grade g SET reached = true, topic_id = NULL, first_exposure = NOT EXISTS (
         SELECT 1 FROM item_grade e WHERE e.membership_id = g.membership_id AND e.item_id = g.item_id AND e.graded_at < g.graded_at)
       WHERE organisation_id = $1`,
      org,
    );
    await admin.query('DELETE FROM learner_topic_rollup WHERE organisation_id = $1', org);
    await admin.query(
      'UPDATE item_rollup SET not_reached = 0, first_count = first_count + 9 WHERE organisation_id = $1',
      org,
    );
    expect(await stateOf(room)).not.toEqual(today);
    await admin.query(`SET ROLE app_owner; ${recompute} END $$; RESET ROLE`);
    expect(await stateOf(room)).toEqual(today);
  });
});
