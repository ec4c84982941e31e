-- Who prepares for what, said once: a target joins a person and a certification until somebody closes it. And who was in a cohort:
-- an enrolment ends with a date instead of disappearing, so that no past disappears with it.

CREATE TYPE "target_source" AS ENUM ('cohort', 'role', 'hand');
CREATE TYPE "target_end" AS ENUM ('hand', 'left_before_start', 'certification_changed', 'cohort_finished');

CREATE TABLE "target" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "certification_id" UUID NOT NULL,
    "source" "target_source" NOT NULL,
    "cohort_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "closed_reason" "target_end",

    CONSTRAINT "target_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE INDEX "target_organisation_id_membership_id_idx" ON "target"("organisation_id", "membership_id");
CREATE INDEX "target_organisation_id_certification_id_idx" ON "target"("organisation_id", "certification_id");
CREATE INDEX "target_organisation_id_cohort_id_idx" ON "target"("organisation_id", "cohort_id");
-- One open target at most for a person and a certification, whatever it comes from.
CREATE UNIQUE INDEX target_one_open ON target (organisation_id, membership_id, certification_id) WHERE closed_at IS NULL;
ALTER TABLE "target" ADD CONSTRAINT "target_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "target" ADD CONSTRAINT "target_organisation_id_membership_id_fkey" FOREIGN KEY ("organisation_id", "membership_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "target" ADD CONSTRAINT "target_organisation_id_certification_id_fkey" FOREIGN KEY ("organisation_id", "certification_id") REFERENCES "certification"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "target" ADD CONSTRAINT "target_organisation_id_cohort_id_fkey" FOREIGN KEY ("organisation_id", "cohort_id") REFERENCES "cohort"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE target
  ADD CHECK ((source = 'cohort') = (cohort_id IS NOT NULL)),
  ADD CHECK ((closed_at IS NULL) = (closed_reason IS NULL));

ALTER TABLE target ENABLE ROW LEVEL SECURITY;
ALTER TABLE target FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON target TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org())) WITH CHECK (organisation_id = (SELECT ctx.org()));
CREATE POLICY own_target ON target AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING ((SELECT ctx.role()) <> 'learner' OR membership_id = (SELECT ctx.member()));
CREATE POLICY readiness ON target FOR SELECT TO app_hr USING (organisation_id = (SELECT ctx.org()));
CREATE POLICY readiness_readers ON target AS RESTRICTIVE FOR SELECT TO app_hr
  USING ((SELECT ctx.role()) IN ('hr', 'owner', 'admin'));
GRANT SELECT, INSERT ON target TO app_rw, app_jobs;
GRANT UPDATE (cohort_id, closed_at, closed_reason) ON target TO app_rw, app_jobs;
GRANT SELECT ON target TO app_hr;

-- The number by which the organisation's other systems know a person.
ALTER TABLE "membership" ADD COLUMN "external_id" TEXT;
CREATE UNIQUE INDEX "membership_organisation_id_external_id_key" ON "membership"("organisation_id", "external_id");
ALTER TABLE membership ADD CHECK (external_id <> '');
GRANT SELECT (email, external_id) ON membership TO app_hr;

-- begun_at: the first attempt through this cohort. Whoever left before it has no past here.
ALTER TABLE "enrolment" ADD COLUMN "begun_at" TIMESTAMPTZ(3), ADD COLUMN "left_at" TIMESTAMPTZ(3);
REVOKE DELETE ON enrolment FROM app_rw;
GRANT UPDATE (enrolled_at, begun_at, left_at) ON enrolment TO app_rw, app_jobs;
GRANT SELECT (enrolled_at, begun_at, left_at) ON enrolment TO app_hr;

-- Enrolments and attempts open and close targets here, whoever writes them: commands, rosters, seeds.

-- A place in a cohort with a certification opens a target. Leaving before the first attempt takes it back, as if the enrolment had
-- been a slip; leaving later closes nothing. A further cohort with the same certification carries a target on.
CREATE FUNCTION app.follow_enrolment() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_certification uuid; v_other uuid;
BEGIN
  SELECT c.certification_id INTO v_certification FROM public.cohort c
  WHERE c.organisation_id = NEW.organisation_id AND c.id = NEW.cohort_id;
  IF v_certification IS NULL THEN RETURN NULL; END IF;
  IF NEW.left_at IS NULL THEN
    INSERT INTO public.target (organisation_id, id, membership_id, certification_id, source, cohort_id)
    VALUES (NEW.organisation_id, ctx.uuid_v7(), NEW.membership_id, v_certification, 'cohort', NEW.cohort_id)
    ON CONFLICT (organisation_id, membership_id, certification_id) WHERE closed_at IS NULL DO NOTHING;
  ELSIF NEW.begun_at IS NULL THEN
    SELECT o.id INTO v_other FROM public.enrolment e
    JOIN public.cohort o ON o.organisation_id = e.organisation_id AND o.id = e.cohort_id AND o.certification_id = v_certification
    WHERE e.organisation_id = NEW.organisation_id AND e.membership_id = NEW.membership_id
      AND (e.left_at IS NULL OR e.begun_at IS NOT NULL)
    ORDER BY e.left_at NULLS FIRST, e.enrolled_at, o.id LIMIT 1;
    UPDATE public.target t SET cohort_id = coalesce(v_other, t.cohort_id),
      closed_at = CASE WHEN v_other IS NULL THEN NEW.left_at END,
      closed_reason = CASE WHEN v_other IS NULL THEN 'left_before_start'::public.target_end END
    WHERE t.organisation_id = NEW.organisation_id AND t.membership_id = NEW.membership_id AND t.closed_at IS NULL
      AND t.cohort_id = NEW.cohort_id AND t.certification_id = v_certification;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_enrolment AFTER INSERT OR UPDATE OF left_at ON enrolment
  FOR EACH ROW EXECUTE FUNCTION app.follow_enrolment();

