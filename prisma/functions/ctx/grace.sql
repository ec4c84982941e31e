-- How long after the deadline an answer still counts: covers the way from the click to the server.
CREATE OR REPLACE FUNCTION ctx.grace() RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT interval '5 seconds' $$;
GRANT EXECUTE ON FUNCTION ctx.grace() TO app_rw, app_jobs, app_hr, app_auth;
