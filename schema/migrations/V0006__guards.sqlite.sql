-- The database's own guarantee on SQLite, which has one writer: a row that would overlap is refused
-- before it is written. BEFORE triggers and ABORT, because OR REPLACE and OR IGNORE of the outer
-- statement would override any other way. The length limit bounds the search, so that it is a short
-- range of the index. The triggers repeat the CHECKs, for a connection may switch CHECKs off.

CREATE TRIGGER IF NOT EXISTS allocation_before_insert BEFORE INSERT ON allocation
BEGIN
  SELECT RAISE(ABORT, 'RANGE_REFUSED')
    WHERE (NEW.start_cell >= 0 AND NEW.start_cell < NEW.end_cell
           AND NEW.end_cell - NEW.start_cell <= 576) IS NOT TRUE;
  SELECT RAISE(ABORT, 'OWNER_REFUSED')
    WHERE ((NEW.hold_id IS NULL) <> (NEW.appointment_id IS NULL)) IS NOT TRUE;
  SELECT RAISE(ABORT, 'SEAT_REFUSED')
    WHERE (NEW.seat >= 0 AND NEW.seat < (
      SELECT r.capacity + CASE WHEN NEW.overbook_reason <> '' THEN r.overbook_max ELSE 0 END
      FROM resource r WHERE r.resource_key = NEW.resource_key)) IS NOT TRUE;
  SELECT RAISE(ABORT, 'SLOT_TAKEN')
    WHERE EXISTS (
      SELECT 1 FROM allocation a
      WHERE a.resource_key = NEW.resource_key AND a.seat = NEW.seat
        AND a.start_cell < NEW.end_cell AND a.start_cell > NEW.start_cell - 576
        AND a.end_cell > NEW.start_cell);
END;

CREATE TRIGGER IF NOT EXISTS allocation_before_update BEFORE UPDATE ON allocation
BEGIN
  SELECT RAISE(ABORT, 'RANGE_REFUSED')
    WHERE (NEW.start_cell >= 0 AND NEW.start_cell < NEW.end_cell
           AND NEW.end_cell - NEW.start_cell <= 576) IS NOT TRUE;
  SELECT RAISE(ABORT, 'OWNER_REFUSED')
    WHERE ((NEW.hold_id IS NULL) <> (NEW.appointment_id IS NULL)) IS NOT TRUE;
  -- A seat that stays where it is stays allowed when the resource was made smaller since.
  SELECT RAISE(ABORT, 'SEAT_REFUSED')
    WHERE NOT (NEW.resource_key IS OLD.resource_key AND NEW.seat IS OLD.seat
               AND NEW.overbook_reason IS OLD.overbook_reason)
      AND (NEW.seat >= 0 AND NEW.seat < (
        SELECT r.capacity + CASE WHEN NEW.overbook_reason <> '' THEN r.overbook_max ELSE 0 END
        FROM resource r WHERE r.resource_key = NEW.resource_key)) IS NOT TRUE;
  SELECT RAISE(ABORT, 'SLOT_TAKEN')
    WHERE EXISTS (
      SELECT 1 FROM allocation a
      WHERE a.resource_key = NEW.resource_key AND a.seat = NEW.seat
        AND a.start_cell < NEW.end_cell AND a.start_cell > NEW.start_cell - 576
        AND a.end_cell > NEW.start_cell AND a.allocation_id <> OLD.allocation_id);
END;

-- The audit only grows; replacing a row is a change too.
CREATE TRIGGER IF NOT EXISTS audit_event_no_replace BEFORE INSERT ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY')
    WHERE EXISTS (SELECT 1 FROM audit_event e WHERE e.audit_key = NEW.audit_key);
END;

CREATE TRIGGER IF NOT EXISTS audit_event_no_update BEFORE UPDATE ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY');
END;

CREATE TRIGGER IF NOT EXISTS audit_event_no_delete BEFORE DELETE ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY');
END;
