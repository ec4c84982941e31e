-- The comparison of incoming questions with a bank, as whoever asks. Joins of thousands with thousands are hashed whatever the
-- planner believes about a bank that was only just filled: nested loops would take minutes.
CREATE OR REPLACE FUNCTION app.near_duplicates(p_org uuid, p_bank uuid, p_incoming jsonb, p_common integer, p_shared integer,
                                    p_closest integer, p_threshold float8)
  RETURNS TABLE (index integer, item_id uuid, similarity float8)
  LANGUAGE sql STABLE SET enable_nestloop = off SET search_path = pg_catalog, pg_temp AS $$
  WITH mine AS MATERIALIZED (
    SELECT x.index, app.search_text(x.stem, x.options) AS text
    FROM jsonb_to_recordset(p_incoming) AS x(index int, stem jsonb, options jsonb)),
  my_marks AS MATERIALIZED (SELECT m.index, unnest(app.sketch(m.text)) AS mark FROM mine m),
  wanted AS MATERIALIZED (SELECT DISTINCT mark FROM my_marks),
  bank AS MATERIALIZED (
    SELECT v.item_id, v.sketch, v.search_text FROM public.item i
    JOIN public.item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
    WHERE i.organisation_id = p_org AND i.bank_id = p_bank AND i.state <> 'retired'),
  marks AS MATERIALIZED (
    SELECT s.item_id, s.mark FROM (SELECT b.item_id, unnest(b.sketch) AS mark FROM bank b) AS s JOIN wanted USING (mark)),
  rare AS MATERIALIZED (SELECT mark FROM marks GROUP BY mark HAVING count(*) <= p_common),
  pairs AS (
    SELECT m.index, t.item_id, count(*) AS shared
    FROM my_marks m JOIN rare USING (mark) JOIN marks t USING (mark)
    GROUP BY 1, 2 HAVING count(*) >= p_shared),
  closest AS MATERIALIZED (
    SELECT p.index, p.item_id, row_number() OVER (PARTITION BY p.index ORDER BY p.shared DESC, p.item_id) AS place
    FROM pairs p)
  SELECT c.index, c.item_id, s.similarity
  FROM (SELECT * FROM closest WHERE place <= p_closest) c
  JOIN mine m ON m.index = c.index
  JOIN bank b ON b.item_id = c.item_id
  CROSS JOIN LATERAL (SELECT public.similarity(m.text, b.search_text)::float8 AS similarity) s
  WHERE s.similarity >= p_threshold
$$;
GRANT EXECUTE ON FUNCTION app.near_duplicates(uuid,uuid,jsonb,integer,integer,integer,double precision) TO app_rw, app_jobs;
