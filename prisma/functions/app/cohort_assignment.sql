-- The assignments whose answers count for a cohort: its own, and those given alone to somebody who is in it or was at that time.
CREATE OR REPLACE VIEW app.cohort_assignment WITH (security_invoker = true) AS
  SELECT s.organisation_id, s.cohort_id, s.id AS assignment_id FROM public.assignment s WHERE s.cohort_id IS NOT NULL
  UNION ALL
  SELECT s.organisation_id, e.cohort_id, s.id
  FROM public.assignment s
  JOIN public.enrolment e ON e.organisation_id = s.organisation_id AND e.membership_id = s.membership_id
  WHERE e.left_at IS NULL
     OR EXISTS (SELECT 1 FROM app.past_attempt p WHERE p.organisation_id = s.organisation_id AND p.cohort_id = e.cohort_id
                  AND p.membership_id = e.membership_id AND p.assignment_id = s.id);
GRANT SELECT ON app.cohort_assignment TO app_rw, app_jobs;
