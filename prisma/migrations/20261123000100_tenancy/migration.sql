-- The tenant boundary. Every table of the public schema belongs to one organisation and shows its rows only inside
-- a transaction that has named that organisation. Without a name there are no rows.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA identity FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE SCHEMA ctx;
GRANT USAGE ON SCHEMA public, ctx TO app_rw, app_jobs, app_hr, app_auth;
GRANT USAGE ON SCHEMA identity TO app_rw, app_jobs, app_auth;

-- nullif: a custom setting reads '' (not null) after a transaction that had set it locally.
CREATE FUNCTION ctx.org() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.org', true), '')::uuid $$;
CREATE FUNCTION ctx.member() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.member', true), '')::uuid $$;
-- owner, admin, instructor, hr, learner, or system (grading, sweeping, seeding).
CREATE FUNCTION ctx.role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.role', true), '') $$;
-- Set only inside identity functions, after a session token was proven.
CREATE FUNCTION ctx.person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.person', true), '')::uuid $$;

-- Names the tenant for the rest of the transaction. Always local: a setting that outlived its transaction would
-- be met by the next user of the pooled connection.
CREATE FUNCTION ctx.enter(p_org uuid, p_member uuid, p_role text) RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT set_config('app.org', p_org::text, true),
         set_config('app.member', coalesce(p_member::text, ''), true),
         set_config('app.role', p_role, true);
$$;

-- UUID version 7 (RFC 9562): milliseconds since 1970, then random bits.
CREATE FUNCTION ctx.uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
              PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
              FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid;
$$;

-- How long after the deadline an answer still counts: covers the way from the click to the server.
CREATE FUNCTION ctx.grace() RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT interval '5 seconds' $$;

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ctx TO app_rw, app_jobs, app_hr, app_auth;

-- Row-level security on every tenant table, with FORCE so that the owner is bound as well.
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                  AND c.relname <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    -- (SELECT ctx.org()) is evaluated once per statement; the bare call once per row.
    EXECUTE format(
      'CREATE POLICY tenant ON public.%1$I TO app_rw, app_jobs USING (%2$I = (SELECT ctx.org())) WITH CHECK (%2$I = (SELECT ctx.org()))',
      t, CASE WHEN t = 'organisation' THEN 'id' ELSE 'organisation_id' END);
  END LOOP;
END $$;

-- Narrowing rules are RESTRICTIVE, so that no later permissive policy can widen them.
-- A learner reaches only their own attempts and answers; an instructor only those of cohorts they look after.
CREATE FUNCTION ctx.my_learners() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT e.membership_id
  FROM public.cohort_staff s
  JOIN public.enrolment e ON e.organisation_id = s.organisation_id AND e.cohort_id = s.cohort_id
  WHERE s.organisation_id = (SELECT ctx.org()) AND s.membership_id = (SELECT ctx.member())
$$;
GRANT EXECUTE ON FUNCTION ctx.my_learners() TO app_rw, app_jobs, app_hr;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['attempt', 'item_grade', 'learner_topic_rollup'] LOOP
    EXECUTE format($p$
      CREATE POLICY own_learners ON public.%I AS RESTRICTIVE TO app_rw, app_jobs USING (
        CASE (SELECT ctx.role())
          -- Roll-ups count from grading on, results are shown from release on: not even one's own sums before that.
          WHEN 'learner' THEN %L <> 'learner_topic_rollup' AND membership_id = (SELECT ctx.member())
          WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners())
          WHEN 'hr' THEN false
          ELSE (SELECT ctx.role()) IN ('owner', 'admin', 'system')
        END)$p$, t, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['attempt_item', 'attempt_grade', 'response', 'late_response'] LOOP
    EXECUTE format($p$
      CREATE POLICY own_attempts ON public.%1$I AS RESTRICTIVE TO app_rw, app_jobs USING (
        (SELECT ctx.role()) IN ('owner', 'admin', 'system')
        OR EXISTS (SELECT 1 FROM public.attempt a
                   WHERE a.organisation_id = %1$I.organisation_id AND a.id = %1$I.attempt_id))$p$, t);
  END LOOP;
  -- Sums over learners, sources and staff notes are not for learners; HR never reaches content or answers.
  FOREACH t IN ARRAY ARRAY['item_rollup', 'option_rollup', 'import', 'audit_event', 'exam_item', 'exam_draw'] LOOP
    EXECUTE format($p$
      CREATE POLICY staff_only ON public.%I AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
        USING ((SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system'))$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['stimulus', 'stimulus_version', 'item', 'item_version'] LOOP
    EXECUTE format($p$
      CREATE POLICY not_hr ON public.%I AS RESTRICTIVE TO app_rw, app_jobs
        USING ((SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'learner', 'system'))$p$, t);
  END LOOP;
END $$;

-- A learner sees an item only as part of an own attempt, and its key only when that attempt was released with full feedback.
CREATE POLICY own_form ON public.item_version AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.role()) <> 'learner'
  OR EXISTS (SELECT 1 FROM public.attempt_item ai
             WHERE ai.organisation_id = item_version.organisation_id AND ai.item_version_id = item_version.id));
CREATE POLICY own_form ON public.stimulus_version AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.role()) <> 'learner'
  OR EXISTS (SELECT 1 FROM public.item_version iv
             WHERE iv.organisation_id = stimulus_version.organisation_id AND iv.stimulus_version_id = stimulus_version.id));
