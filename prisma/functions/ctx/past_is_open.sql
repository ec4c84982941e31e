-- Whether simulated sittings may be written with moments of the past, as the demonstration does: only the owner of the schema opens and ends that.
CREATE OR REPLACE FUNCTION ctx.past_is_open() RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  -- A run that was killed leaves it open no longer than that.
  SELECT EXISTS (SELECT 1 FROM signal.open_past p WHERE p.since > clock_timestamp() - interval '1 hour')
$$;
GRANT EXECUTE ON FUNCTION ctx.past_is_open() TO app_rw, app_jobs;
