-- For background jobs: assignments with graded attempts whose results may be shown now, over all organisations. Steps from one assignment with
-- unreleased results to the next, however many attempts each has; app.release_is_due says what due means.
CREATE OR REPLACE FUNCTION identity.due_releases() RETURNS TABLE (organisation_id uuid, assignment_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE graded AS (
    (SELECT a.organisation_id, a.assignment_id FROM public.attempt a WHERE a.state = 'graded'
     ORDER BY a.organisation_id, a.assignment_id LIMIT 1)
    UNION ALL
    SELECT n.organisation_id, n.assignment_id FROM graded g CROSS JOIN LATERAL (
      SELECT a.organisation_id, a.assignment_id FROM public.attempt a
      WHERE a.state = 'graded' AND (a.organisation_id, a.assignment_id) > (g.organisation_id, g.assignment_id)
      ORDER BY a.organisation_id, a.assignment_id LIMIT 1) n)
  SELECT g.organisation_id, g.assignment_id FROM graded g
  JOIN public.assignment s ON s.organisation_id = g.organisation_id AND s.id = g.assignment_id
  WHERE (s.release_rule <> 'by_hand' OR s.released_at IS NOT NULL)
    AND app.release_is_due(g.organisation_id, g.assignment_id)
$$;
ALTER FUNCTION identity.due_releases() OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.due_releases() TO app_jobs;
