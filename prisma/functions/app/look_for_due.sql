-- Makes jobs of what has become due by the clock, in whatever organisation; returns how many. Nothing is asked of an organisation in which
-- nothing is due.
CREATE OR REPLACE FUNCTION app.look_for_due(p_limit integer) RETURNS integer
  LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  WITH made AS (
    INSERT INTO jobs.job (kind, organisation_id, subject_id)
    SELECT 'close', o.organisation_id, o.attempt_id FROM identity.overdue_attempts(p_limit) o
    UNION ALL SELECT 'release', r.organisation_id, r.assignment_id FROM identity.due_releases() r
    UNION ALL SELECT 'drafts', d, d FROM identity.due_drafts() d
    ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::integer FROM made
$$;
GRANT EXECUTE ON FUNCTION app.look_for_due(integer) TO app_jobs;
