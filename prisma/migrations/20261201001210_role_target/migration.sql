-- Everybody with a role prepares for a certification: said once for the role, and followed by its people as they come and go.
ALTER TYPE target_end ADD VALUE 'role_ended';

CREATE TABLE "role_target" (
    "organisation_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "certification_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_target_pkey" PRIMARY KEY ("organisation_id","role","certification_id")
);
CREATE INDEX "role_target_organisation_id_certification_id_idx" ON "role_target"("organisation_id", "certification_id");
ALTER TABLE "role_target" ADD CONSTRAINT "role_target_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "role_target" ADD CONSTRAINT "role_target_organisation_id_certification_id_fkey" FOREIGN KEY ("organisation_id", "certification_id") REFERENCES "certification"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE role_target ENABLE ROW LEVEL SECURITY;
ALTER TABLE role_target FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON role_target TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org())) WITH CHECK (organisation_id = (SELECT ctx.org()));
GRANT SELECT, INSERT ON role_target TO app_rw, app_jobs;
GRANT UPDATE (closed_at) ON role_target TO app_rw, app_jobs;

-- Whose target a role opens: everybody who has it and no open target. What was closed by hand since the role asked for it stays
-- closed. `again`: the target that was closed together with the role and goes on.
CREATE FUNCTION app.role_targets_due(p_org uuid, p_certification uuid, p_role public.role)
  RETURNS TABLE (membership_id uuid, again uuid) LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.id, CASE WHEN last.closed_reason::text = 'role_ended' THEN last.id END
  FROM public.membership m
  LEFT JOIN public.role_target r
    ON r.organisation_id = m.organisation_id AND r.role = m.role AND r.certification_id = p_certification
  LEFT JOIN LATERAL (
    SELECT t.id, t.closed_at, t.closed_reason FROM public.target t
    WHERE t.organisation_id = m.organisation_id AND t.membership_id = m.id AND t.certification_id = p_certification
    ORDER BY t.closed_at DESC NULLS FIRST LIMIT 1) last ON true
  WHERE m.organisation_id = p_org AND m.role = p_role AND m.removed_at IS NULL
    AND (last.id IS NULL OR last.closed_at IS NOT NULL)
    AND NOT coalesce(last.closed_reason::text = 'hand' AND last.closed_at >= r.opened_at, false)
$$;

-- Brings the targets that come from roles in line: of one certification or all, of one person or all. What no role asks for any more
-- is closed, and carried on by a cohort where there is one; what a role asks for is opened.
CREATE FUNCTION app.follow_roles(p_org uuid, p_certification uuid, p_member uuid) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_closed uuid[]; r public.role_target;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.role_target x WHERE x.organisation_id = p_org) THEN RETURN; END IF;
  WITH closed AS (
    UPDATE public.target t SET closed_at = clock_timestamp(), closed_reason = 'role_ended'
    FROM public.membership m
    WHERE t.organisation_id = p_org AND t.source = 'role' AND t.closed_at IS NULL
      AND (p_certification IS NULL OR t.certification_id = p_certification)
      AND (p_member IS NULL OR t.membership_id = p_member)
      AND m.organisation_id = t.organisation_id AND m.id = t.membership_id
      AND NOT EXISTS (SELECT 1 FROM public.role_target x WHERE x.organisation_id = m.organisation_id AND x.role = m.role
                        AND x.certification_id = t.certification_id AND x.closed_at IS NULL)
    RETURNING t.id)
  SELECT array_agg(c.id) INTO v_closed FROM closed c;
  INSERT INTO public.target (organisation_id, id, membership_id, certification_id, source, cohort_id)
  SELECT t.organisation_id, ctx.uuid_v7(), t.membership_id, t.certification_id, 'cohort', held.cohort_id
  FROM public.target t
  JOIN LATERAL (
    SELECT c.id AS cohort_id FROM public.enrolment e
    JOIN public.cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
    WHERE e.organisation_id = t.organisation_id AND e.membership_id = t.membership_id AND e.left_at IS NULL
      AND c.certification_id = t.certification_id
    ORDER BY e.enrolled_at, c.id LIMIT 1) held ON true
  WHERE t.organisation_id = p_org AND t.id = ANY (v_closed)
  ON CONFLICT (organisation_id, membership_id, certification_id) WHERE closed_at IS NULL DO NOTHING;
  FOR r IN SELECT x.* FROM public.role_target x
    WHERE x.organisation_id = p_org AND x.closed_at IS NULL AND (p_certification IS NULL OR x.certification_id = p_certification)
      AND (p_member IS NULL OR EXISTS (SELECT 1 FROM public.membership m
             WHERE m.organisation_id = p_org AND m.id = p_member AND m.role = x.role))
  LOOP
    UPDATE public.target t SET closed_at = NULL, closed_reason = NULL
    FROM app.role_targets_due(p_org, r.certification_id, r.role) due
    WHERE t.organisation_id = p_org AND t.id = due.again AND (p_member IS NULL OR due.membership_id = p_member);
    INSERT INTO public.target (organisation_id, id, membership_id, certification_id, source)
    SELECT p_org, ctx.uuid_v7(), due.membership_id, r.certification_id, 'role'
    FROM app.role_targets_due(p_org, r.certification_id, r.role) due
    WHERE p_member IS NULL OR due.membership_id = p_member
    ON CONFLICT (organisation_id, membership_id, certification_id) WHERE closed_at IS NULL DO NOTHING;
  END LOOP;
