-- An instructor looks after those who are in their cohorts: all of their attempts. Of those who left, only what came through the
-- cohort, and only for reading.
CREATE OR REPLACE FUNCTION ctx.my_learners() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT e.membership_id
  FROM public.cohort_staff s
  JOIN public.enrolment e ON e.organisation_id = s.organisation_id AND e.cohort_id = s.cohort_id AND e.left_at IS NULL
  WHERE s.organisation_id = (SELECT ctx.org()) AND s.membership_id = (SELECT ctx.member())
$$;
GRANT EXECUTE ON FUNCTION ctx.my_learners() TO app_rw, app_jobs, app_hr;
