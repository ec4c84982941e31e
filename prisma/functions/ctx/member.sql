CREATE OR REPLACE FUNCTION ctx.member() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.member', true), '')::uuid $$;
GRANT EXECUTE ON FUNCTION ctx.member() TO app_rw, app_jobs, app_hr, app_auth;
