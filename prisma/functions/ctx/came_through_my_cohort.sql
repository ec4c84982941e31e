CREATE OR REPLACE FUNCTION ctx.came_through_my_cohort(p_member uuid, p_assignment uuid, p_started_at timestamptz) RETURNS boolean
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
GRANT EXECUTE ON FUNCTION ctx.came_through_my_cohort(uuid,uuid,timestamp with time zone) TO app_rw, app_jobs;
