-- Answers kept for repeated calls, and who did what.

-- The key is compared byte by byte: a trailing space is another key.
CREATE TABLE IF NOT EXISTS idempotency (
  scope {bytes} NOT NULL,
  idempotency_key {bytes} NOT NULL,
  fingerprint {token} NOT NULL,
  status {int} NOT NULL,
  headers_json {text} NOT NULL,
  body {long} NOT NULL,
  tokens_json {text} NOT NULL,
  created_at {instant} NOT NULL,
  PRIMARY KEY (scope, idempotency_key)
) {table};
CREATE INDEX IF NOT EXISTS idempotency_by_age ON idempotency (created_at);

CREATE TABLE IF NOT EXISTS audit_event (
  audit_key {serial},
  happened_at {instant} NOT NULL,
  actor {word} NOT NULL,
  action {word} NOT NULL,
  object_kind {word} NOT NULL,
  object_id {token} NOT NULL,
  patient_id {id},
  from_state {word} NOT NULL,
  to_state {word} NOT NULL,
  reason {name} NOT NULL,
  request_id {token} NOT NULL
) {table};
CREATE INDEX IF NOT EXISTS audit_event_by_object ON audit_event (object_kind, object_id, audit_key);
CREATE INDEX IF NOT EXISTS audit_event_by_patient ON audit_event (patient_id, audit_key);
CREATE INDEX IF NOT EXISTS audit_event_by_time ON audit_event (happened_at);
