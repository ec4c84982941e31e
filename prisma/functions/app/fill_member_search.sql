CREATE OR REPLACE FUNCTION app.fill_member_search() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.search_text := public.fold_text(NEW.display_name || ' ' || NEW.email::text);
  RETURN NEW;
END $$;
GRANT EXECUTE ON FUNCTION app.fill_member_search() TO app_rw, app_jobs, app_auth;

CREATE OR REPLACE TRIGGER fill_member_search BEFORE INSERT OR UPDATE OF display_name, email ON public.membership
  FOR EACH ROW EXECUTE FUNCTION app.fill_member_search();
