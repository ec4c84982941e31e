-- Who works with questions and with those who learn, and the installation itself. Null where no role was named, as every test of a role.
CREATE OR REPLACE FUNCTION ctx.is_staff() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT ctx.role() IN ('owner', 'admin', 'instructor', 'system') $$;
GRANT EXECUTE ON FUNCTION ctx.is_staff() TO app_rw, app_jobs, app_hr, app_auth;
