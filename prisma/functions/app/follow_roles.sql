-- Brings the targets that come from roles in line: of one certification or all, of one person or all. What no role asks for any more
-- is closed, and carried on by a cohort where there is one; what a role asks for is opened.
CREATE OR REPLACE FUNCTION app.follow_roles(p_org uuid, p_certification uuid, p_member uuid) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_closed uuid[]; r public.role_target;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.role_target x WHERE x.organisation_id = p_org) THEN RETURN; END IF;
  WITH closed AS (
    UPDATE public.target t SET closed_at = clock_timestamp(), closed_reason = 'role_ended'
    FROM public.membership m
    WHERE t.organisation_id = p_org AND t.source = 'role' AND t.closed_at IS NULL
      AND (p_certification IS NULL OR t.certification_id = p_certification)
      AND (p_member IS NULL OR t.membership_id = p_member)
      AND m.organisation_id = t.organisation_id AND m.id = t.membership_id
      AND NOT EXISTS (SELECT 1 FROM public.role_target x WHERE x.organisation_id = m.organisation_id AND x.role = m.role
                        AND x.certification_id = t.certification_id AND x.closed_at IS NULL)
    RETURNING t.id)
  SELECT array_agg(c.id) INTO v_closed FROM closed c;
  INSERT INTO public.target (organisation_id, id, membership_id, certification_id, source, cohort_id)
  SELECT t.organisation_id, ctx.uuid_v7(), t.membership_id, t.certification_id, 'cohort', held.cohort_id
  FROM public.target t
  JOIN LATERAL (
    SELECT c.id AS cohort_id FROM public.enrolment e
    JOIN public.cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
    WHERE e.organisation_id = t.organisation_id AND e.membership_id = t.membership_id AND e.left_at IS NULL
      AND c.certification_id = t.certification_id
    ORDER BY e.enrolled_at, c.id LIMIT 1) held ON true
  WHERE t.organisation_id = p_org AND t.id = ANY (v_closed)
  ON CONFLICT (organisation_id, membership_id, certification_id) WHERE closed_at IS NULL DO NOTHING;
  FOR r IN SELECT x.* FROM public.role_target x
    WHERE x.organisation_id = p_org AND x.closed_at IS NULL AND (p_certification IS NULL OR x.certification_id = p_certification)
      AND (p_member IS NULL OR EXISTS (SELECT 1 FROM public.membership m
             WHERE m.organisation_id = p_org AND m.id = p_member AND m.role = x.role))
  LOOP
    UPDATE public.target t SET closed_at = NULL, closed_reason = NULL
    FROM app.role_targets_due(p_org, r.certification_id, r.role) due
    WHERE t.organisation_id = p_org AND t.id = due.again AND (p_member IS NULL OR due.membership_id = p_member);
    INSERT INTO public.target (organisation_id, id, membership_id, certification_id, source)
    SELECT p_org, ctx.uuid_v7(), due.membership_id, r.certification_id, 'role'
    FROM app.role_targets_due(p_org, r.certification_id, r.role) due
    WHERE p_member IS NULL OR due.membership_id = p_member
    ON CONFLICT (organisation_id, membership_id, certification_id) WHERE closed_at IS NULL DO NOTHING;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app.follow_roles(uuid,uuid,uuid) TO app_rw, app_jobs;
