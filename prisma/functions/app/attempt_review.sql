-- What the own results show of every question: the form, what was answered, and, with full feedback, key and rationales as the latest ruling
-- has them. Remembers that they were shown now, unless they were before; again once when one of them was corrected. Nothing where they stay
-- shut: by the policy, or because a running exam asks one of the questions. Row-level security alone doesn't see to it: an item that this
-- learner has also met in an exam with full feedback is open to them there, but not here.
CREATE OR REPLACE FUNCTION app.attempt_review(p_organisation uuid, p_member uuid, p_attempt uuid)
  RETURNS TABLE (items jsonb, stimuli jsonb)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE v_full boolean; v_flagged smallint[]; v_running uuid[];
BEGIN
  SELECT s.feedback_policy = 'full' INTO v_full
  FROM public.attempt a JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
  WHERE a.organisation_id = p_organisation AND a.id = p_attempt AND a.membership_id = p_member;
  IF NOT FOUND THEN RETURN; END IF;
  IF v_full THEN
    INSERT INTO public.exposure (organisation_id, attempt_id, membership_id, shown_at, by_correction)
    SELECT a.organisation_id, a.id, a.membership_id, clock_timestamp(), EXISTS (
      SELECT 1 FROM public.key_ruling u WHERE u.organisation_id = a.organisation_id AND u.item_version_id = ANY (f.item_version_ids))
    FROM public.attempt a
    JOIN public.attempt_form f ON f.organisation_id = a.organisation_id AND f.attempt_id = a.id
    WHERE a.organisation_id = p_organisation AND a.id = p_attempt AND a.membership_id = p_member AND a.state = 'released'
      AND NOT f.item_version_ids && (SELECT ctx.shut_versions())
    ON CONFLICT DO NOTHING;
  END IF;
  v_flagged := app.flagged_positions(p_organisation, p_attempt);
  v_running := ARRAY(SELECT w.id FROM public.attempt w
    WHERE w.organisation_id = p_organisation AND w.membership_id = p_member AND w.state IN ('in_progress', 'paused'));
  RETURN QUERY
  WITH graded AS MATERIALIZED (
    SELECT g.position, g.answer, g.answered, g.reached, g.correct, CASE WHEN g.overruled THEN NOT g.correct END AS original_correct
    FROM public.graded_item g
    WHERE g.organisation_id = p_organisation AND g.attempt_id = p_attempt),
  shut AS MATERIALIZED (
    SELECT DISTINCT ON (wi.item_id) wi.item_id, jsonb_build_object('examName', wx.name, 'until', w.deadline_at) AS shut
    FROM public.attempt w
    JOIN public.attempt_item wi ON wi.organisation_id = w.organisation_id AND wi.attempt_id = w.id
    JOIN public.assignment ws ON ws.organisation_id = w.organisation_id AND ws.id = w.assignment_id
    JOIN public.exam wx ON wx.organisation_id = ws.organisation_id AND wx.id = ws.exam_id
    WHERE w.organisation_id = p_organisation AND w.id = ANY (v_running)
    ORDER BY wi.item_id, w.deadline_at DESC)
  SELECT coalesce(jsonb_agg(jsonb_build_object(
      'itemId', ai.item_id, 'position', ai.position, 'optionOrder', to_jsonb(ai.option_order), 'stem', v.stem,
      'options', v.options, 'keyCount', v.key_count, 'stimulusId', v.stimulus_version_id,
      'selected', to_jsonb(app.chosen_ids(v.options, coalesce(g.answer, ''))), 'flagged', ai.position = ANY (v_flagged),
      'correct', g.correct, 'answered', g.answered, 'reached', g.reached,
      'topic', (SELECT t.name FROM public.item i JOIN public.topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
                WHERE i.organisation_id = ai.organisation_id AND i.id = ai.item_id),
      'key', to_jsonb(k.option_ids), 'rationales', k.rationales,
      'originalCorrect', g.original_correct, 'correctedAt', u.decided_at, 'countsForAll', u.full_credit,
      'acceptedKeys', to_jsonb(u.accepted_keys), 'shut', shut.shut,
      'report', (SELECT jsonb_build_object('id', p.id, 'kind', p.kind, 'body', p.body, 'state', p.state, 'answer', p.answer,
                                           'createdAt', p.created_at)
                 FROM public.problem_report p WHERE p.organisation_id = ai.organisation_id
                   AND p.attempt_id = ai.attempt_id AND p.item_id = ai.item_id)) ORDER BY ai.position), '[]'),
    app.form_stimuli(p_organisation, p_attempt)
  FROM public.attempt_item ai
  CROSS JOIN LATERAL (SELECT w.* FROM public.item_version w
                      WHERE w.organisation_id = ai.organisation_id AND w.id = ai.item_version_id OFFSET 0) v
  LEFT JOIN LATERAL (SELECT r.* FROM public.key_ruling r
                     WHERE v_full AND r.organisation_id = ai.organisation_id AND r.item_version_id = ai.item_version_id OFFSET 0) u ON true
  LEFT JOIN LATERAL (SELECT o.* FROM public.item_key o WHERE v_full AND o.organisation_id = ai.organisation_id
                       AND o.item_version_id = coalesce(u.key_version_id, ai.item_version_id) OFFSET 0) k ON true
  LEFT JOIN graded g ON g.position = ai.position
  LEFT JOIN shut ON shut.item_id = ai.item_id
  WHERE ai.organisation_id = p_organisation AND ai.attempt_id = p_attempt;
END $$;
GRANT EXECUTE ON FUNCTION app.attempt_review(uuid,uuid,uuid) TO app_rw;
