-- Patients, staff accounts and their sessions. Only hashes of passwords and tokens are stored.

-- resource_key: the patient's own time, so that two visits of one person cannot overlap.
-- identity: hash of name, birth date and contact as compared, so that one person who books twice at
-- once does not become two.
CREATE TABLE IF NOT EXISTS patient (
  patient_id {id} NOT NULL PRIMARY KEY,
  resource_key {key} NOT NULL,
  given_name {name} NOT NULL,
  family_name {name} NOT NULL,
  birth_date {date} NOT NULL,
  phone {name} NOT NULL,
  email {name} NOT NULL,
  identity {token} NOT NULL,
  created_at {instant} NOT NULL,
  CONSTRAINT patient_once UNIQUE (identity),
  CONSTRAINT patient_resource_once UNIQUE (resource_key),
  CONSTRAINT patient_resource FOREIGN KEY (resource_key) REFERENCES resource (resource_key)
) {table};
CREATE INDEX IF NOT EXISTS patient_by_birth_date ON patient (birth_date, created_at);

CREATE TABLE IF NOT EXISTS user_account (
  user_id {id} NOT NULL PRIMARY KEY,
  username {name} NOT NULL,
  name {name} NOT NULL,
  password_hash {token} NOT NULL,
  disabled {int} NOT NULL,
  practitioner_id {id},
  created_at {instant} NOT NULL,
  CONSTRAINT username_once UNIQUE (username),
  CONSTRAINT user_practitioner FOREIGN KEY (practitioner_id) REFERENCES resource (resource_id)
) {table};

CREATE TABLE IF NOT EXISTS user_role (
  user_id {id} NOT NULL,
  position {int} NOT NULL,
  role {word} NOT NULL,
  PRIMARY KEY (user_id, position),
  CONSTRAINT user_role_user FOREIGN KEY (user_id) REFERENCES user_account (user_id)
) {table};

CREATE TABLE IF NOT EXISTS user_location (
  user_id {id} NOT NULL,
  position {int} NOT NULL,
  location_id {id} NOT NULL,
  PRIMARY KEY (user_id, position),
  CONSTRAINT user_location_user FOREIGN KEY (user_id) REFERENCES user_account (user_id),
  CONSTRAINT user_location_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) {table};

CREATE TABLE IF NOT EXISTS staff_session (
  token_hash {token} NOT NULL PRIMARY KEY,
  csrf_token {token} NOT NULL,
  user_id {id} NOT NULL,
  created_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  idle_expires_at {instant} NOT NULL,
  CONSTRAINT staff_session_user FOREIGN KEY (user_id) REFERENCES user_account (user_id)
) {table};
CREATE INDEX IF NOT EXISTS staff_session_by_expiry ON staff_session (expires_at);
