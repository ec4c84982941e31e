-- Everybody who prepares for a certification, whatever their role: who has an open target. Of those who left the organisation only
-- those with a past in it. With what a search finds them by; their answers are added up by whoever asks (lib/features/readiness/data.ts).
CREATE OR REPLACE VIEW hr.preparing WITH (security_invoker = true) AS
  SELECT t.organisation_id, t.certification_id, t.membership_id, m.display_name, m.email::text AS email, m.external_id, m.simulated,
         t.id AS target_id, t.source, t.cohort_id, t.opened_at, m.removed_at AS left_at, m.search_text
  FROM public.target t
  JOIN public.membership m ON m.organisation_id = t.organisation_id AND m.id = t.membership_id
  WHERE t.closed_at IS NULL
    AND (m.removed_at IS NULL
         OR EXISTS (SELECT 1 FROM public.enrolment e WHERE e.organisation_id = t.organisation_id
                      AND e.membership_id = t.membership_id AND e.begun_at IS NOT NULL)
         OR EXISTS (SELECT 1 FROM public.learner_topic_rollup r WHERE r.organisation_id = t.organisation_id
                      AND r.membership_id = t.membership_id));
GRANT SELECT ON hr.preparing TO app_rw, app_hr;
