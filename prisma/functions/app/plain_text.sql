-- Every text and every description of a picture, in the order of the document, lower case, single spaces.
CREATE OR REPLACE FUNCTION app.plain_text(p_tree jsonb) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(string_agg(part #>> '{}', ' '), '') FROM (
    SELECT part FROM jsonb_path_query(p_tree, 'strict $.**.text') AS t(part)
    UNION ALL
    SELECT part FROM jsonb_path_query(p_tree, 'strict $.**.alt') AS a(part)) AS parts
$$;
GRANT EXECUTE ON FUNCTION app.plain_text(jsonb) TO app_rw, app_jobs;
