-- The attempts of those who left a cohort that came through it: at its own exams, and at exams given to the person while there.
CREATE OR REPLACE VIEW app.past_attempt WITH (security_invoker = true) AS
  SELECT e.organisation_id, e.cohort_id, e.membership_id, a.id AS attempt_id, a.assignment_id
  FROM public.enrolment e
  JOIN public.attempt a ON a.organisation_id = e.organisation_id AND a.membership_id = e.membership_id
  JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
  WHERE e.left_at IS NOT NULL
    AND (s.cohort_id = e.cohort_id
         OR (s.cohort_id IS NULL AND a.started_at >= e.enrolled_at AND a.started_at < e.left_at));
GRANT SELECT ON app.past_attempt TO app_rw, app_jobs;
