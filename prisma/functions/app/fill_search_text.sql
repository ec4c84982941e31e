CREATE OR REPLACE FUNCTION app.fill_search_text() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.search_text := app.search_text(NEW.stem, NEW.options);
  -- A text search vector holds at most a megabyte.
  NEW.search_vector := to_tsvector('pg_catalog.english', left(NEW.title || ' ' || NEW.search_text, 200000));
  NEW.sketch := app.sketch(NEW.search_text);
  RETURN NEW;
END $$;
GRANT EXECUTE ON FUNCTION app.fill_search_text() TO app_rw, app_jobs;

CREATE OR REPLACE TRIGGER fill_search_text BEFORE INSERT ON public.item_version
  FOR EACH ROW EXECUTE FUNCTION app.fill_search_text();
