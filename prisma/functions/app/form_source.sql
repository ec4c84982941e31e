-- What a form of the exam is assembled from: no rows when there is no such exam. A retired item and one whose right to use is disputed are
-- left out of new forms. Learners can't read what an exam is made of, so this reads as the system; whoever calls it has established that
-- the exam may be started or assigned, and tells nobody. It holds no keys.
CREATE OR REPLACE FUNCTION app.form_source(p_organisation uuid, p_exam uuid)
  RETURNS TABLE (id uuid, name text, selection text, minutes integer, cut_percent double precision,
                 item_ids jsonb, draws jsonb, items jsonb)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE v_role text := coalesce(current_setting('app.role', true), '');
BEGIN
  PERFORM set_config('app.role', 'system', true);
  RETURN QUERY
  SELECT e.id, e.name, e.selection::text, e.minutes::integer, e.cut_percent::double precision,
    (SELECT coalesce(jsonb_agg(x.item_id ORDER BY x.position), '[]') FROM public.exam_item x
     JOIN public.item i ON i.organisation_id = x.organisation_id AND i.id = x.item_id AND i.state = 'live' AND i.right_to_use <> 'disputed'
     WHERE x.organisation_id = e.organisation_id AND x.exam_id = e.id),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('topicId', d.topic_id, 'bankId', d.bank_id, 'count', d.item_count)
                               ORDER BY d.position), '[]') FROM public.exam_draw d
     WHERE d.organisation_id = e.organisation_id AND d.exam_id = e.id),
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
              'itemId', i.id, 'itemVersionId', v.id, 'bankId', i.bank_id, 'stimulusId', i.stimulus_id,
              'topicId', i.topic_id, 'shuffleLocked', v.shuffle_locked,
              'optionIds', (SELECT jsonb_agg(o.body -> 'id' ORDER BY o.place)
                            FROM jsonb_array_elements(v.options) WITH ORDINALITY o(body, place)))
            ORDER BY i.bank_id, i.position, i.id), '[]')
     FROM public.item i
     JOIN public.item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
     WHERE i.organisation_id = e.organisation_id AND i.state = 'live' AND i.right_to_use <> 'disputed'
       AND (EXISTS (SELECT 1 FROM public.exam_item x WHERE x.organisation_id = i.organisation_id
                      AND x.exam_id = e.id AND x.item_id = i.id)
            OR EXISTS (SELECT 1 FROM public.exam_draw d WHERE d.organisation_id = i.organisation_id
                      AND d.exam_id = e.id AND d.bank_id = i.bank_id AND d.topic_id = i.topic_id)))
  FROM public.exam e
  WHERE e.organisation_id = p_organisation AND e.id = p_exam;
  PERFORM set_config('app.role', v_role, true);
END $$;
GRANT EXECUTE ON FUNCTION app.form_source(uuid,uuid) TO app_rw;
