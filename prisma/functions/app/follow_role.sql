-- Somebody joins, comes back or gets another role. Whoever leaves keeps their targets, as with those of a cohort.
CREATE OR REPLACE FUNCTION app.follow_role() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.removed_at IS NULL THEN PERFORM app.follow_roles(NEW.organisation_id, NULL, NEW.id); END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER follow_new_role AFTER INSERT ON public.membership FOR EACH ROW EXECUTE FUNCTION app.follow_role();
CREATE OR REPLACE TRIGGER follow_role AFTER UPDATE OF role, removed_at ON public.membership FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role OR OLD.removed_at IS DISTINCT FROM NEW.removed_at)
  EXECUTE FUNCTION app.follow_role();
