-- The answers that count, as the player takes them.
CREATE OR REPLACE FUNCTION app.stored_answers(p_org uuid, p_attempt uuid) RETURNS jsonb
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object(
           'itemId', v.item_id, 'rev', e.rev, 'epoch', e.epoch, 'selected', to_jsonb(app.chosen_ids(v.options, e.answer)),
           'flagged', e.place = ANY (g.flagged), 'savedAt', e.received_at) ORDER BY e.place), '[]')
  FROM app.current_answer(p_org, p_attempt) e
  CROSS JOIN LATERAL (SELECT app.flagged_positions(p_org, p_attempt) AS flagged OFFSET 0) g
  JOIN public.attempt_form f ON f.organisation_id = p_org AND f.attempt_id = p_attempt
  JOIN public.item_version v ON v.organisation_id = p_org AND v.id = f.item_version_ids[e.place]
$$;
GRANT EXECUTE ON FUNCTION app.stored_answers(uuid,uuid) TO app_rw;
