import { ACT_GROUPS } from './act-mutants';
import { FAULT_GROUPS } from './fault-mutants';

/** A guard, and what it looks like when somebody has taken it out. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Has to be there exactly once: a list that no longer fits the source is a fault, not a pass. */
  readonly find: string;
  readonly replace: string;
  /** Some test whose full name has this in it has to fail. */
  readonly killer: RegExp;
}

/** Mutants that are tried in one go: each has killers of its own, which none of the others makes fail. */
export interface MutantGroup {
  readonly name: string;
  readonly project: 'unit' | 'integration' | 'doors';
  readonly tests: readonly string[];
  readonly mutants: readonly Mutant[];
}

const doors = 'lib/infra/http';

export const GROUPS: readonly MutantGroup[] = [
  {
    name: 'configuration and policy',
    project: 'unit',
    tests: ['lib/infra/env.test.ts', 'lib/domain/access/policy.test.ts'],
    mutants: [
      {
        name: 'an installation at an http:// address that others reach',
        file: 'lib/infra/env.ts',
        find: "url.startsWith('https:') || LOOPBACK.test(new URL(url).hostname)",
        replace: "url.startsWith('http')",
        killer: /refuses http:\/\/10\.0\.0\.7:3000/,
      },
      {
        name: 'an instructor of another cohort',
        file: 'lib/domain/access/policy.ts',
        find: 'return subject.staffed ?? true;',
        replace: 'return true;',
        killer: /staff only of instructors: .?evidence:read.?, .?instructor/,
      },
    ],
  },
  {
    name: 'roles of the database',
    project: 'integration',
    tests: ['tests/integration/strong-roles.test.ts'],
    mutants: [
      {
        name: 'a strong role is not refused',
        file: 'lib/infra/db/role-check.ts',
        find: 'member_of > 0 || owns > 0',
        replace: 'member_of > 0',
        killer: /refuses app_rw as the owner of a table/,
      },
      {
        name: 'app_hr is not looked at',
        file: 'lib/infra/db/role-check.ts',
        find: '[APP_DATABASE_URL, HR_DATABASE_URL, JOBS_DATABASE_URL].map(factsOf)',
        replace: '[APP_DATABASE_URL, APP_DATABASE_URL, JOBS_DATABASE_URL].map(factsOf)',
        killer: /refuses app_hr with CREATEDB/,
      },
    ],
  },
  {
    name: 'the audit trail',
    project: 'integration',
    tests: ['tests/integration/audit-trail.test.ts'],
    mutants: [
      {
        name: 'no event for an archived exam',
        file: 'lib/features/exam/commands.ts',
        find: "await recordAudit(tx, scope, { action: 'exam.archived', subjectKind: 'exam', subjectId: examId });",
        replace: '',
        killer: /say who made, archived, restored and handed over an exam/,
      },
      {
        name: 'an event about the wrong role',
        file: 'lib/features/people/commands.ts',
        find: 'details: { from: member.role, to: role },',
        replace: 'details: { from: role, to: member.role },',
        killer: /say who added, invited, promoted/,
      },
      {
        name: 'an event of an export that names another thing',
        file: 'lib/features/readiness/commands.ts',
        find: "action: 'readiness.exported',\n      subjectKind: 'certification',",
        replace: "action: 'readiness.exported',\n      subjectKind: 'cohort',",
        killer: /say who added and corrected a certification/,
      },
      {
        name: 'no event for a cohort that is archived',
        file: 'lib/features/cohort/commands.ts',
        find: "action: archived ? 'cohort.archived' : 'cohort.restored',",
        replace: "action: 'cohort.restored',",
        killer: /say who made, changed, archived and restored one/,
      },
    ],
  },
  {
    name: 'signing in',
    project: 'integration',
    tests: ['tests/integration/sign-in-limits.test.ts'],
    mutants: [
      {
        name: 'no dummy hash for unknown addresses',
        file: 'lib/infra/auth/password.ts',
        find: 'const matches = await threads.ask({',
        replace: 'const matches = stored !== null && await threads.ask({',
        killer: /waits for one comparison, whether or not somebody has the address/,
      },
    ],
  },
  {
    name: 'permissions, the cookie and the host',
    project: 'doors',
    tests: [
      'tests/doors/actions.test.ts',
      'tests/doors/routes.test.ts',
      'tests/doors/pages.test.ts',
      'tests/doors/sessions.test.ts',
      'tests/doors/hardening.test.ts',
      'tests/doors/server-door.test.ts',
    ],
    mutants: [
      {
        name: 'actions don’t ask for their permission',
        file: `${doors}/define-action.ts`,
        find: "if (!can(scope.value.actor, permission)) return err(refuse('forbidden', 'role_not_allowed', {}));",
        replace: 'void can; void permission;',
        killer: /cohort\.archiveCohort refuses whom the policy keeps out/,
      },
      {
        name: 'routes don’t ask for their permission',
        file: `${doors}/define-route.ts`,
        find: 'scopes.filter(({ actor }) => can(actor, auth))',
        replace: 'scopes.filter(({ actor }) => can(actor, auth) || true)',
        killer: /GET \/api\/v1\/imports\/\[importId\]\/rejected refuses whom the policy keeps out/,
      },
      {
        name: 'a page doesn’t ask for its permission',
        file: 'lib/features/people/loaders.ts',
        find: "await requireVisitor('person:read')",
        replace: 'await requireVisitor()',
        killer: /\/admin\/people opens to whom/,
      },
      {
        name: 'scripts may read the cookie of a session',
        file: 'lib/infra/auth/auth-options.ts',
        find: 'httpOnly: true',
        replace: 'httpOnly: false',
        killer: /is bound to this host, to https and to this site/,
      },
      {
        name: 'signing out closes nothing',
        file: 'lib/infra/auth/sign-in-session.ts',
        find: "callFunction<{ session_id: string; person_id: string }>('identity.close_session', [\n    tokenHash,\n  ])",
        replace: 'Promise.resolve(tokenHash ? [] as { session_id: string; person_id: string }[] : [])',
        killer: /is worth nothing after signing out/,
      },
      {
        name: 'a running exam is answered to any origin',
        file: `${doors}/define-exam-route.ts`,
        find: "method !== 'GET' && !isOwnOrigin(headers",
        replace: "method === '' && !isOwnOrigin(headers",
        killer: /says what Next says/,
      },
      {
        name: 'any host is answered',
        file: `${doors}/own-host.ts`,
        find: 'some((own) => written(own, protocol) === asked)',
        replace: 'some((own) => written(own, protocol) === asked || true)',
        killer: /has to be that of the installation/,
      },
    ],
  },
  {
    name: 'origins, headers, bodies and pages',
    project: 'doors',
    tests: [
      'tests/doors/actions.test.ts',
      'tests/doors/routes.test.ts',
      'tests/doors/pages.test.ts',
      'tests/doors/hardening.test.ts',
    ],
    mutants: [
      {
        name: 'an action asks for the wrong permission',
        file: 'lib/features/people/actions.ts',
        find: "setAccommodation = defineAction({\n  permission: 'person:manage',",
        replace: "setAccommodation = defineAction({\n  permission: 'exam:take',",
        killer: /people\.setAccommodation refuses whom the policy keeps out/,
      },
      {
        name: 'any origin may change things',
        file: `${doors}/origin.ts`,
        find: 'if (origin === new URL(env().APP_URL).origin) return true;',
        replace: 'if (origin === new URL(env().APP_URL).origin || origin !== door) return true;',
        killer: /POST \/api\/v1\/media does nothing for a request that no page/,
      },
      {
        name: 'browsers may guess what an answer is',
        file: `${doors}/security-headers.ts`,
        find: "    'X-Content-Type-Options': 'nosniff',\n",
        replace: '',
        killer: /\/help opens to whom/,
      },
      {
        name: 'a body is read before anybody asks whose it is',
        file: `${doors}/define-route.ts`,
        find: 'if (!isOwnHost(request.headers)) return misdirected();',
        replace:
          'await request.clone().arrayBuffer();\n  if (!isOwnHost(request.headers)) return misdirected();',
        killer: /is refused before the body has arrived/,
      },
      {
        name: 'an action acts where the session is, whatever the page was made for',
        file: `${doors}/page-place.ts`,
        find: 'const place = placeIn(session, mark);',
        replace:
          'const place = placeIn(session, session.active && mark ? { personId: session.personId, organisationId: session.active.organisationId } : mark);',
        killer: /question-bank\.createBank is refused from a page of another organisation/,
      },
      {
        name: 'a malformed id is answered in its own way',
        file: `${doors}/route-input.ts`,
        find: 'return [name, isId(value) ? value : newId()];',
        replace: 'return [name, value];',
        killer: /GET \/api\/v1\/imports\/\[importId\]\/rejected refuses whom the policy keeps out/,
      },
    ],
  },
  {
    name: 'the queue for a connection',
    project: 'unit',
    tests: ['lib/infra/db/connection-gate.test.ts'],
    mutants: [
      {
        name: 'whoever comes is let into a queue that can’t serve them',
        file: 'lib/infra/db/connection-gate.ts',
        find: 'if (this.isJammed()) return',
        replace: 'if (false as boolean) return',
        killer: /refuses at once who comes while it moves too slowly for them/,
      },
      {
        name: 'nobody in a queue hears that nothing comes free',
        file: 'lib/infra/db/connection-gate.ts',
        find: 'const isHopeless = sheds &&',
        replace: 'const isHopeless = false &&',
        killer: /tells most of a crowd within half a second/,
      },
    ],
  },
  {
    name: 'connections by urgency, fit for a pooler',
    project: 'integration',
    tests: ['tests/integration/pooler-ready.test.ts'],
    mutants: [
      {
        name: 'an exam waits for pages',
        file: 'lib/infra/db/plain.ts',
        find: 'callThrough<Row>(dbPools().exam, name, args)',
        replace: 'callThrough<Row>(dbPools().plain, name, args)',
        killer: /is the exam’s own/,
      },
      {
        name: 'a limit that a pooler refuses at connecting',
        file: 'lib/infra/db/pools.ts',
        find: 'keepAlive: true,',
        replace: 'keepAlive: true, statement_timeout: 5000,',
        killer: /asks for nothing at its beginning/,
      },
      {
        name: 'a tenant’s transaction without its limit',
        file: 'lib/infra/db/tenant-pool.ts',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a template
        find: 'SET LOCAL statement_timeout = ${STATEMENT_MS}; ',
        replace: '',
        killer: /has the limits of its role/,
      },
      {
        name: 'a server whose role has no limits',
        file: 'lib/infra/db/role-check.ts',
        find: 'if (unlimited) {',
        replace: 'if (false as boolean) {',
        killer: /is refused to a server whose role has no limits/,
      },
    ],
  },
  {
    name: 'what is asked about running exams',
    project: 'integration',
    tests: ['tests/integration/exam-watch.test.ts'],
    mutants: [
      {
        name: 'everybody asks for themselves',
        file: 'lib/infra/exam-watch/rounds.ts',
        find: 'this.waiting.splice(0, MOST_PER_ROUND)',
        replace: 'this.waiting.splice(0, 1)',
        killer: /of thirty learners at once are one statement/,
      },
      {
        name: 'a stream goes on for somebody who was signed out',
        file: 'lib/infra/exam-watch/event-streams.ts',
        find: 'if (OVER.has(answer.status)) this',
        replace: 'if (false as boolean) this',
        killer: /end for somebody who was signed out meanwhile/,
      },
      {
        name: 'what another tab looked at is kept with its lease',
        file: 'prisma/functions/app/renew_leases.sql',
        find: "WHEN a.lease_id <> asked.lease THEN 'superseded'",
        replace: "WHEN a.lease_id IS NULL THEN 'superseded'",
        killer: /is kept with a renewal, once/,
      },
      {
        name: 'streams outlive the server',
        file: 'lib/infra/exam-watch/event-streams.ts',
        find: 'if (server.cutscoreStopping)',
        replace: 'if (false as boolean)',
        killer: /end when the server does/,
      },
    ],
  },
  {
    name: 'pages that could not be read in time',
    project: 'doors',
    tests: ['tests/doors/shedding.test.ts'],
    mutants: [
      {
        name: 'pages are let in whatever waits',
        file: 'lib/infra/http/shed-pages.ts',
        find: 'if (arePagesJammed()) return',
        replace: 'if (false as boolean) return',
        killer: /are refused within 300 ms/,
      },
    ],
  },
  {
    name: 'keys while an exam runs',
    project: 'integration',
    tests: ['tests/integration/shut-keys.test.ts'],
    mutants: [
      {
        name: 'keys open while running',
        file: 'prisma/functions/ctx/shut_versions.sql',
        find: "AND a.state IN ('in_progress', 'paused'));",
        replace: 'AND false);',
        killer: /reads no key of its questions from the database/,
      },
      {
        name: 'verdicts tell the key while running',
        file: 'lib/features/attempt/mappers.ts',
        find: 'verdict: shut ? null : verdictOf(row),',
        replace: 'verdict: verdictOf(row),',
        killer: /reads neither key, rationale, verdict nor the answer to a report/,
      },
      {
        name: 'an attempt that was left can be had again',
        file: 'lib/features/assignment/data.ts',
        find: " OR a.closed_by = 'left')`",
        replace: ')`',
        killer: /opens the keys, counts as used/,
      },
    ],
  },
  {
    name: 'functions from files',
    project: 'integration',
    tests: ['tests/integration/harness/functions.test.ts', 'tests/integration/roles-in-sql.test.ts'],
    mutants: [
      {
        name: 'what a hand did to a function stays',
        file: 'scripts/apply-functions.ts',
        find: 'row.made_hash === madeHash(made.get(path) ?? [])',
        replace: 'made.size >= 0',
        killer: /come out the same when all of them are dropped and applied again/,
      },
      {
        name: 'an overload of before stays',
        file: 'scripts/apply-functions.ts',
        find: 'now.has(oid) && now.get(oid) === old.get(oid)',
        replace: "now.get(oid) === old.get(oid) && oid === ''",
        killer: /leaves no overload behind, and policies use the new one/,
      },
      {
        name: 'a default of a table goes with the function that it calls',
        file: 'scripts/drop-objects.ts',
        find: 'if (rows.length > 0) {',
        replace: 'if (rows.length > 99) {',
        killer: /is refused while a table needs the old one/,
      },
      {
        name: 'HR counts as staff in the database',
        file: 'prisma/functions/ctx/is_staff.sql',
        find: "IN ('owner', 'admin', 'instructor', 'system')",
        replace: "IN ('owner', 'admin', 'instructor', 'hr', 'system')",
        killer: /ctx\.is_staff answers as the policy of the product/,
      },
    ],
  },
  {
    name: 'hand-ins',
    project: 'integration',
    tests: ['tests/integration/jobs.test.ts'],
    mutants: [
      {
        name: 'grade inside submit',
        file: 'prisma/functions/app/submit_attempt.sql',
        find: "  RETURN QUERY SELECT 'submitted', v_receipt;",
        replace:
          "  PERFORM app.grade_attempt(a.organisation_id, a.id);\n  RETURN QUERY SELECT 'submitted', v_receipt;",
        killer: /grades nothing itself/,
      },
    ],
  },
  {
    name: 'sums',
    project: 'integration',
    tests: ['tests/integration/jobs.test.ts'],
    mutants: [
      {
        name: 'fold twice',
        file: 'prisma/functions/app/fold_attempts.sql',
        find: 'AND NOT g.folded',
        replace: '',
        killer: /brings each graded attempt into the sums once/,
      },
      {
        name: 'a correction changes sums that an attempt isn’t in yet',
        file: 'prisma/functions/app/apply_key_correction.sql',
        find: 'WHERE s.folded',
        replace: '',
        killer: /counts an attempt once that a correction and a moved topic met/,
      },
      {
        name: 'grading goes on under a correction',
        file: 'prisma/functions/app/grade_now.sql',
        find: 'IF NOT app.hold_form(p_org, p_attempt, false)',
        replace: 'IF app.hold_form(p_org, p_attempt, false) IS NULL',
        killer: /holds up grading of its own questions/,
      },
    ],
  },
  {
    name: 'the clock',
    project: 'integration',
    tests: ['tests/integration/jobs.test.ts'],
    mutants: [
      {
        name: 'one try around all tenants',
        file: 'prisma/functions/app/close_batch.sql',
        find: 'EXCEPTION WHEN query_canceled OR OTHERS THEN',
        replace: 'EXCEPTION WHEN division_by_zero THEN',
        killer: /is closed in every organisation, past an attempt in each of several/,
      },
      {
        name: 'more time comes too late',
        file: 'prisma/functions/app/close_overdue.sql',
        find: "t.state = 'in_progress' AND t.deadline_at < clock_timestamp() - ctx.grace()",
        replace: "t.state = 'in_progress'",
        killer: /leaves an attempt open that was given more time since/,
      },
    ],
  },
  {
    name: 'answers and their history',
    project: 'integration',
    tests: ['tests/integration/answer-history.test.ts'],
    mutants: [
      {
        name: 'the base is ignored',
        file: 'prisma/functions/app/save_response.sql',
        find: 'WHEN p_base IS NULL OR stored.rev <= p_base OR (stored.epoch = made_in AND made_in > 0) THEN',
        replace: 'WHEN true THEN',
        killer: /an old unsent one replaces nothing newer of another device/,
      },
      {
        name: 'any number of options is an answer',
        file: 'prisma/functions/app/save_response.sql',
        find: 'IF length(chosen) > asked.key_count THEN',
        replace: 'IF false THEN',
        killer: /with as many options as asked for, or fewer/,
      },
      {
        name: 'what nobody saw is wrong',
        file: 'prisma/functions/app/grade_items.sql',
        find: 'ELSE p.position = ANY (v_shown) END',
        replace: 'ELSE true END',
        killer: /says what was reached/,
      },
      {
        name: 'a form names what it likes',
        file: 'prisma/functions/app/check_form.sql',
        find: 'IF v_sound <> cardinality(NEW.item_version_ids) THEN',
        replace: 'IF false THEN',
        killer: /names versions of its own organisation/,
      },
      {
        name: 'a running exam shows what was edited since',
        file: 'prisma/functions/public/attempt_item.sql',
        find: 'v.organisation_id = f.organisation_id AND v.id = p.item_version_id',
        replace:
          'v.organisation_id = f.organisation_id AND v.id = (SELECT n.id FROM public.item_version n JOIN public.item_version o USING (organisation_id, item_id) WHERE o.organisation_id = f.organisation_id AND o.id = p.item_version_id ORDER BY n.version DESC LIMIT 1)',
        killer: /is shown as it was when the exam began/,
      },
      {
        name: 'a version that stands in a form can be deleted',
        file: 'prisma/functions/app/keep_used_versions.sql',
        find: 'IF v_used THEN',
        replace: 'IF false THEN',
        killer: /keeps its versions from being deleted/,
      },
    ],
  },
  {
    name: 'the outbox',
    project: 'unit',
    tests: ['lib/domain/attempt/two-devices.test.ts', 'lib/domain/attempt/outbox.test.ts'],
    mutants: [
      {
        name: 'an answer of another device is overruled in silence',
        file: 'lib/domain/attempt/outbox.ts',
        find: 'if (isOwn) return',
        replace: 'if (stored.epoch !== -1) return',
        killer: /two devices|another device/,
      },
      {
        name: 'what was given without a lease passes for the own',
        file: 'lib/domain/attempt/outbox.ts',
        find: 'made.epoch > 0 && stored.epoch',
        replace: 'stored.epoch',
        killer: /two devices/,
      },
    ],
  },
  ...ACT_GROUPS,
  ...FAULT_GROUPS,
];
