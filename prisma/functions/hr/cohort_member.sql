-- Everybody of a cohort: who is in it, and who left it or the organisation after a first attempt. left_at says since when somebody
-- is gone, and is null for those who are here.
CREATE OR REPLACE VIEW hr.cohort_member WITH (security_invoker = true) AS
  SELECT e.organisation_id, e.cohort_id, e.membership_id, m.display_name, m.email::text AS email, m.simulated, e.enrolled_at,
         e.left_at AS left_cohort_at, least(e.left_at, m.removed_at) AS left_at
  FROM public.enrolment e
  JOIN public.membership m ON m.organisation_id = e.organisation_id AND m.id = e.membership_id
  WHERE e.begun_at IS NOT NULL OR (e.left_at IS NULL AND m.removed_at IS NULL);
GRANT SELECT ON hr.cohort_member TO app_rw, app_hr;
