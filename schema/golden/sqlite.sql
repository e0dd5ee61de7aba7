-- The schema as sqlite tells it after every migration. Written by tests/store (UPDATE_GOLDEN=1).

CREATE TRIGGER allocation_before_insert BEFORE INSERT ON allocation
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

CREATE TRIGGER allocation_before_update BEFORE UPDATE ON allocation
BEGIN
  SELECT RAISE(ABORT, 'RANGE_REFUSED')
    WHERE (NEW.start_cell >= 0 AND NEW.start_cell < NEW.end_cell
           AND NEW.end_cell - NEW.start_cell <= 576) IS NOT TRUE;
  SELECT RAISE(ABORT, 'OWNER_REFUSED')
    WHERE ((NEW.hold_id IS NULL) <> (NEW.appointment_id IS NULL)) IS NOT TRUE;
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

CREATE TRIGGER allocation_logs_delete AFTER DELETE ON allocation
BEGIN
  INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
    SELECT 'time', OLD.resource_key, OLD.start_cell, OLD.end_cell
    FROM resource r WHERE r.resource_key = OLD.resource_key AND r.kind <> 'patient';
END;

CREATE TRIGGER allocation_logs_insert AFTER INSERT ON allocation
BEGIN
  INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
    SELECT 'time', NEW.resource_key, NEW.start_cell, NEW.end_cell
    FROM resource r WHERE r.resource_key = NEW.resource_key AND r.kind <> 'patient';
END;

CREATE TRIGGER allocation_logs_replaced_by_insert BEFORE INSERT ON allocation
BEGIN
  INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
    SELECT 'time', a.resource_key, a.start_cell, a.end_cell
    FROM allocation a JOIN resource r ON r.resource_key = a.resource_key
    WHERE a.allocation_id = NEW.allocation_id AND r.kind <> 'patient';
END;

CREATE TRIGGER allocation_logs_replaced_by_update BEFORE UPDATE ON allocation
  WHEN NEW.allocation_id <> OLD.allocation_id
BEGIN
  INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
    SELECT 'time', a.resource_key, a.start_cell, a.end_cell
    FROM allocation a JOIN resource r ON r.resource_key = a.resource_key
    WHERE a.allocation_id = NEW.allocation_id AND r.kind <> 'patient';
END;

CREATE TRIGGER allocation_logs_update AFTER UPDATE ON allocation
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

CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY');
END;

CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY')
    WHERE EXISTS (SELECT 1 FROM audit_event e WHERE e.audit_key = NEW.audit_key);
END;

CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY');
END;

CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY');
END;

CREATE TRIGGER audit_seal_no_replace BEFORE INSERT ON audit_seal
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY')
    WHERE EXISTS (SELECT 1 FROM audit_seal s
                  WHERE s.seal_no = NEW.seal_no OR s.audit_key = NEW.audit_key);
END;

CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal
BEGIN
  SELECT RAISE(ABORT, 'AUDIT_IS_APPEND_ONLY');
END;

CREATE TABLE allocation (
  allocation_id INTEGER PRIMARY KEY AUTOINCREMENT,
  resource_key INTEGER NOT NULL,
  seat INTEGER NOT NULL,
  start_cell INTEGER NOT NULL,
  end_cell INTEGER NOT NULL,
  role TEXT NOT NULL,
  hold_id TEXT,
  hold_position INTEGER,
  appointment_id TEXT,
  overbook_reason TEXT NOT NULL,
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
) STRICT;

CREATE TABLE appointment (
  appointment_id TEXT NOT NULL PRIMARY KEY,
  booking_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  patient_id TEXT NOT NULL,
  status TEXT NOT NULL,
  status_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  service TEXT NOT NULL,
  region TEXT NOT NULL,
  contrast INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  location_id TEXT NOT NULL,
  practitioner_id TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, circumstances TEXT NOT NULL DEFAULT '',
  CONSTRAINT appointment_place_in_booking UNIQUE (booking_id, position),
  CONSTRAINT appointment_order CHECK (start_at < end_at),
  CONSTRAINT appointment_booking FOREIGN KEY (booking_id) REFERENCES booking (booking_id),
  CONSTRAINT appointment_patient FOREIGN KEY (patient_id) REFERENCES patient (patient_id),
  CONSTRAINT appointment_location FOREIGN KEY (location_id) REFERENCES location (location_id),
  CONSTRAINT appointment_practitioner
    FOREIGN KEY (practitioner_id) REFERENCES resource (resource_id)
) STRICT;

