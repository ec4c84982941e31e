-- A choice as the ids of its options, ascending: what keys, rulings and receipts are made of.
CREATE OR REPLACE FUNCTION app.chosen_ids(p_options jsonb, p_answer text) RETURNS uuid[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg((o.value->>'id')::uuid ORDER BY (o.value->>'id')::uuid), '{}')
  FROM jsonb_array_elements(p_options) WITH ORDINALITY o(value, n)
  WHERE strpos(p_answer, chr(96 + o.n::int)) > 0);
END $$;
GRANT EXECUTE ON FUNCTION app.chosen_ids(jsonb,text) TO app_rw, app_jobs;
