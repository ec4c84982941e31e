-- Every graded answer to those versions: whether it is right now, and after the change under each policy. `chosen` is what
-- the policy of the change makes of it.
CREATE OR REPLACE FUNCTION app.correction_effects(p_org uuid, p_changes jsonb)
  RETURNS TABLE (item_id uuid, item_version_id uuid, attempt_id uuid, is_judged boolean, before boolean,
                 full_credit boolean, both_keys boolean, current_key boolean, chosen boolean)
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.item_id, v.item_version_id, g.attempt_id, v.is_judged, g.correct, true, e.both_keys, e.current_key,
         CASE v.policy WHEN 'full_credit' THEN true WHEN 'both_keys' THEN e.both_keys
                       WHEN 'current_key' THEN e.current_key ELSE g.correct END
  FROM app.versions_to_rule(p_org, p_changes) v
  JOIN public.item_version w ON w.organisation_id = p_org AND w.id = v.item_version_id
  JOIN public.graded_item g ON g.organisation_id = p_org AND g.item_version_id = v.item_version_id
  JOIN public.attempt a ON a.organisation_id = g.organisation_id AND a.id = g.attempt_id AND a.state IN ('graded', 'released')
  CROSS JOIN LATERAL (
    SELECT g.correct OR (v.is_judged AND g.answer = app.canonical_choice(w.options, v.new_key)) AS both_keys,
           CASE WHEN v.is_judged THEN g.answer = app.canonical_choice(w.options, v.new_key) ELSE g.correct END AS current_key) e
$$;
GRANT EXECUTE ON FUNCTION app.correction_effects(uuid,jsonb) TO app_rw;
