-- Every change of an allocation is logged, whoever writes it. Patients' own time is not: nobody
-- searches it. The application's account may append catalogue rows only; these triggers write with
-- the rights of their owner.

CREATE TRIGGER IF NOT EXISTS allocation_logs_insert AFTER INSERT ON allocation FOR EACH ROW
BEGIN
  IF (SELECT r.kind FROM resource r WHERE r.resource_key = NEW.resource_key) <> 'patient' THEN
    INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
      VALUES ('time', NEW.resource_key, NEW.start_cell, NEW.end_cell);
  END IF;
END;

-- Who holds the time matters too: a hold's ends by itself, an appointment's does not.
CREATE TRIGGER IF NOT EXISTS allocation_logs_update AFTER UPDATE ON allocation FOR EACH ROW
BEGIN
  DECLARE moved BOOLEAN DEFAULT NOT (NEW.resource_key = OLD.resource_key AND NEW.seat = OLD.seat
    AND NEW.start_cell = OLD.start_cell AND NEW.end_cell = OLD.end_cell);
  IF moved
      AND (SELECT r.kind FROM resource r WHERE r.resource_key = OLD.resource_key) <> 'patient' THEN
    INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
      VALUES ('time', OLD.resource_key, OLD.start_cell, OLD.end_cell);
  END IF;
  IF (moved OR NOT (NEW.hold_id <=> OLD.hold_id))
      AND (SELECT r.kind FROM resource r WHERE r.resource_key = NEW.resource_key) <> 'patient' THEN
    INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
      VALUES ('time', NEW.resource_key, NEW.start_cell, NEW.end_cell);
  END IF;
END;

CREATE TRIGGER IF NOT EXISTS allocation_logs_delete AFTER DELETE ON allocation FOR EACH ROW
BEGIN
  IF (SELECT r.kind FROM resource r WHERE r.resource_key = OLD.resource_key) <> 'patient' THEN
    INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
      VALUES ('time', OLD.resource_key, OLD.start_cell, OLD.end_cell);
  END IF;
END;
