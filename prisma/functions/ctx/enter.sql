-- Names the tenant for the rest of the transaction. Always local: a setting that outlived its transaction would
-- be met by the next user of the pooled connection.
CREATE OR REPLACE FUNCTION ctx.enter(p_org uuid, p_member uuid, p_role text) RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT set_config('app.org', p_org::text, true),
         set_config('app.member', coalesce(p_member::text, ''), true),
         set_config('app.role', p_role, true);
$$;
GRANT EXECUTE ON FUNCTION ctx.enter(uuid,uuid,text) TO app_rw, app_jobs, app_hr, app_auth;
