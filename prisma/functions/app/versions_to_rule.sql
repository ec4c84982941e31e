-- The versions that a change of keys concerns, with the rule of each so far.
-- p_changes: [{ "item_id", "below": first version with the new key, "key": option ids, "policy": null in a preview }].
CREATE OR REPLACE FUNCTION app.versions_to_rule(p_org uuid, p_changes jsonb)
  RETURNS TABLE (item_id uuid, item_version_id uuid, policy public.correction_policy, new_key uuid[], is_judged boolean,
                 full_credit boolean, accepted_keys text[])
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.item_id, v.id, c.policy, n.new_key,
         n.new_key <@ ARRAY(SELECT (o->>'id')::uuid FROM jsonb_array_elements(v.options) o)
           AND cardinality(n.new_key) = v.key_count,
         coalesce(u.full_credit, false),
         coalesce(u.accepted_keys, ARRAY[array_to_string(k.option_ids, ',')])
  FROM jsonb_to_recordset(p_changes) AS c(item_id uuid, below integer, key uuid[], policy public.correction_policy)
  CROSS JOIN LATERAL (SELECT ARRAY(SELECT DISTINCT o FROM unnest(c.key) o ORDER BY o) AS new_key) n
  JOIN public.item_version v ON v.organisation_id = p_org AND v.item_id = c.item_id AND v.version < c.below
  JOIN public.item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
  LEFT JOIN public.key_ruling u ON u.organisation_id = v.organisation_id AND u.item_version_id = v.id
$$;
GRANT EXECUTE ON FUNCTION app.versions_to_rule(uuid,jsonb) TO app_rw;