CREATE POLICY released_key ON public.item_key AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system')
  OR ((SELECT ctx.role()) = 'learner'
      AND EXISTS (SELECT 1
                  FROM public.attempt_item ai
                  JOIN public.attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id
                  JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
                  WHERE ai.organisation_id = item_key.organisation_id
                    AND ai.item_version_id = item_key.item_version_id
                    AND a.state = 'released' AND s.feedback_policy = 'full')));
-- Grades stay with staff until release.
CREATE POLICY released_grade ON public.attempt_grade AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  (SELECT ctx.role()) <> 'learner'
  OR EXISTS (SELECT 1 FROM public.attempt a
             JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
             WHERE a.organisation_id = attempt_grade.organisation_id AND a.id = attempt_grade.attempt_id
               AND a.state = 'released' AND s.feedback_policy <> 'hidden'));
CREATE POLICY released_item_grade ON public.item_grade AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  (SELECT ctx.role()) <> 'learner'
  OR EXISTS (SELECT 1 FROM public.attempt a
             JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
             WHERE a.organisation_id = item_grade.organisation_id AND a.id = item_grade.attempt_id
               AND a.state = 'released' AND s.feedback_policy IN ('right_wrong', 'full')));
-- What an instructor or HR partner needs to know about extra time is in the attempt, not in the note.
CREATE POLICY own_accommodation ON public.accommodation AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.role()) IN ('owner', 'admin', 'system') OR membership_id = (SELECT ctx.member()));

-- Privileges: exactly the DML that the application needs. Versions, keys and audit events are never updated;
-- attempts, responses and grades are never deleted.
GRANT SELECT, INSERT, UPDATE ON
  organisation, membership, accommodation, cohort, certification, topic, bank, stimulus, item, import, exam,
  assignment, attempt, response, attempt_grade, item_grade, item_rollup, option_rollup, learner_topic_rollup
  TO app_rw, app_jobs;
GRANT SELECT, INSERT ON
  enrolment, cohort_staff, blueprint_version, blueprint_domain, topic_domain, stimulus_version, item_version, item_key,
  exam_item, exam_draw, attempt_item, late_response, audit_event
  TO app_rw, app_jobs;
GRANT DELETE ON enrolment, cohort_staff, topic_domain, accommodation TO app_rw;
-- An import that nothing was built on yet can be taken back whole; foreign keys stop it once an item was used.
GRANT DELETE ON stimulus, stimulus_version, item, item_version, item_key TO app_rw;
-- Roll-ups are derived: a rebuild empties and refills them.
GRANT DELETE ON item_rollup, option_rollup, learner_topic_rollup TO app_rw, app_jobs;

-- Rules on values that hold whoever writes.
ALTER TABLE accommodation ADD CHECK (time_factor BETWEEN 1 AND 4), ADD CHECK (extra_minutes BETWEEN 0 AND 600);
ALTER TABLE blueprint_version
  ADD CHECK (question_count > 0), ADD CHECK (minutes > 0), ADD CHECK (cut_percent > 0 AND cut_percent <= 100);
ALTER TABLE blueprint_domain ADD CHECK (weight_percent > 0 AND weight_percent <= 100);
ALTER TABLE item_version ADD CHECK (key_count >= 1), ADD CHECK (jsonb_array_length(options) >= 2);
ALTER TABLE item_key ADD CHECK (cardinality(option_ids) >= 1);
ALTER TABLE exam ADD CHECK (minutes BETWEEN 1 AND 1440), ADD CHECK (cut_percent > 0 AND cut_percent <= 100);
ALTER TABLE exam_draw ADD CHECK (item_count > 0);
ALTER TABLE assignment
  ADD CHECK ((cohort_id IS NULL) <> (membership_id IS NULL)),
  ADD CHECK (opens_at < closes_at),
  ADD CHECK (minutes BETWEEN 1 AND 1440),
  ADD CHECK (attempts_allowed BETWEEN 1 AND 100);
ALTER TABLE attempt
  ADD CHECK (number >= 1),
  ADD CHECK (started_at < deadline_at),
  ADD CHECK ((state IN ('in_progress', 'paused')) = (closed_at IS NULL)),
  ADD CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  ADD CHECK (closed_by IN ('submitted', 'expired', 'voided'));
CREATE UNIQUE INDEX attempt_one_open ON attempt (organisation_id, assignment_id, membership_id)
  WHERE state IN ('in_progress', 'paused');
ALTER TABLE response ADD CHECK (rev > 0);
ALTER TABLE late_response ADD CHECK (reason IN ('closed', 'late'));
