-- Who runs the organisation, and the installation itself.
CREATE OR REPLACE FUNCTION ctx.is_admin() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT ctx.role() IN ('owner', 'admin', 'system') $$;
GRANT EXECUTE ON FUNCTION ctx.is_admin() TO app_rw, app_jobs, app_hr, app_auth;
