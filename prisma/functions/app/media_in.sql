-- The pictures that a stored text shows, at any depth.
CREATE OR REPLACE FUNCTION app.media_in(p_text jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT n.node->>'media'
  FROM jsonb_path_query(p_text, 'strict $.** ? (@.type() == "object" && @.type == "image")') AS n(node)
$$;
GRANT EXECUTE ON FUNCTION app.media_in(jsonb) TO app_rw, app_jobs;
