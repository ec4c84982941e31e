import type pg from 'pg';
import { expect } from 'vitest';

interface AuditedEvent {
  /** Membership of whoever acted; null for the installation itself. */
  readonly by: string | null;
  readonly kind: string;
  readonly subject: string;
  /** Facts that the event has to carry, among others. */
  readonly details?: object;
}

/**
 * Does something and expects it to be written down exactly once, as this action of this person about this thing. Every action
 * that the application writes is the first argument of one such call, in quotes: `tests/architecture/audited.test.ts` counts.
 *
 * @param told what the event has to say, given what `act` returned
 */
export async function expectAudited<T>(
  action: `${string}.${string}`,
  admin: pg.Pool,
  act: () => Promise<T>,
  told: (done: T) => AuditedEvent,
): Promise<T> {
  const before = new Set((await events(admin)).map(({ id }) => id));
  const done = await act();
  const { by, kind, subject, details = {} } = told(done);
  const added = (await events(admin)).filter((event) => !before.has(event.id) && event.action === action);
  expect(added).toMatchObject([{ actor_id: by, subject_kind: kind, subject_id: subject, details }]);
  return done;
}

interface EventRow {
  readonly id: string;
  readonly action: string;
  readonly actor_id: string | null;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly details: unknown;
}

async function events(admin: pg.Pool): Promise<readonly EventRow[]> {
  const { rows } = await admin.query<EventRow>(
    'SELECT id, action, actor_id, subject_kind, subject_id, details FROM audit_event ORDER BY id',
  );
  return rows;
}
