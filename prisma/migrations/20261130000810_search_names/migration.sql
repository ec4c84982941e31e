-- Names are found by people's rules: "Emile" finds "Émile", "strasse" finds "Straße", "varga leona" finds "Leona Varga".
--
-- There is no trigram index on purpose, as for the text of items: under row-level security PostgreSQL uses an index only with
-- operators that are marked leakproof, and LIKE is not. People are many, so what they are found by is stored, and a search
-- compares stored text of one organisation; of everything else there are hundreds, folded when they are looked for.

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

-- Without case, accents and ligatures. `unaccent` alone is not immutable, because a dictionary could be exchanged; this one names its own.
CREATE FUNCTION public.fold_text(p_text text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary,
    regexp_replace(normalize(p_text, NFKD), '[\u0300-\u036f]', '', 'g')) COLLATE public.names)
$$;

-- One LIKE pattern for each word that is looked for; % and _ are letters like others. None at all for an empty search.
CREATE FUNCTION public.search_patterns(p_words text) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg('%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%'), '{}')
  FROM regexp_split_to_table(btrim(public.fold_text(p_words)), '\s+') AS words(word) WHERE word <> ''
$$;

ALTER TABLE membership ADD COLUMN search_text text NOT NULL DEFAULT '';

CREATE FUNCTION app.fill_member_search() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.search_text := public.fold_text(NEW.display_name || ' ' || NEW.email::text);
  RETURN NEW;
END $$;

CREATE TRIGGER fill_member_search BEFORE INSERT OR UPDATE OF display_name, email ON membership
  FOR EACH ROW EXECUTE FUNCTION app.fill_member_search();

ALTER TABLE membership NO FORCE ROW LEVEL SECURITY;
UPDATE membership SET search_text = public.fold_text(display_name || ' ' || email::text);
ALTER TABLE membership FORCE ROW LEVEL SECURITY;

REVOKE ALL ON FUNCTION public.fold_text(text), public.search_patterns(text), app.fill_member_search() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.fold_text(text), public.search_patterns(text) TO app_rw, app_jobs, app_hr, app_auth;
GRANT EXECUTE ON FUNCTION app.fill_member_search() TO app_rw, app_jobs, app_auth;
