-- What a person does to the own account: the name, and which outside sign-ins lead to it.

-- A person may change the own name and nothing else of the row; a policy cannot speak of one column, so this is a function.
CREATE FUNCTION gate.rename_self(label text) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE work.person p SET name = label, version = p.version + 1 WHERE p.id = work.viewer_id() AND p.disabled_at IS NULL
    RETURNING p.version $$;

-- Schema gate is closed to everyone; the person who is signed in may add an identity to the own account and to no other.
-- 'linked', 'taken' (it leads to somebody else, or this account has another one of that issuer), or nothing without a person.
CREATE FUNCTION gate.link_identity(iss text, sub text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me uuid := work.viewer_id(); whose uuid;
BEGIN
  IF me IS NULL THEN RETURN NULL; END IF;
  INSERT INTO gate.identity (issuer, subject, person_id)
    SELECT iss, sub, me WHERE NOT EXISTS (SELECT 1 FROM gate.identity i WHERE i.issuer = iss AND i.person_id = me)
    ON CONFLICT (issuer, subject) DO NOTHING;
  SELECT i.person_id INTO whose FROM gate.identity i WHERE i.issuer = iss AND i.subject = sub;
  RETURN CASE WHEN whose = me THEN 'linked' ELSE 'taken' END;
END $$;
CREATE FUNCTION gate.unlink_identity(iss text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM gate.identity i WHERE i.issuer = iss AND i.person_id = work.viewer_id();
  RETURN FOUND;
END $$;
CREATE FUNCTION gate.identities() RETURNS TABLE (issuer text, linked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT i.issuer, i.linked_at FROM gate.identity i WHERE i.person_id = work.viewer_id() ORDER BY i.linked_at LIMIT 20 $$;

GRANT EXECUTE ON FUNCTION gate.rename_self(text), gate.link_identity(text, text), gate.unlink_identity(text), gate.identities() TO daylight_app;
