import type { MutantGroup } from './mutants';

const app = 'prisma/functions/app';

/** What the tests of acts on sittings, and of what is closed, were seen to fail on. */
export const ACT_GROUPS: readonly MutantGroup[] = [
  {
    name: 'acts on sittings',
    project: 'integration',
    tests: ['tests/integration/attempt-acts.test.ts'],
    mutants: [
      {
        name: 'the deadline of a paused exam isn’t moved',
        file: `${app}/undo_act.sql`,
        find: 'deadline_at = t.deadline_at + make_interval(secs => v_paused_ms / 1000.0)',
        replace: 'deadline_at = t.deadline_at',
        killer: /stands still in a pause/,
      },
      {
        name: 'a late answer counts without being graded',
        file: `${app}/answer_again.sql`,
        find: '  PERFORM app.ungrade_attempt(p_attempt);\n',
        replace: '',
        killer: /wait where staff see them, count when they say so/,
      },
      {
        name: 'a late answer replaces one that was given after it',
        file: `${app}/accept_late.sql`,
        find: 'WHERE e.rev IS NULL\n',
        replace: 'WHERE true\n',
        killer: /never replace one that was given after them/,
      },
      {
        name: 'a late answer counts as given when staff decided',
        file: `${app}/answer_again.sql`,
        find: 'extract(epoch FROM v_now - w."receivedAt") * 1000',
        replace: '0',
        killer: /count again after a change of mind/,
      },
      {
        name: 'late answers that are taken back take others along',
        file: `${app}/undo_act.sql`,
        find: "AND e.answer = x.answer->>'answer'",
        replace: '',
        killer: /stand when the first time is taken back/,
      },
      {
        name: 'late answers that are taken back take along what was answered since',
        file: `${app}/undo_act.sql`,
        find: "(k.details->>'reopened')::boolean AND e.received_at > k.at);",
        replace: 'false);',
        killer: /give way to nothing newer that was taken since/,
      },
      {
        name: 'whoever saw the keys is asked again',
        file: `${app}/reopen_attempt.sql`,
        find: "x.attempt_id = p_attempt.id) THEN 'keys_seen'",
        replace: "x.attempt_id = p_attempt.id AND false) THEN 'keys_seen'",
        killer: /isn’t, once its answers were shown/,
      },
      {
        name: 'staff give themselves time',
        file: `${app}/act_on_attempts.sql`,
        find: 'IF a.membership_id = v_member THEN',
        replace: 'IF a.membership_id IS NULL THEN',
        killer: /is whoever looks after the learner/,
      },
      {
        name: 'the function asks nobody who they are',
        file: `${app}/act_on_attempts.sql`,
        find: 'IF NOT ctx.is_staff() OR',
        replace: 'IF',
        killer: /is asked by the database, too/,
      },
      {
        name: 'extra time is taken back from whom it ends',
        file: `${app}/undo_act.sql`,
        find: "RETURN 'would_end_now';",
        replace: 'NULL;',
        killer: /isn’t taken back from somebody whose exam it would end/,
      },
      {
        name: 'an opened sitting forgets what was answered since',
        file: `${app}/undo_act.sql`,
        find: "e.received_at >= c.at) THEN RETURN 'answered_since'; END IF;",
        replace: 'e.received_at >= c.at) THEN NULL; END IF;',
        killer: /goes on with its answers, leaves the sums/,
      },
    ],
  },
  {
    name: 'acts on sittings: as in the model',
    project: 'integration',
    tests: ['tests/integration/attempt-model.test.ts'],
    mutants: [
      {
        name: 'answers by staff pass for those of a page',
        file: `${app}/answer_again.sql`,
        find: 'least(p_attempt.lease_epoch + 1, 32767)',
        replace: 'p_attempt.lease_epoch',
        killer: /acts of staff between those answers/,
      },
      {
        name: 'of two late answers with one number one vanishes',
        file: `${app}/save_response.sql`,
        find: 'l.rev >= p_rev AND l.answer = chosen',
        replace: 'l.rev = p_rev',
        killer: /acts of staff between those answers/,
      },
    ],
  },
  {
    name: 'acts on sittings: sums of what is voided',
    project: 'integration',
    tests: ['tests/integration/attempt-acts.test.ts'],
    mutants: [
      {
        name: 'what is voided stays in the sums',
        file: `${app}/ungrade_attempt.sql`,
        find: '  IF v_folded THEN PERFORM app.take_items_from_rollups(p_attempt.organisation_id, ARRAY[p_attempt.id]); END IF;\n',
        replace: '',
        killer: /counts nowhere; the later one becomes the first/,
      },
    ],
  },
  {
    name: 'acts on sittings: the first meeting',
    project: 'integration',
    tests: ['tests/integration/attempt-acts.test.ts'],
    mutants: [
      {
        name: 'a later attempt doesn’t become the first',
        file: `${app}/ungrade_attempt.sql`,
        find: '  PERFORM app.settle_exposures(p_attempt.organisation_id, p_attempt.membership_id, v_items);\n',
        replace: '',
        killer: /counts nowhere; the later one becomes the first/,
      },
    ],
  },
  {
    name: 'closed is closed',
    project: 'integration',
    tests: ['tests/integration/closed-is-closed.test.ts'],
    mutants: [
      {
        name: 'a closed attempt can be changed',
        file: 'prisma/functions/public/attempt.policies.sql',
        find: "USING (closed_at IS NULL OR current_user = 'app_exam' OR (simulated AND (SELECT ctx.past_is_open())))",
        replace: 'USING (true)',
        killer: /keeps its deadline/,
      },
      {
        name: 'a closed attempt takes answers',
        file: 'prisma/functions/public/response_event.policies.sql',
        find: 'a.id = response_event.attempt_id AND a.closed_at IS NULL));',
        replace: 'a.id = response_event.attempt_id));',
        killer: /is given no/,
      },
    ],
  },
  {
    name: 'closed is closed: the past',
    project: 'integration',
    tests: ['tests/integration/closed-is-closed.test.ts'],
    mutants: [
      {
        name: 'an open past is open for everybody',
        file: 'prisma/functions/public/attempt.policies.sql',
        find: 'OR (simulated AND (SELECT ctx.past_is_open()))',
        replace: 'OR (SELECT ctx.past_is_open())',
        killer: /is left alone also when the past is open/,
      },
    ],
  },
];
