-- Gates: what must be cleared before a visit is sure, with who said and decided what; and who holds
-- times, for the limit of live holds.

CREATE TABLE IF NOT EXISTS appointment_gate (
  appointment_id {id} NOT NULL,
  kind {word} NOT NULL,
  state {word} NOT NULL,
  due_at {instant} NOT NULL,
  flagged {int} NOT NULL,
  answered_by {word} NOT NULL,
  answered_at {instant},
  decided_by {word} NOT NULL,
  decided_at {instant},
  reason {name} NOT NULL,
  PRIMARY KEY (appointment_id, kind),
  CONSTRAINT appointment_gate_state
    CHECK (state IN ('needed', 'answered', 'cleared', 'failed', 'expired')),
  CONSTRAINT appointment_gate_appointment
    FOREIGN KEY (appointment_id) REFERENCES appointment (appointment_id)
) {table};
CREATE INDEX IF NOT EXISTS appointment_gate_by_due
  ON appointment_gate (state, due_at, appointment_id, kind);

CREATE TABLE IF NOT EXISTS appointment_gate_answer (
  appointment_id {id} NOT NULL,
  kind {word} NOT NULL,
  question {word} NOT NULL,
  answer {word} NOT NULL,
  PRIMARY KEY (appointment_id, kind, question),
  CONSTRAINT appointment_gate_answer_word CHECK (answer IN ('present', 'absent', 'unknown')),
  CONSTRAINT appointment_gate_answer_gate
    FOREIGN KEY (appointment_id, kind) REFERENCES appointment_gate (appointment_id, kind)
) {table};

-- A user id, or a keyed hash of an address; never the address.
ALTER TABLE hold {add} holder {token} NOT NULL DEFAULT '';
CREATE INDEX IF NOT EXISTS hold_by_holder ON hold (holder, expires_at);
