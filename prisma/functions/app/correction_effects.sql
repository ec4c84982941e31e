-- Every graded answer to those versions: whether it is right now, and after the change under each policy. `chosen` is what
-- the policy of the change makes of it.
CREATE OR REPLACE FUNCTION app.correction_effects(p_org uuid, p_changes jsonb)
  RETURNS TABLE (item_id uuid, item_version_id uuid, attempt_id uuid, is_judged boolean, before boolean,
                 full_credit boolean, both_keys boolean, current_key boolean, chosen boolean)
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.item_id, v.item_version_id, ai.attempt_id, v.is_judged, g.correct, true, e.both_keys, e.current_key,
         CASE v.policy WHEN 'full_credit' THEN true WHEN 'both_keys' THEN e.both_keys
                       WHEN 'current_key' THEN e.current_key ELSE g.correct END
  FROM app.versions_to_rule(p_org, p_changes) v
  JOIN public.attempt_item ai ON ai.organisation_id = p_org AND ai.item_version_id = v.item_version_id
  JOIN public.attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id AND a.state IN ('graded', 'released')
  JOIN public.item_grade g ON g.organisation_id = ai.organisation_id AND g.attempt_id = ai.attempt_id AND g.item_id = ai.item_id
  LEFT JOIN public.response r ON r.organisation_id = ai.organisation_id AND r.attempt_id = ai.attempt_id AND r.item_id = ai.item_id
  CROSS JOIN LATERAL (
    SELECT g.correct OR (v.is_judged AND coalesce(r.selected = v.new_key, false)) AS both_keys,
           CASE WHEN v.is_judged THEN coalesce(r.selected = v.new_key, false) ELSE g.correct END AS current_key) e
$$;
GRANT EXECUTE ON FUNCTION app.correction_effects(uuid,jsonb) TO app_rw;
