-- Whose target a role opens: everybody who has it and no open target. What was closed by hand since the role asked for it stays
-- closed. `again`: the target that was closed together with the role and goes on.
CREATE OR REPLACE FUNCTION app.role_targets_due(p_org uuid, p_certification uuid, p_role public.role)
  RETURNS TABLE (membership_id uuid, again uuid) LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.id, CASE WHEN last.closed_reason::text = 'role_ended' THEN last.id END
  FROM public.membership m
  LEFT JOIN public.role_target r
    ON r.organisation_id = m.organisation_id AND r.role = m.role AND r.certification_id = p_certification
  LEFT JOIN LATERAL (
    SELECT t.id, t.closed_at, t.closed_reason FROM public.target t
    WHERE t.organisation_id = m.organisation_id AND t.membership_id = m.id AND t.certification_id = p_certification
    ORDER BY t.closed_at DESC NULLS FIRST LIMIT 1) last ON true
  WHERE m.organisation_id = p_org AND m.role = p_role AND m.removed_at IS NULL
    AND (last.id IS NULL OR last.closed_at IS NOT NULL)
    AND NOT coalesce(last.closed_reason::text = 'hand' AND last.closed_at >= r.opened_at, false)
$$;
GRANT EXECUTE ON FUNCTION app.role_targets_due(uuid,uuid,public.role) TO app_rw, app_jobs;
