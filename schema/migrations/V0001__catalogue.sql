-- What a clinic has and offers. Words in braces are column types, spelled by the migrator for each
-- database (README.md beside this file).

CREATE TABLE IF NOT EXISTS setting (
  name {word} NOT NULL PRIMARY KEY,
  value {text} NOT NULL
) {table};

CREATE TABLE IF NOT EXISTS location (
  location_id {id} NOT NULL PRIMARY KEY,
  position {int} NOT NULL,
  name {name} NOT NULL,
  zone {word} NOT NULL,
  address {text} NOT NULL,
  phone {name} NOT NULL
) {table};

-- Whatever a visit needs and can run out of; people and patients too. The integer key stands in
-- allocation, the identifier is what the outside sees.
CREATE TABLE IF NOT EXISTS resource (
  resource_key {serial},
  resource_id {id} NOT NULL,
  kind {word} NOT NULL,
  name {name} NOT NULL,
  location_id {id},
  languages {name} NOT NULL,
  capacity {int} NOT NULL,
  overbook_max {int} NOT NULL,
  CONSTRAINT resource_id_once UNIQUE (resource_id),
  CONSTRAINT resource_kind_known
    CHECK (kind IN ('practitioner', 'staff', 'room', 'device', 'patient')),
  CONSTRAINT resource_capacity_sane CHECK (capacity >= 1 AND overbook_max >= 0),
  CONSTRAINT resource_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) {table};
CREATE INDEX IF NOT EXISTS resource_by_kind ON resource (kind, resource_key);

CREATE TABLE IF NOT EXISTS resource_role (
  resource_key {key} NOT NULL,
  position {int} NOT NULL,
  role {word} NOT NULL,
  PRIMARY KEY (resource_key, position),
  CONSTRAINT resource_role_resource FOREIGN KEY (resource_key) REFERENCES resource (resource_key)
) {table};

-- weekday: 0 is Sunday. Minutes after civil midnight; an end at or before the start is the next day.
CREATE TABLE IF NOT EXISTS resource_hours (
  resource_key {key} NOT NULL,
  position {int} NOT NULL,
  location_id {id} NOT NULL,
  weekday {int} NOT NULL,
  start_minute {int} NOT NULL,
  end_minute {int} NOT NULL,
  valid_from {date},
  valid_to {date},
  PRIMARY KEY (resource_key, position),
  CONSTRAINT resource_hours_weekday CHECK (weekday BETWEEN 0 AND 6),
  CONSTRAINT resource_hours_minutes
    CHECK (start_minute BETWEEN 0 AND 1440 AND end_minute BETWEEN 0 AND 1440),
  CONSTRAINT resource_hours_resource FOREIGN KEY (resource_key) REFERENCES resource (resource_key),
  CONSTRAINT resource_hours_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) {table};

CREATE TABLE IF NOT EXISTS resource_exception (
  resource_key {key} NOT NULL,
  position {int} NOT NULL,
  location_id {id},
  on_date {date} NOT NULL,
  is_open {int} NOT NULL,
  start_minute {int} NOT NULL,
  end_minute {int} NOT NULL,
  PRIMARY KEY (resource_key, position),
  CONSTRAINT resource_exception_flag CHECK (is_open IN (0, 1)),
  CONSTRAINT resource_exception_minutes
    CHECK (start_minute BETWEEN 0 AND 1440 AND end_minute BETWEEN 0 AND 1440),
  CONSTRAINT resource_exception_resource
    FOREIGN KEY (resource_key) REFERENCES resource (resource_key),
  CONSTRAINT resource_exception_location
    FOREIGN KEY (location_id) REFERENCES location (location_id)
) {table};

CREATE TABLE IF NOT EXISTS closure (
  location_id {id} NOT NULL,
  on_date {date} NOT NULL,
  name {name} NOT NULL,
  PRIMARY KEY (location_id, on_date),
  CONSTRAINT closure_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) {table};

CREATE TABLE IF NOT EXISTS service (
  service_code {word} NOT NULL PRIMARY KEY,
  position {int} NOT NULL,
  name {name} NOT NULL,
  specialty {word},
  duration_minutes {int} NOT NULL,
  buffer_before_minutes {int} NOT NULL,
  buffer_after_minutes {int} NOT NULL,
  grid_step_minutes {int} NOT NULL,
  grid_offset_minutes {int} NOT NULL,
  lead_minutes {int} NOT NULL,
  horizon_days {int} NOT NULL,
  preparation {text} NOT NULL,
  self_bookable {int} NOT NULL,
  bookable_without_intake {int} NOT NULL,
  CONSTRAINT service_times CHECK (duration_minutes > 0 AND grid_step_minutes > 0)
) {table};

-- Minutes added by region or circumstance.
CREATE TABLE IF NOT EXISTS service_extra (
  service_code {word} NOT NULL,
  reason {word} NOT NULL,
  minutes {int} NOT NULL,
  PRIMARY KEY (service_code, reason),
  CONSTRAINT service_extra_service FOREIGN KEY (service_code) REFERENCES service (service_code)
) {table};

-- for_contrast: 1 for what is needed on top when contrast is given.
CREATE TABLE IF NOT EXISTS service_requirement (
  service_code {word} NOT NULL,
  for_contrast {int} NOT NULL,
  position {int} NOT NULL,
  role {word} NOT NULL,
  role_count {int} NOT NULL,
  PRIMARY KEY (service_code, for_contrast, position),
  CONSTRAINT service_requirement_count CHECK (role_count >= 1 AND for_contrast IN (0, 1)),
  CONSTRAINT service_requirement_service
    FOREIGN KEY (service_code) REFERENCES service (service_code)
) {table};

-- Minutes until the result can be used, by urgency or by laboratory panel.
CREATE TABLE IF NOT EXISTS service_report (
  service_code {word} NOT NULL,
  kind {word} NOT NULL,
  name {word} NOT NULL,
  minutes {int} NOT NULL,
  PRIMARY KEY (service_code, kind, name),
  CONSTRAINT service_report_kind CHECK (kind IN ('urgency', 'panel')),
  CONSTRAINT service_report_service FOREIGN KEY (service_code) REFERENCES service (service_code)
) {table};
