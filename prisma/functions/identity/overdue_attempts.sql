-- For background jobs: attempts whose time is over and that no job closes yet, over all organisations, longest overdue first.
CREATE OR REPLACE FUNCTION identity.overdue_attempts(p_limit integer) RETURNS TABLE (organisation_id uuid, attempt_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.organisation_id, a.id FROM public.attempt a
  WHERE a.state = 'in_progress' AND a.deadline_at < statement_timestamp() - ctx.grace()
    AND NOT EXISTS (SELECT 1 FROM jobs.job j WHERE j.kind = 'close' AND j.organisation_id = a.organisation_id AND j.subject_id = a.id)
  ORDER BY a.deadline_at LIMIT p_limit
$$;
ALTER FUNCTION identity.overdue_attempts(integer) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.overdue_attempts(integer) TO app_jobs;
