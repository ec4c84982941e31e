-- What was looked at, flagged and struck out, in order of receipt: texts as lib/domain/attempt/activity reads them.
CREATE OR REPLACE FUNCTION app.stored_acts(p_org uuid, p_attempt uuid) RETURNS jsonb
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('receivedAt', e.received_at, 'acts', e.acts) ORDER BY e.received_at, e.position, e.rev), '[]')
  FROM public.response_event e
  WHERE e.organisation_id = p_org AND e.attempt_id = p_attempt AND e.acts <> ''
$$;
GRANT EXECUTE ON FUNCTION app.stored_acts(uuid,uuid) TO app_rw;
