-- One row per person who prepares and domain of the certification's current blueprint.
CREATE OR REPLACE VIEW hr.readiness_evidence WITH (security_invoker = true) AS
  SELECT b.organisation_id, b.certification_id, b.blueprint_version_id, p.membership_id, p.display_name, p.simulated,
         d.id AS domain_id, d.name AS domain_name, d.position AS domain_position, d.weight_percent,
         coalesce(e.first_count, 0)::int AS first_count, coalesce(e.first_correct, 0)::int AS first_correct, e.last_first_at,
         coalesce(e.first_omitted, 0)::int AS first_omitted, coalesce(e.not_reached, 0)::int AS not_reached,
         p.email, p.external_id, p.left_at
  FROM hr.current_blueprint b
  JOIN public.blueprint_domain d ON d.organisation_id = b.organisation_id AND d.blueprint_version_id = b.blueprint_version_id
  JOIN hr.preparing p ON p.organisation_id = b.organisation_id AND p.certification_id = b.certification_id
  LEFT JOIN LATERAL (
    SELECT sum(r.first_count) AS first_count, sum(r.first_correct) AS first_correct, max(r.last_first_at) AS last_first_at,
           sum(r.first_omitted) AS first_omitted, sum(r.not_reached) AS not_reached
    FROM public.topic_domain td
    JOIN public.learner_topic_rollup r
      ON r.organisation_id = td.organisation_id AND r.topic_id = td.topic_id AND r.membership_id = p.membership_id
    WHERE td.organisation_id = d.organisation_id AND td.blueprint_domain_id = d.id) e ON true;
GRANT SELECT ON hr.readiness_evidence TO app_rw, app_hr;
