-- What HR may know: who is how far towards which certification, as sums per domain. Their role reads these views and the
-- columns below them; it has no privilege at all on items, keys, attempts or answers.

CREATE SCHEMA hr;
GRANT USAGE ON SCHEMA hr TO app_hr, app_rw;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['organisation', 'membership', 'cohort', 'enrolment', 'certification', 'blueprint_version',
                           'blueprint_domain', 'topic_domain', 'learner_topic_rollup'] LOOP
    EXECUTE format('CREATE POLICY readiness ON public.%I FOR SELECT TO app_hr USING (%I = (SELECT ctx.org()))',
                   t, CASE WHEN t = 'organisation' THEN 'id' ELSE 'organisation_id' END);
    EXECUTE format($p$CREATE POLICY readiness_readers ON public.%I AS RESTRICTIVE FOR SELECT TO app_hr
                      USING ((SELECT ctx.role()) IN ('hr', 'owner', 'admin'))$p$, t);
  END LOOP;
END $$;
GRANT SELECT (id, name, time_zone, simulated) ON public.organisation TO app_hr;
GRANT SELECT (organisation_id, id, role, display_name, simulated, removed_at) ON public.membership TO app_hr;
GRANT SELECT (organisation_id, id, name, certification_id, archived_at) ON public.cohort TO app_hr;
GRANT SELECT (organisation_id, cohort_id, membership_id) ON public.enrolment TO app_hr;
GRANT SELECT (organisation_id, id, code, name, vendor) ON public.certification TO app_hr;
GRANT SELECT (organisation_id, id, certification_id, version, label, question_count, minutes, cut_percent, cut_source,
              validity_months, as_of) ON public.blueprint_version TO app_hr;
GRANT SELECT (organisation_id, id, blueprint_version_id, position, name, weight_percent) ON public.blueprint_domain TO app_hr;
GRANT SELECT ON public.topic_domain TO app_hr;
GRANT SELECT (organisation_id, membership_id, topic_id, first_count, first_correct, last_first_at)
  ON public.learner_topic_rollup TO app_hr;

-- The newest blueprint of each certification: the one that readiness is measured against.
CREATE VIEW hr.current_blueprint WITH (security_invoker = true) AS
  SELECT DISTINCT ON (b.organisation_id, b.certification_id)
    b.organisation_id, b.certification_id, c.name AS certification_name, b.id AS blueprint_version_id, b.label,
    b.question_count, b.minutes, b.cut_percent, b.cut_source, b.as_of
  FROM public.blueprint_version b
  JOIN public.certification c ON c.organisation_id = b.organisation_id AND c.id = b.certification_id
  ORDER BY b.organisation_id, b.certification_id, b.version DESC;

-- One row per learner who prepares for a certification (by a cohort) and domain of its current blueprint.
CREATE VIEW hr.readiness_evidence WITH (security_invoker = true) AS
  SELECT b.organisation_id, b.certification_id, b.blueprint_version_id, m.id AS membership_id, m.display_name, m.simulated,
         d.id AS domain_id, d.name AS domain_name, d.position AS domain_position, d.weight_percent,
         coalesce(e.first_count, 0)::int AS first_count, coalesce(e.first_correct, 0)::int AS first_correct, e.last_first_at
  FROM hr.current_blueprint b
  JOIN public.blueprint_domain d ON d.organisation_id = b.organisation_id AND d.blueprint_version_id = b.blueprint_version_id
  JOIN public.membership m ON m.organisation_id = b.organisation_id AND m.removed_at IS NULL AND m.role = 'learner'
  LEFT JOIN LATERAL (
    SELECT sum(r.first_count) AS first_count, sum(r.first_correct) AS first_correct, max(r.last_first_at) AS last_first_at
    FROM public.topic_domain td
    JOIN public.learner_topic_rollup r
      ON r.organisation_id = td.organisation_id AND r.topic_id = td.topic_id AND r.membership_id = m.id
    WHERE td.organisation_id = d.organisation_id AND td.blueprint_domain_id = d.id) e ON true
  WHERE EXISTS (SELECT 1 FROM public.cohort c
                JOIN public.enrolment n ON n.organisation_id = c.organisation_id AND n.cohort_id = c.id
                WHERE c.organisation_id = b.organisation_id AND c.certification_id = b.certification_id
                  AND c.archived_at IS NULL AND n.membership_id = m.id);

-- Who prepares in which cohort.
CREATE VIEW hr.cohort_member WITH (security_invoker = true) AS
  SELECT c.organisation_id, c.id AS cohort_id, c.name AS cohort_name, c.certification_id, n.membership_id
  FROM public.cohort c
  JOIN public.enrolment n ON n.organisation_id = c.organisation_id AND n.cohort_id = c.id
  WHERE c.archived_at IS NULL;

GRANT SELECT ON hr.current_blueprint, hr.readiness_evidence, hr.cohort_member TO app_hr, app_rw;
