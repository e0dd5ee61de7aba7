-- From what a person told us to what is booked. Instants are UTC epoch seconds.

CREATE TABLE IF NOT EXISTS intake (
  intake_id {id} NOT NULL PRIMARY KEY,
  salt {token} NOT NULL,
  protocol {word} NOT NULL,
  protocol_version {token} NOT NULL,
  input_json {long} NOT NULL,
  answer_json {long} NOT NULL,
  complete {int} NOT NULL,
  urgency {word} NOT NULL,
  version {int} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL
) {table};

CREATE TABLE IF NOT EXISTS hold (
  hold_id {id} NOT NULL PRIMARY KEY,
  salt {token} NOT NULL,
  intake_id {id},
  expires_at {instant} NOT NULL,
  extended {int} NOT NULL,
  created_at {instant} NOT NULL,
  CONSTRAINT hold_intake FOREIGN KEY (intake_id) REFERENCES intake (intake_id)
) {table};
CREATE INDEX IF NOT EXISTS hold_by_expiry ON hold (expires_at, hold_id);
CREATE INDEX IF NOT EXISTS hold_by_intake ON hold (intake_id, expires_at);

CREATE TABLE IF NOT EXISTS hold_step (
  hold_id {id} NOT NULL,
  position {int} NOT NULL,
  service {word} NOT NULL,
  region {word} NOT NULL,
  contrast {int} NOT NULL,
  start_at {instant} NOT NULL,
  end_at {instant} NOT NULL,
  location_id {id} NOT NULL,
  practitioner_id {id},
  PRIMARY KEY (hold_id, position),
  CONSTRAINT hold_step_order CHECK (start_at < end_at),
  CONSTRAINT hold_step_hold FOREIGN KEY (hold_id) REFERENCES hold (hold_id),
  CONSTRAINT hold_step_location FOREIGN KEY (location_id) REFERENCES location (location_id),
  CONSTRAINT hold_step_practitioner
    FOREIGN KEY (practitioner_id) REFERENCES resource (resource_id)
) {table};

CREATE TABLE IF NOT EXISTS booking (
  booking_id {id} NOT NULL PRIMARY KEY,
  reference {word} NOT NULL,
  salt {token} NOT NULL,
  patient_id {id} NOT NULL,
  intake_id {id},
  urgency {word},
  note {text} NOT NULL,
  created_by {word} NOT NULL,
  created_at {instant} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT booking_reference_once UNIQUE (reference),
  CONSTRAINT booking_patient FOREIGN KEY (patient_id) REFERENCES patient (patient_id),
  CONSTRAINT booking_intake FOREIGN KEY (intake_id) REFERENCES intake (intake_id)
) {table};

CREATE TABLE IF NOT EXISTS appointment (
  appointment_id {id} NOT NULL PRIMARY KEY,
  booking_id {id} NOT NULL,
  position {int} NOT NULL,
  patient_id {id} NOT NULL,
  status {word} NOT NULL,
  status_reason {name} NOT NULL,
  version {int} NOT NULL,
  service {word} NOT NULL,
  region {word} NOT NULL,
  contrast {int} NOT NULL,
  start_at {instant} NOT NULL,
  end_at {instant} NOT NULL,
  location_id {id} NOT NULL,
  practitioner_id {id},
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  CONSTRAINT appointment_place_in_booking UNIQUE (booking_id, position),
  CONSTRAINT appointment_order CHECK (start_at < end_at),
  CONSTRAINT appointment_booking FOREIGN KEY (booking_id) REFERENCES booking (booking_id),
  CONSTRAINT appointment_patient FOREIGN KEY (patient_id) REFERENCES patient (patient_id),
  CONSTRAINT appointment_location FOREIGN KEY (location_id) REFERENCES location (location_id),
  CONSTRAINT appointment_practitioner
    FOREIGN KEY (practitioner_id) REFERENCES resource (resource_id)
) {table};
CREATE INDEX IF NOT EXISTS appointment_by_start ON appointment (start_at, appointment_id);
CREATE INDEX IF NOT EXISTS appointment_by_location
  ON appointment (location_id, start_at, appointment_id);
CREATE INDEX IF NOT EXISTS appointment_by_practitioner
  ON appointment (practitioner_id, start_at, appointment_id);
CREATE INDEX IF NOT EXISTS appointment_by_patient
  ON appointment (patient_id, start_at, appointment_id);
