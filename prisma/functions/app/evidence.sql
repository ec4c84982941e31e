-- Every graded question of an attempt with at least one answer, as the roll-ups count it: as met for the first time, as met again, or
-- as not reached, which is exactly one of the three. Everything that fills a roll-up reads this view, so that no two ways can differ.
-- folded: it is in the roll-ups.
CREATE OR REPLACE VIEW app.evidence WITH (security_invoker = true) AS
SELECT g.organisation_id, g.attempt_id, g.position, a.membership_id, a.assignment_id, g.item_version_id, a.closed_at, g.answer,
  -- Not joined: whoever counts by question doesn't pay for it, and whoever counts by topic looks it up by key.
  (SELECT i.topic_id FROM public.item_version v JOIN public.item i ON i.organisation_id = v.organisation_id AND i.id = v.item_id
   WHERE v.organisation_id = g.organisation_id AND v.id = g.item_version_id) AS topic_id,
  (g.reached AND g.first_exposure)::int AS first, (g.reached AND NOT g.first_exposure)::int AS repeated,
  (NOT g.reached)::int AS not_reached, g.correct::int AS correct, (NOT g.answered)::int AS omitted,
  (s.correct - g.correct::int)::bigint AS rest, s.folded
FROM public.graded_item g
JOIN public.attempt a ON a.organisation_id = g.organisation_id AND a.id = g.attempt_id
JOIN public.attempt_grade s ON s.organisation_id = g.organisation_id AND s.attempt_id = g.attempt_id
WHERE g.counted AND a.state <> 'voided';
GRANT SELECT ON app.evidence TO app_rw, app_jobs;
