-- A new organisation is entered in the register by itself; the register must know it before the foreign key is checked.
CREATE OR REPLACE FUNCTION identity.register_tenant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO identity.tenant (id, slug) VALUES (NEW.id, NEW.slug);
  RETURN NEW;
END $$;
ALTER FUNCTION identity.register_tenant() OWNER TO app_auth;

CREATE OR REPLACE TRIGGER register_tenant BEFORE INSERT ON public.organisation
  FOR EACH ROW EXECUTE FUNCTION identity.register_tenant();
