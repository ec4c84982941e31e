-- The frozen form, a row per question: which version stands where, with its options in which order.
CREATE OR REPLACE VIEW public.attempt_item WITH (security_invoker = true) AS
SELECT f.organisation_id, f.attempt_id, v.item_id, v.id AS item_version_id, p.position::integer AS position,
       app.presented_order(v.options, p.letters) AS option_order
FROM public.attempt_form f
CROSS JOIN LATERAL unnest(f.item_version_ids, f.option_orders) WITH ORDINALITY p(item_version_id, letters, position)
JOIN public.item_version v ON v.organisation_id = f.organisation_id AND v.id = p.item_version_id;
GRANT SELECT ON public.attempt_item TO app_rw, app_jobs;
