-- What changed, for the processes that keep occupancy in memory (docs/adr/0013). Rows are appended
-- and, after a day, removed, never changed. A 'time' row says where in a resource's time to read
-- again; a 'catalogue' row says that hours, services or resources are to be read again. Identifiers
-- are no order of commits; a reader must expect a lower one after a higher one.

CREATE TABLE IF NOT EXISTS change_log (
  change_id {serial},
  kind {word} NOT NULL,
  resource_key {key},
  start_cell {cell},
  end_cell {cell},
  created_at {stamped},
  CONSTRAINT change_log_kind CHECK (
    (kind = 'time' AND resource_key IS NOT NULL AND start_cell IS NOT NULL AND end_cell IS NOT NULL)
    OR (kind = 'catalogue'
        AND resource_key IS NULL AND start_cell IS NULL AND end_cell IS NULL))
) {table};
