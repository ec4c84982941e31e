-- Removed memberships count: they can be taken back without a link, and would then be reached with the new password.
CREATE OR REPLACE FUNCTION identity.belongs_elsewhere(p_person uuid, p_org uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM public.membership m
                 WHERE m.person_id = p_person AND m.organisation_id <> p_org AND m.joined_at IS NOT NULL)
$$;
ALTER FUNCTION identity.belongs_elsewhere(uuid,uuid) OWNER TO app_auth;
