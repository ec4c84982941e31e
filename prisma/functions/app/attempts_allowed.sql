-- How many attempts of an assignment a member has: as many as it gives everybody, and those that staff gave them besides.
CREATE OR REPLACE FUNCTION app.attempts_allowed(p_assignment public.assignment, p_member uuid) RETURNS integer
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_assignment.attempts_allowed + (
    SELECT count(*)::integer FROM public.attempt a
    JOIN public.attempt_act c ON c.organisation_id = a.organisation_id AND c.attempt_id = a.id
    WHERE a.organisation_id = p_assignment.organisation_id AND a.assignment_id = p_assignment.id AND a.membership_id = p_member
      AND c.kind = 'another_attempt' AND c.undone_at IS NULL)
$$;
GRANT EXECUTE ON FUNCTION app.attempts_allowed(public.assignment,uuid) TO app_rw, app_jobs;