END $$;

CREATE FUNCTION app.follow_role_target() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.follow_roles(NEW.organisation_id, NEW.certification_id, NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER follow_role_target AFTER INSERT OR UPDATE OF closed_at ON role_target
  FOR EACH ROW EXECUTE FUNCTION app.follow_role_target();

-- Somebody joins, comes back or gets another role. Whoever leaves keeps their targets, as with those of a cohort.
CREATE FUNCTION app.follow_role() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.removed_at IS NULL THEN PERFORM app.follow_roles(NEW.organisation_id, NULL, NEW.id); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_new_role AFTER INSERT ON membership FOR EACH ROW EXECUTE FUNCTION app.follow_role();
CREATE TRIGGER follow_role AFTER UPDATE OF role, removed_at ON membership FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role OR OLD.removed_at IS DISTINCT FROM NEW.removed_at)
  EXECUTE FUNCTION app.follow_role();

-- Another certification: those who are in the cohort now prepare for that one instead. Those who left prepared for the one before.
-- Back to one that it had: who was closed by the change goes on with the same target, and who was closed by hand, or with the
-- finished cohort, while they were in it stays closed.
CREATE OR REPLACE FUNCTION app.follow_certification() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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
  IF OLD.certification_id IS NOT NULL THEN
    PERFORM app.follow_roles(NEW.organisation_id, OLD.certification_id, NULL);
  END IF;
  IF NEW.certification_id IS NOT NULL THEN
    UPDATE public.target t SET closed_at = NULL, closed_reason = NULL
    FROM public.enrolment e
    WHERE e.organisation_id = NEW.organisation_id AND e.cohort_id = NEW.id AND e.left_at IS NULL
      AND t.organisation_id = e.organisation_id AND t.membership_id = e.membership_id
      AND t.certification_id = NEW.certification_id AND t.cohort_id = NEW.id AND t.closed_reason = 'certification_changed'
      AND NOT EXISTS (SELECT 1 FROM public.target n
                      WHERE n.organisation_id = t.organisation_id AND n.membership_id = t.membership_id
                        AND n.certification_id = t.certification_id AND n.id <> t.id
                        AND (n.closed_at IS NULL OR (n.closed_at, n.id) > (t.closed_at, t.id)));
    INSERT INTO public.target (organisation_id, id, membership_id, certification_id, source, cohort_id)
    SELECT e.organisation_id, ctx.uuid_v7(), e.membership_id, NEW.certification_id, 'cohort', NEW.id
    FROM public.enrolment e
    LEFT JOIN LATERAL (
      SELECT t.closed_at, t.closed_reason, t.cohort_id FROM public.target t
      WHERE t.organisation_id = e.organisation_id AND t.membership_id = e.membership_id
        AND t.certification_id = NEW.certification_id
      ORDER BY t.closed_at DESC NULLS FIRST LIMIT 1) last ON true
    WHERE e.organisation_id = NEW.organisation_id AND e.cohort_id = NEW.id AND e.left_at IS NULL
      AND NOT coalesce(last.closed_at >= e.enrolled_at AND (last.closed_reason = 'hand'
        OR (last.closed_reason = 'cohort_finished' AND last.cohort_id = NEW.id)), false)
    ON CONFLICT (organisation_id, membership_id, certification_id) WHERE closed_at IS NULL DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

-- As before; where leaving a cohort closes a target, a role may still ask for it.
CREATE OR REPLACE FUNCTION app.follow_enrolment() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_certification uuid; v_other uuid;
BEGIN
  SELECT c.certification_id INTO v_certification FROM public.cohort c
  WHERE c.organisation_id = NEW.organisation_id AND c.id = NEW.cohort_id;
  IF v_certification IS NULL THEN RETURN NULL; END IF;
  IF NEW.left_at IS NULL THEN
    INSERT INTO public.target (organisation_id, id, membership_id, certification_id, source, cohort_id, opened_at)
    VALUES (NEW.organisation_id, ctx.uuid_v7(), NEW.membership_id, v_certification, 'cohort', NEW.cohort_id,
            CASE TG_OP WHEN 'INSERT' THEN NEW.enrolled_at ELSE clock_timestamp() END)
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
    PERFORM app.follow_roles(NEW.organisation_id, v_certification, NEW.membership_id);
  END IF;
  RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION app.role_targets_due(uuid, uuid, public.role), app.follow_roles(uuid, uuid, uuid),
  app.follow_role_target(), app.follow_role() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.role_targets_due(uuid, uuid, public.role), app.follow_roles(uuid, uuid, uuid) TO app_rw, app_jobs;
