-- The questions that were on the screen at least once; NULL where nothing was recorded, as in attempts of before the history was kept.
CREATE OR REPLACE FUNCTION app.shown_positions(p_org uuid, p_attempt uuid) RETURNS integer[] LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (SELECT array_agg(DISTINCT substring(t.act FROM '^s(\d+)')::integer)
  FROM public.response_event e CROSS JOIN LATERAL string_to_table(e.acts, ' ') t(act)
  WHERE e.organisation_id = p_org AND e.attempt_id = p_attempt AND left(t.act, 1) = 's');
END $$;
GRANT EXECUTE ON FUNCTION app.shown_positions(uuid,uuid) TO app_rw, app_jobs;
