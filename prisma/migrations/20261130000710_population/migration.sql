-- One population for every screen that counts people. HR, cohorts, weaknesses, assignments and the learner's home all read these
-- views, so that their counts can't differ: who is in a cohort or was, who prepares, who was given an exam, whose answers count where.

DROP VIEW hr.readiness_evidence;
DROP VIEW hr.cohort_member;

-- Everybody of a cohort: who is in it, and who left it or the organisation after a first attempt. left_at says since when somebody
-- is gone, and is null for those who are here.
CREATE VIEW hr.cohort_member WITH (security_invoker = true) AS
  SELECT e.organisation_id, e.cohort_id, e.membership_id, m.display_name, m.email::text AS email, m.simulated, e.enrolled_at,
         e.left_at AS left_cohort_at, least(e.left_at, m.removed_at) AS left_at
  FROM public.enrolment e
  JOIN public.membership m ON m.organisation_id = e.organisation_id AND m.id = e.membership_id
  WHERE e.begun_at IS NOT NULL OR (e.left_at IS NULL AND m.removed_at IS NULL);

-- Everybody who prepares for a certification, whatever their role: who has an open target. Of those who left the organisation only
-- those with a past in it.
CREATE VIEW hr.preparing WITH (security_invoker = true) AS
  SELECT t.organisation_id, t.certification_id, t.membership_id, m.display_name, m.email::text AS email, m.external_id, m.simulated,
         t.id AS target_id, t.source, t.cohort_id, t.opened_at, m.removed_at AS left_at
  FROM public.target t
  JOIN public.membership m ON m.organisation_id = t.organisation_id AND m.id = t.membership_id
  WHERE t.closed_at IS NULL
    AND (m.removed_at IS NULL
         OR EXISTS (SELECT 1 FROM public.enrolment e WHERE e.organisation_id = t.organisation_id
                      AND e.membership_id = t.membership_id AND e.begun_at IS NOT NULL)
         OR EXISTS (SELECT 1 FROM public.learner_topic_rollup r WHERE r.organisation_id = t.organisation_id
                      AND r.membership_id = t.membership_id));

-- One row per person who prepares and domain of the certification's current blueprint.
CREATE VIEW hr.readiness_evidence WITH (security_invoker = true) AS
  SELECT b.organisation_id, b.certification_id, b.blueprint_version_id, p.membership_id, p.display_name, p.simulated,
         d.id AS domain_id, d.name AS domain_name, d.position AS domain_position, d.weight_percent,
         coalesce(e.first_count, 0)::int AS first_count, coalesce(e.first_correct, 0)::int AS first_correct, e.last_first_at,
         coalesce(e.first_omitted, 0)::int AS first_omitted, coalesce(e.not_reached, 0)::int AS not_reached,
         p.email, p.external_id, p.left_at
  FROM hr.current_blueprint b
  JOIN public.blueprint_domain d ON d.organisation_id = b.organisation_id AND d.blueprint_version_id = b.blueprint_version_id
  JOIN hr.preparing p ON p.organisation_id = b.organisation_id AND p.certification_id = b.certification_id
  LEFT JOIN LATERAL (
    SELECT sum(r.first_count) AS first_count, sum(r.first_correct) AS first_correct, max(r.last_first_at) AS last_first_at,
           sum(r.first_omitted) AS first_omitted, sum(r.not_reached) AS not_reached
    FROM public.topic_domain td
    JOIN public.learner_topic_rollup r
      ON r.organisation_id = td.organisation_id AND r.topic_id = td.topic_id AND r.membership_id = p.membership_id
    WHERE td.organisation_id = d.organisation_id AND td.blueprint_domain_id = d.id) e ON true;

GRANT SELECT ON hr.cohort_member, hr.preparing, hr.readiness_evidence TO app_hr, app_rw;

