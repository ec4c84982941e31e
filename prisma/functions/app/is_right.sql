-- An answer against the rule of its version. Arrays are ascending; accepted keys are ids joined by commas.
CREATE OR REPLACE FUNCTION app.is_right(p_selected uuid[], p_full_credit boolean, p_accepted text[]) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_full_credit OR (cardinality(p_selected) > 0 AND array_to_string(p_selected, ',') = ANY (p_accepted))
$$;
GRANT EXECUTE ON FUNCTION app.is_right(uuid[],boolean,text[]) TO app_rw, app_jobs;
