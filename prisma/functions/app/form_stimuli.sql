-- The backgrounds of an attempt's form, each once: [{ id, body }].
CREATE OR REPLACE FUNCTION app.form_stimuli(p_organisation uuid, p_attempt uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', sv.id, 'body', sv.body)), '[]')
    FROM public.stimulus_version sv
    WHERE sv.organisation_id = p_organisation AND sv.id = ANY (ARRAY(
      SELECT v.stimulus_version_id FROM public.attempt_item ai
      CROSS JOIN LATERAL (SELECT w.stimulus_version_id FROM public.item_version w
                          WHERE w.organisation_id = ai.organisation_id AND w.id = ai.item_version_id OFFSET 0) v
      WHERE ai.organisation_id = p_organisation AND ai.attempt_id = p_attempt)));
END $$;
GRANT EXECUTE ON FUNCTION app.form_stimuli(uuid,uuid) TO app_rw;