-- Another certification: those who are in the cohort now prepare for that one instead. Those who left prepared for the one before.
CREATE FUNCTION app.follow_certification() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.target t SET cohort_id = coalesce(o.cohort_id, t.cohort_id),
    closed_at = CASE WHEN o.cohort_id IS NULL THEN clock_timestamp() END,
    closed_reason = CASE WHEN o.cohort_id IS NULL THEN 'certification_changed'::public.target_end END
  FROM public.enrolment e
  LEFT JOIN LATERAL (
    SELECT c.id AS cohort_id FROM public.enrolment n
    JOIN public.cohort c ON c.organisation_id = n.organisation_id AND c.id = n.cohort_id
    WHERE n.organisation_id = e.organisation_id AND n.membership_id = e.membership_id AND n.cohort_id <> e.cohort_id
      AND c.certification_id = OLD.certification_id AND (n.left_at IS NULL OR n.begun_at IS NOT NULL)
    ORDER BY n.left_at NULLS FIRST, n.enrolled_at, c.id LIMIT 1) o ON true
  WHERE e.organisation_id = NEW.organisation_id AND e.cohort_id = NEW.id AND e.left_at IS NULL
    AND t.organisation_id = e.organisation_id AND t.membership_id = e.membership_id AND t.closed_at IS NULL
    AND t.cohort_id = NEW.id AND t.certification_id = OLD.certification_id;
  IF NEW.certification_id IS NOT NULL THEN
    INSERT INTO public.target (organisation_id, id, membership_id, certification_id, source, cohort_id)
    SELECT e.organisation_id, ctx.uuid_v7(), e.membership_id, NEW.certification_id, 'cohort', NEW.id
    FROM public.enrolment e
    WHERE e.organisation_id = NEW.organisation_id AND e.cohort_id = NEW.id AND e.left_at IS NULL
    ON CONFLICT (organisation_id, membership_id, certification_id) WHERE closed_at IS NULL DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_certification AFTER UPDATE OF certification_id ON cohort
  FOR EACH ROW WHEN (OLD.certification_id IS DISTINCT FROM NEW.certification_id) EXECUTE FUNCTION app.follow_certification();

-- The first attempt makes a past: in the cohort that the exam was given to or, for an exam of one person, in all of theirs.
CREATE FUNCTION app.begin_enrolment() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.enrolment e SET begun_at = NEW.started_at
  FROM public.assignment s
  WHERE s.organisation_id = NEW.organisation_id AND s.id = NEW.assignment_id
    AND e.organisation_id = NEW.organisation_id AND e.membership_id = NEW.membership_id AND e.begun_at IS NULL
    AND (e.cohort_id = s.cohort_id OR (s.cohort_id IS NULL AND e.left_at IS NULL));
  RETURN NULL;
END $$;
CREATE TRIGGER begin_enrolment AFTER INSERT ON attempt FOR EACH ROW EXECUTE FUNCTION app.begin_enrolment();

REVOKE ALL ON FUNCTION app.follow_enrolment(), app.follow_certification(), app.begin_enrolment() FROM PUBLIC;

-- What is there already.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['attempt', 'assignment', 'enrolment', 'cohort', 'target', 'audit_event'] LOOP
    EXECUTE format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
-- Somebody was taken out of a cohort before this: their attempts tell that they were in it, the audit trail until when.
ALTER TABLE enrolment DISABLE TRIGGER follow_enrolment;
INSERT INTO enrolment (organisation_id, cohort_id, membership_id, enrolled_at, left_at)
SELECT a.organisation_id, s.cohort_id, a.membership_id, min(a.started_at),
       coalesce((SELECT max(w.occurred_at) FROM audit_event w
                 WHERE w.organisation_id = a.organisation_id AND w.action = 'cohort.withdrawn'
                   AND w.subject_id = s.cohort_id::text AND w.details->>'membershipId' = a.membership_id::text),
                max(coalesce(a.closed_at, a.started_at)))
FROM attempt a
JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id AND s.cohort_id IS NOT NULL
GROUP BY a.organisation_id, s.cohort_id, a.membership_id
ON CONFLICT (organisation_id, cohort_id, membership_id) DO NOTHING;
ALTER TABLE enrolment ENABLE TRIGGER follow_enrolment;
UPDATE enrolment e SET begun_at = b.started_at
FROM (SELECT n.organisation_id, n.cohort_id, n.membership_id, min(a.started_at) AS started_at
      FROM enrolment n
      JOIN attempt a ON a.organisation_id = n.organisation_id AND a.membership_id = n.membership_id
      JOIN assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
       AND (s.cohort_id = n.cohort_id OR (s.cohort_id IS NULL AND n.left_at IS NULL))
      GROUP BY n.organisation_id, n.cohort_id, n.membership_id) b
WHERE e.organisation_id = b.organisation_id AND e.cohort_id = b.cohort_id AND e.membership_id = b.membership_id;
-- Whoever is in a cohort or was, archived ones too, prepares until somebody says otherwise.
INSERT INTO target (organisation_id, id, membership_id, certification_id, source, cohort_id, opened_at)
SELECT DISTINCT ON (e.organisation_id, e.membership_id, c.certification_id)
       e.organisation_id, ctx.uuid_v7(), e.membership_id, c.certification_id, 'cohort', c.id, e.enrolled_at
FROM enrolment e
JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id AND c.certification_id IS NOT NULL
ORDER BY e.organisation_id, e.membership_id, c.certification_id, e.left_at IS NOT NULL, e.enrolled_at, c.id;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['attempt', 'assignment', 'enrolment', 'cohort', 'target', 'audit_event'] LOOP
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
