-- Whether an attempt of the same learner that was closed after this one is graded already: then this one, graded late, takes first meetings from it.
-- Asked twice for every attempt that is graded, so its plan is kept for the session.
CREATE OR REPLACE FUNCTION app.met_later(p_org uuid, p_attempt uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM public.attempt a
    JOIN public.attempt o ON o.organisation_id = a.organisation_id AND o.membership_id = a.membership_id AND o.id <> a.id
     AND (o.closed_at, o.id) > (a.closed_at, a.id)
    JOIN public.attempt_grade s ON s.organisation_id = o.organisation_id AND s.attempt_id = o.id
    WHERE a.organisation_id = p_org AND a.id = p_attempt);
END $$;
GRANT EXECUTE ON FUNCTION app.met_later(uuid,uuid) TO app_rw, app_jobs;
