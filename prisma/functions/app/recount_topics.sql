-- Counts the sums of the given learners and topics (pairs) again; what is not folded yet adds itself. Without anything to count there is no row,
-- as after a rebuild. The caller holds the sums.
CREATE OR REPLACE FUNCTION app.recount_topics(p_org uuid, p_members uuid[], p_topics uuid[]) RETURNS void
  LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM public.learner_topic_rollup r USING unnest(p_members, p_topics) AS p (membership_id, topic_id)
  WHERE r.organisation_id = p_org AND r.membership_id = p.membership_id AND r.topic_id = p.topic_id;
  INSERT INTO public.learner_topic_rollup (organisation_id, membership_id, topic_id, first_count, first_correct, first_omitted,
                                           repeat_count, repeat_correct, repeat_omitted, not_reached, last_first_at)
  SELECT e.organisation_id, e.membership_id, e.topic_id, sum(e.first), sum(e.first * e.correct), sum(e.first * e.omitted),
         sum(e.repeated), sum(e.repeated * e.correct), sum(e.repeated * e.omitted), sum(e.not_reached),
         max(e.closed_at) FILTER (WHERE e.first = 1 AND e.omitted = 0)
  FROM unnest(p_members, p_topics) AS p (membership_id, topic_id)
  JOIN app.evidence e ON e.organisation_id = p_org AND e.membership_id = p.membership_id AND e.topic_id = p.topic_id AND e.folded
  GROUP BY e.organisation_id, e.membership_id, e.topic_id
  ORDER BY e.membership_id, e.topic_id
$$;
GRANT EXECUTE ON FUNCTION app.recount_topics(uuid,uuid[],uuid[]) TO app_rw, app_jobs;
