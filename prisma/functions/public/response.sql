-- The latest acknowledged word on each question that was answered or flagged.
CREATE OR REPLACE VIEW public.response WITH (security_invoker = true) AS
SELECT a.organisation_id, a.id AS attempt_id, v.item_id, coalesce(e.rev, 0) AS rev, coalesce(e.epoch, 0) AS epoch,
       app.chosen_ids(v.options, coalesce(e.answer, '')) AS selected, p.position = ANY (g.flagged) AS flagged,
       coalesce(e.received_at, a.started_at) AS saved_at
FROM public.attempt a
JOIN public.attempt_form f ON f.organisation_id = a.organisation_id AND f.attempt_id = a.id
CROSS JOIN LATERAL (SELECT app.flagged_positions(a.organisation_id, a.id) AS flagged OFFSET 0) g
CROSS JOIN LATERAL unnest(f.item_version_ids) WITH ORDINALITY p(item_version_id, position)
JOIN public.item_version v ON v.organisation_id = f.organisation_id AND v.id = p.item_version_id
LEFT JOIN LATERAL (
  SELECT r.rev, r.epoch, r.answer, r.received_at FROM public.response_event r
  WHERE r.organisation_id = a.organisation_id AND r.attempt_id = a.id AND r.position = p.position
  ORDER BY r.rev DESC LIMIT 1) e ON true
WHERE e.rev IS NOT NULL OR p.position = ANY (g.flagged);
GRANT SELECT ON public.response TO app_rw, app_jobs;
