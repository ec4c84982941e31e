-- Whether the learner of an attempt has another one of the same assignment running.
CREATE OR REPLACE FUNCTION app.sits_another(p_attempt public.attempt) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM public.attempt o
                 WHERE o.organisation_id = p_attempt.organisation_id AND o.assignment_id = p_attempt.assignment_id
                   AND o.membership_id = p_attempt.membership_id AND o.id <> p_attempt.id AND o.state IN ('in_progress', 'paused'))
$$;
GRANT EXECUTE ON FUNCTION app.sits_another(public.attempt) TO app_exam;
