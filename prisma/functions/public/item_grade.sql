-- The graded questions with what their attempt says: the evidence that every roll-up can be rebuilt from.
CREATE OR REPLACE VIEW public.item_grade WITH (security_invoker = true) AS
SELECT g.organisation_id, g.attempt_id, v.item_id, g.item_version_id, g.position, a.membership_id, g.answered, g.reached, g.correct,
       CASE WHEN g.overruled THEN NOT g.correct END AS original_correct, g.first_exposure, g.counted,
       (SELECT i.topic_id FROM public.item i WHERE i.organisation_id = v.organisation_id AND i.id = v.item_id) AS topic_id, a.graded_at
FROM public.graded_item g
JOIN public.attempt a ON a.organisation_id = g.organisation_id AND a.id = g.attempt_id
JOIN public.item_version v ON v.organisation_id = g.organisation_id AND v.id = g.item_version_id;
GRANT SELECT ON public.item_grade TO app_rw, app_jobs;
