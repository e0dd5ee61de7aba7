-- What patients are to be told, written in the transaction of what happened and sent afterwards. The
-- text is made when it is sent, from what stands in the database then: no name, contact or complaint
-- is copied here. detail_json: codes, identifiers and times.

CREATE TABLE IF NOT EXISTS message (
  message_id {id} NOT NULL PRIMARY KEY,
  kind {word} NOT NULL,
  patient_id {id} NOT NULL,
  booking_id {id},
  detail_json {text} NOT NULL,
  state {word} NOT NULL,
  request_id {token} NOT NULL,
  created_at {instant} NOT NULL,
  CONSTRAINT message_state CHECK (state IN ('waiting', 'sent', 'given-up')),
  CONSTRAINT message_patient FOREIGN KEY (patient_id) REFERENCES patient (patient_id),
  CONSTRAINT message_booking FOREIGN KEY (booking_id) REFERENCES booking (booking_id)
) {table};
CREATE INDEX IF NOT EXISTS message_by_state ON message (state, created_at, message_id);
CREATE INDEX IF NOT EXISTS message_by_booking ON message (booking_id, created_at);
CREATE INDEX IF NOT EXISTS message_by_patient ON message (patient_id, created_at);

-- Whoever edits the catalogue counts here first, and so waits for whoever is at it.
INSERT INTO setting (name, value)
  SELECT 'catalogue_turns', '0' FROM (SELECT 1 AS one) AS once
  WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'catalogue_turns');
