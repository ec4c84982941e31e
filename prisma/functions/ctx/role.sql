-- owner, admin, instructor, hr, learner, or system (grading, sweeping, seeding).
CREATE OR REPLACE FUNCTION ctx.role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.role', true), '') $$;
GRANT EXECUTE ON FUNCTION ctx.role() TO app_rw, app_jobs, app_hr, app_auth;
