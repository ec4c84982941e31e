-- Links end with what they were made for, whichever command changes it: a role that was changed back doesn't revive them.
CREATE OR REPLACE FUNCTION identity.end_links() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE identity.invitation SET ended_at = now()
  WHERE person_id = NEW.person_id AND tenant_id = NEW.organisation_id AND used_at IS NULL AND ended_at IS NULL;
  UPDATE identity.reset_link SET ended_at = now()
  WHERE person_id = NEW.person_id AND tenant_id = NEW.organisation_id AND used_at IS NULL AND ended_at IS NULL;
  NEW.invited_until := NULL;
  RETURN NEW;
END $$;
ALTER FUNCTION identity.end_links() OWNER TO app_auth;

CREATE OR REPLACE TRIGGER end_links BEFORE UPDATE OF role, email, removed_at ON public.membership FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role OR OLD.email IS DISTINCT FROM NEW.email OR OLD.removed_at IS DISTINCT FROM NEW.removed_at)
  EXECUTE FUNCTION identity.end_links();
