-- What binds the visits of a hold or booking to each other, and batches, which are moves of many
-- visits because a resource or site is out.

CREATE TABLE IF NOT EXISTS visit_link (
  link_key {serial},
  hold_id {id},
  booking_id {id},
  earlier {int} NOT NULL,
  later {int} NOT NULL,
  min_gap_minutes {int} NOT NULL,
  max_gap_minutes {int},
  counted_by {key},
  needs_result {int} NOT NULL,
  report_minutes {int} NOT NULL,
  report_by {key},
  same_site {int} NOT NULL,
  needs_visit {int} NOT NULL,
  CONSTRAINT visit_link_owner CHECK ((hold_id IS NULL) <> (booking_id IS NULL)),
  CONSTRAINT visit_link_hold FOREIGN KEY (hold_id) REFERENCES hold (hold_id),
  CONSTRAINT visit_link_booking FOREIGN KEY (booking_id) REFERENCES booking (booking_id)
) {table};
CREATE INDEX IF NOT EXISTS visit_link_by_hold ON visit_link (hold_id, link_key);
CREATE INDEX IF NOT EXISTS visit_link_by_booking ON visit_link (booking_id, link_key);

CREATE TABLE IF NOT EXISTS visit_limit (
  limit_key {serial},
  hold_id {id},
  booking_id {id},
  position {int} NOT NULL,
  not_before {instant},
  deadline {instant},
  CONSTRAINT visit_limit_owner CHECK ((hold_id IS NULL) <> (booking_id IS NULL)),
  CONSTRAINT visit_limit_hold FOREIGN KEY (hold_id) REFERENCES hold (hold_id),
  CONSTRAINT visit_limit_booking FOREIGN KEY (booking_id) REFERENCES booking (booking_id)
) {table};
CREATE INDEX IF NOT EXISTS visit_limit_by_hold ON visit_limit (hold_id, limit_key);
CREATE INDEX IF NOT EXISTS visit_limit_by_booking ON visit_limit (booking_id, limit_key);

CREATE TABLE IF NOT EXISTS batch (
  batch_id {id} NOT NULL PRIMARY KEY,
  resource_id {id},
  location_id {id},
  from_at {instant} NOT NULL,
  to_at {instant} NOT NULL,
  reason {word} NOT NULL,
  state {word} NOT NULL,
  version {int} NOT NULL,
  created_by {word} NOT NULL,
  created_at {instant} NOT NULL,
  applied_at {instant},
  undone_at {instant},
  CONSTRAINT batch_order CHECK (from_at < to_at),
  CONSTRAINT batch_state CHECK (state IN ('draft', 'applied', 'undone')),
  CONSTRAINT batch_what CHECK ((resource_id IS NULL) <> (location_id IS NULL)),
  CONSTRAINT batch_resource FOREIGN KEY (resource_id) REFERENCES resource (resource_id),
  CONSTRAINT batch_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) {table};

CREATE TABLE IF NOT EXISTS batch_move (
  batch_id {id} NOT NULL,
  position {int} NOT NULL,
  appointment_id {id} NOT NULL,
  seen_version {int} NOT NULL,
  cause {word} NOT NULL,
  action {word} NOT NULL,
  late {int} NOT NULL,
  none_because {word} NOT NULL,
  old_start {instant} NOT NULL,
  old_end {instant} NOT NULL,
  old_location {id} NOT NULL,
  old_practitioner {id},
  old_status {word} NOT NULL,
  new_start {instant},
  new_end {instant},
  new_location {id},
  new_practitioner {id},
  applied_version {int},
  PRIMARY KEY (batch_id, position),
  CONSTRAINT batch_move_once UNIQUE (batch_id, appointment_id),
  CONSTRAINT batch_move_action CHECK (action IN ('move', 'leave', 'cancel')),
  CONSTRAINT batch_move_batch FOREIGN KEY (batch_id) REFERENCES batch (batch_id),
  CONSTRAINT batch_move_visit
    FOREIGN KEY (appointment_id) REFERENCES appointment (appointment_id)
) {table};

-- What a moved or cancelled visit had taken, so that an undo can give back just that.
CREATE TABLE IF NOT EXISTS batch_seat (
  batch_id {id} NOT NULL,
  position {int} NOT NULL,
  number {int} NOT NULL,
  role {word} NOT NULL,
  resource_key {key} NOT NULL,
  seat {int} NOT NULL,
  start_cell {cell} NOT NULL,
  end_cell {cell} NOT NULL,
  overbook_reason {word} NOT NULL,
  PRIMARY KEY (batch_id, position, number),
  CONSTRAINT batch_seat_move FOREIGN KEY (batch_id, position)
    REFERENCES batch_move (batch_id, position)
) {table};

-- What the batch has added to the calendar of its resource, or which days to the closures of its
-- site. An undo takes away just that.
CREATE TABLE IF NOT EXISTS batch_block (
  batch_id {id} NOT NULL,
  number {int} NOT NULL,
  location_id {id} NOT NULL,
  date {date} NOT NULL,
  start_minute {int} NOT NULL,
  end_minute {int} NOT NULL,
  PRIMARY KEY (batch_id, number),
  CONSTRAINT batch_block_batch FOREIGN KEY (batch_id) REFERENCES batch (batch_id)
) {table};
