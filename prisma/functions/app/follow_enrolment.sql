-- A place in a cohort with a certification opens a target. Leaving before the first attempt takes it back, as if the enrolment had
-- been a slip; leaving later closes nothing. A further cohort with the same certification carries a target on.
-- A target of a cohort is as old as the enrolment, also one that a roster or a seed enters for a day in the past; who comes back
-- prepares anew from the day on which they do. Where leaving a cohort closes a target, a role may still ask for it.
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

CREATE OR REPLACE TRIGGER follow_enrolment AFTER INSERT OR UPDATE OF left_at ON public.enrolment
  FOR EACH ROW EXECUTE FUNCTION app.follow_enrolment();
