-- Occupancy: one row for each resource and seat that a step of a hold or an appointment takes, in
-- cells of five minutes, buffers included. V0006 makes overlap impossible. No foreign key here ever
-- cascades: a cascade does not fire triggers, so cells would stay behind.

CREATE TABLE IF NOT EXISTS allocation (
  allocation_id {serial},
  resource_key {key} NOT NULL,
  seat {int} NOT NULL,
  start_cell {cell} NOT NULL,
  end_cell {cell} NOT NULL,
  role {word} NOT NULL,
  hold_id {id},
  hold_position {int},
  appointment_id {id},
  overbook_reason {name} NOT NULL,
  CONSTRAINT allocation_range
    CHECK (start_cell >= 0 AND start_cell < end_cell AND end_cell - start_cell <= 576),
  CONSTRAINT allocation_seat CHECK (seat >= 0),
  CONSTRAINT allocation_owner CHECK (
    (hold_id IS NOT NULL AND hold_position IS NOT NULL AND appointment_id IS NULL)
    OR (hold_id IS NULL AND hold_position IS NULL AND appointment_id IS NOT NULL)),
  CONSTRAINT allocation_resource FOREIGN KEY (resource_key) REFERENCES resource (resource_key),
  CONSTRAINT allocation_hold_step
    FOREIGN KEY (hold_id, hold_position) REFERENCES hold_step (hold_id, position),
  CONSTRAINT allocation_appointment
    FOREIGN KEY (appointment_id) REFERENCES appointment (appointment_id)
) {table};
CREATE INDEX IF NOT EXISTS allocation_by_resource
  ON allocation (resource_key, start_cell, end_cell, seat);
CREATE INDEX IF NOT EXISTS allocation_by_start ON allocation (start_cell, end_cell);
CREATE INDEX IF NOT EXISTS allocation_by_hold ON allocation (hold_id, hold_position);
CREATE INDEX IF NOT EXISTS allocation_by_appointment ON allocation (appointment_id);
