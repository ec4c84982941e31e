-- The newest blueprint of each certification: the one that readiness is measured against.
CREATE OR REPLACE VIEW hr.current_blueprint WITH (security_invoker = true) AS
  SELECT DISTINCT ON (b.organisation_id, b.certification_id)
    b.organisation_id, b.certification_id, c.name AS certification_name, b.id AS blueprint_version_id, b.label,
    b.question_count, b.minutes, b.cut_percent, b.cut_source, b.as_of
  FROM public.blueprint_version b
  JOIN public.certification c ON c.organisation_id = b.organisation_id AND c.id = b.certification_id
  ORDER BY b.organisation_id, b.certification_id, b.version DESC;
GRANT SELECT ON hr.current_blueprint TO app_rw, app_hr;
