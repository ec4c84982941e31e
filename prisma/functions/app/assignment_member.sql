-- Who was given an exam: who was in the cohort until its window ended, or the one person, and whoever sat it.
CREATE OR REPLACE VIEW app.assignment_member WITH (security_invoker = true) AS
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
GRANT SELECT ON app.assignment_member TO app_rw, app_jobs;
