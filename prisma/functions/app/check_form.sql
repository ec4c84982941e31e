-- A form is made of versions of its own organisation, each with all of its options, each once. The questions are held until the transaction
-- ends, so that no import takes back what somebody starts on.
CREATE OR REPLACE FUNCTION app.check_form() RETURNS trigger
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_role text := coalesce(current_setting('app.role', true), ''); v_sound integer;
BEGIN
  PERFORM set_config('app.role', 'system', true);
  SELECT count(*) INTO v_sound FROM (
    SELECT 1 FROM unnest(NEW.item_version_ids, NEW.option_orders) p(version_id, letters)
    JOIN public.item_version v ON v.organisation_id = NEW.organisation_id AND v.id = p.version_id
    JOIN public.item i ON i.organisation_id = v.organisation_id AND i.id = v.item_id
    WHERE length(p.letters) = jsonb_array_length(v.options)
      AND cardinality(app.presented_order(v.options, p.letters)) = jsonb_array_length(v.options)
    FOR SHARE OF i) sound;
  PERFORM set_config('app.role', v_role, true);
  IF v_sound <> cardinality(NEW.item_version_ids) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a form names a version or an option that there is not';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER check_form AFTER INSERT OR UPDATE ON public.attempt_form FOR EACH ROW EXECUTE FUNCTION app.check_form();
