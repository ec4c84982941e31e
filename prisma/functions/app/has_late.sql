-- Whether answers of an attempt came after it was over that nobody has decided about.
CREATE OR REPLACE FUNCTION app.has_late(p_attempt public.attempt) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM public.late_response l
                 WHERE l.organisation_id = p_attempt.organisation_id AND l.attempt_id = p_attempt.id AND l.act_id IS NULL)
$$;
GRANT EXECUTE ON FUNCTION app.has_late(public.attempt) TO app_exam;
