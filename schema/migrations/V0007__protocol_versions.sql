-- Every version of a protocol that ever decided about a person, whole, so that it can decide again.
-- A draft may change under its version, so a row is found by its checksum too; of a version that is
-- no draft there is one.

CREATE TABLE IF NOT EXISTS protocol_version (
  protocol {word} NOT NULL,
  version {word} NOT NULL,
  checksum {word} NOT NULL,
  state {word} NOT NULL,
  changed_by {name} NOT NULL,
  changed_at {instant} NOT NULL,
  created_at {instant} NOT NULL,
  PRIMARY KEY (protocol, version, checksum)
) {table};

-- Its files, by the checksum over all of them.
CREATE TABLE IF NOT EXISTS protocol_file (
  checksum {word} NOT NULL,
  name {token} NOT NULL,
  content {long} NOT NULL,
  PRIMARY KEY (checksum, name)
) {table};

-- The text that an intake is decided with, beside the id and version in its own row.
CREATE TABLE IF NOT EXISTS intake_protocol (
  intake_id {id} NOT NULL PRIMARY KEY,
  checksum {word} NOT NULL,
  CONSTRAINT intake_protocol_intake FOREIGN KEY (intake_id) REFERENCES intake (intake_id)
) {table};
