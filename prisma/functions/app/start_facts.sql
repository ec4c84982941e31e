-- What decides whether the caller may start an attempt of this assignment, by the clock of the database. Proves the session, names the
-- organisation and holds the assignment until the transaction ends, so that it can't be withdrawn between this look and the start.
-- p_organisation: where the page that asks was made. status: signed_out | not_found | found.
CREATE OR REPLACE FUNCTION app.start_facts(p_token_hash bytea, p_organisation uuid, p_assignment uuid)
  RETURNS TABLE (status text, person_id uuid, membership_id uuid, role text, exam_id uuid, started_at timestamptz, is_given boolean, is_withdrawn boolean,
                 opens_at timestamptz, closes_at timestamptz, minutes integer, attempts_allowed integer, attempts_used integer,
                 last_number integer, running_attempt uuid, time_factor double precision, extra_minutes integer,
                 shuffle_items boolean, shuffle_options boolean)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE m record; v_person uuid;
BEGIN
  SELECT * INTO m FROM identity.session_memberships(p_token_hash) s WHERE s.organisation_id = p_organisation;
  v_person := nullif(current_setting('app.person', true), '')::uuid;
  IF m.membership_id IS NOT NULL THEN
    PERFORM ctx.enter(p_organisation, m.membership_id, 'learner');
    PERFORM 1 FROM public.assignment s WHERE s.organisation_id = p_organisation AND s.id = p_assignment FOR KEY SHARE;
    RETURN QUERY
    SELECT 'found', v_person, m.membership_id, m.role, s.exam_id, clock_timestamp()::timestamptz(3), theirs.given, s.withdrawn_at IS NOT NULL,
      s.opens_at, s.closes_at, s.minutes, app.attempts_allowed(s, m.membership_id), sat.used, sat.last, sat.running,
      ac.time_factor::double precision, ac.extra_minutes, s.shuffle_items, s.shuffle_options
    FROM public.assignment s
    LEFT JOIN public.accommodation ac ON ac.organisation_id = s.organisation_id AND ac.membership_id = m.membership_id
    CROSS JOIN LATERAL (
      SELECT coalesce(s.membership_id = m.membership_id, false) OR EXISTS (
        SELECT 1 FROM public.enrolment e WHERE e.organisation_id = s.organisation_id AND e.cohort_id = s.cohort_id
          AND e.membership_id = m.membership_id AND e.left_at IS NULL) AS given) theirs
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE a.state <> 'voided' OR a.closed_by = 'left')::integer AS used,
        bool_or(a.state <> 'voided') AS any, coalesce(max(a.number), 0) AS last,
        (array_agg(a.id) FILTER (WHERE a.state IN ('in_progress', 'paused')))[1] AS running
      FROM public.attempt a
      WHERE a.organisation_id = s.organisation_id AND a.assignment_id = s.id AND a.membership_id = m.membership_id) sat
    WHERE s.organisation_id = p_organisation AND s.id = p_assignment AND ((theirs.given AND s.withdrawn_at IS NULL) OR sat.any);
    IF FOUND THEN RETURN; END IF;
  END IF;
  RETURN QUERY SELECT CASE WHEN m.membership_id IS NULL AND v_person IS NULL THEN 'signed_out' ELSE 'not_found' END,
    v_person, m.membership_id, m.role, NULL::uuid, NULL::timestamptz, NULL::boolean, NULL::boolean, NULL::timestamptz, NULL::timestamptz,
    NULL::integer, NULL::integer, NULL::integer, NULL::integer, NULL::uuid, NULL::double precision, NULL::integer, NULL::boolean, NULL::boolean;
END $$;
GRANT EXECUTE ON FUNCTION app.start_facts(bytea,uuid,uuid) TO app_rw;
