-- Distractors that fewer than 5 % of at least 30 first-time answers chose (Tarrant, Ware and Mohammed 2009), from the roll-ups
-- alone. It runs as the one who asks, so it shows what that role may see of keys and roll-ups.
-- A distractor is judged by everybody who was shown the same options, whichever version of the question that was: a corrected key or a
-- repaired stem doesn't empty what is known about them, and a reworded option begins anew.
CREATE OR REPLACE VIEW app.weak_distractor WITH (security_invoker = true) AS
SELECT v.organisation_id, v.id AS item_version_id, (o.body ->> 'id')::uuid AS option_id,
  coalesce(c.chosen, 0)::int AS chosen, a.answered::int AS answered
FROM public.item_version v
JOIN public.item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
CROSS JOIN LATERAL (
  SELECT sum(r.first_count - r.first_omitted) AS answered FROM public.item_version w
  JOIN public.item_rollup r ON r.organisation_id = w.organisation_id AND r.item_version_id = w.id
  WHERE w.organisation_id = v.organisation_id AND w.item_id = v.item_id AND w.options = v.options) a
CROSS JOIN LATERAL jsonb_array_elements(v.options) AS o(body)
LEFT JOIN LATERAL (
  SELECT sum(p.first_chosen) AS chosen FROM public.item_version w
  JOIN public.option_rollup p ON p.organisation_id = w.organisation_id AND p.item_version_id = w.id
    AND p.option_id = (o.body ->> 'id')::uuid
  WHERE w.organisation_id = v.organisation_id AND w.item_id = v.item_id AND w.options = v.options) c ON true
WHERE a.answered >= 30 AND (o.body ->> 'id')::uuid <> ALL (k.option_ids) AND coalesce(c.chosen, 0) < 0.05 * a.answered;
GRANT SELECT ON app.weak_distractor TO app_rw, app_jobs;
