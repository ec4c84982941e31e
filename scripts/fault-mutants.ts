import type { MutantGroup } from './mutants';

const player = 'components/quiz/player';

/** What the checks of `npm run check:faults` were seen to fail on, beside the groups of mutants.ts. */
export const FAULT_GROUPS: readonly MutantGroup[] = [
  {
    name: 'faults: what waits on the device',
    project: 'unit',
    tests: [`${player}/deliver-unsent.test.ts`, `${player}/exam-worker.test.ts`],
    mutants: [
      {
        name: 'outbox not drained',
        file: `${player}/deliver-unsent.ts`,
        find: '  const leaseId = lastLease(attemptId);\n',
        replace: "  if (attemptId === 'over') return NOTHING;\n  const leaseId = lastLease(attemptId);\n",
        killer: /is handed in late after the end, and counted/,
      },
      {
        name: 'a running exam is taken from another device',
        file: `${player}/deliver-unsent.ts`,
        find: "if (standing === 'superseded')",
        replace: 'if (standing === null)',
        killer: /takes a running exam from no other device/,
      },
      {
        name: 'a kept page has the files of another build',
        file: 'public/exam-worker.js',
        find: '(await caches.match(request, { ignoreVary: true })) ??',
        replace: '',
        killer: /gives a running exam the files of its own build/,
      },
      {
        name: 'a kept page stays shut',
        file: 'public/exam-worker.js',
        find: 'if (answer.status >= 500 && kept) return kept;',
        replace: '',
        killer: /opens the kept page while something in front of the server fails/,
      },
    ],
  },
  {
    name: 'faults: what the player says',
    project: 'unit',
    tests: [
      `${player}/attempt-sync.test.tsx`,
      'lib/domain/attempt/outbox.test.ts',
      'lib/domain/attempt/attempt-rules.test.ts',
    ],
    mutants: [
      {
        name: 'saved before the server said so',
        file: 'lib/domain/attempt/outbox.ts',
        find: "if (outbox.waiting.size === 0) return 'saved';",
        replace: "if (outbox.waiting.size >= 0) return 'saved';",
        killer: /never shows "saved" for what the server lacks/,
      },
      {
        name: 'a device that slept believes its old reading',
        file: 'lib/domain/attempt/clock.ts',
        find: 'if (apartMs > currentUncertaintyMs + next.uncertaintyMs) return next;',
        replace: '',
        killer: /believes the newer one when they contradict/,
      },
      {
        name: 'a lapse of the sign-in stops the exam',
        file: 'lib/domain/attempt/outbox.ts',
        find: "access === 'writing' || access === 'signed_out')",
        replace: "access === 'writing')",
        killer: /whose sign-in lapsed keeps taking answers/,
      },
      {
        name: 'a device that keeps nothing sends nothing',
        file: `${player}/attempt-sync.ts`,
        find: "    this.#dispatch({ type: 'kept', itemId, rev });",
        replace: "    if (this.#state.keeps) this.#dispatch({ type: 'kept', itemId, rev });",
        killer: /saves online when the device keeps nothing, and says so/,
      },
    ],
  },
  {
    name: 'faults: tabs',
    project: 'unit',
    tests: ['lib/domain/attempt/outbox.test.ts'],
    mutants: [
      {
        name: 'a tab that lost the exam goes on sending',
        file: 'lib/domain/attempt/outbox.ts',
        find: "if (outbox.access !== 'writing' && outbox.access !== 'closed') return [];",
        replace: "if (outbox.access === 'opening') return [];",
        killer: /that lost the lease keeps its unsent answers and sends nothing/,
      },
    ],
  },
  {
    name: 'faults: what is heard',
    project: 'unit',
    tests: [`${player}/attempt-transport.test.ts`],
    mutants: [
      {
        name: 'a bare 404 or 403 is final',
        file: `${player}/attempt-transport.ts`,
        find: '({ body }: Answered): Stop | null => STOPS[String(body.outcome ?? body.code)] ?? null',
        replace:
          "({ body, status }: Answered): Stop | null => STOPS[String(body.outcome ?? body.code)] ?? (status === 404 ? 'gone' : status === 403 ? 'closed' : null)",
        killer: /says nothing final with a bare/,
      },
      {
        name: 'remaining time defaulted',
        file: `${player}/attempt-transport.ts`,
        find: "      typeof json.remainingMs === 'number'\n        ? readClock(json.remainingMs, sentAtMs",
        replace: '      json\n        ? readClock(Number(json.remainingMs ?? 0), sentAtMs',
        killer: /without a clock says nothing about the time/,
      },
    ],
  },
  {
    name: 'faults: answers in the database',
    project: 'integration',
    tests: ['tests/integration/attempt-functions.test.ts'],
    mutants: [
      {
        name: 'an older revision replaces a newer one',
        file: 'prisma/functions/app/save_response.sql',
        find: "WHEN stored.rev < p_rev THEN 'saved' WHEN stored.rev > p_rev THEN 'stale'",
        replace: "WHEN stored.rev <> p_rev THEN 'saved'",
        killer: /tells an old revision what is stored instead/,
      },
      {
        name: 'a repetition is taken for another answer',
        file: 'prisma/functions/app/save_response.sql',
        find: "           WHEN stored.answer = chosen THEN 'duplicate' ELSE 'conflict' END",
        replace: "           ELSE 'conflict' END",
        killer: /takes a repetition for what it is/,
      },
      {
        name: 'an answer after the end leaves no trace',
        file: 'prisma/functions/app/save_response.sql',
        find: 'HAVING count(*) < 50',
        replace: 'HAVING count(*) < 0',
        killer: /keeps apart what arrives after the submission/,
      },
      {
        name: 'a sign-in that ended looks like an attempt that isn’t there',
        file: 'prisma/functions/app/lock_own_attempt.sql',
        find: "outcome := 'signed_out';",
        replace: "outcome := 'not_found';",
        killer: /asks for a sign-in that still stands/,
      },
      {
        name: 'the time left of another clock',
        file: 'prisma/functions/app/remaining_ms.sql',
        find: 'coalesce(p_paused_at, clock_timestamp())',
        replace: "coalesce(p_paused_at, clock_timestamp() + interval '1 minute')",
        killer: /stores it and says when and how much time is left/,
      },
    ],
  },
  {
    name: 'faults: a second hand-in',
    project: 'integration',
    tests: ['tests/integration/attempt-functions.test.ts'],
    mutants: [
      {
        name: 'a second hand-in is another one',
        file: 'prisma/functions/app/submit_attempt.sql',
        find: "  IF a.state <> 'in_progress' THEN\n",
        replace: '  IF false THEN\n',
        killer: /happens exactly once and has nothing after it/,
      },
    ],
  },
  {
    name: 'faults: a job that dies',
    project: 'integration',
    tests: ['tests/integration/jobs.test.ts'],
    mutants: [
      {
        name: 'two are at the same job',
        file: 'prisma/functions/app/do_job.sql',
        find: 'ORDER BY j.run_at LIMIT 1 FOR UPDATE SKIP LOCKED;',
        replace: 'ORDER BY j.run_at LIMIT 1;',
        killer: /whose process dies is done by the next one, once/,
      },
    ],
  },
  {
    name: 'faults: a pause',
    project: 'integration',
    tests: ['tests/integration/attempt-acts.test.ts'],
    mutants: [
      {
        name: 'a pause takes answers',
        file: 'prisma/functions/app/save_response.sql',
        find: "  IF a.state = 'paused' THEN\n",
        replace: '  IF false THEN\n',
        killer: /stands still in a pause, in which nothing is saved/,
      },
    ],
  },
];
