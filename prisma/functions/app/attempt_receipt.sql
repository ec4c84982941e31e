-- What the learner gets in the hand: how many answers were stored, and a hash over them in the order of the form. Also the answers of before
-- the history was kept give the hash that was handed out. A hand-in has no time to plan: the plan is kept for the session.
CREATE OR REPLACE FUNCTION app.attempt_receipt(p_org uuid, p_attempt uuid, p_closed_at timestamptz, p_closed_by text) RETURNS jsonb
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (
    -- Once, not once for every question.
    WITH answer AS MATERIALIZED (
      SELECT e.place, e.rev, e.answer FROM app.current_answer(p_org, p_attempt) e)
    SELECT jsonb_build_object(
      'attemptId', p_attempt, 'closedAt', p_closed_at, 'closedBy', p_closed_by,
      'items', count(*),
      'answered', count(*) FILTER (WHERE e.answer <> ''),
      'sha256', encode(sha256(convert_to(coalesce(string_agg(
          v.item_id::text || ':' || e.rev || ':' || array_to_string(app.chosen_ids(v.options, e.answer), ','), E'\n' ORDER BY p.position)
          FILTER (WHERE e.rev IS NOT NULL), ''), 'UTF8')), 'hex'))
    FROM public.attempt_form f
    CROSS JOIN LATERAL unnest(f.item_version_ids) WITH ORDINALITY p(item_version_id, position)
    JOIN public.item_version v ON v.organisation_id = f.organisation_id AND v.id = p.item_version_id
    LEFT JOIN answer e ON e.place = p.position
    WHERE f.organisation_id = p_org AND f.attempt_id = p_attempt);
END $$;
GRANT EXECUTE ON FUNCTION app.attempt_receipt(uuid,uuid,timestamp with time zone,text) TO app_rw, app_jobs;
