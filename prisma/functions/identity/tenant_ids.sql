-- For background jobs: which organisations there are, and nothing about them.
CREATE OR REPLACE FUNCTION identity.tenant_ids() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ SELECT t.id FROM identity.tenant t ORDER BY t.id $$;
ALTER FUNCTION identity.tenant_ids() OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.tenant_ids() TO app_jobs;
