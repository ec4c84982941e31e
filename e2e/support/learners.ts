import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEMO_ORGANISATIONS, DEMO_PASSWORD, demoPeople } from '@/lib/ui/demo-people';
import { query, queryOne } from './database';
import { keepSignedIn, signedInFolder } from './personas';

/** A learner who has answered nothing yet, with one exam of their own. */
export interface FreshLearner {
  readonly email: string;
  readonly membershipId: string;
  readonly assignmentId: string;
  readonly examName: string;
  /** File with the cookies of the signed-in learner. */
  readonly state: string;
}

interface Rules {
  readonly name: string;
  /** What the exam is called; by default after the learner. */
  readonly examName?: string;
  readonly itemCount?: number;
  readonly feedbackPolicy?: 'hidden' | 'score_only' | 'right_wrong' | 'full';
  readonly minutes?: number;
}

let made = 0;

/**
 * Adds a learner to the first organisation, gives them an exam over items of the sample, and signs them in. Written past the
 * application, so that a test of one thing doesn't depend on the screens of another.
 */
export async function addFreshLearner(rules: Rules): Promise<FreshLearner> {
  made += 1;
  const email = `fresh-${process.pid}-${made}@northwind.example.com`;
  const { id: organisationId } = await queryOne<{ id: string }>(
    'SELECT id FROM organisation WHERE name = $1',
    [DEMO_ORGANISATIONS.main],
  );
  const membershipId = await addMember({ organisationId, role: 'learner', name: rules.name, email });
  const examName = rules.examName ?? `Exam of ${rules.name} ${made}`;
  const assignmentId = await assignOwnExam(organisationId, membershipId, examName, rules);
  return { email, membershipId, assignmentId, examName, state: await signIn(email) };
}

/** Signs in somebody with the password of the demonstration; gives the file with their cookies. `browser` tells several apart. */
export async function signIn(email: string, browser = ''): Promise<string> {
  mkdirSync(signedInFolder(), { recursive: true });
  const state = resolve(signedInFolder(), `${email}${browser}.json`);
  await keepSignedIn({ email, password: DEMO_PASSWORD }, state);
  return state;
}

interface NewMember {
  readonly organisationId: string;
  readonly role: 'admin' | 'instructor' | 'learner';
  readonly name: string;
  readonly email: string;
}

export async function addMember({ organisationId, role, name, email }: NewMember): Promise<string> {
  const { person_id: personId } = await queryOne<{ person_id: string }>(
    'SELECT person_id FROM identity.ensure_person($1, $2)',
    [email, name],
  );
  // The password of the demonstration, whose hash is there already: hashing is slow on purpose.
  await query(
    'UPDATE identity.person SET password_hash = (SELECT password_hash FROM identity.person WHERE email = $2) WHERE id = $1',
    [personId, demoPeople[0]?.email],
  );
  const { id } = await queryOne<{ id: string }>(
    `INSERT INTO membership (organisation_id, id, person_id, role, display_name, email)
     VALUES ($1, ctx.uuid_v7(), $2, $5::role, $3, $4) RETURNING id`,
    [organisationId, personId, name, email, role],
  );
  return id;
}

async function assignOwnExam(
  organisationId: string,
  membershipId: string,
  examName: string,
  { itemCount = 6, feedbackPolicy = 'full', minutes = 30 }: Rules,
): Promise<string> {
  const { id: examId } = await queryOne<{ id: string }>(
    `INSERT INTO exam (organisation_id, id, name, selection, minutes, cut_percent)
     VALUES ($1, ctx.uuid_v7(), $2, 'fixed', $3, 70) RETURNING id`,
    [organisationId, examName, minutes],
  );
  await query(
    `INSERT INTO exam_item (organisation_id, exam_id, item_id, position)
     SELECT organisation_id, $2, id, row_number() OVER (ORDER BY bank_id, position)
     FROM item WHERE organisation_id = $1 AND state = 'live' ORDER BY bank_id, position LIMIT $3`,
    [organisationId, examId, itemCount],
  );
  const { id: assignmentId } = await queryOne<{ id: string }>(
    `INSERT INTO assignment (organisation_id, id, exam_id, membership_id, assigned_by_id, opens_at, closes_at, minutes,
                             attempts_allowed, feedback_policy, release_rule)
     SELECT $1, ctx.uuid_v7(), $2, $3, m.id, now() - interval '1 hour', now() + interval '7 days', $4, 3, $5::feedback_policy,
            'on_submit'
     FROM membership m WHERE m.organisation_id = $1 AND m.role = 'instructor' ORDER BY m.created_at LIMIT 1 RETURNING id`,
    [organisationId, examId, membershipId, minutes, feedbackPolicy],
  );
  return assignmentId;
}