CREATE TABLE appointment_gate (
  appointment_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  flagged INTEGER NOT NULL,
  answered_by TEXT NOT NULL,
  answered_at INTEGER,
  decided_by TEXT NOT NULL,
  decided_at INTEGER,
  reason TEXT NOT NULL,
  PRIMARY KEY (appointment_id, kind),
  CONSTRAINT appointment_gate_state
    CHECK (state IN ('needed', 'answered', 'cleared', 'failed', 'expired')),
  CONSTRAINT appointment_gate_appointment
    FOREIGN KEY (appointment_id) REFERENCES appointment (appointment_id)
) STRICT;

CREATE TABLE appointment_gate_answer (
  appointment_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (appointment_id, kind, question),
  CONSTRAINT appointment_gate_answer_word CHECK (answer IN ('present', 'absent', 'unknown')),
  CONSTRAINT appointment_gate_answer_gate
    FOREIGN KEY (appointment_id, kind) REFERENCES appointment_gate (appointment_id, kind)
) STRICT;

CREATE TABLE audit_event (
  audit_key INTEGER PRIMARY KEY AUTOINCREMENT,
  happened_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  patient_id TEXT,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL,
  request_id TEXT NOT NULL
, origin TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE audit_seal (
  seal_no INTEGER NOT NULL PRIMARY KEY,
  audit_key INTEGER NOT NULL,
  hash TEXT NOT NULL,
  sealed_at INTEGER NOT NULL DEFAULT (unixepoch()),
  CONSTRAINT audit_seal_once UNIQUE (audit_key)
) STRICT;

CREATE TABLE batch (
  batch_id TEXT NOT NULL PRIMARY KEY,
  resource_id TEXT,
  location_id TEXT,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  applied_at INTEGER,
  undone_at INTEGER,
  CONSTRAINT batch_order CHECK (from_at < to_at),
  CONSTRAINT batch_state CHECK (state IN ('draft', 'applied', 'undone')),
  CONSTRAINT batch_what CHECK ((resource_id IS NULL) <> (location_id IS NULL)),
  CONSTRAINT batch_resource FOREIGN KEY (resource_id) REFERENCES resource (resource_id),
  CONSTRAINT batch_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) STRICT;

CREATE TABLE batch_block (
  batch_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  location_id TEXT NOT NULL,
  date TEXT NOT NULL,
  start_minute INTEGER NOT NULL,
  end_minute INTEGER NOT NULL,
  PRIMARY KEY (batch_id, number),
  CONSTRAINT batch_block_batch FOREIGN KEY (batch_id) REFERENCES batch (batch_id)
) STRICT;

CREATE TABLE batch_move (
  batch_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  appointment_id TEXT NOT NULL,
  seen_version INTEGER NOT NULL,
  cause TEXT NOT NULL,
  action TEXT NOT NULL,
  late INTEGER NOT NULL,
  none_because TEXT NOT NULL,
  old_start INTEGER NOT NULL,
  old_end INTEGER NOT NULL,
  old_location TEXT NOT NULL,
  old_practitioner TEXT,
  old_status TEXT NOT NULL,
  new_start INTEGER,
  new_end INTEGER,
  new_location TEXT,
  new_practitioner TEXT,
  applied_version INTEGER,
  PRIMARY KEY (batch_id, position),
  CONSTRAINT batch_move_once UNIQUE (batch_id, appointment_id),
  CONSTRAINT batch_move_action CHECK (action IN ('move', 'leave', 'cancel')),
  CONSTRAINT batch_move_batch FOREIGN KEY (batch_id) REFERENCES batch (batch_id),
  CONSTRAINT batch_move_visit
    FOREIGN KEY (appointment_id) REFERENCES appointment (appointment_id)
) STRICT;

CREATE TABLE batch_seat (
  batch_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  role TEXT NOT NULL,
  resource_key INTEGER NOT NULL,
  seat INTEGER NOT NULL,
  start_cell INTEGER NOT NULL,
  end_cell INTEGER NOT NULL,
  overbook_reason TEXT NOT NULL,
  PRIMARY KEY (batch_id, position, number),
  CONSTRAINT batch_seat_move FOREIGN KEY (batch_id, position)
    REFERENCES batch_move (batch_id, position)
) STRICT;

CREATE TABLE booking (
  booking_id TEXT NOT NULL PRIMARY KEY,
  reference TEXT NOT NULL,
  salt TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  intake_id TEXT,
  urgency TEXT,
  note TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CONSTRAINT booking_reference_once UNIQUE (reference),
  CONSTRAINT booking_patient FOREIGN KEY (patient_id) REFERENCES patient (patient_id),
  CONSTRAINT booking_intake FOREIGN KEY (intake_id) REFERENCES intake (intake_id)
) STRICT;

CREATE TABLE callback_task (
  callback_id TEXT NOT NULL PRIMARY KEY,
  intake_id TEXT NOT NULL,
  open_intake TEXT,
  cause TEXT NOT NULL,
  urgency TEXT NOT NULL,
  phone TEXT NOT NULL,
  name TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  claimed_by TEXT,
  claimed_at INTEGER,
  outcome TEXT NOT NULL,
  note TEXT NOT NULL,
  ended_at INTEGER,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CONSTRAINT callback_task_one_open UNIQUE (open_intake),
  CONSTRAINT callback_task_state CHECK (state IN ('open', 'claimed', 'done', 'closed')),
  CONSTRAINT callback_task_intake FOREIGN KEY (intake_id) REFERENCES intake (intake_id),
  CONSTRAINT callback_task_user FOREIGN KEY (claimed_by) REFERENCES user_account (user_id)
) STRICT;

CREATE TABLE catalogue_version (
  part TEXT NOT NULL,
  object_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (part, object_id),
  CONSTRAINT catalogue_version_part
    CHECK (part IN ('location', 'closures', 'resource', 'service', 'travel'))
) STRICT;

CREATE TABLE change_log (
  change_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  resource_key INTEGER,
  start_cell INTEGER,
  end_cell INTEGER,
  created_at INTEGER NOT NULL DEFAULT (unixepoch()),
  CONSTRAINT change_log_kind CHECK (
    (kind = 'time' AND resource_key IS NOT NULL AND start_cell IS NOT NULL AND end_cell IS NOT NULL)
    OR (kind = 'catalogue'
        AND resource_key IS NULL AND start_cell IS NULL AND end_cell IS NULL))
) STRICT;

CREATE TABLE closure (
  location_id TEXT NOT NULL,
  on_date TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (location_id, on_date),
  CONSTRAINT closure_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) STRICT;

CREATE TABLE freed_change (
  change_id INTEGER NOT NULL PRIMARY KEY,
  freed_id TEXT NOT NULL,
  CONSTRAINT freed_change_freed FOREIGN KEY (freed_id) REFERENCES freed_time (freed_id)
) STRICT;

CREATE TABLE freed_time (
  freed_id TEXT NOT NULL PRIMARY KEY,
  location_id TEXT,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  resources TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  noticed_at INTEGER NOT NULL,
  CONSTRAINT freed_time_order CHECK (start_at < end_at),
  CONSTRAINT freed_time_state CHECK (state IN ('open', 'done')),
  CONSTRAINT freed_time_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) STRICT;

CREATE TABLE hold (
  hold_id TEXT NOT NULL PRIMARY KEY,
  salt TEXT NOT NULL,
  intake_id TEXT,
  expires_at INTEGER NOT NULL,
  extended INTEGER NOT NULL,
  created_at INTEGER NOT NULL, holder TEXT NOT NULL DEFAULT '',
  CONSTRAINT hold_intake FOREIGN KEY (intake_id) REFERENCES intake (intake_id)
) STRICT;

CREATE TABLE hold_step (
  hold_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  service TEXT NOT NULL,
  region TEXT NOT NULL,
  contrast INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  location_id TEXT NOT NULL,
  practitioner_id TEXT, circumstances TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (hold_id, position),
  CONSTRAINT hold_step_order CHECK (start_at < end_at),
  CONSTRAINT hold_step_hold FOREIGN KEY (hold_id) REFERENCES hold (hold_id),
  CONSTRAINT hold_step_location FOREIGN KEY (location_id) REFERENCES location (location_id),
  CONSTRAINT hold_step_practitioner
    FOREIGN KEY (practitioner_id) REFERENCES resource (resource_id)
) STRICT;

CREATE TABLE idempotency (
  scope TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  headers_json TEXT NOT NULL,
  body TEXT NOT NULL,
  tokens_json TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (scope, idempotency_key)
) STRICT;

CREATE TABLE intake (
  intake_id TEXT NOT NULL PRIMARY KEY,
  salt TEXT NOT NULL,
  protocol TEXT NOT NULL,
  protocol_version TEXT NOT NULL,
  input_json TEXT NOT NULL,
  answer_json TEXT NOT NULL,
  complete INTEGER NOT NULL,
  urgency TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE intake_protocol (
  intake_id TEXT NOT NULL PRIMARY KEY,
  checksum TEXT NOT NULL,
  CONSTRAINT intake_protocol_intake FOREIGN KEY (intake_id) REFERENCES intake (intake_id)
) STRICT;

CREATE TABLE location (
  location_id TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL
) STRICT;

CREATE TABLE message (
  message_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  booking_id TEXT,
  detail_json TEXT NOT NULL,
  state TEXT NOT NULL,
  request_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  CONSTRAINT message_state CHECK (state IN ('waiting', 'sent', 'given-up')),
  CONSTRAINT message_patient FOREIGN KEY (patient_id) REFERENCES patient (patient_id),
  CONSTRAINT message_booking FOREIGN KEY (booking_id) REFERENCES booking (booking_id)
) STRICT;

CREATE TABLE patient (
  patient_id TEXT NOT NULL PRIMARY KEY,
  resource_key INTEGER NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  identity TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  CONSTRAINT patient_once UNIQUE (identity),
  CONSTRAINT patient_resource_once UNIQUE (resource_key),
  CONSTRAINT patient_resource FOREIGN KEY (resource_key) REFERENCES resource (resource_key)
) STRICT;

CREATE TABLE protocol_file (
  checksum TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (checksum, name)
) STRICT;

CREATE TABLE protocol_version (
  protocol TEXT NOT NULL,
  version TEXT NOT NULL,
  checksum TEXT NOT NULL,
  state TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (protocol, version, checksum)
) STRICT;

CREATE TABLE quota_place (
  service_code TEXT NOT NULL,
  per TEXT NOT NULL,
  period TEXT NOT NULL,
  scope TEXT NOT NULL,
  from_date TEXT NOT NULL,
  place INTEGER NOT NULL,
  hold_id TEXT,
  hold_position INTEGER,
  appointment_id TEXT,
  PRIMARY KEY (service_code, per, period, scope, from_date, place),
  CONSTRAINT quota_place_owner CHECK (
    (hold_id IS NOT NULL AND hold_position IS NOT NULL AND appointment_id IS NULL)
    OR (hold_id IS NULL AND hold_position IS NULL AND appointment_id IS NOT NULL)),
  CONSTRAINT quota_place_sane CHECK (place >= 0),
  CONSTRAINT quota_place_hold_step
    FOREIGN KEY (hold_id, hold_position) REFERENCES hold_step (hold_id, position),
  CONSTRAINT quota_place_appointment
    FOREIGN KEY (appointment_id) REFERENCES appointment (appointment_id)
) STRICT;

CREATE TABLE resource (
  resource_key INTEGER PRIMARY KEY AUTOINCREMENT,
  resource_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  location_id TEXT,
  languages TEXT NOT NULL,
  capacity INTEGER NOT NULL,
  overbook_max INTEGER NOT NULL, active INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT resource_id_once UNIQUE (resource_id),
  CONSTRAINT resource_kind_known
    CHECK (kind IN ('practitioner', 'staff', 'room', 'device', 'patient')),
  CONSTRAINT resource_capacity_sane CHECK (capacity >= 1 AND overbook_max >= 0),
  CONSTRAINT resource_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) STRICT;

CREATE TABLE resource_exception (
  resource_key INTEGER NOT NULL,
  position INTEGER NOT NULL,
  location_id TEXT,
  on_date TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  start_minute INTEGER NOT NULL,
  end_minute INTEGER NOT NULL,
  PRIMARY KEY (resource_key, position),
  CONSTRAINT resource_exception_flag CHECK (is_open IN (0, 1)),
  CONSTRAINT resource_exception_minutes
    CHECK (start_minute BETWEEN 0 AND 1440 AND end_minute BETWEEN 0 AND 1440),
  CONSTRAINT resource_exception_resource
    FOREIGN KEY (resource_key) REFERENCES resource (resource_key),
  CONSTRAINT resource_exception_location
    FOREIGN KEY (location_id) REFERENCES location (location_id)
) STRICT;

CREATE TABLE resource_hours (
  resource_key INTEGER NOT NULL,
  position INTEGER NOT NULL,
  location_id TEXT NOT NULL,
  weekday INTEGER NOT NULL,
  start_minute INTEGER NOT NULL,
  end_minute INTEGER NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  PRIMARY KEY (resource_key, position),
  CONSTRAINT resource_hours_weekday CHECK (weekday BETWEEN 0 AND 6),
  CONSTRAINT resource_hours_minutes
    CHECK (start_minute BETWEEN 0 AND 1440 AND end_minute BETWEEN 0 AND 1440),
  CONSTRAINT resource_hours_resource FOREIGN KEY (resource_key) REFERENCES resource (resource_key),
  CONSTRAINT resource_hours_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) STRICT;

CREATE TABLE resource_recurring (
  resource_key INTEGER NOT NULL,
  position INTEGER NOT NULL,
  location_id TEXT,
  start_date TEXT NOT NULL,
  rule TEXT NOT NULL,
  except_dates TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  start_minute INTEGER NOT NULL,
  end_minute INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (resource_key, position),
  CONSTRAINT resource_recurring_flag CHECK (is_open IN (0, 1)),
  CONSTRAINT resource_recurring_minutes
    CHECK (start_minute BETWEEN 0 AND 1440 AND end_minute BETWEEN 0 AND 1440),
  CONSTRAINT resource_recurring_resource
    FOREIGN KEY (resource_key) REFERENCES resource (resource_key),
  CONSTRAINT resource_recurring_location
    FOREIGN KEY (location_id) REFERENCES location (location_id)
) STRICT;

CREATE TABLE resource_role (
  resource_key INTEGER NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (resource_key, position),
  CONSTRAINT resource_role_resource FOREIGN KEY (resource_key) REFERENCES resource (resource_key)
) STRICT;

CREATE TABLE resource_trait (
  resource_key INTEGER NOT NULL,
  position INTEGER NOT NULL,
  trait TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (resource_key, position),
  CONSTRAINT resource_trait_resource FOREIGN KEY (resource_key) REFERENCES resource (resource_key)
) STRICT;

CREATE TABLE schema_history (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;

CREATE TABLE service (
  service_code TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  specialty TEXT,
  duration_minutes INTEGER NOT NULL,
  buffer_before_minutes INTEGER NOT NULL,
  buffer_after_minutes INTEGER NOT NULL,
  grid_step_minutes INTEGER NOT NULL,
  grid_offset_minutes INTEGER NOT NULL,
  lead_minutes INTEGER NOT NULL,
  horizon_days INTEGER NOT NULL,
  preparation TEXT NOT NULL,
  self_bookable INTEGER NOT NULL,
  bookable_without_intake INTEGER NOT NULL, overbook_max INTEGER NOT NULL DEFAULT 0, reported_by TEXT, active INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT service_times CHECK (duration_minutes > 0 AND grid_step_minutes > 0)
) STRICT;

CREATE TABLE service_duration (
  service_code TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (service_code, resource_id),
  CONSTRAINT service_duration_sane CHECK (minutes > 0),
  CONSTRAINT service_duration_service
    FOREIGN KEY (service_code) REFERENCES service (service_code),
  CONSTRAINT service_duration_resource FOREIGN KEY (resource_id) REFERENCES resource (resource_id)
) STRICT;

CREATE TABLE service_extra (
  service_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (service_code, reason),
  CONSTRAINT service_extra_service FOREIGN KEY (service_code) REFERENCES service (service_code)
) STRICT;

CREATE TABLE service_quota (
  service_code TEXT NOT NULL,
  per TEXT NOT NULL,
  period TEXT NOT NULL,
  most INTEGER,
  kept_percent INTEGER NOT NULL,
  release_hours INTEGER NOT NULL,
  PRIMARY KEY (service_code, per, period),
  CONSTRAINT service_quota_words
    CHECK (per IN ('practitioner', 'site') AND period IN ('day', 'week')),
  CONSTRAINT service_quota_sane
    CHECK (kept_percent BETWEEN 0 AND 100 AND release_hours >= 0 AND (most IS NULL OR most >= 0)),
  CONSTRAINT service_quota_service FOREIGN KEY (service_code) REFERENCES service (service_code)
) STRICT;

CREATE TABLE service_report (
  service_code TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (service_code, kind, name),
  CONSTRAINT service_report_kind CHECK (kind IN ('urgency', 'panel')),
  CONSTRAINT service_report_service FOREIGN KEY (service_code) REFERENCES service (service_code)
) STRICT;

CREATE TABLE service_requirement (
  service_code TEXT NOT NULL,
  for_contrast INTEGER NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  role_count INTEGER NOT NULL, part_from_minutes INTEGER, part_minutes INTEGER,
  PRIMARY KEY (service_code, for_contrast, position),
  CONSTRAINT service_requirement_count CHECK (role_count >= 1 AND for_contrast IN (0, 1)),
  CONSTRAINT service_requirement_service
    FOREIGN KEY (service_code) REFERENCES service (service_code)
) STRICT;

CREATE TABLE service_start_window (
  service_code TEXT NOT NULL,
  position INTEGER NOT NULL,
  circumstance TEXT NOT NULL,
  from_minute INTEGER NOT NULL,
  to_minute INTEGER NOT NULL,
  PRIMARY KEY (service_code, position),
  CONSTRAINT service_start_window_minutes
    CHECK (from_minute BETWEEN 0 AND 1440 AND to_minute BETWEEN 0 AND 1440
           AND from_minute < to_minute),
  CONSTRAINT service_start_window_service
    FOREIGN KEY (service_code) REFERENCES service (service_code)
) STRICT;

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE staff_session (
  token_hash TEXT NOT NULL PRIMARY KEY,
  csrf_token TEXT NOT NULL,
  user_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  idle_expires_at INTEGER NOT NULL,
  CONSTRAINT staff_session_user FOREIGN KEY (user_id) REFERENCES user_account (user_id)
) STRICT;

CREATE TABLE travel_time (
  from_location TEXT NOT NULL,
  to_location TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  PRIMARY KEY (from_location, to_location),
  CONSTRAINT travel_time_sane CHECK (minutes BETWEEN 0 AND 1440),
  CONSTRAINT travel_time_from FOREIGN KEY (from_location) REFERENCES location (location_id),
  CONSTRAINT travel_time_to FOREIGN KEY (to_location) REFERENCES location (location_id)
) STRICT;

CREATE TABLE user_account (
  user_id TEXT NOT NULL PRIMARY KEY,
  username TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  disabled INTEGER NOT NULL,
  practitioner_id TEXT,
  created_at INTEGER NOT NULL,
  CONSTRAINT username_once UNIQUE (username),
  CONSTRAINT user_practitioner FOREIGN KEY (practitioner_id) REFERENCES resource (resource_id)
) STRICT;

CREATE TABLE user_location (
  user_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  location_id TEXT NOT NULL,
  PRIMARY KEY (user_id, position),
  CONSTRAINT user_location_user FOREIGN KEY (user_id) REFERENCES user_account (user_id),
  CONSTRAINT user_location_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) STRICT;

CREATE TABLE user_role (
  user_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (user_id, position),
  CONSTRAINT user_role_user FOREIGN KEY (user_id) REFERENCES user_account (user_id)
) STRICT;

CREATE TABLE visit_limit (
  limit_key INTEGER PRIMARY KEY AUTOINCREMENT,
  hold_id TEXT,
  booking_id TEXT,
  position INTEGER NOT NULL,
  not_before INTEGER,
  deadline INTEGER,
  CONSTRAINT visit_limit_owner CHECK ((hold_id IS NULL) <> (booking_id IS NULL)),
  CONSTRAINT visit_limit_hold FOREIGN KEY (hold_id) REFERENCES hold (hold_id),
  CONSTRAINT visit_limit_booking FOREIGN KEY (booking_id) REFERENCES booking (booking_id)
) STRICT;

CREATE TABLE visit_link (
  link_key INTEGER PRIMARY KEY AUTOINCREMENT,
  hold_id TEXT,
  booking_id TEXT,
  earlier INTEGER NOT NULL,
  later INTEGER NOT NULL,
  min_gap_minutes INTEGER NOT NULL,
  max_gap_minutes INTEGER,
  counted_by INTEGER,
  needs_result INTEGER NOT NULL,
  report_minutes INTEGER NOT NULL,
  report_by INTEGER,
  same_site INTEGER NOT NULL,
  needs_visit INTEGER NOT NULL,
  CONSTRAINT visit_link_owner CHECK ((hold_id IS NULL) <> (booking_id IS NULL)),
  CONSTRAINT visit_link_hold FOREIGN KEY (hold_id) REFERENCES hold (hold_id),
  CONSTRAINT visit_link_booking FOREIGN KEY (booking_id) REFERENCES booking (booking_id)
) STRICT;

CREATE TABLE waitlist_entry (
  entry_id TEXT NOT NULL PRIMARY KEY,
  salt TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  intake_id TEXT,
  appointment_id TEXT,
  what TEXT NOT NULL,
  service TEXT NOT NULL,
  region TEXT NOT NULL,
  contrast INTEGER NOT NULL,
  sites TEXT NOT NULL,
  parts_of_day TEXT NOT NULL,
  days_out TEXT NOT NULL,
  practitioner_id TEXT,
  not_before INTEGER,
  urgency TEXT NOT NULL,
  deadline_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  live_key TEXT,
  version INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CONSTRAINT waitlist_entry_once UNIQUE (live_key),
  CONSTRAINT waitlist_entry_what CHECK (what IN ('service', 'itinerary', 'appointment')),
  CONSTRAINT waitlist_entry_state CHECK (state IN ('waiting', 'offered', 'accepted', 'declined',
    'expired', 'withdrawn', 'fulfilled')),
  CONSTRAINT waitlist_entry_patient FOREIGN KEY (patient_id) REFERENCES patient (patient_id),
  CONSTRAINT waitlist_entry_intake FOREIGN KEY (intake_id) REFERENCES intake (intake_id),
  CONSTRAINT waitlist_entry_appointment
    FOREIGN KEY (appointment_id) REFERENCES appointment (appointment_id),
  CONSTRAINT waitlist_entry_practitioner
    FOREIGN KEY (practitioner_id) REFERENCES resource (resource_id)
) STRICT;

CREATE TABLE waitlist_offer (
  offer_id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL,
  freed_id TEXT NOT NULL,
  hold_id TEXT NOT NULL,
  state TEXT NOT NULL,
  open_entry TEXT,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  location_id TEXT NOT NULL,
  steps INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  answered_at INTEGER,
  booking_id TEXT,
  CONSTRAINT waitlist_offer_one_open UNIQUE (open_entry),
  CONSTRAINT waitlist_offer_state
    CHECK (state IN ('offered', 'accepted', 'declined', 'expired', 'withdrawn')),
  CONSTRAINT waitlist_offer_entry FOREIGN KEY (entry_id) REFERENCES waitlist_entry (entry_id),
  CONSTRAINT waitlist_offer_freed FOREIGN KEY (freed_id) REFERENCES freed_time (freed_id),
  CONSTRAINT waitlist_offer_location FOREIGN KEY (location_id) REFERENCES location (location_id),
  CONSTRAINT waitlist_offer_booking FOREIGN KEY (booking_id) REFERENCES booking (booking_id)
) STRICT;

CREATE TABLE waitlist_skip (
  freed_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  skipped_at INTEGER NOT NULL,
  PRIMARY KEY (freed_id, entry_id),
  CONSTRAINT waitlist_skip_freed FOREIGN KEY (freed_id) REFERENCES freed_time (freed_id),
  CONSTRAINT waitlist_skip_entry FOREIGN KEY (entry_id) REFERENCES waitlist_entry (entry_id)
) STRICT;

CREATE INDEX allocation_by_appointment ON allocation (appointment_id);

CREATE INDEX allocation_by_hold ON allocation (hold_id, hold_position);

CREATE INDEX allocation_by_resource
  ON allocation (resource_key, start_cell, end_cell, seat);

CREATE INDEX allocation_by_start ON allocation (start_cell, end_cell);

CREATE INDEX appointment_by_location
  ON appointment (location_id, start_at, appointment_id);

CREATE INDEX appointment_by_patient
  ON appointment (patient_id, start_at, appointment_id);

CREATE INDEX appointment_by_practitioner
  ON appointment (practitioner_id, start_at, appointment_id);

CREATE INDEX appointment_by_start ON appointment (start_at, appointment_id);

CREATE INDEX appointment_gate_by_due
  ON appointment_gate (state, due_at, appointment_id, kind);

CREATE INDEX audit_event_by_object ON audit_event (object_kind, object_id, audit_key);

CREATE INDEX audit_event_by_patient ON audit_event (patient_id, audit_key);

CREATE INDEX audit_event_by_time ON audit_event (happened_at);

CREATE INDEX callback_task_by_due ON callback_task (state, due_at, callback_id);

CREATE INDEX callback_task_by_intake ON callback_task (intake_id, created_at);

CREATE INDEX freed_change_by_freed ON freed_change (freed_id);

CREATE INDEX freed_time_by_age ON freed_time (noticed_at, freed_id);

CREATE INDEX freed_time_by_state ON freed_time (state, noticed_at, freed_id);

CREATE INDEX hold_by_expiry ON hold (expires_at, hold_id);

CREATE INDEX hold_by_holder ON hold (holder, expires_at);

CREATE INDEX hold_by_intake ON hold (intake_id, expires_at);

CREATE INDEX idempotency_by_age ON idempotency (created_at);

CREATE INDEX message_by_booking ON message (booking_id, created_at);

CREATE INDEX message_by_patient ON message (patient_id, created_at);

CREATE INDEX message_by_state ON message (state, created_at, message_id);

CREATE INDEX patient_by_birth_date ON patient (birth_date, created_at);

CREATE INDEX quota_place_by_appointment ON quota_place (appointment_id);

CREATE INDEX quota_place_by_hold ON quota_place (hold_id, hold_position);

CREATE INDEX resource_by_kind ON resource (kind, resource_key);

CREATE INDEX staff_session_by_expiry ON staff_session (expires_at);

CREATE INDEX visit_limit_by_booking ON visit_limit (booking_id, limit_key);

CREATE INDEX visit_limit_by_hold ON visit_limit (hold_id, limit_key);

CREATE INDEX visit_link_by_booking ON visit_link (booking_id, link_key);

CREATE INDEX visit_link_by_hold ON visit_link (hold_id, link_key);

CREATE INDEX waitlist_entry_by_appointment
  ON waitlist_entry (appointment_id, state);

CREATE INDEX waitlist_entry_by_intake ON waitlist_entry (intake_id, state);

CREATE INDEX waitlist_entry_by_state ON waitlist_entry (state, created_at, entry_id);

CREATE INDEX waitlist_offer_by_entry ON waitlist_offer (entry_id, made_at);

CREATE INDEX waitlist_offer_by_freed ON waitlist_offer (freed_id, made_at);

CREATE INDEX waitlist_offer_by_state ON waitlist_offer (state, expires_at);

CREATE INDEX waitlist_skip_by_entry ON waitlist_skip (entry_id, skipped_at);

