-- What a clinic may say about its services and resources beyond hours and duration, and the places
-- that visits take of a quota. `{add}` is "add a column if it is not there".

ALTER TABLE resource {add} active {int} NOT NULL DEFAULT 1;
ALTER TABLE service {add} overbook_max {int} NOT NULL DEFAULT 0;
ALTER TABLE service {add} reported_by {id};
ALTER TABLE service {add} active {int} NOT NULL DEFAULT 1;

-- A requirement for a part of the visit alone; both empty for all of it.
ALTER TABLE service_requirement {add} part_from_minutes {int};
ALTER TABLE service_requirement {add} part_minutes {int};

-- Words such as interpreter, with a comma between; they made the visit longer or bound its time.
ALTER TABLE hold_step {add} circumstances {name} NOT NULL DEFAULT '';
ALTER TABLE appointment {add} circumstances {name} NOT NULL DEFAULT '';

CREATE TABLE IF NOT EXISTS resource_trait (
  resource_key {key} NOT NULL,
  position {int} NOT NULL,
  trait {word} NOT NULL,
  value {word} NOT NULL,
  PRIMARY KEY (resource_key, position),
  CONSTRAINT resource_trait_resource FOREIGN KEY (resource_key) REFERENCES resource (resource_key)
) {table};

-- A recurrence rule of RFC 5545 as the administrator wrote it; except_dates with commas between.
CREATE TABLE IF NOT EXISTS resource_recurring (
  resource_key {key} NOT NULL,
  position {int} NOT NULL,
  location_id {id},
  start_date {date} NOT NULL,
  rule {name} NOT NULL,
  except_dates {text} NOT NULL,
  is_open {int} NOT NULL,
  start_minute {int} NOT NULL,
  end_minute {int} NOT NULL,
  note {name} NOT NULL,
  PRIMARY KEY (resource_key, position),
  CONSTRAINT resource_recurring_flag CHECK (is_open IN (0, 1)),
  CONSTRAINT resource_recurring_minutes
    CHECK (start_minute BETWEEN 0 AND 1440 AND end_minute BETWEEN 0 AND 1440),
  CONSTRAINT resource_recurring_resource
    FOREIGN KEY (resource_key) REFERENCES resource (resource_key),
  CONSTRAINT resource_recurring_location
    FOREIGN KEY (location_id) REFERENCES location (location_id)
) {table};

-- Practitioners who need another time for a visit.
CREATE TABLE IF NOT EXISTS service_duration (
  service_code {word} NOT NULL,
  resource_id {id} NOT NULL,
  minutes {int} NOT NULL,
  PRIMARY KEY (service_code, resource_id),
  CONSTRAINT service_duration_sane CHECK (minutes > 0),
  CONSTRAINT service_duration_service
    FOREIGN KEY (service_code) REFERENCES service (service_code),
  CONSTRAINT service_duration_resource FOREIGN KEY (resource_id) REFERENCES resource (resource_id)
) {table};

-- most empty: as many as the open hours hold.
CREATE TABLE IF NOT EXISTS service_quota (
  service_code {word} NOT NULL,
  per {word} NOT NULL,
  period {word} NOT NULL,
  most {int},
  kept_percent {int} NOT NULL,
  release_hours {int} NOT NULL,
  PRIMARY KEY (service_code, per, period),
  CONSTRAINT service_quota_words
    CHECK (per IN ('practitioner', 'site') AND period IN ('day', 'week')),
  CONSTRAINT service_quota_sane
    CHECK (kept_percent BETWEEN 0 AND 100 AND release_hours >= 0 AND (most IS NULL OR most >= 0)),
  CONSTRAINT service_quota_service FOREIGN KEY (service_code) REFERENCES service (service_code)
) {table};

-- circumstance '': always.
CREATE TABLE IF NOT EXISTS service_start_window (
  service_code {word} NOT NULL,
  position {int} NOT NULL,
  circumstance {word} NOT NULL,
  from_minute {int} NOT NULL,
  to_minute {int} NOT NULL,
  PRIMARY KEY (service_code, position),
  CONSTRAINT service_start_window_minutes
    CHECK (from_minute BETWEEN 0 AND 1440 AND to_minute BETWEEN 0 AND 1440
           AND from_minute < to_minute),
  CONSTRAINT service_start_window_service
    FOREIGN KEY (service_code) REFERENCES service (service_code)
) {table};

CREATE TABLE IF NOT EXISTS travel_time (
  from_location {id} NOT NULL,
  to_location {id} NOT NULL,
  minutes {int} NOT NULL,
  PRIMARY KEY (from_location, to_location),
  CONSTRAINT travel_time_sane CHECK (minutes BETWEEN 0 AND 1440),
  CONSTRAINT travel_time_from FOREIGN KEY (from_location) REFERENCES location (location_id),
  CONSTRAINT travel_time_to FOREIGN KEY (to_location) REFERENCES location (location_id)
) {table};

-- The places of quotas that holds and appointments have taken. The primary key refuses a place
-- that is taken, on every path, as booking_cell does for time. `scope` is a practitioner or a site.
CREATE TABLE IF NOT EXISTS quota_place (
  service_code {word} NOT NULL,
  per {word} NOT NULL,
  period {word} NOT NULL,
  scope {id} NOT NULL,
  from_date {date} NOT NULL,
  place {int} NOT NULL,
  hold_id {id},
  hold_position {int},
  appointment_id {id},
  PRIMARY KEY (service_code, per, period, scope, from_date, place),
  CONSTRAINT quota_place_owner CHECK (
    (hold_id IS NOT NULL AND hold_position IS NOT NULL AND appointment_id IS NULL)
    OR (hold_id IS NULL AND hold_position IS NULL AND appointment_id IS NOT NULL)),
  CONSTRAINT quota_place_sane CHECK (place >= 0),
  CONSTRAINT quota_place_hold_step
    FOREIGN KEY (hold_id, hold_position) REFERENCES hold_step (hold_id, position),
  CONSTRAINT quota_place_appointment
    FOREIGN KEY (appointment_id) REFERENCES appointment (appointment_id)
) {table};
CREATE INDEX IF NOT EXISTS quota_place_by_hold ON quota_place (hold_id, hold_position);
CREATE INDEX IF NOT EXISTS quota_place_by_appointment ON quota_place (appointment_id);
