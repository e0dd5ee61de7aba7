-- People who wait for a time, what became free and who was asked or passed over, and calls that
-- staff owe. Contact details stand here and in patient, nowhere else.

-- what: a service, the itinerary of an intake, or an appointment that would rather be earlier. Lists
-- of wishes with commas between; empty: any.
-- live_key: set while the entry lives, so that nobody waits twice for one thing.
CREATE TABLE IF NOT EXISTS waitlist_entry (
  entry_id {id} NOT NULL PRIMARY KEY,
  salt {token} NOT NULL,
  patient_id {id} NOT NULL,
  intake_id {id},
  appointment_id {id},
  what {word} NOT NULL,
  service {word} NOT NULL,
  region {word} NOT NULL,
  contrast {int} NOT NULL,
  sites {text} NOT NULL,
  parts_of_day {name} NOT NULL,
  days_out {text} NOT NULL,
  practitioner_id {id},
  not_before {instant},
  urgency {word} NOT NULL,
  deadline_at {instant} NOT NULL,
  state {word} NOT NULL,
  live_key {token},
  version {int} NOT NULL,
  created_by {word} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
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
) {table};
CREATE INDEX IF NOT EXISTS waitlist_entry_by_state ON waitlist_entry (state, created_at, entry_id);
CREATE INDEX IF NOT EXISTS waitlist_entry_by_intake ON waitlist_entry (intake_id, state);
CREATE INDEX IF NOT EXISTS waitlist_entry_by_appointment
  ON waitlist_entry (appointment_id, state);

-- A stretch that became free, as the log of changes told. location_id empty: opening hours changed,
-- and any time may be new. resources: their keys with commas between.
CREATE TABLE IF NOT EXISTS freed_time (
  freed_id {id} NOT NULL PRIMARY KEY,
  location_id {id},
  start_at {instant} NOT NULL,
  end_at {instant} NOT NULL,
  resources {text} NOT NULL,
  state {word} NOT NULL,
  version {int} NOT NULL,
  noticed_at {instant} NOT NULL,
  CONSTRAINT freed_time_order CHECK (start_at < end_at),
  CONSTRAINT freed_time_state CHECK (state IN ('open', 'done')),
  CONSTRAINT freed_time_location FOREIGN KEY (location_id) REFERENCES location (location_id)
) {table};
CREATE INDEX IF NOT EXISTS freed_time_by_state ON freed_time (state, noticed_at, freed_id);
CREATE INDEX IF NOT EXISTS freed_time_by_age ON freed_time (noticed_at, freed_id);

-- The changes that a stretch was noticed by. The key lets one process alone take a change up.
CREATE TABLE IF NOT EXISTS freed_change (
  change_id {key} NOT NULL PRIMARY KEY,
  freed_id {id} NOT NULL,
  CONSTRAINT freed_change_freed FOREIGN KEY (freed_id) REFERENCES freed_time (freed_id)
) {table};
CREATE INDEX IF NOT EXISTS freed_change_by_freed ON freed_change (freed_id);

-- open_entry: set while the offer is open; a person answers one at a time. hold_id names a row that
-- housekeeping removes a day after it ended.
CREATE TABLE IF NOT EXISTS waitlist_offer (
  offer_id {id} NOT NULL PRIMARY KEY,
  entry_id {id} NOT NULL,
  freed_id {id} NOT NULL,
  hold_id {id} NOT NULL,
  state {word} NOT NULL,
  open_entry {id},
  start_at {instant} NOT NULL,
  end_at {instant} NOT NULL,
  location_id {id} NOT NULL,
  steps {int} NOT NULL,
  made_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  answered_at {instant},
  booking_id {id},
  CONSTRAINT waitlist_offer_one_open UNIQUE (open_entry),
  CONSTRAINT waitlist_offer_state
    CHECK (state IN ('offered', 'accepted', 'declined', 'expired', 'withdrawn')),
  CONSTRAINT waitlist_offer_entry FOREIGN KEY (entry_id) REFERENCES waitlist_entry (entry_id),
  CONSTRAINT waitlist_offer_freed FOREIGN KEY (freed_id) REFERENCES freed_time (freed_id),
  CONSTRAINT waitlist_offer_location FOREIGN KEY (location_id) REFERENCES location (location_id),
  CONSTRAINT waitlist_offer_booking FOREIGN KEY (booking_id) REFERENCES booking (booking_id)
) {table};
CREATE INDEX IF NOT EXISTS waitlist_offer_by_entry ON waitlist_offer (entry_id, made_at);
CREATE INDEX IF NOT EXISTS waitlist_offer_by_freed ON waitlist_offer (freed_id, made_at);
CREATE INDEX IF NOT EXISTS waitlist_offer_by_state ON waitlist_offer (state, expires_at);

-- Who could have used a freed stretch and was passed over, and why.
CREATE TABLE IF NOT EXISTS waitlist_skip (
  freed_id {id} NOT NULL,
  entry_id {id} NOT NULL,
  reason {word} NOT NULL,
  skipped_at {instant} NOT NULL,
  PRIMARY KEY (freed_id, entry_id),
  CONSTRAINT waitlist_skip_freed FOREIGN KEY (freed_id) REFERENCES freed_time (freed_id),
  CONSTRAINT waitlist_skip_entry FOREIGN KEY (entry_id) REFERENCES waitlist_entry (entry_id)
) {table};
CREATE INDEX IF NOT EXISTS waitlist_skip_by_entry ON waitlist_skip (entry_id, skipped_at);

-- open_intake: set while the task lives, so that an intake has one at a time.
CREATE TABLE IF NOT EXISTS callback_task (
  callback_id {id} NOT NULL PRIMARY KEY,
  intake_id {id} NOT NULL,
  open_intake {id},
  cause {word} NOT NULL,
  urgency {word} NOT NULL,
  phone {name} NOT NULL,
  name {name} NOT NULL,
  due_at {instant} NOT NULL,
  state {word} NOT NULL,
  claimed_by {id},
  claimed_at {instant},
  outcome {word} NOT NULL,
  note {text} NOT NULL,
  ended_at {instant},
  version {int} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  CONSTRAINT callback_task_one_open UNIQUE (open_intake),
  CONSTRAINT callback_task_state CHECK (state IN ('open', 'claimed', 'done', 'closed')),
  CONSTRAINT callback_task_intake FOREIGN KEY (intake_id) REFERENCES intake (intake_id),
  CONSTRAINT callback_task_user FOREIGN KEY (claimed_by) REFERENCES user_account (user_id)
) {table};
CREATE INDEX IF NOT EXISTS callback_task_by_due ON callback_task (state, due_at, callback_id);
CREATE INDEX IF NOT EXISTS callback_task_by_intake ON callback_task (intake_id, created_at);
