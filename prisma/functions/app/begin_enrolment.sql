-- The first attempt makes a past: in the cohort that the exam was given to or, for an exam of one person, in all of theirs.
CREATE OR REPLACE FUNCTION app.begin_enrolment() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.enrolment e SET begun_at = NEW.started_at
  FROM public.assignment s
  WHERE s.organisation_id = NEW.organisation_id AND s.id = NEW.assignment_id
    AND e.organisation_id = NEW.organisation_id AND e.membership_id = NEW.membership_id AND e.begun_at IS NULL
    AND (e.cohort_id = s.cohort_id OR (s.cohort_id IS NULL AND e.left_at IS NULL));
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER begin_enrolment AFTER INSERT ON public.attempt FOR EACH ROW EXECUTE FUNCTION app.begin_enrolment();
