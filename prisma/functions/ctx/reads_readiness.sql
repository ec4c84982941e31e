-- Who reads how far others are towards a certification.
CREATE OR REPLACE FUNCTION ctx.reads_readiness() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT ctx.role() IN ('hr', 'owner', 'admin') $$;
GRANT EXECUTE ON FUNCTION ctx.reads_readiness() TO app_rw, app_jobs, app_hr, app_auth;
