-- Which versions stand in which attempts. Graded ones are found by the version, through an index; the others are few at any time and are
-- found by their state.
CREATE OR REPLACE VIEW app.form_use WITH (security_invoker = true) AS
SELECT g.organisation_id, g.item_version_id, g.attempt_id FROM public.graded_item g
UNION ALL
SELECT a.organisation_id, p.item_version_id, a.id
FROM public.attempt a
JOIN public.attempt_form f ON f.organisation_id = a.organisation_id AND f.attempt_id = a.id
CROSS JOIN LATERAL unnest(f.item_version_ids) p(item_version_id)
WHERE a.state IN ('in_progress', 'paused', 'submitted', 'expired', 'voided');
GRANT SELECT ON app.form_use TO app_rw, app_jobs;
