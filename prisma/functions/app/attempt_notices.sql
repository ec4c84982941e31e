-- What staff did to an attempt, as its learner reads it: the last hundred acts, oldest first. The reason of a message is the message; one
-- that was taken back isn't shown any more.
CREATE OR REPLACE FUNCTION app.attempt_notices(p_org uuid, p_attempt uuid) RETURNS jsonb
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', c.id, 'kind', c.kind, 'reason', c.reason, 'at', c.at, 'minutes', c.details->'minutes',
    'undoneAt', c.undone_at, 'undoReason', c.undo_reason) ORDER BY c.at, c.id), '[]')
  FROM (SELECT t.* FROM public.attempt_act t
        WHERE t.organisation_id = p_org AND t.attempt_id = p_attempt AND (t.kind <> 'message' OR t.undone_at IS NULL)
        ORDER BY t.at DESC, t.id DESC LIMIT 100) c
$$;
GRANT EXECUTE ON FUNCTION app.attempt_notices(uuid,uuid) TO app_rw, app_jobs;
