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

CREATE OR REPLACE TRIGGER follow_certification AFTER UPDATE OF certification_id ON public.cohort
  FOR EACH ROW WHEN (OLD.certification_id IS DISTINCT FROM NEW.certification_id) EXECUTE FUNCTION app.follow_certification();
