-- The schema as mysql tells it after every migration. Written by tests/store (UPDATE_GOLDEN=1).

CREATE TABLE `allocation` (
  `allocation_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `resource_key` bigint(20) NOT NULL,
  `seat` int(11) NOT NULL,
  `start_cell` bigint(20) NOT NULL,
  `end_cell` bigint(20) NOT NULL,
  `role` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `hold_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `hold_position` int(11) DEFAULT NULL,
  `appointment_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `overbook_reason` varchar(400) NOT NULL,
  PRIMARY KEY (`allocation_id`),
  KEY `allocation_by_resource` (`resource_key`,`start_cell`,`end_cell`,`seat`),
  KEY `allocation_by_start` (`start_cell`,`end_cell`),
  KEY `allocation_by_hold` (`hold_id`,`hold_position`),
  KEY `allocation_by_appointment` (`appointment_id`),
  CONSTRAINT `allocation_appointment` FOREIGN KEY (`appointment_id`) REFERENCES `appointment` (`appointment_id`),
  CONSTRAINT `allocation_hold_step` FOREIGN KEY (`hold_id`, `hold_position`) REFERENCES `hold_step` (`hold_id`, `position`),
  CONSTRAINT `allocation_resource` FOREIGN KEY (`resource_key`) REFERENCES `resource` (`resource_key`),
  CONSTRAINT `allocation_range` CHECK (`start_cell` >= 0 and `start_cell` < `end_cell` and `end_cell` - `start_cell` <= 576),
  CONSTRAINT `allocation_seat` CHECK (`seat` >= 0),
  CONSTRAINT `allocation_owner` CHECK (`hold_id` is not null and `hold_position` is not null and `appointment_id` is null or `hold_id` is null and `hold_position` is null and `appointment_id` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `appointment` (
  `appointment_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `booking_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `position` int(11) NOT NULL,
  `patient_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `status` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `status_reason` varchar(400) NOT NULL,
  `version` int(11) NOT NULL,
  `service` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `region` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `contrast` int(11) NOT NULL,
  `start_at` bigint(20) NOT NULL,
  `end_at` bigint(20) NOT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `practitioner_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `updated_at` bigint(20) NOT NULL,
  `circumstances` varchar(400) NOT NULL DEFAULT '',
  PRIMARY KEY (`appointment_id`),
  UNIQUE KEY `appointment_place_in_booking` (`booking_id`,`position`),
  KEY `appointment_by_start` (`start_at`,`appointment_id`),
  KEY `appointment_by_location` (`location_id`,`start_at`,`appointment_id`),
  KEY `appointment_by_practitioner` (`practitioner_id`,`start_at`,`appointment_id`),
  KEY `appointment_by_patient` (`patient_id`,`start_at`,`appointment_id`),
  CONSTRAINT `appointment_booking` FOREIGN KEY (`booking_id`) REFERENCES `booking` (`booking_id`),
  CONSTRAINT `appointment_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`),
  CONSTRAINT `appointment_patient` FOREIGN KEY (`patient_id`) REFERENCES `patient` (`patient_id`),
  CONSTRAINT `appointment_practitioner` FOREIGN KEY (`practitioner_id`) REFERENCES `resource` (`resource_id`),
  CONSTRAINT `appointment_order` CHECK (`start_at` < `end_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `appointment_gate` (
  `appointment_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `kind` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `state` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `due_at` bigint(20) NOT NULL,
  `flagged` int(11) NOT NULL,
  `answered_by` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `answered_at` bigint(20) DEFAULT NULL,
  `decided_by` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `decided_at` bigint(20) DEFAULT NULL,
  `reason` varchar(400) NOT NULL,
  PRIMARY KEY (`appointment_id`,`kind`),
  KEY `appointment_gate_by_due` (`state`,`due_at`,`appointment_id`,`kind`),
  CONSTRAINT `appointment_gate_appointment` FOREIGN KEY (`appointment_id`) REFERENCES `appointment` (`appointment_id`),
  CONSTRAINT `appointment_gate_state` CHECK (`state` in ('needed','answered','cleared','failed','expired'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `appointment_gate_answer` (
  `appointment_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `kind` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `question` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `answer` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`appointment_id`,`kind`,`question`),
  CONSTRAINT `appointment_gate_answer_gate` FOREIGN KEY (`appointment_id`, `kind`) REFERENCES `appointment_gate` (`appointment_id`, `kind`),
  CONSTRAINT `appointment_gate_answer_word` CHECK (`answer` in ('present','absent','unknown'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `audit_event` (
  `audit_key` bigint(20) NOT NULL AUTO_INCREMENT,
  `happened_at` bigint(20) NOT NULL,
  `actor` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `action` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `object_kind` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `object_id` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `patient_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `from_state` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `to_state` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `reason` varchar(400) NOT NULL,
  `request_id` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `origin` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  PRIMARY KEY (`audit_key`),
  KEY `audit_event_by_object` (`object_kind`,`object_id`,`audit_key`),
  KEY `audit_event_by_patient` (`patient_id`,`audit_key`),
  KEY `audit_event_by_time` (`happened_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `audit_seal` (
  `seal_no` bigint(20) NOT NULL,
  `audit_key` bigint(20) NOT NULL,
  `hash` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `sealed_at` bigint(20) NOT NULL DEFAULT unix_timestamp(),
  PRIMARY KEY (`seal_no`),
  UNIQUE KEY `audit_seal_once` (`audit_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `batch` (
  `batch_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `resource_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `from_at` bigint(20) NOT NULL,
  `to_at` bigint(20) NOT NULL,
  `reason` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `state` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` int(11) NOT NULL,
  `created_by` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `applied_at` bigint(20) DEFAULT NULL,
  `undone_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`batch_id`),
  KEY `batch_resource` (`resource_id`),
  KEY `batch_location` (`location_id`),
  CONSTRAINT `batch_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`),
  CONSTRAINT `batch_resource` FOREIGN KEY (`resource_id`) REFERENCES `resource` (`resource_id`),
  CONSTRAINT `batch_order` CHECK (`from_at` < `to_at`),
  CONSTRAINT `batch_state` CHECK (`state` in ('draft','applied','undone')),
  CONSTRAINT `batch_what` CHECK (`resource_id` is null <> (`location_id` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `batch_block` (
  `batch_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `number` int(11) NOT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `date` char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `start_minute` int(11) NOT NULL,
  `end_minute` int(11) NOT NULL,
  PRIMARY KEY (`batch_id`,`number`),
  CONSTRAINT `batch_block_batch` FOREIGN KEY (`batch_id`) REFERENCES `batch` (`batch_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `batch_move` (
  `batch_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `position` int(11) NOT NULL,
  `appointment_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `seen_version` int(11) NOT NULL,
  `cause` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `action` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `late` int(11) NOT NULL,
  `none_because` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `old_start` bigint(20) NOT NULL,
  `old_end` bigint(20) NOT NULL,
  `old_location` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `old_practitioner` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `old_status` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `new_start` bigint(20) DEFAULT NULL,
  `new_end` bigint(20) DEFAULT NULL,
  `new_location` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `new_practitioner` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `applied_version` int(11) DEFAULT NULL,
  PRIMARY KEY (`batch_id`,`position`),
  UNIQUE KEY `batch_move_once` (`batch_id`,`appointment_id`),
  KEY `batch_move_visit` (`appointment_id`),
  CONSTRAINT `batch_move_batch` FOREIGN KEY (`batch_id`) REFERENCES `batch` (`batch_id`),
  CONSTRAINT `batch_move_visit` FOREIGN KEY (`appointment_id`) REFERENCES `appointment` (`appointment_id`),
  CONSTRAINT `batch_move_action` CHECK (`action` in ('move','leave','cancel'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `batch_seat` (
  `batch_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `position` int(11) NOT NULL,
  `number` int(11) NOT NULL,
  `role` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `resource_key` bigint(20) NOT NULL,
  `seat` int(11) NOT NULL,
  `start_cell` bigint(20) NOT NULL,
  `end_cell` bigint(20) NOT NULL,
  `overbook_reason` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`batch_id`,`position`,`number`),
  CONSTRAINT `batch_seat_move` FOREIGN KEY (`batch_id`, `position`) REFERENCES `batch_move` (`batch_id`, `position`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `booking` (
  `booking_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `reference` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `salt` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `patient_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `intake_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `urgency` varchar(64) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `note` text NOT NULL,
  `created_by` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `version` int(11) NOT NULL,
  PRIMARY KEY (`booking_id`),
  UNIQUE KEY `booking_reference_once` (`reference`),
  KEY `booking_patient` (`patient_id`),
  KEY `booking_intake` (`intake_id`),
  CONSTRAINT `booking_intake` FOREIGN KEY (`intake_id`) REFERENCES `intake` (`intake_id`),
  CONSTRAINT `booking_patient` FOREIGN KEY (`patient_id`) REFERENCES `patient` (`patient_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `booking_cell` (
  `resource_key` bigint(20) NOT NULL,
  `cell` bigint(20) NOT NULL,
  `seat` int(11) NOT NULL,
  PRIMARY KEY (`resource_key`,`cell`,`seat`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `callback_task` (
  `callback_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `intake_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `open_intake` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `cause` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `urgency` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `phone` varchar(400) NOT NULL,
  `name` varchar(400) NOT NULL,
  `due_at` bigint(20) NOT NULL,
  `state` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `claimed_by` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `claimed_at` bigint(20) DEFAULT NULL,
  `outcome` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `note` text NOT NULL,
  `ended_at` bigint(20) DEFAULT NULL,
  `version` int(11) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `updated_at` bigint(20) NOT NULL,
  PRIMARY KEY (`callback_id`),
  UNIQUE KEY `callback_task_one_open` (`open_intake`),
  KEY `callback_task_user` (`claimed_by`),
  KEY `callback_task_by_due` (`state`,`due_at`,`callback_id`),
  KEY `callback_task_by_intake` (`intake_id`,`created_at`),
  CONSTRAINT `callback_task_intake` FOREIGN KEY (`intake_id`) REFERENCES `intake` (`intake_id`),
  CONSTRAINT `callback_task_user` FOREIGN KEY (`claimed_by`) REFERENCES `user_account` (`user_id`),
  CONSTRAINT `callback_task_state` CHECK (`state` in ('open','claimed','done','closed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `catalogue_version` (
  `part` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `object_id` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` int(11) NOT NULL,
  PRIMARY KEY (`part`,`object_id`),
  CONSTRAINT `catalogue_version_part` CHECK (`part` in ('location','closures','resource','service','travel'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `cell_offset` (
  `step` smallint(6) NOT NULL,
  PRIMARY KEY (`step`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `change_log` (
  `change_id` bigint(20) NOT NULL AUTO_INCREMENT,
  `kind` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `resource_key` bigint(20) DEFAULT NULL,
  `start_cell` bigint(20) DEFAULT NULL,
  `end_cell` bigint(20) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL DEFAULT unix_timestamp(),
  PRIMARY KEY (`change_id`),
  CONSTRAINT `change_log_kind` CHECK (`kind` = 'time' and `resource_key` is not null and `start_cell` is not null and `end_cell` is not null or `kind` = 'catalogue' and `resource_key` is null and `start_cell` is null and `end_cell` is null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `closure` (
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `on_date` char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(400) NOT NULL,
  PRIMARY KEY (`location_id`,`on_date`),
  CONSTRAINT `closure_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `freed_change` (
  `change_id` bigint(20) NOT NULL,
  `freed_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`change_id`),
  KEY `freed_change_by_freed` (`freed_id`),
  CONSTRAINT `freed_change_freed` FOREIGN KEY (`freed_id`) REFERENCES `freed_time` (`freed_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `freed_time` (
  `freed_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `start_at` bigint(20) NOT NULL,
  `end_at` bigint(20) NOT NULL,
  `resources` text NOT NULL,
  `state` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` int(11) NOT NULL,
  `noticed_at` bigint(20) NOT NULL,
  PRIMARY KEY (`freed_id`),
  KEY `freed_time_location` (`location_id`),
  KEY `freed_time_by_state` (`state`,`noticed_at`,`freed_id`),
  KEY `freed_time_by_age` (`noticed_at`,`freed_id`),
  CONSTRAINT `freed_time_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`),
  CONSTRAINT `freed_time_order` CHECK (`start_at` < `end_at`),
  CONSTRAINT `freed_time_state` CHECK (`state` in ('open','done'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `hold` (
  `hold_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `salt` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `intake_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `expires_at` bigint(20) NOT NULL,
  `extended` int(11) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `holder` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  PRIMARY KEY (`hold_id`),
  KEY `hold_by_expiry` (`expires_at`,`hold_id`),
  KEY `hold_by_intake` (`intake_id`,`expires_at`),
  KEY `hold_by_holder` (`holder`,`expires_at`),
  CONSTRAINT `hold_intake` FOREIGN KEY (`intake_id`) REFERENCES `intake` (`intake_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `hold_step` (
  `hold_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `position` int(11) NOT NULL,
  `service` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `region` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `contrast` int(11) NOT NULL,
  `start_at` bigint(20) NOT NULL,
  `end_at` bigint(20) NOT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `practitioner_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `circumstances` varchar(400) NOT NULL DEFAULT '',
  PRIMARY KEY (`hold_id`,`position`),
  KEY `hold_step_location` (`location_id`),
  KEY `hold_step_practitioner` (`practitioner_id`),
  CONSTRAINT `hold_step_hold` FOREIGN KEY (`hold_id`) REFERENCES `hold` (`hold_id`),
  CONSTRAINT `hold_step_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`),
  CONSTRAINT `hold_step_practitioner` FOREIGN KEY (`practitioner_id`) REFERENCES `resource` (`resource_id`),
  CONSTRAINT `hold_step_order` CHECK (`start_at` < `end_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `idempotency` (
  `scope` varbinary(255) NOT NULL,
  `idempotency_key` varbinary(255) NOT NULL,
  `fingerprint` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `status` int(11) NOT NULL,
  `headers_json` text NOT NULL,
  `body` longtext NOT NULL,
  `tokens_json` text NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`scope`,`idempotency_key`),
  KEY `idempotency_by_age` (`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `intake` (
  `intake_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `salt` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `protocol` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `protocol_version` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `input_json` longtext NOT NULL,
  `answer_json` longtext NOT NULL,
  `complete` int(11) NOT NULL,
  `urgency` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` int(11) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `updated_at` bigint(20) NOT NULL,
  PRIMARY KEY (`intake_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `intake_protocol` (
  `intake_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `checksum` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`intake_id`),
  CONSTRAINT `intake_protocol_intake` FOREIGN KEY (`intake_id`) REFERENCES `intake` (`intake_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `location` (
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `position` int(11) NOT NULL,
  `name` varchar(400) NOT NULL,
  `zone` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `address` text NOT NULL,
  `phone` varchar(400) NOT NULL,
  PRIMARY KEY (`location_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `message` (
  `message_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `kind` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `patient_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `booking_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `detail_json` text NOT NULL,
  `state` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `request_id` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`message_id`),
  KEY `message_by_state` (`state`,`created_at`,`message_id`),
  KEY `message_by_booking` (`booking_id`,`created_at`),
  KEY `message_by_patient` (`patient_id`,`created_at`),
  CONSTRAINT `message_booking` FOREIGN KEY (`booking_id`) REFERENCES `booking` (`booking_id`),
  CONSTRAINT `message_patient` FOREIGN KEY (`patient_id`) REFERENCES `patient` (`patient_id`),
  CONSTRAINT `message_state` CHECK (`state` in ('waiting','sent','given-up'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `patient` (
  `patient_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `resource_key` bigint(20) NOT NULL,
  `given_name` varchar(400) NOT NULL,
  `family_name` varchar(400) NOT NULL,
  `birth_date` char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `phone` varchar(400) NOT NULL,
  `email` varchar(400) NOT NULL,
  `identity` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`patient_id`),
  UNIQUE KEY `patient_once` (`identity`),
  UNIQUE KEY `patient_resource_once` (`resource_key`),
  KEY `patient_by_birth_date` (`birth_date`,`created_at`),
  CONSTRAINT `patient_resource` FOREIGN KEY (`resource_key`) REFERENCES `resource` (`resource_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `protocol_file` (
  `checksum` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `content` longtext NOT NULL,
  PRIMARY KEY (`checksum`,`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `protocol_version` (
  `protocol` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `checksum` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `state` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `changed_by` varchar(400) NOT NULL,
  `changed_at` bigint(20) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`protocol`,`version`,`checksum`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `quota_place` (
  `service_code` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `per` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `period` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `scope` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `from_date` char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `place` int(11) NOT NULL,
  `hold_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `hold_position` int(11) DEFAULT NULL,
  `appointment_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  PRIMARY KEY (`service_code`,`per`,`period`,`scope`,`from_date`,`place`),
  KEY `quota_place_by_hold` (`hold_id`,`hold_position`),
  KEY `quota_place_by_appointment` (`appointment_id`),
  CONSTRAINT `quota_place_appointment` FOREIGN KEY (`appointment_id`) REFERENCES `appointment` (`appointment_id`),
  CONSTRAINT `quota_place_hold_step` FOREIGN KEY (`hold_id`, `hold_position`) REFERENCES `hold_step` (`hold_id`, `position`),
  CONSTRAINT `quota_place_owner` CHECK (`hold_id` is not null and `hold_position` is not null and `appointment_id` is null or `hold_id` is null and `hold_position` is null and `appointment_id` is not null),
  CONSTRAINT `quota_place_sane` CHECK (`place` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `resource` (
  `resource_key` bigint(20) NOT NULL AUTO_INCREMENT,
  `resource_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `kind` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(400) NOT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `languages` varchar(400) NOT NULL,
  `capacity` int(11) NOT NULL,
  `overbook_max` int(11) NOT NULL,
  `active` int(11) NOT NULL DEFAULT 1,
  PRIMARY KEY (`resource_key`),
  UNIQUE KEY `resource_id_once` (`resource_id`),
  KEY `resource_location` (`location_id`),
  KEY `resource_by_kind` (`kind`,`resource_key`),
  CONSTRAINT `resource_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`),
  CONSTRAINT `resource_kind_known` CHECK (`kind` in ('practitioner','staff','room','device','patient')),
  CONSTRAINT `resource_capacity_sane` CHECK (`capacity` >= 1 and `overbook_max` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `resource_exception` (
  `resource_key` bigint(20) NOT NULL,
  `position` int(11) NOT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `on_date` char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `is_open` int(11) NOT NULL,
  `start_minute` int(11) NOT NULL,
  `end_minute` int(11) NOT NULL,
  PRIMARY KEY (`resource_key`,`position`),
  KEY `resource_exception_location` (`location_id`),
  CONSTRAINT `resource_exception_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`),
  CONSTRAINT `resource_exception_resource` FOREIGN KEY (`resource_key`) REFERENCES `resource` (`resource_key`),
  CONSTRAINT `resource_exception_flag` CHECK (`is_open` in (0,1)),
  CONSTRAINT `resource_exception_minutes` CHECK (`start_minute` between 0 and 1440 and `end_minute` between 0 and 1440)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `resource_hours` (
  `resource_key` bigint(20) NOT NULL,
  `position` int(11) NOT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `weekday` int(11) NOT NULL,
  `start_minute` int(11) NOT NULL,
  `end_minute` int(11) NOT NULL,
  `valid_from` char(10) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `valid_to` char(10) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  PRIMARY KEY (`resource_key`,`position`),
  KEY `resource_hours_location` (`location_id`),
  CONSTRAINT `resource_hours_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`),
  CONSTRAINT `resource_hours_resource` FOREIGN KEY (`resource_key`) REFERENCES `resource` (`resource_key`),
  CONSTRAINT `resource_hours_weekday` CHECK (`weekday` between 0 and 6),
  CONSTRAINT `resource_hours_minutes` CHECK (`start_minute` between 0 and 1440 and `end_minute` between 0 and 1440)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `resource_recurring` (
  `resource_key` bigint(20) NOT NULL,
  `position` int(11) NOT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `start_date` char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `rule` varchar(400) NOT NULL,
  `except_dates` text NOT NULL,
  `is_open` int(11) NOT NULL,
  `start_minute` int(11) NOT NULL,
  `end_minute` int(11) NOT NULL,
  `note` varchar(400) NOT NULL,
  PRIMARY KEY (`resource_key`,`position`),
  KEY `resource_recurring_location` (`location_id`),
  CONSTRAINT `resource_recurring_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`),
  CONSTRAINT `resource_recurring_resource` FOREIGN KEY (`resource_key`) REFERENCES `resource` (`resource_key`),
  CONSTRAINT `resource_recurring_flag` CHECK (`is_open` in (0,1)),
  CONSTRAINT `resource_recurring_minutes` CHECK (`start_minute` between 0 and 1440 and `end_minute` between 0 and 1440)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `resource_role` (
  `resource_key` bigint(20) NOT NULL,
  `position` int(11) NOT NULL,
  `role` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`resource_key`,`position`),
  CONSTRAINT `resource_role_resource` FOREIGN KEY (`resource_key`) REFERENCES `resource` (`resource_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `resource_trait` (
  `resource_key` bigint(20) NOT NULL,
  `position` int(11) NOT NULL,
  `trait` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `value` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`resource_key`,`position`),
  CONSTRAINT `resource_trait_resource` FOREIGN KEY (`resource_key`) REFERENCES `resource` (`resource_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `schema_history` (
  `version` int(11) NOT NULL,
  `name` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `checksum` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `applied_at` bigint(20) NOT NULL,
  PRIMARY KEY (`version`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `service` (
  `service_code` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `position` int(11) NOT NULL,
  `name` varchar(400) NOT NULL,
  `specialty` varchar(64) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `duration_minutes` int(11) NOT NULL,
  `buffer_before_minutes` int(11) NOT NULL,
  `buffer_after_minutes` int(11) NOT NULL,
  `grid_step_minutes` int(11) NOT NULL,
  `grid_offset_minutes` int(11) NOT NULL,
  `lead_minutes` int(11) NOT NULL,
  `horizon_days` int(11) NOT NULL,
  `preparation` text NOT NULL,
  `self_bookable` int(11) NOT NULL,
  `bookable_without_intake` int(11) NOT NULL,
  `overbook_max` int(11) NOT NULL DEFAULT 0,
  `reported_by` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `active` int(11) NOT NULL DEFAULT 1,
  PRIMARY KEY (`service_code`),
  CONSTRAINT `service_times` CHECK (`duration_minutes` > 0 and `grid_step_minutes` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `service_duration` (
  `service_code` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `resource_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `minutes` int(11) NOT NULL,
  PRIMARY KEY (`service_code`,`resource_id`),
  KEY `service_duration_resource` (`resource_id`),
  CONSTRAINT `service_duration_resource` FOREIGN KEY (`resource_id`) REFERENCES `resource` (`resource_id`),
  CONSTRAINT `service_duration_service` FOREIGN KEY (`service_code`) REFERENCES `service` (`service_code`),
  CONSTRAINT `service_duration_sane` CHECK (`minutes` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `service_extra` (
  `service_code` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `reason` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `minutes` int(11) NOT NULL,
  PRIMARY KEY (`service_code`,`reason`),
  CONSTRAINT `service_extra_service` FOREIGN KEY (`service_code`) REFERENCES `service` (`service_code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `service_quota` (
  `service_code` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `per` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `period` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `most` int(11) DEFAULT NULL,
  `kept_percent` int(11) NOT NULL,
  `release_hours` int(11) NOT NULL,
  PRIMARY KEY (`service_code`,`per`,`period`),
  CONSTRAINT `service_quota_service` FOREIGN KEY (`service_code`) REFERENCES `service` (`service_code`),
  CONSTRAINT `service_quota_words` CHECK (`per` in ('practitioner','site') and `period` in ('day','week')),
  CONSTRAINT `service_quota_sane` CHECK (`kept_percent` between 0 and 100 and `release_hours` >= 0 and (`most` is null or `most` >= 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `service_report` (
  `service_code` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `kind` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `minutes` int(11) NOT NULL,
  PRIMARY KEY (`service_code`,`kind`,`name`),
  CONSTRAINT `service_report_service` FOREIGN KEY (`service_code`) REFERENCES `service` (`service_code`),
  CONSTRAINT `service_report_kind` CHECK (`kind` in ('urgency','panel'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `service_requirement` (
  `service_code` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `for_contrast` int(11) NOT NULL,
  `position` int(11) NOT NULL,
  `role` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `role_count` int(11) NOT NULL,
  `part_from_minutes` int(11) DEFAULT NULL,
  `part_minutes` int(11) DEFAULT NULL,
  PRIMARY KEY (`service_code`,`for_contrast`,`position`),
  CONSTRAINT `service_requirement_service` FOREIGN KEY (`service_code`) REFERENCES `service` (`service_code`),
  CONSTRAINT `service_requirement_count` CHECK (`role_count` >= 1 and `for_contrast` in (0,1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `service_start_window` (
  `service_code` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `position` int(11) NOT NULL,
  `circumstance` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `from_minute` int(11) NOT NULL,
  `to_minute` int(11) NOT NULL,
  PRIMARY KEY (`service_code`,`position`),
  CONSTRAINT `service_start_window_service` FOREIGN KEY (`service_code`) REFERENCES `service` (`service_code`),
  CONSTRAINT `service_start_window_minutes` CHECK (`from_minute` between 0 and 1440 and `to_minute` between 0 and 1440 and `from_minute` < `to_minute`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `setting` (
  `name` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `value` text NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `staff_session` (
  `token_hash` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `csrf_token` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `user_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `idle_expires_at` bigint(20) NOT NULL,
  PRIMARY KEY (`token_hash`),
  KEY `staff_session_user` (`user_id`),
  KEY `staff_session_by_expiry` (`expires_at`),
  CONSTRAINT `staff_session_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `travel_time` (
  `from_location` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `to_location` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `minutes` int(11) NOT NULL,
  PRIMARY KEY (`from_location`,`to_location`),
  KEY `travel_time_to` (`to_location`),
  CONSTRAINT `travel_time_from` FOREIGN KEY (`from_location`) REFERENCES `location` (`location_id`),
  CONSTRAINT `travel_time_to` FOREIGN KEY (`to_location`) REFERENCES `location` (`location_id`),
  CONSTRAINT `travel_time_sane` CHECK (`minutes` between 0 and 1440)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `user_account` (
  `user_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `username` varchar(400) NOT NULL,
  `name` varchar(400) NOT NULL,
  `password_hash` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `disabled` int(11) NOT NULL,
  `practitioner_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`user_id`),
  UNIQUE KEY `username_once` (`username`),
  KEY `user_practitioner` (`practitioner_id`),
  CONSTRAINT `user_practitioner` FOREIGN KEY (`practitioner_id`) REFERENCES `resource` (`resource_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `user_location` (
  `user_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `position` int(11) NOT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`user_id`,`position`),
  KEY `user_location_location` (`location_id`),
  CONSTRAINT `user_location_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`),
  CONSTRAINT `user_location_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `user_role` (
  `user_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `position` int(11) NOT NULL,
  `role` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`user_id`,`position`),
  CONSTRAINT `user_role_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `visit_limit` (
  `limit_key` bigint(20) NOT NULL AUTO_INCREMENT,
  `hold_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `booking_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `position` int(11) NOT NULL,
  `not_before` bigint(20) DEFAULT NULL,
  `deadline` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`limit_key`),
  KEY `visit_limit_by_hold` (`hold_id`,`limit_key`),
  KEY `visit_limit_by_booking` (`booking_id`,`limit_key`),
  CONSTRAINT `visit_limit_booking` FOREIGN KEY (`booking_id`) REFERENCES `booking` (`booking_id`),
  CONSTRAINT `visit_limit_hold` FOREIGN KEY (`hold_id`) REFERENCES `hold` (`hold_id`),
  CONSTRAINT `visit_limit_owner` CHECK (`hold_id` is null <> (`booking_id` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `visit_link` (
  `link_key` bigint(20) NOT NULL AUTO_INCREMENT,
  `hold_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `booking_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `earlier` int(11) NOT NULL,
  `later` int(11) NOT NULL,
  `min_gap_minutes` int(11) NOT NULL,
  `max_gap_minutes` int(11) DEFAULT NULL,
  `counted_by` bigint(20) DEFAULT NULL,
  `needs_result` int(11) NOT NULL,
  `report_minutes` int(11) NOT NULL,
  `report_by` bigint(20) DEFAULT NULL,
  `same_site` int(11) NOT NULL,
  `needs_visit` int(11) NOT NULL,
  PRIMARY KEY (`link_key`),
  KEY `visit_link_by_hold` (`hold_id`,`link_key`),
  KEY `visit_link_by_booking` (`booking_id`,`link_key`),
  CONSTRAINT `visit_link_booking` FOREIGN KEY (`booking_id`) REFERENCES `booking` (`booking_id`),
  CONSTRAINT `visit_link_hold` FOREIGN KEY (`hold_id`) REFERENCES `hold` (`hold_id`),
  CONSTRAINT `visit_link_owner` CHECK (`hold_id` is null <> (`booking_id` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `waitlist_entry` (
  `entry_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `salt` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `patient_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `intake_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `appointment_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `what` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `service` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `region` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `contrast` int(11) NOT NULL,
  `sites` text NOT NULL,
  `parts_of_day` varchar(400) NOT NULL,
  `days_out` text NOT NULL,
  `practitioner_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `not_before` bigint(20) DEFAULT NULL,
  `urgency` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `deadline_at` bigint(20) NOT NULL,
  `state` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `live_key` varchar(255) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `version` int(11) NOT NULL,
  `created_by` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `updated_at` bigint(20) NOT NULL,
  PRIMARY KEY (`entry_id`),
  UNIQUE KEY `waitlist_entry_once` (`live_key`),
  KEY `waitlist_entry_patient` (`patient_id`),
  KEY `waitlist_entry_practitioner` (`practitioner_id`),
  KEY `waitlist_entry_by_state` (`state`,`created_at`,`entry_id`),
  KEY `waitlist_entry_by_intake` (`intake_id`,`state`),
  KEY `waitlist_entry_by_appointment` (`appointment_id`,`state`),
  CONSTRAINT `waitlist_entry_appointment` FOREIGN KEY (`appointment_id`) REFERENCES `appointment` (`appointment_id`),
  CONSTRAINT `waitlist_entry_intake` FOREIGN KEY (`intake_id`) REFERENCES `intake` (`intake_id`),
  CONSTRAINT `waitlist_entry_patient` FOREIGN KEY (`patient_id`) REFERENCES `patient` (`patient_id`),
  CONSTRAINT `waitlist_entry_practitioner` FOREIGN KEY (`practitioner_id`) REFERENCES `resource` (`resource_id`),
  CONSTRAINT `waitlist_entry_what` CHECK (`what` in ('service','itinerary','appointment')),
  CONSTRAINT `waitlist_entry_state` CHECK (`state` in ('waiting','offered','accepted','declined','expired','withdrawn','fulfilled'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `waitlist_offer` (
  `offer_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `entry_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `freed_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `hold_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `state` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `open_entry` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `start_at` bigint(20) NOT NULL,
  `end_at` bigint(20) NOT NULL,
  `location_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `steps` int(11) NOT NULL,
  `made_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `answered_at` bigint(20) DEFAULT NULL,
  `booking_id` char(26) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  PRIMARY KEY (`offer_id`),
  UNIQUE KEY `waitlist_offer_one_open` (`open_entry`),
  KEY `waitlist_offer_location` (`location_id`),
  KEY `waitlist_offer_booking` (`booking_id`),
  KEY `waitlist_offer_by_entry` (`entry_id`,`made_at`),
  KEY `waitlist_offer_by_freed` (`freed_id`,`made_at`),
  KEY `waitlist_offer_by_state` (`state`,`expires_at`),
  CONSTRAINT `waitlist_offer_booking` FOREIGN KEY (`booking_id`) REFERENCES `booking` (`booking_id`),
  CONSTRAINT `waitlist_offer_entry` FOREIGN KEY (`entry_id`) REFERENCES `waitlist_entry` (`entry_id`),
  CONSTRAINT `waitlist_offer_freed` FOREIGN KEY (`freed_id`) REFERENCES `freed_time` (`freed_id`),
  CONSTRAINT `waitlist_offer_location` FOREIGN KEY (`location_id`) REFERENCES `location` (`location_id`),
  CONSTRAINT `waitlist_offer_state` CHECK (`state` in ('offered','accepted','declined','expired','withdrawn'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `waitlist_skip` (
  `freed_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `entry_id` char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `reason` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `skipped_at` bigint(20) NOT NULL,
  PRIMARY KEY (`freed_id`,`entry_id`),
  KEY `waitlist_skip_by_entry` (`entry_id`,`skipped_at`),
  CONSTRAINT `waitlist_skip_entry` FOREIGN KEY (`entry_id`) REFERENCES `waitlist_entry` (`entry_id`),
  CONSTRAINT `waitlist_skip_freed` FOREIGN KEY (`freed_id`) REFERENCES `freed_time` (`freed_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

AFTER DELETE ON allocation allocation_after_delete
BEGIN
  DELETE FROM booking_cell WHERE resource_key = OLD.resource_key AND seat = OLD.seat
    AND cell >= OLD.start_cell AND cell < OLD.end_cell;
END;

AFTER INSERT ON allocation allocation_after_insert
BEGIN
  INSERT INTO booking_cell (resource_key, cell, seat)
    SELECT NEW.resource_key, NEW.start_cell + o.step, NEW.seat FROM cell_offset o
    WHERE o.step < NEW.end_cell - NEW.start_cell ORDER BY o.step;
  IF (ROW_COUNT() = NEW.end_cell - NEW.start_cell) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CELLS_INCOMPLETE';
  END IF;
END;

AFTER UPDATE ON allocation allocation_after_update
BEGIN
  IF NOT (NEW.resource_key = OLD.resource_key AND NEW.seat = OLD.seat
          AND NEW.start_cell = OLD.start_cell AND NEW.end_cell = OLD.end_cell) THEN
    DELETE FROM booking_cell WHERE resource_key = OLD.resource_key AND seat = OLD.seat
      AND cell >= OLD.start_cell AND cell < OLD.end_cell;
    INSERT INTO booking_cell (resource_key, cell, seat)
      SELECT NEW.resource_key, NEW.start_cell + o.step, NEW.seat FROM cell_offset o
      WHERE o.step < NEW.end_cell - NEW.start_cell ORDER BY o.step;
    IF (ROW_COUNT() = NEW.end_cell - NEW.start_cell) IS NOT TRUE THEN
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CELLS_INCOMPLETE';
    END IF;
  END IF;
END;

BEFORE INSERT ON allocation allocation_before_insert
BEGIN
  DECLARE seats BIGINT DEFAULT NULL;
  IF (NEW.start_cell >= 0 AND NEW.start_cell < NEW.end_cell
      AND NEW.end_cell - NEW.start_cell <= 576) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'RANGE_REFUSED';
  END IF;
  IF ((NEW.hold_id IS NULL) <> (NEW.appointment_id IS NULL)) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'OWNER_REFUSED';
  END IF;
  SET seats = (SELECT r.capacity + CASE WHEN NEW.overbook_reason <> '' THEN r.overbook_max ELSE 0 END
               FROM resource r WHERE r.resource_key = NEW.resource_key);
  IF (NEW.seat >= 0 AND NEW.seat < seats) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'SEAT_REFUSED';
  END IF;
END;

BEFORE UPDATE ON allocation allocation_before_update
BEGIN
  DECLARE seats BIGINT DEFAULT NULL;
  IF (NEW.start_cell >= 0 AND NEW.start_cell < NEW.end_cell
      AND NEW.end_cell - NEW.start_cell <= 576) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'RANGE_REFUSED';
  END IF;
  IF ((NEW.hold_id IS NULL) <> (NEW.appointment_id IS NULL)) IS NOT TRUE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'OWNER_REFUSED';
  END IF;
  IF NOT (NEW.resource_key <=> OLD.resource_key AND NEW.seat <=> OLD.seat
          AND NEW.overbook_reason <=> OLD.overbook_reason) THEN
    SET seats = (SELECT r.capacity + CASE WHEN NEW.overbook_reason <> '' THEN r.overbook_max ELSE 0 END
                 FROM resource r WHERE r.resource_key = NEW.resource_key);
    IF (NEW.seat >= 0 AND NEW.seat < seats) IS NOT TRUE THEN
      SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'SEAT_REFUSED';
    END IF;
  END IF;
END;

AFTER DELETE ON allocation allocation_logs_delete
BEGIN
  IF (SELECT r.kind FROM resource r WHERE r.resource_key = OLD.resource_key) <> 'patient' THEN
    INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
      VALUES ('time', OLD.resource_key, OLD.start_cell, OLD.end_cell);
  END IF;
END;

AFTER INSERT ON allocation allocation_logs_insert
BEGIN
  IF (SELECT r.kind FROM resource r WHERE r.resource_key = NEW.resource_key) <> 'patient' THEN
    INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
      VALUES ('time', NEW.resource_key, NEW.start_cell, NEW.end_cell);
  END IF;
END;

AFTER UPDATE ON allocation allocation_logs_update
BEGIN
  DECLARE moved BOOLEAN DEFAULT NOT (NEW.resource_key = OLD.resource_key AND NEW.seat = OLD.seat
    AND NEW.start_cell = OLD.start_cell AND NEW.end_cell = OLD.end_cell);
  IF moved
      AND (SELECT r.kind FROM resource r WHERE r.resource_key = OLD.resource_key) <> 'patient' THEN
    INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
      VALUES ('time', OLD.resource_key, OLD.start_cell, OLD.end_cell);
  END IF;
  IF (moved OR NOT (NEW.hold_id <=> OLD.hold_id))
      AND (SELECT r.kind FROM resource r WHERE r.resource_key = NEW.resource_key) <> 'patient' THEN
    INSERT INTO change_log (kind, resource_key, start_cell, end_cell)
      VALUES ('time', NEW.resource_key, NEW.start_cell, NEW.end_cell);
  END IF;
END;

BEFORE DELETE ON audit_event audit_event_no_delete
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'AUDIT_IS_APPEND_ONLY';
END;

BEFORE UPDATE ON audit_event audit_event_no_update
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'AUDIT_IS_APPEND_ONLY';
END;

BEFORE DELETE ON audit_seal audit_seal_no_delete
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'AUDIT_IS_APPEND_ONLY';
END;

BEFORE UPDATE ON audit_seal audit_seal_no_update
BEGIN
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'AUDIT_IS_APPEND_ONLY';
END;

