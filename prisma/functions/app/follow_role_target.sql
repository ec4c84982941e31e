CREATE OR REPLACE FUNCTION app.follow_role_target() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.follow_roles(NEW.organisation_id, NEW.certification_id, NULL);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER follow_role_target AFTER INSERT OR UPDATE OF closed_at ON public.role_target
  FOR EACH ROW EXECUTE FUNCTION app.follow_role_target();
