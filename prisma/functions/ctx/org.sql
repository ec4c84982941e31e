-- nullif: a custom setting reads '' (not null) after a transaction that had set it locally.
CREATE OR REPLACE FUNCTION ctx.org() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.org', true), '')::uuid $$;
GRANT EXECUTE ON FUNCTION ctx.org() TO app_rw, app_jobs, app_hr, app_auth;
