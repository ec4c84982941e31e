-- One's own attempts whose results are out, with feedback of one of these kinds.
CREATE OR REPLACE FUNCTION ctx.released_attempts(p_policies text[]) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT a.id FROM public.attempt a
               JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
               WHERE a.organisation_id = (SELECT ctx.org()) AND a.membership_id = (SELECT ctx.member())
                 AND a.state = 'released' AND s.feedback_policy::text = ANY (p_policies));
END $$;
GRANT EXECUTE ON FUNCTION ctx.released_attempts(text[]) TO app_rw, app_jobs;
