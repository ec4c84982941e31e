-- One answer to "which address is this?", asked for storing, for finding and for counting tries. What looks the same is the
-- same: full-width letters, composed accents, capitals, spaces around it. The rules of ICU are named, so that they hold on every
-- PostgreSQL; the outer lower() is the one that citext compares with, so that two spellings that find one person are one address.
CREATE FUNCTION identity.normalise_address(p_address text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT lower(btrim(normalize(lower(normalize(p_address, NFKC) COLLATE "und-x-icu"), NFKC), E' \t\r\n') COLLATE "default")
$$;

-- Those who are here already. Where two had spellings of one address, each keeps its own; the one that is spelt as the rule has
-- it is the one that signs in.
UPDATE identity.person p SET email = identity.normalise_address(p.email::text)::public.citext
WHERE p.email::text <> identity.normalise_address(p.email::text)
  AND 1 = (SELECT count(*) FROM identity.person o
           WHERE identity.normalise_address(o.email::text) = identity.normalise_address(p.email::text));

CREATE OR REPLACE FUNCTION identity.find_credentials(p_email text)
  RETURNS TABLE (person_id uuid, password_hash text) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.id, p.password_hash FROM identity.person p
  WHERE p.email = identity.normalise_address(p_email)::public.citext AND p.disabled_at IS NULL AND p.password_hash IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION identity.ensure_person(p_email text, p_name text)
  RETURNS TABLE (person_id uuid, has_password boolean) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE address public.citext := identity.normalise_address(p_email)::public.citext;
BEGIN
  INSERT INTO identity.person (id, email, name) VALUES (ctx.uuid_v7(), address, p_name)
  ON CONFLICT (email) DO NOTHING;
  RETURN QUERY SELECT p.id, p.password_hash IS NOT NULL FROM identity.person p WHERE p.email = address;
END $$;

-- What somebody has signed in with: the random mark of a browser, and the source of the request. Both only as keyed hashes.
CREATE TABLE identity.familiar_mark (
    "person_id" UUID NOT NULL,
    "mark" BYTEA NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "familiar_mark_pkey" PRIMARY KEY ("person_id", "mark")
);
CREATE INDEX "familiar_mark_seen_at_idx" ON identity.familiar_mark("seen_at");
ALTER TABLE identity.familiar_mark ADD CONSTRAINT "familiar_mark_person_id_fkey"
  FOREIGN KEY ("person_id") REFERENCES identity.person("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.familiar_mark, identity.rate_limit TO app_auth;
GRANT SELECT (seen_at), DELETE ON identity.familiar_mark TO app_jobs;
-- Counters are changed by the functions below and by nothing else.
REVOKE ALL ON identity.rate_limit FROM app_rw;

-- Somebody wants to sign in: which address it is, whether this browser or this source is familiar to whoever has it, and the
-- hash to compare with. One row for every address, known or not.
CREATE FUNCTION identity.meet_visitor(p_email text, p_device bytea, p_source bytea)
  RETURNS TABLE (address text, device_familiar boolean, source_familiar boolean, person_id uuid, password_hash text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT given.address,
    EXISTS (SELECT 1 FROM identity.familiar_mark m WHERE m.person_id = p.id AND m.mark = p_device),
    EXISTS (SELECT 1 FROM identity.familiar_mark m
            WHERE m.person_id = p.id AND m.mark = p_source AND m.seen_at > now() - interval '30 days'),
    p.id, p.password_hash
  FROM (SELECT identity.normalise_address(p_email) AS address) given
  LEFT JOIN identity.person p
    ON p.email = given.address::public.citext AND p.disabled_at IS NULL AND p.password_hash IS NOT NULL
$$;

-- After somebody signed in: this browser and this source are theirs from now on. Forty of the latest are kept.
CREATE FUNCTION identity.remember_marks(p_person uuid, p_marks bytea[]) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO identity.familiar_mark (person_id, mark)
  SELECT p_person, given.mark FROM unnest(p_marks) AS given(mark) ORDER BY given.mark
  ON CONFLICT (person_id, mark) DO UPDATE SET seen_at = now();
  DELETE FROM identity.familiar_mark m USING (
    SELECT k.mark FROM identity.familiar_mark k WHERE k.person_id = p_person ORDER BY k.seen_at DESC, k.mark OFFSET 40) old
  WHERE m.person_id = p_person AND m.mark = old.mark;
$$;

-- Takes one try from every allowance, or from none. The answer has a number for each: how many seconds it takes until it has a
-- try again; only zeros when all gave one. Rows are locked in one order, so that nobody waits in a circle.
CREATE FUNCTION identity.take_allowances(p_keys text[], p_points integer[], p_seconds integer[]) RETURNS integer[]
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  now_ms bigint := floor(extract(epoch FROM clock_timestamp()) * 1000);
  waits integer[];
BEGIN
  INSERT INTO identity.rate_limit AS r (key, points, expire)
  SELECT a.key, 0, now_ms + a.seconds * 1000::bigint FROM unnest(p_keys, p_seconds) AS a(key, seconds) ORDER BY a.key
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN r.expire > now_ms THEN r.points ELSE 0 END,
    expire = CASE WHEN r.expire > now_ms THEN r.expire ELSE EXCLUDED.expire END;
  SELECT array_agg(CASE WHEN r.points < a.points THEN 0 ELSE greatest(1, ceil((r.expire - now_ms) / 1000.0))::integer END ORDER BY a.n)
  INTO waits
  FROM unnest(p_keys, p_points) WITH ORDINALITY AS a(key, points, n) JOIN identity.rate_limit r ON r.key = a.key;
  IF 0 = ALL (waits) THEN UPDATE identity.rate_limit SET points = points + 1 WHERE key = ANY (p_keys); END IF;
  RETURN waits;
END $$;

-- Gives the tries of an own allowance back, to itself and to those that it shared: who finds the right password after two wrong
-- ones has used up nobody's. An allowance that began after the own one has not counted all of them; it gets the last one back.
CREATE FUNCTION identity.give_back_tries(p_own text, p_own_seconds integer, p_shared text[], p_shared_seconds integer[])
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE own identity.rate_limit;
BEGIN
  -- In the order in which they are taken, so that nobody waits in a circle.
  PERFORM 1 FROM identity.rate_limit r WHERE r.key = p_own OR r.key = ANY (p_shared) ORDER BY r.key FOR UPDATE;
  DELETE FROM identity.rate_limit r WHERE r.key = p_own RETURNING r.* INTO own;
  IF own.key IS NULL THEN RETURN; END IF;
  UPDATE identity.rate_limit r
  SET points = greatest(0, r.points - CASE
    WHEN r.expire - s.seconds * 1000::bigint <= own.expire - p_own_seconds * 1000::bigint THEN own.points ELSE 1 END)
  FROM unnest(p_shared, p_shared_seconds) AS s(key, seconds) WHERE r.key = s.key;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  GRANT CREATE ON SCHEMA identity TO app_auth;
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'identity'::regnamespace
    AND p.proname IN ('normalise_address', 'meet_visitor', 'remember_marks', 'take_allowances', 'give_back_tries') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO app_auth', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
  REVOKE CREATE ON SCHEMA identity FROM app_auth;
END $$;
GRANT EXECUTE ON FUNCTION
  identity.normalise_address(text), identity.meet_visitor(text, bytea, bytea), identity.remember_marks(uuid, bytea[]),
  identity.take_allowances(text[], integer[], integer[]), identity.give_back_tries(text, integer, text[], integer[])
  TO app_rw;
