-- Every change of an allocation is logged, whoever writes it. Patients' own time is not: nobody
-- searches it. OR REPLACE removes the row in its way without the DELETE trigger, so the BEFORE
-- triggers log what would be replaced.

CREATE TRIGGER IF NOT EXISTS allocation_logs_replaced_by_insert BEFORE INSERT ON allocation
BEGIN
  INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
    SELECT 'time', a.resource_key, a.start_cell, a.end_cell
    FROM allocation a JOIN resource r ON r.resource_key = a.resource_key
    WHERE a.allocation_id = NEW.allocation_id AND r.kind <> 'patient';
END;

CREATE TRIGGER IF NOT EXISTS allocation_logs_replaced_by_update BEFORE UPDATE ON allocation
  WHEN NEW.allocation_id <> OLD.allocation_id
BEGIN
  INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
    SELECT 'time', a.resource_key, a.start_cell, a.end_cell
    FROM allocation a JOIN resource r ON r.resource_key = a.resource_key
    WHERE a.allocation_id = NEW.allocation_id AND r.kind <> 'patient';
END;

CREATE TRIGGER IF NOT EXISTS allocation_logs_insert AFTER INSERT ON allocation
BEGIN
  INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
    SELECT 'time', NEW.resource_key, NEW.start_cell, NEW.end_cell
    FROM resource r WHERE r.resource_key = NEW.resource_key AND r.kind <> 'patient';
END;

-- Who holds the time matters too: a hold's ends by itself, an appointment's does not.
CREATE TRIGGER IF NOT EXISTS allocation_logs_update AFTER UPDATE ON allocation
  WHEN NOT (NEW.resource_key = OLD.resource_key AND NEW.seat = OLD.seat
            AND NEW.start_cell = OLD.start_cell AND NEW.end_cell = OLD.end_cell
            AND NEW.hold_id IS OLD.hold_id)
BEGIN
  INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
    SELECT 'time', OLD.resource_key, OLD.start_cell, OLD.end_cell
    FROM resource r WHERE r.resource_key = OLD.resource_key AND r.kind <> 'patient'
      AND NOT (NEW.resource_key = OLD.resource_key AND NEW.seat = OLD.seat
               AND NEW.start_cell = OLD.start_cell AND NEW.end_cell = OLD.end_cell);
  INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
    SELECT 'time', NEW.resource_key, NEW.start_cell, NEW.end_cell
    FROM resource r WHERE r.resource_key = NEW.resource_key AND r.kind <> 'patient';
END;

CREATE TRIGGER IF NOT EXISTS allocation_logs_delete AFTER DELETE ON allocation
BEGIN
  INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
    SELECT 'time', OLD.resource_key, OLD.start_cell, OLD.end_cell
    FROM resource r WHERE r.resource_key = OLD.resource_key AND r.kind <> 'patient';
END;
