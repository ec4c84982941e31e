-- An attempt of this member with what its receipt and its results say about it as a whole. Kept plans, as every page of a learner.
CREATE OR REPLACE FUNCTION app.own_attempt(p_organisation uuid, p_member uuid, p_attempt uuid)
  RETURNS TABLE ("id" uuid, "assignmentId" uuid, "examName" text, "learnerName" text, "number" integer, "state" text, "startedAt" timestamptz,
    "deadlineAt" timestamptz, "closedAt" timestamptz, "closedBy" text, "pausedMs" double precision, "isOver" boolean, "receipt" jsonb,
    "lateCount" integer, "feedbackPolicy" text, "releaseRule" text, "closesAt" timestamptz, "cutPercent" double precision,
    "cutIsAssumed" boolean, "notices" jsonb, "correct" integer, "answered" integer, "itemCount" integer, "scoreChanges" jsonb)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT a.id, a.assignment_id AS "assignmentId", x.name AS "examName", m.display_name AS "learnerName", a.number,
    a.state::text, a.started_at AS "startedAt", a.deadline_at AS "deadlineAt", a.closed_at AS "closedAt",
    a.closed_by AS "closedBy", a.paused_ms::float8 AS "pausedMs",
    a.closed_at IS NOT NULL OR (a.state = 'in_progress' AND clock_timestamp() >= a.deadline_at) AS "isOver", a.receipt,
    (SELECT count(*) FROM public.late_response l
     WHERE l.organisation_id = a.organisation_id AND l.attempt_id = a.id
       -- Those that staff let count are late no more.
       AND NOT EXISTS (SELECT 1 FROM public.attempt_act c WHERE c.organisation_id = l.organisation_id AND c.id = l.act_id
                         AND c.kind = 'accept_late'))::int AS "lateCount",
    s.feedback_policy::text AS "feedbackPolicy", s.release_rule::text AS "releaseRule", s.closes_at AS "closesAt",
    x.cut_percent::float8 AS "cutPercent", coalesce(b.cut_source = 'assumed', false) AS "cutIsAssumed",
    app.attempt_notices(a.organisation_id, a.id) AS notices, g.correct, g.answered, g.items AS "itemCount",
    (SELECT jsonb_agg(jsonb_build_object(
        'correctedAt', h.changed_at, 'correctBefore', h.correct_before, 'correctAfter', h.correct_after,
        'passedBefore', h.passed_before, 'passedAfter', h.passed_after, 'isNew', h.seen_at IS NULL) ORDER BY h.changed_at)
     FROM public.grade_change h
     WHERE h.organisation_id = a.organisation_id AND h.attempt_id = a.id) AS "scoreChanges"
  FROM public.attempt a
  JOIN public.membership m ON m.organisation_id = a.organisation_id AND m.id = a.membership_id
  JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
  JOIN public.exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
  LEFT JOIN public.blueprint_version b ON b.organisation_id = x.organisation_id AND b.id = x.blueprint_version_id
  LEFT JOIN public.attempt_grade g ON g.organisation_id = a.organisation_id AND g.attempt_id = a.id
  WHERE a.organisation_id = p_organisation AND a.id = p_attempt AND a.membership_id = p_member;
END $$;
GRANT EXECUTE ON FUNCTION app.own_attempt(uuid,uuid,uuid) TO app_rw;
