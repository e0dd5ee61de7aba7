-- The audit says from where, and is chained: each row of audit_seal binds one row of the audit to
-- all that were sealed before it. Both tables only grow.

ALTER TABLE audit_event {add} origin {token} NOT NULL DEFAULT '';

CREATE TABLE IF NOT EXISTS audit_seal (
  seal_no {key} NOT NULL PRIMARY KEY,
  audit_key {key} NOT NULL,
  hash {token} NOT NULL,
  sealed_at {stamped},
  CONSTRAINT audit_seal_once UNIQUE (audit_key)
) {table};

CREATE TRIGGER IF NOT EXISTS audit_seal_no_replace BEFORE INSERT ON audit_seal
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY')
    WHERE EXISTS (SELECT 1 FROM audit_seal s
                  WHERE s.seal_no = NEW.seal_no OR s.audit_key = NEW.audit_key);
END;

CREATE TRIGGER IF NOT EXISTS audit_seal_no_update BEFORE UPDATE ON audit_seal
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY');
END;

CREATE TRIGGER IF NOT EXISTS audit_seal_no_delete BEFORE DELETE ON audit_seal
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY');
END;
