-- What stands in a form stays: the other half of check_form.
CREATE OR REPLACE FUNCTION app.keep_used_versions() RETURNS trigger
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_role text := coalesce(current_setting('app.role', true), ''); v_used boolean;
BEGIN
  PERFORM set_config('app.role', 'system', true);
  v_used := EXISTS (SELECT 1 FROM old_version o
                    JOIN app.form_use u ON u.organisation_id = o.organisation_id AND u.item_version_id = o.id);
  PERFORM set_config('app.role', v_role, true);
  IF v_used THEN RAISE foreign_key_violation USING MESSAGE = 'a version that stands in a form can''t be deleted'; END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER keep_used_versions AFTER DELETE ON public.item_version
  REFERENCING OLD TABLE AS old_version FOR EACH STATEMENT EXECUTE FUNCTION app.keep_used_versions();
