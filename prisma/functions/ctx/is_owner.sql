-- Who the organisation belongs to, and the installation itself.
CREATE OR REPLACE FUNCTION ctx.is_owner() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT ctx.role() IN ('owner', 'system') $$;
GRANT EXECUTE ON FUNCTION ctx.is_owner() TO app_rw, app_jobs, app_hr, app_auth;