-- The attempts of those who left a cohort that came through it: at its own exams, and at exams given to the person while there.
CREATE VIEW app.past_attempt WITH (security_invoker = true) AS
  SELECT e.organisation_id, e.cohort_id, e.membership_id, a.id AS attempt_id, a.assignment_id
  FROM public.enrolment e
  JOIN public.attempt a ON a.organisation_id = e.organisation_id AND a.membership_id = e.membership_id
  JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
  WHERE e.left_at IS NOT NULL
    AND (s.cohort_id = e.cohort_id
         OR (s.cohort_id IS NULL AND a.started_at >= e.enrolled_at AND a.started_at < e.left_at));

-- The assignments whose answers count for a cohort: its own, and those given alone to somebody who is in it or was at that time.
CREATE VIEW app.cohort_assignment WITH (security_invoker = true) AS
  SELECT s.organisation_id, s.cohort_id, s.id AS assignment_id FROM public.assignment s WHERE s.cohort_id IS NOT NULL
  UNION ALL
  SELECT s.organisation_id, e.cohort_id, s.id
  FROM public.assignment s
  JOIN public.enrolment e ON e.organisation_id = s.organisation_id AND e.membership_id = s.membership_id
  WHERE e.left_at IS NULL
     OR EXISTS (SELECT 1 FROM app.past_attempt p WHERE p.organisation_id = s.organisation_id AND p.cohort_id = e.cohort_id
                  AND p.membership_id = e.membership_id AND p.assignment_id = s.id);

-- Who was given an exam: who was in the cohort until its window ended, or the one person, and whoever sat it.
CREATE VIEW app.assignment_member WITH (security_invoker = true) AS
  SELECT s.organisation_id, s.id AS assignment_id, m.id AS membership_id, m.display_name, m.email::text AS email,
         least(e.left_at, m.removed_at) AS left_at
  FROM public.assignment s
  JOIN public.enrolment e ON e.organisation_id = s.organisation_id AND e.cohort_id = s.cohort_id
  JOIN public.membership m ON m.organisation_id = e.organisation_id AND m.id = e.membership_id
  WHERE (e.enrolled_at < least(s.closes_at, s.withdrawn_at)
         AND coalesce(least(e.left_at, m.removed_at), 'infinity') >= least(s.closes_at, s.withdrawn_at))
     OR EXISTS (SELECT 1 FROM public.attempt a WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id
                  AND a.membership_id = m.id AND a.state <> 'voided')
  UNION ALL
  SELECT s.organisation_id, s.id, m.id, m.display_name, m.email::text, m.removed_at
  FROM public.assignment s
  JOIN public.membership m ON m.organisation_id = s.organisation_id AND m.id = s.membership_id;

-- The sums of a cohort's people by topic: everything of those who are in it, and of those who left what came through it.
CREATE VIEW app.cohort_evidence WITH (security_invoker = true) AS
  SELECT c.organisation_id, c.cohort_id, c.membership_id, r.topic_id, r.first_count, r.first_correct, r.first_omitted,
         r.repeat_count, r.repeat_correct, r.repeat_omitted, r.not_reached, r.last_first_at
  FROM hr.cohort_member c
  JOIN public.learner_topic_rollup r ON r.organisation_id = c.organisation_id AND r.membership_id = c.membership_id
  WHERE c.left_cohort_at IS NULL
  UNION ALL
  SELECT p.organisation_id, p.cohort_id, p.membership_id, e.topic_id, sum(e.first)::int, sum(e.first * e.correct)::int,
         sum(e.first * e.omitted)::int, sum(e.repeated)::int, sum(e.repeated * e.correct)::int, sum(e.repeated * e.omitted)::int,
         sum(e.not_reached)::int, max(e.closed_at) FILTER (WHERE e.first = 1 AND e.omitted = 0)
  FROM app.past_attempt p
  JOIN app.evidence e ON e.organisation_id = p.organisation_id AND e.attempt_id = p.attempt_id
  WHERE e.topic_id IS NOT NULL
  GROUP BY p.organisation_id, p.cohort_id, p.membership_id, e.topic_id;

GRANT SELECT ON app.past_attempt, app.cohort_assignment, app.assignment_member, app.cohort_evidence TO app_rw, app_jobs;

