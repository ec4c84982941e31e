-- The sums of a cohort's people by topic: everything of those who are in it, and of those who left what came through it.
CREATE OR REPLACE VIEW app.cohort_evidence WITH (security_invoker = true) AS
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
GRANT SELECT ON app.cohort_evidence TO app_rw, app_jobs;
