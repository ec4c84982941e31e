-- The assignments of a member, or one of them: those that they were given and those that they sat, whatever happened since, with where they
-- stand. `part`: a running attempt is due whatever the window says, because it has to be finished. Kept plans: every learner's first page
-- asks this twice.
CREATE OR REPLACE FUNCTION app.member_assignments(p_organisation uuid, p_member uuid, p_assignment uuid)
  RETURNS TABLE ("id" uuid, "examId" uuid, "examName" text, "cohortName" text, "cutPercent" double precision, "cutIsAssumed" boolean,
    "group" text, "minutes" integer, "timeFactor" double precision, "extraMinutes" integer, "phase" text, "opensAt" timestamptz,
    "closesAt" timestamptz, "attemptsAllowed" integer, "attemptsUsed" integer, "feedbackPolicy" text, "releaseRule" text,
    "shuffleItems" boolean, "shuffleOptions" boolean, "isGiven" boolean, "lastId" uuid, "lastNumber" integer, "lastState" text,
    "lastStartedAt" timestamptz, "lastDeadlineAt" timestamptz, "lastClosedAt" timestamptz, "correct" integer, "answered" integer,
    "items" integer)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH theirs_or_sat AS MATERIALIZED (
    SELECT o.id FROM public.assignment o WHERE o.organisation_id = p_organisation AND o.membership_id = p_member
    UNION
    SELECT o.id FROM public.enrolment e
    JOIN public.assignment o ON o.organisation_id = e.organisation_id AND o.cohort_id = e.cohort_id
    WHERE e.organisation_id = p_organisation AND e.membership_id = p_member AND e.left_at IS NULL
    UNION
    SELECT a.assignment_id FROM public.attempt a WHERE a.organisation_id = p_organisation AND a.membership_id = p_member)
  SELECT s.id, x.id, x.name, c.name, x.cut_percent::double precision, coalesce(b.cut_source = 'assumed', false),
    CASE WHEN last.state IN ('in_progress', 'paused') THEN 'due' WHEN theirs.given IS NOT TRUE THEN 'finished'
      WHEN s.withdrawn_at IS NULL AND now() < s.opens_at THEN 'coming'
      WHEN s.withdrawn_at IS NULL AND now() < s.closes_at AND used.n < allowed.n THEN 'due' ELSE 'finished' END,
    s.minutes, ac.time_factor::double precision, ac.extra_minutes,
    -- An exam that was taken back is over for those who sat it.
    CASE WHEN s.withdrawn_at IS NOT NULL THEN 'closed' WHEN now() < s.opens_at THEN 'coming' WHEN now() < s.closes_at THEN 'open'
      ELSE 'closed' END,
    s.opens_at, s.closes_at, allowed.n, used.n, s.feedback_policy::text, s.release_rule::text, s.shuffle_items, s.shuffle_options,
    theirs.given, last.id, last.number, last.state::text, last.started_at, last.deadline_at, last.closed_at, g.correct, g.answered, g.items
  FROM public.assignment s
  JOIN public.exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id
  LEFT JOIN public.blueprint_version b ON b.organisation_id = x.organisation_id AND b.id = x.blueprint_version_id
  LEFT JOIN public.cohort c ON c.organisation_id = s.organisation_id AND c.id = s.cohort_id
  LEFT JOIN public.accommodation ac ON ac.organisation_id = s.organisation_id AND ac.membership_id = p_member
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS n FROM public.attempt a WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id
      AND a.membership_id = p_member AND (a.state <> 'voided' OR a.closed_by = 'left')) used
  CROSS JOIN LATERAL (SELECT app.attempts_allowed(s, p_member) AS n) allowed
  LEFT JOIN LATERAL (
    SELECT a.id, a.number, a.state, a.started_at, a.deadline_at, a.closed_at FROM public.attempt a
    WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND a.membership_id = p_member AND a.state <> 'voided'
    ORDER BY a.number DESC LIMIT 1) last ON true
  LEFT JOIN public.attempt_grade g ON g.organisation_id = s.organisation_id AND g.attempt_id = last.id
                                  AND last.state = 'released' AND s.feedback_policy <> 'hidden'
  CROSS JOIN LATERAL (
    SELECT coalesce(s.membership_id = p_member, false) OR EXISTS (
      SELECT 1 FROM public.enrolment e WHERE e.organisation_id = s.organisation_id AND e.cohort_id = s.cohort_id
        AND e.membership_id = p_member AND e.left_at IS NULL) AS given) theirs
  WHERE s.organisation_id = p_organisation AND s.id = ANY (ARRAY(SELECT o.id FROM theirs_or_sat o))
    AND (p_assignment IS NULL OR s.id = p_assignment)
    AND ((s.withdrawn_at IS NULL AND theirs.given) OR last.id IS NOT NULL);
END $$;
GRANT EXECUTE ON FUNCTION app.member_assignments(uuid,uuid,uuid) TO app_rw;