-- An instructor looks after those who are in their cohorts: all of their attempts. Of those who left, only what came through the
-- cohort, and only for reading.
CREATE OR REPLACE FUNCTION ctx.my_learners() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT e.membership_id
  FROM public.cohort_staff s
  JOIN public.enrolment e ON e.organisation_id = s.organisation_id AND e.cohort_id = s.cohort_id AND e.left_at IS NULL
  WHERE s.organisation_id = (SELECT ctx.org()) AND s.membership_id = (SELECT ctx.member())
$$;
CREATE FUNCTION ctx.came_through_my_cohort(p_member uuid, p_assignment uuid, p_started_at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1
    FROM public.cohort_staff w
    JOIN public.enrolment e ON e.organisation_id = w.organisation_id AND e.cohort_id = w.cohort_id
    JOIN public.assignment s ON s.organisation_id = w.organisation_id AND s.id = p_assignment
    WHERE w.organisation_id = (SELECT ctx.org()) AND w.membership_id = (SELECT ctx.member())
      AND e.membership_id = p_member AND e.left_at IS NOT NULL
      AND (s.cohort_id = e.cohort_id
           OR (s.cohort_id IS NULL AND p_started_at >= e.enrolled_at AND p_started_at < e.left_at)))
$$;
GRANT EXECUTE ON FUNCTION ctx.came_through_my_cohort(uuid, uuid, timestamptz) TO app_rw, app_jobs;

DO $$
DECLARE t text; c text;
BEGIN
  FOREACH t IN ARRAY ARRAY['attempt', 'item_grade'] LOOP
    EXECUTE format('DROP POLICY own_learners ON public.%I', t);
    FOREACH c IN ARRAY ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] LOOP
      EXECUTE format($p$
        CREATE POLICY %I ON public.%I AS RESTRICTIVE FOR %s TO app_rw, app_jobs %s (
          CASE (SELECT ctx.role())
            WHEN 'learner' THEN membership_id = (SELECT ctx.member())
            WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners()) %s
            WHEN 'hr' THEN false
            ELSE (SELECT ctx.role()) IN ('owner', 'admin', 'system')
          END)$p$,
        CASE c WHEN 'SELECT' THEN 'own_learners' ELSE 'own_learners_' || lower(c) END, t, c,
        CASE c WHEN 'INSERT' THEN 'WITH CHECK' ELSE 'USING' END,
        CASE WHEN c <> 'SELECT' THEN ''
             WHEN t = 'attempt' THEN 'OR ctx.came_through_my_cohort(membership_id, assignment_id, started_at)'
             -- Seen exactly when its attempt is.
             ELSE 'OR EXISTS (SELECT 1 FROM public.attempt a WHERE a.organisation_id = item_grade.organisation_id
                                AND a.id = item_grade.attempt_id)' END);
    END LOOP;
  END LOOP;
END $$;

-- Reports come with attempts: those of somebody who left wait for the same eyes as before.
DROP POLICY own_reports ON problem_report;
CREATE POLICY own_reports ON problem_report AS RESTRICTIVE TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id IN (SELECT ctx.my_learners()) OR EXISTS (
      SELECT 1 FROM attempt a WHERE a.organisation_id = problem_report.organisation_id AND a.id = problem_report.attempt_id
        AND ctx.came_through_my_cohort(a.membership_id, a.assignment_id, a.started_at))
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.role()) IN ('owner', 'admin', 'system')
  END);

DROP POLICY released_change ON grade_change;
CREATE POLICY released_change ON grade_change AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
      AND EXISTS (SELECT 1 FROM public.attempt a
                  JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
                  WHERE a.organisation_id = grade_change.organisation_id AND a.id = grade_change.attempt_id
                    AND a.state = 'released' AND s.feedback_policy <> 'hidden')
    WHEN 'instructor' THEN membership_id IN (SELECT ctx.my_learners()) OR EXISTS (
      SELECT 1 FROM public.attempt a WHERE a.organisation_id = grade_change.organisation_id AND a.id = grade_change.attempt_id
        AND ctx.came_through_my_cohort(a.membership_id, a.assignment_id, a.started_at))
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.role()) IN ('owner', 'admin', 'system')
  END);
