-- The database's own guarantee on MariaDB: every allocation has a row in booking_cell for each cell
-- it takes, written by triggers alone, and the primary key of booking_cell forbids a second taker.
-- The application's account holds no write right on booking_cell and cell_offset.
-- The triggers repeat the CHECKs of allocation, for a session may switch CHECKs off.

CREATE TABLE IF NOT EXISTS cell_offset (
  step SMALLINT NOT NULL PRIMARY KEY
) {table};

INSERT IGNORE INTO cell_offset (step)
  WITH RECURSIVE counted (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < 575)
  SELECT n FROM counted;

CREATE TABLE IF NOT EXISTS booking_cell (
  resource_key BIGINT NOT NULL,
  cell BIGINT NOT NULL,
  seat INT NOT NULL,
  PRIMARY KEY (resource_key, cell, seat)
) {table};

-- A row of no resource, so that the table is never empty: with unique_checks off the engine may
-- fill an empty table in bulk, and the guarantee shall not hang on how it checks keys then.
INSERT IGNORE INTO booking_cell (resource_key, cell, seat) VALUES (0, 0, 0);

CREATE TRIGGER IF NOT EXISTS allocation_before_insert BEFORE INSERT ON allocation FOR EACH ROW
BEGIN
  DECLARE seats BIGINT DEFAULT NULL;
  IF (NEW.start_cell >= 0 AND NEW.start_cell < NEW.end_cell
      AND NEW.end_cell - NEW.start_cell <= 576) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'RANGE_REFUSED';
  END IF;
  IF ((NEW.hold_id IS NULL) <> (NEW.appointment_id IS NULL)) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'OWNER_REFUSED';
  END IF;
  SET seats = (SELECT r.capacity + CASE WHEN NEW.overbook_reason <> '' THEN r.overbook_max ELSE 0 END
               FROM resource r WHERE r.resource_key = NEW.resource_key);
  IF (NEW.seat >= 0 AND NEW.seat < seats) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'SEAT_REFUSED';
  END IF;
END;

CREATE TRIGGER IF NOT EXISTS allocation_before_update BEFORE UPDATE ON allocation FOR EACH ROW
BEGIN
  DECLARE seats BIGINT DEFAULT NULL;
  IF (NEW.start_cell >= 0 AND NEW.start_cell < NEW.end_cell
      AND NEW.end_cell - NEW.start_cell <= 576) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'RANGE_REFUSED';
  END IF;
  IF ((NEW.hold_id IS NULL) <> (NEW.appointment_id IS NULL)) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'OWNER_REFUSED';
  END IF;
  -- A seat that stays where it is stays allowed when the resource was made smaller since.
  IF NOT (NEW.resource_key <=> OLD.resource_key AND NEW.seat <=> OLD.seat
          AND NEW.overbook_reason <=> OLD.overbook_reason) THEN
    SET seats = (SELECT r.capacity + CASE WHEN NEW.overbook_reason <> '' THEN r.overbook_max ELSE 0 END
                 FROM resource r WHERE r.resource_key = NEW.resource_key);
    IF (NEW.seat >= 0 AND NEW.seat < seats) IS NOT TRUE THEN
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'SEAT_REFUSED';
    END IF;
  END IF;
END;

CREATE TRIGGER IF NOT EXISTS allocation_after_insert AFTER INSERT ON allocation FOR EACH ROW
BEGIN
  INSERT INTO booking_cell (resource_key, cell, seat)
    SELECT NEW.resource_key, NEW.start_cell + o.step, NEW.seat FROM cell_offset o
    WHERE o.step < NEW.end_cell - NEW.start_cell ORDER BY o.step;
  IF (ROW_COUNT() = NEW.end_cell - NEW.start_cell) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CELLS_INCOMPLETE';
  END IF;
END;

CREATE TRIGGER IF NOT EXISTS allocation_after_update AFTER UPDATE ON allocation FOR EACH ROW
BEGIN
  IF NOT (NEW.resource_key = OLD.resource_key AND NEW.seat = OLD.seat
          AND NEW.start_cell = OLD.start_cell AND NEW.end_cell = OLD.end_cell) THEN
    DELETE FROM booking_cell WHERE resource_key = OLD.resource_key AND seat = OLD.seat
      AND cell >= OLD.start_cell AND cell < OLD.end_cell;
    INSERT INTO booking_cell (resource_key, cell, seat)
      SELECT NEW.resource_key, NEW.start_cell + o.step, NEW.seat FROM cell_offset o
      WHERE o.step < NEW.end_cell - NEW.start_cell ORDER BY o.step;
    IF (ROW_COUNT() = NEW.end_cell - NEW.start_cell) IS NOT TRUE THEN
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CELLS_INCOMPLETE';
    END IF;
  END IF;
END;

CREATE TRIGGER IF NOT EXISTS allocation_after_delete AFTER DELETE ON allocation FOR EACH ROW
BEGIN
  DELETE FROM booking_cell WHERE resource_key = OLD.resource_key AND seat = OLD.seat
    AND cell >= OLD.start_cell AND cell < OLD.end_cell;
END;

-- The audit only grows. The application's account has no right to change it; these hold for others.
CREATE TRIGGER IF NOT EXISTS audit_event_no_update BEFORE UPDATE ON audit_event FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'AUDIT_IS_APPEND_ONLY';
END;

CREATE TRIGGER IF NOT EXISTS audit_event_no_delete BEFORE DELETE ON audit_event FOR EACH ROW
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'AUDIT_IS_APPEND_ONLY';
END;
