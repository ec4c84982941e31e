-- Set only inside identity functions, after a session token was proven.
CREATE OR REPLACE FUNCTION ctx.person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.person', true), '')::uuid $$;
GRANT EXECUTE ON FUNCTION ctx.person() TO app_rw, app_jobs, app_hr, app_auth;
