-- How often an administrator has changed a part of the catalogue. A part without a row has version
-- 1: what was seeded, or written and never changed. object_id: an identifier or a service's code.

CREATE TABLE IF NOT EXISTS catalogue_version (
  part {word} NOT NULL,
  object_id {word} NOT NULL,
  version {int} NOT NULL,
  PRIMARY KEY (part, object_id),
  CONSTRAINT catalogue_version_part
    CHECK (part IN ('location', 'closures', 'resource', 'service', 'travel'))
) {table};
