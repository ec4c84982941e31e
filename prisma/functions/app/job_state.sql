-- How the queue is: jobs that failed and are set aside, and for how many seconds the oldest of the others has been due. For whoever watches.
CREATE OR REPLACE FUNCTION app.job_state(OUT set_aside integer, OUT late_seconds integer)
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FILTER (WHERE j.failure IS NOT NULL)::integer,
    coalesce(extract(epoch FROM statement_timestamp() - min(j.run_at) FILTER (WHERE j.failure IS NULL AND j.run_at < statement_timestamp())), 0)::integer
  FROM jobs.job j
$$;
GRANT EXECUTE ON FUNCTION app.job_state() TO app_jobs;
