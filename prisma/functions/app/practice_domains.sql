-- Per certification that this member prepares for or has sat an exam of: the domains of its current blueprint with the member's own counts, of
-- grades that they may see and that count. Kept plans, as every page of a learner.
CREATE OR REPLACE FUNCTION app.practice_domains(p_organisation uuid, p_member uuid)
  RETURNS TABLE ("certification" text, "domainId" uuid, "name" text, "weightPercent" double precision, "correct" integer, "answered" integer,
    "omitted" integer)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH blueprint AS (
    SELECT b.organisation_id, b.blueprint_version_id AS id, b.certification_name AS name
    FROM hr.current_blueprint b
    WHERE b.organisation_id = p_organisation AND b.certification_id IN (
      SELECT p.certification_id FROM hr.preparing p
      WHERE p.organisation_id = p_organisation AND p.membership_id = p_member
      UNION ALL
      SELECT v.certification_id
      FROM public.assignment s
      JOIN public.exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
      JOIN public.blueprint_version v ON v.organisation_id = x.organisation_id AND v.id = x.blueprint_version_id
      WHERE s.organisation_id = p_organisation
        AND ((s.membership_id = p_member AND s.withdrawn_at IS NULL)
             OR EXISTS (SELECT 1 FROM public.attempt a WHERE a.organisation_id = s.organisation_id
                          AND a.assignment_id = s.id AND a.membership_id = p_member)))
  )
  SELECT p.name AS certification, d.id AS "domainId", d.name, d.weight_percent::float8 AS "weightPercent",
         coalesce(sum(g.correct), 0)::int AS correct, coalesce(sum(g.answered), 0)::int AS answered,
         coalesce(sum(g.omitted), 0)::int AS omitted
  FROM blueprint p
  JOIN public.blueprint_domain d ON d.organisation_id = p.organisation_id AND d.blueprint_version_id = p.id
  LEFT JOIN public.topic_domain td ON td.organisation_id = d.organisation_id AND td.blueprint_domain_id = d.id
  LEFT JOIN (
    SELECT i.topic_id, count(*) FILTER (WHERE i.correct) AS correct, count(*) FILTER (WHERE i.answered) AS answered,
           count(*) FILTER (WHERE NOT i.answered) AS omitted
    FROM public.item_grade i
    WHERE i.organisation_id = p_organisation AND i.membership_id = p_member
      AND i.counted AND i.first_exposure
    GROUP BY i.topic_id) g ON g.topic_id = td.topic_id
  GROUP BY p.name, d.id, d.name, d.weight_percent, d.position
  ORDER BY p.name, d.position;
END $$;
GRANT EXECUTE ON FUNCTION app.practice_domains(uuid,uuid) TO app_rw;
