-- Which attempts staff did something to since a moment, of all organisations: ids only. A transaction shows its rows a moment after it dated
-- them, so whoever asks again and again asks from a few seconds before and forgets what it has told already.
CREATE OR REPLACE FUNCTION app.notices_since(p_after timestamptz)
  RETURNS TABLE (organisation_id uuid, attempt_id uuid, act_id uuid, at timestamptz)
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.organisation_id, n.attempt_id, n.act_id, n.at FROM signal.notice n WHERE n.at > p_after ORDER BY n.at
$$;
GRANT EXECUTE ON FUNCTION app.notices_since(timestamp with time zone) TO app_rw, app_jobs;
