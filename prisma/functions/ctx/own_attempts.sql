-- What a learner reaches is proven from the learner's side: their attempts are few, the meetings of everybody with an item are not. A policy
-- asks for such a set once per statement (an uncorrelated sub-select), as the caller, so that the policies of the tables inside hold; the
-- plan inside is kept for the session, so that the statement around it isn't planned with all of these tables.
CREATE OR REPLACE FUNCTION ctx.own_attempts() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT a.id FROM public.attempt a
               WHERE a.organisation_id = (SELECT ctx.org()) AND a.membership_id = (SELECT ctx.member()));
END $$;
GRANT EXECUTE ON FUNCTION ctx.own_attempts() TO app_rw, app_jobs;
