-- Whether an attempt of the same learner that was closed after this one is graded already: then this one, graded late, takes first meetings from it.
-- Asked twice for every attempt that is graded, so its plan is kept for the session.
CREATE OR REPLACE FUNCTION app.met_later(p_org uuid, p_attempt uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE a record;
BEGIN
  -- In two steps: joined, before there are statistics, the attempts of everybody are read to find the learner's.
  SELECT t.membership_id, t.closed_at INTO a FROM public.attempt t WHERE t.organisation_id = p_org AND t.id = p_attempt;
  RETURN EXISTS (
    SELECT 1 FROM public.attempt o
    JOIN public.attempt_grade s ON s.organisation_id = o.organisation_id AND s.attempt_id = o.id
    WHERE o.organisation_id = p_org AND o.membership_id = a.membership_id AND o.id <> p_attempt
      AND (o.closed_at, o.id) > (a.closed_at, p_attempt));
END $$;
GRANT EXECUTE ON FUNCTION app.met_later(uuid,uuid) TO app_rw, app_jobs;
