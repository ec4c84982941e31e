-- The questions of an attempt as they stand in its form, without anything that gives an answer away; titles name the topic, so they stay
-- out. Kept plans: a page that shows a form asks this each time.
CREATE OR REPLACE FUNCTION app.form_questions(p_organisation uuid, p_attempt uuid) RETURNS jsonb
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'itemId', ai.item_id, 'position', ai.position, 'optionOrder', to_jsonb(ai.option_order), 'stem', v.stem,
        'options', v.options, 'keyCount', v.key_count, 'stimulusId', v.stimulus_version_id) ORDER BY ai.position), '[]')
    FROM public.attempt_item ai
    -- One by one: joined, the plan turns to the versions of everybody as they grow.
    CROSS JOIN LATERAL (SELECT w.* FROM public.item_version w
                        WHERE w.organisation_id = ai.organisation_id AND w.id = ai.item_version_id OFFSET 0) v
    WHERE ai.organisation_id = p_organisation AND ai.attempt_id = p_attempt);
END $$;
GRANT EXECUTE ON FUNCTION app.form_questions(uuid,uuid) TO app_rw;
