-- What the learner gets in the hand: how many answers were stored, and a hash over them in the order of the form.
CREATE OR REPLACE FUNCTION app.attempt_receipt(p_org uuid, p_attempt uuid, p_closed_at timestamptz, p_closed_by text) RETURNS jsonb
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'attemptId', p_attempt, 'closedAt', p_closed_at, 'closedBy', p_closed_by,
    'items', count(*),
    'answered', count(*) FILTER (WHERE cardinality(r.selected) > 0),
    'sha256', encode(sha256(convert_to(coalesce(string_agg(
        ai.item_id::text || ':' || r.rev || ':' || array_to_string(r.selected, ','), E'\n' ORDER BY ai.position)
        FILTER (WHERE r.rev IS NOT NULL), ''), 'UTF8')), 'hex'))
  FROM public.attempt_item ai
  LEFT JOIN public.response r
    ON r.organisation_id = ai.organisation_id AND r.attempt_id = ai.attempt_id AND r.item_id = ai.item_id
  WHERE ai.organisation_id = p_org AND ai.attempt_id = p_attempt
$$;
GRANT EXECUTE ON FUNCTION app.attempt_receipt(uuid,uuid,timestamp with time zone,text) TO app_rw, app_jobs;
