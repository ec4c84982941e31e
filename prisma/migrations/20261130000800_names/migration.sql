-- Names sort by people's rules on every PostgreSQL, whatever the locale of its database: É beside E, case last, "Week 10" after
-- "Week 9". The collation stands in SQL and comes from ICU; it is deterministic, so that equality, keys and LIKE stay what they
-- were. It belongs to the columns, and with them to every ORDER BY, also to one that is written tomorrow.

CREATE COLLATION public.names (provider = icu, locale = 'und-u-kn-true', deterministic = true);

-- A column of a view keeps the collation that its column had: the views that show names are made again as they stand.
CREATE TEMPORARY TABLE shown_view ON COMMIT DROP AS
  SELECT DISTINCT v.oid, n.nspname, v.relname, v.reloptions, v.relacl, pg_get_viewdef(v.oid) AS body
  FROM pg_class v
  JOIN pg_namespace n ON n.oid = v.relnamespace AND n.nspname IN ('public', 'app', 'hr')
  WHERE v.relkind = 'v' AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = v.oid AND e.deptype = 'e');

DO $$
DECLARE
  view record;
  named record;
  granted record;
BEGIN
  -- The newest first: a view may read an older one.
  FOR view IN SELECT * FROM shown_view ORDER BY oid DESC LOOP
    EXECUTE format('DROP VIEW %I.%I', view.nspname, view.relname);
  END LOOP;

  FOR named IN SELECT * FROM (VALUES
    ('membership', 'display_name'), ('cohort', 'name'), ('certification', 'name'), ('blueprint_domain', 'name'),
    ('bank', 'name'), ('topic', 'name'), ('exam', 'name'), ('organisation', 'name'), ('item_version', 'title'),
    ('stimulus_version', 'title'), ('import', 'source_name'), ('import', 'bank_name')) AS c (tbl, col)
  LOOP
    EXECUTE format('ALTER TABLE public.%I ALTER COLUMN %I TYPE text COLLATE public.names', named.tbl, named.col);
  END LOOP;

  FOR view IN SELECT * FROM shown_view ORDER BY oid LOOP
    EXECUTE format('CREATE VIEW %I.%I %s AS %s', view.nspname, view.relname,
      CASE WHEN view.reloptions IS NULL THEN '' ELSE 'WITH (' || array_to_string(view.reloptions, ', ') || ')' END, view.body);
    FOR granted IN SELECT DISTINCT r.rolname, a.privilege_type FROM aclexplode(view.relacl) a
                   JOIN pg_roles r ON r.oid = a.grantee WHERE r.rolname <> current_user LOOP
      EXECUTE format('GRANT %s ON %I.%I TO %I', granted.privilege_type, view.nspname, view.relname, granted.rolname);
    END LOOP;
  END LOOP;
END $$;
