-- Whoever takes an exam acts as a learner in it, whatever else they are.
CREATE OR REPLACE FUNCTION ctx.is_taker() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT ctx.role() = 'learner' $$;
GRANT EXECUTE ON FUNCTION ctx.is_taker() TO app_rw, app_jobs, app_hr, app_auth;
