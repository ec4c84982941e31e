-- Nothing is folded into the sums of an organisation, and nobody else changes them, until the transaction ends: for corrections, moved topics
-- and rebuilds, which have to know what is in a sum and what is not yet. Grading goes on meanwhile.
CREATE OR REPLACE FUNCTION app.hold_sums(p_org uuid) RETURNS void
  LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('sums:' || p_org::text, 0))
$$;
GRANT EXECUTE ON FUNCTION app.hold_sums(uuid) TO app_rw, app_jobs;
