-- What the learner gets in the hand: how many answers were stored, and a hash over them in the order of the form. Also the answers of before
-- the history was kept give the hash that was handed out.
CREATE OR REPLACE FUNCTION app.attempt_receipt(p_org uuid, p_attempt uuid, p_closed_at timestamptz, p_closed_by text) RETURNS jsonb
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'attemptId', p_attempt, 'closedAt', p_closed_at, 'closedBy', p_closed_by,
    'items', count(*),
    'answered', count(*) FILTER (WHERE e.answer <> ''),
    'sha256', encode(sha256(convert_to(coalesce(string_agg(
        v.item_id::text || ':' || e.rev || ':' || array_to_string(app.chosen_ids(v.options, e.answer), ','), E'\n' ORDER BY p.position)
        FILTER (WHERE e.rev IS NOT NULL), ''), 'UTF8')), 'hex'))
  FROM public.attempt a
  JOIN public.attempt_form f ON f.organisation_id = a.organisation_id AND f.attempt_id = a.id
  CROSS JOIN LATERAL unnest(f.item_version_ids) WITH ORDINALITY p(item_version_id, position)
  JOIN public.item_version v ON v.organisation_id = f.organisation_id AND v.id = p.item_version_id
  LEFT JOIN LATERAL app.current_answer(a.organisation_id, a.id, app.month_of(a.id)) e ON e.place = p.position
  WHERE a.organisation_id = p_org AND a.id = p_attempt
$$;
GRANT EXECUTE ON FUNCTION app.attempt_receipt(uuid,uuid,timestamp with time zone,text) TO app_rw, app_jobs;
