// Made by `npm run gen-api` from schema/openapi/plexus.yaml; do not edit.

export interface paths {
    "/api/v1/intakes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin an intake
         * @description Takes any of the members, even none. Free text only ever adds findings: negated text never
         *     sets one absent, and safety questions are asked all the same. The answer holds the only copy
         *     of the intake's token.
         */
        post: operations["post_intake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intakes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The intake.
                 * @example 01M83PPH00M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["IntakeId"];
            };
            cookie?: never;
        };
        /** Read an intake */
        get: operations["get_intake"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Answer questions, or correct what was said
         * @description A merge: members that are left out stay, the last answer wins, null withdraws an answer.
         *     A new `complaint` replaces the old one and what was read from it. Needs no `If-Match`.
         */
        patch: operations["patch_intake"];
        trace?: never;
    };
    "/api/v1/intakes/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The intake.
                 * @example 01M83PPH00M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["IntakeId"];
            };
            cookie?: never;
        };
        /**
         * Why this decision
         * @description What was understood and in which words, which of it made each rule speak, and what is not
         *     offered and why. The token of the intake opens the `patient` part, in the person's language.
         *     Staff also get `clinician`, in the protocol's own language: every rule and guard that spoke,
         *     with the answers behind it, and condition labels, which no token ever opens. Never kept.
         */
        get: operations["get_explanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intakes/{id}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The intake.
                 * @example 01M83PPH00M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["IntakeId"];
            };
            cookie?: never;
        };
        /**
         * A sheet for ambulance or hospital
         * @description One page in the person's language, from their own answers, to be printed or shown. It has no
         *     name, and no condition labels. Any intake has one: a person may get worse on the way. Never
         *     kept.
         */
        get: operations["get_handover"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/protocols": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The protocols in force */
        get: operations["list_protocols"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/protocols/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One protocol in full, with its sources */
        get: operations["get_protocol"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of visits */
        get: operations["list_services"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sites, with their time zones and opening hours */
        get: operations["list_locations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/practitioners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People whom patients see */
        get: operations["list_practitioners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that a visit can occupy
         * @description Rooms, devices and people, practitioners among them; patients never.
         */
        get: operations["list_resources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Free times of one kind of visit
         * @description Earliest first; ties by location. A time that several people could take is listed once for
         *     each site, with one of them: who meets most of what is preferred. The list may be a moment
         *     old; a hold is the proof.
         */
        get: operations["list_slots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/itineraries/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ordered sets of visits, best first
         * @description By `intake`: plans the first specialist and every test to be booked now, inside their limits
         *     and in their order. By `steps`: plans what is asked; exact for up to twelve tests before
         *     one consultation and for six steps in any order. Changes
         *     nothing and keeps nothing: hold the chosen one. Sets of one list differ in day or site of
         *     some visit. A window of more than 92 days, more than 12 steps, a circle in `after` and gaps
         *     that contradict each other are 422 and name the fault.
         */
        post: operations["search_itineraries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A weekly series of one visit
         * @description The same visit on the same weekday at the same clock time, such as six sessions of manual
         *     therapy. For each date the slot, or why there is none and what is free around it. Changes
         *     nothing: hold the chosen times together, all or none.
         */
        post: operations["search_series"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/walk-ins/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The cheapest place for somebody who is here
         * @description For staff: from now until the end of the site's day, whatever notice and grid say, and with
         *     what is kept for urgent cases. The first ordinary seat and, where the service may be
         *     overbooked and that is sooner, a seat past the capacity. With an `intake`, `stat` is
         *     refused and nothing past the limit of an `asap` case is offered. Changes nothing: book it
         *     with `walk_in` (and `overbook` where it says so).
         */
        post: operations["search_walk_ins"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep times for ten minutes
         * @description All steps or none. Without a staff session an `intake` is required unless every service is
         *     bookable without one; it must be complete, not `stat`, and route to the services asked for.
         *     Staff may `override` all of that but `stat`.
         */
        post: operations["post_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The hold.
                 * @example 01M83Q1GJ04MNPZX45HY43KWJR
                 */
                id: components["parameters"]["HoldId"];
            };
            cookie?: never;
        };
        /**
         * Read a live hold
         * @description One that has expired, was released or became a booking is absent (404).
         */
        get: operations["get_hold"];
        put?: never;
        post?: never;
        /**
         * Release a hold
         * @description Its times are free at once. Needs no `If-Match`.
         */
        delete: operations["delete_hold"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holds/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The hold.
                 * @example 01M83Q1GJ04MNPZX45HY43KWJR
                 */
                id: components["parameters"]["HoldId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a hold ten minutes longer, once
         * @description Takes no body. `expires_at` moves by ten minutes.
         */
        post: operations["extend_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Book the visits of a hold, or of steps
         * @description All steps or none. A hold's intake is the booking's. Without a hold the same conditions on
         *     the intake apply as to holds. The answer holds the only copy of the manage token, which
         *     reads and changes the booking and its appointments.
         */
        post: operations["post_booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The booking.
                 * @example 01M83Q70B0E0ZBGJ09TQM83XSS
                 */
                id: components["parameters"]["BookingId"];
            };
            cookie?: never;
        };
        /** Read a booking */
        get: operations["get_booking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The booking.
                 * @example 01M83Q70B0E0ZBGJ09TQM83XSS
                 */
                id: components["parameters"]["BookingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel the visits of a booking together
         * @description Cancels every visit that may still be cancelled; those that are over or cancelled stay as
         *     they are. With none left to cancel: 409 `bad-transition`. Patients do so until some hours
         *     before each of them begins (24 unless the clinic says otherwise); after that 409
         *     `bad-transition` names the limit and the telephone of the site. Staff are free.
         */
        post: operations["cancel_booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The day list, and any other selection
         * @description By start, ties by id. Filters narrow each other. A window selects visits that touch it. The
         *     bearer of a booking's token reads its visits at the booking instead.
         */
        get: operations["list_appointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        /** Read an appointment */
        get: operations["get_appointment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move an appointment
         * @description The old time is kept unless the new one is granted; the appointment's own time counts as
         *     free. Without `location` or `practitioner` they stay as they are. Only a `pending` or
         *     `booked` visit can be moved. What of the booking no longer fits is in `dependents`, and the
         *     smallest ways to mend it are in `replan`. The visits of `also` move in the same step, all
         *     or none, so two visits may swap. A patient moves visits of one booking, and breaks none of
         *     it: without a re-plan such a move is `not-bookable` at `/also`, with `dependents` and
         *     `replan`. A patient does so until some hours before it begins (as with cancel).
         */
        post: operations["reschedule_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an appointment
         * @description Its time is free at once. The other visits of the booking stay; `dependents` says which of
         *     them miss it, and those of `also` move in the same step. Patients do so until some hours
         *     before it begins (24 unless the clinic says otherwise); after that 409 `bad-transition`
         *     names the limit and the telephone of the site. Staff are free.
         */
        post: operations["cancel_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set an appointment's status
         * @description Allowed: pending to booked or cancelled; booked to arrived, checked-in, noshow, cancelled or
         *     pending; arrived to checked-in, cancelled or noshow; checked-in to fulfilled; any to
         *     entered-in-error, with a `reason`. Anything else: 409 `bad-transition`.
         *
         *     Where the clinic has switched that on (`desk-clock`), somebody arrives or checks in on the
         *     day of the visit by the clock of its site (and from two hours before its start), and is a
         *     no-show from its start; administrators, who correct records, are free of that. A visit
         *     still booked some hours after its end (2 unless the clinic says otherwise) becomes a no-show
         *     by itself, once: after an undo it stays as the desk left it.
         *
         *     The last step is undone by giving the earlier status and a `reason` within 24 hours: noshow
         *     to booked, arrived to booked, checked-in to arrived, fulfilled to checked-in, and cancelled
         *     to booked or pending (only to pending where it was pending) where the time is still free,
         *     else 409 `slot-taken` or `patient-overlap` with `alternatives`. After an undo the step before
         *     it is the last. Cancelling here takes a `CancelReason`; without one it is `other`.
         */
        post: operations["set_appointment_status"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/gates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        /**
         * What must be cleared before a visit
         * @description A visit with a gate that is not cleared is pending. The questions come in every language
         *     that they are written in. Which answers are dangers, and who decided, is shown to staff. The
         *     ETag is that of the appointment: a change of a gate is a change of its visit.
         */
        get: operations["get_gates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/gates/{gate}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
                /**
                 * @description The gate.
                 * @example mri_safety
                 */
                gate: components["parameters"]["GateName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer the questions of a gate
         * @description By the patient, or by staff who asked. Every question has an answer; `unknown` is one. A
         *     gate that was cleared waits for staff again when an answer changes, and its visit is pending
         *     again; the same answers once more change nothing. Safe answers are cleared by staff all the
         *     same, unless the gate may clear itself.
         */
        post: operations["answer_gate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/gates/{gate}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
                /**
                 * @description The gate.
                 * @example mri_safety
                 */
                gate: components["parameters"]["GateName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clear a gate, let it fail, or ask again
         * @description By a role of the gate's `cleared_by`; any of the desk may ask again what was cleared. When
         *     the last gate is cleared the visit is booked. A failed gate leaves the visit pending and its
         *     time taken; `substitute` is what may take its place, and `replan` says when. After `due_at`
         *     the visit is released, and nothing more is cleared: 409 `bad-transition`.
         */
        post: operations["decide_gate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appointments/{id}/substitute": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take another visit in the place of one whose gate has failed
         * @description What takes its place is `substitute` of the visit's gates; when is one of their `replan`, or
         *     another free time between the visits before and after it. The old visit is released and the
         *     new one booked, with its own gates, both or neither. Past the limit of an asap case, or out
         *     of order: with a reason of staff alone.
         */
        post: operations["substitute_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worklists/gates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gates that wait, the most pressing first
         * @description Without `state`: those that are needed, answered or failed, of visits that are pending. The
         *     others are listed whatever became of their visits. The questions and answers are at the
         *     visit.
         */
        get: operations["list_gates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those who wait, longest first
         * @description Each with its offers, and the freed times for which it was passed over, with the reason.
         */
        get: operations["list_waitlist"];
        put?: never;
        /**
         * Wait for a time, or for an earlier one
         * @description Give one of `service`, `itinerary` (all that the intake routes to) and `appointment` (a
         *     visit that would rather be earlier; its booking's token goes beside it). The same conditions
         *     on the intake apply as to holds, but questions may still be open: nothing is offered before
         *     they are answered. An emergency never waits. The deadline comes from the intake's limits.
         *     The answer holds the only copy of the token, by which the person reads the entry, answers
         *     offers and leaves.
         */
        post: operations["post_waitlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist/freed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became free, and who was asked or passed over
         * @description Newest first. A stretch without a site stands for changed opening hours. Reasons, in the
         *     order in which they are asked: `not_screened` (questions open, not routed to it),
         *     `does_not_fit`, `asked_before`, `not_prepared` (no time to prepare or to answer), `too_late`
         *     (after the limit), `outside_wishes`, `follow_on_breaks` (what goes with it would not fit any
         *     more).
         */
        get: operations["list_freed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The entry of the waitlist.
                 * @example 01M83QE3R0F2H5V9Z1J6T8XKQP
                 */
                id: components["parameters"]["WaitlistId"];
            };
            cookie?: never;
        };
        /**
         * Read an entry with its offers
         * @description `skipped` is for staff alone.
         */
        get: operations["get_waitlist_entry"];
        put?: never;
        post?: never;
        /**
         * Leave the waitlist
         * @description An open offer is given back, and its time goes to the next. Needs no `If-Match`.
         */
        delete: operations["delete_waitlist_entry"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist/{id}/offers/{offer}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The entry of the waitlist.
                 * @example 01M83QE3R0F2H5V9Z1J6T8XKQP
                 */
                id: components["parameters"]["WaitlistId"];
                /**
                 * @description The offer, as the entry shows it.
                 * @example 01M83QG8W0C4D7S2Y5N9B3MRTE
                 */
                offer: components["parameters"]["OfferId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the time that is offered
         * @description Takes no body. The held times become a booking (`booking` and its `manage_token`), or the
         *     visit moves to the earlier time (`moved`); its old time is kept unless the new one is
         *     granted. An entry that staff made without an intake is accepted by staff, unless its service
         *     is open to all.
         */
        post: operations["accept_waitlist_offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waitlist/{id}/offers/{offer}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The entry of the waitlist.
                 * @example 01M83QE3R0F2H5V9Z1J6T8XKQP
                 */
                id: components["parameters"]["WaitlistId"];
                /**
                 * @description The offer, as the entry shows it.
                 * @example 01M83QG8W0C4D7S2Y5N9B3MRTE
                 */
                offer: components["parameters"]["OfferId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pass the offered time on
         * @description Takes no body. The time goes to the next in line; the entry waits on and is not offered that
         *     time again.
         */
        post: operations["decline_waitlist_offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/intakes/{id}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The intake.
                 * @example 01M83PPH00M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["IntakeId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to be called
         * @description Adds the number to the call-back that routing has opened, or opens one: within the limit of
         *     the protocol where it names one or a same-day case found no time, else within a day (urgent)
         *     or three. An emergency is refused: nobody waits for a call then.
         */
        post: operations["post_callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worklists/breaches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Limits that will pass without a visit
         * @description By how soon, then by urgency: visits that were lost or start after the limit of their
         *     routing, people who wait, and calls that are owed to whoever gave a number. `minutes_left`
         *     is negative once the limit has passed. The 2,000 most urgent visits are looked at.
         */
        get: operations["list_breaches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worklists/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calls that are owed, the most pressing first
         * @description Open and claimed ones unless asked otherwise. Without `contact` nobody has given a number
         *     yet.
         */
        get: operations["list_callbacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worklists/callbacks/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The call-back.
                 * @example 01M83QK5V0A2C4E6G8J0M2P4R6
                 */
                id: components["parameters"]["CallbackId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a call-back
         * @description Takes no body. Only an open one.
         */
        post: operations["claim_callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worklists/callbacks/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The call-back.
                 * @example 01M83QK5V0A2C4E6G8J0M2P4R6
                 */
                id: components["parameters"]["CallbackId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a call-back back
         * @description Takes no body. By whoever has claimed it.
         */
        post: operations["release_callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worklists/callbacks/{id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The call-back.
                 * @example 01M83QK5V0A2C4E6G8J0M2P4R6
                 */
                id: components["parameters"]["CallbackId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a call-back with its outcome
         * @description By whoever has claimed it, or while it is open.
         */
        post: operations["finish_callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sites, as they are set up */
        get: operations["list_admin_locations"];
        put?: never;
        /**
         * Add a site
         * @description A site without resources has no free times yet.
         */
        post: operations["post_admin_location"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/locations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The site.
                 * @example 01M1DRV4R01HYGCPWPQ5E6EYCN
                 */
                id: components["parameters"]["LocationId"];
            };
            cookie?: never;
        };
        /** Read a site */
        get: operations["get_admin_location"];
        /**
         * Change a site
         * @description Replaces all of it. Hours are civil times: another zone moves them, and the answer names the
         *     visits that no longer fit.
         */
        put: operations["put_admin_location"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/locations/{id}/closures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The site.
                 * @example 01M1DRV4R01HYGCPWPQ5E6EYCN
                 */
                id: components["parameters"]["LocationId"];
            };
            cookie?: never;
        };
        /** The days a site is closed */
        get: operations["get_admin_closures"];
        /**
         * Set the days a site is closed
         * @description Replaces the whole list. A closure is stronger than any hours of a resource there. A body
         *     may have 1 MiB.
         */
        put: operations["put_admin_closures"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/locations/{id}/closures/import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The site.
                 * @example 01M1DRV4R01HYGCPWPQ5E6EYCN
                 */
                id: components["parameters"]["LocationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add the holidays of a calendar file
         * @description Takes whole-day events from yesterday on, for fifteen years at most: DTSTART, DTEND, SUMMARY,
         *     one yearly RRULE, EXDATE. Cancelled events are left out. Days that are closed already are
         *     kept as they are, so the same file twice changes nothing. A file with a fault gives no days:
         *     400, with the pointers `line N` and `file`. A body may have 1 MiB.
         */
        post: operations["import_admin_closures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People, rooms and devices, as they are set up
         * @description Retired ones too; patients never.
         */
        get: operations["list_admin_resources"];
        put?: never;
        /**
         * Add a person, room or device
         * @description A role must be one that a service needs. A body may have 1 MiB.
         */
        post: operations["post_admin_resource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/resources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The resource.
                 * @example 01M1DRV4R0S5AA819X9YP98106
                 */
                id: components["parameters"]["ResourceId"];
            };
            cookie?: never;
        };
        /** Read a resource */
        get: operations["get_admin_resource"];
        /**
         * Change a resource and its hours
         * @description Replaces all of it; the kind stays. Hours are the wall clock of their site; an end that is not
         *     after its start is on the next day. Strength: hours, less exceptions that close, plus those
         *     that open, less the closures of the site. `active: false` retires: past visits keep it, it
         *     takes no new ones. A body may have 1 MiB.
         */
        put: operations["put_admin_resource"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Services, as they are set up
         * @description Those that are no longer offered too.
         */
        get: operations["list_admin_services"];
        put?: never;
        /**
         * Add a service
         * @description Its roles may be new; a warning says which nobody plays yet.
         */
        post: operations["post_admin_service"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/services/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The service's code.
                 * @example mri
                 */
                id: components["parameters"]["ServiceId"];
            };
            cookie?: never;
        };
        /** Read a service */
        get: operations["get_admin_service"];
        /**
         * Change a service
         * @description Replaces all of it. Visits that are booked keep the time and the resources they have; they are
         *     stranded only where `active: false` ends the service.
         */
        put: operations["put_admin_service"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/travel-times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long patients travel between sites */
        get: operations["get_admin_travel_times"];
        /**
         * Set how long patients travel between sites
         * @description Replaces the whole table. One direction does not stand for the other; a pair that is not there
         *     takes no time.
         */
        put: operations["put_admin_travel_times"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/stranded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Booked visits that have no place any more
         * @description Pending and booked visits to come that do not fit the clinic as it is set up now, whatever
         *     stranded them, by their starts. A page may be short, even empty, and still have a `next`: a
         *     call looks at a bounded number of visits.
         */
        get: operations["list_stranded"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan what becomes of visits when a resource or site is out
         * @description Makes a draft and changes nothing else: every pending and booked visit of that time, and of
         *     its booking those that must follow it, each with where it was and where it could go, or why
         *     no time was found. Bookings are planned by urgency, then by their first visit; of each the
         *     re-plan that moves fewest visits, then of least delay, inside its limits where there is one.
         *     A resource is out to the five minutes, a site for whole days. At most 500 visits.
         */
        post: operations["post_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The batch.
                 * @example 01M83Q70B0M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["BatchId"];
            };
            cookie?: never;
        };
        /**
         * Read a batch
         * @description Which of its visits have changed since is in `changed`.
         */
        get: operations["get_batch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the draft
         * @description Another time for a visit, which must be free; leave it; cancel it. `refresh` plans anew
         *     first, and forgets what was chosen before.
         */
        patch: operations["patch_batch"];
        trace?: never;
    };
    "/api/v1/batches/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The batch.
                 * @example 01M83Q70B0M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["BatchId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Carry the draft out
         * @description In one step: the calendar is closed, so that nothing new is booked there, and all visits go
         *     where the draft says, or none. One message for each patient. When a visit has changed since
         *     the draft, or one was booked there, nothing is done and `stale-version` names them; refresh.
         */
        post: operations["apply_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The batch.
                 * @example 01M83Q70B0M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["BatchId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the batch back
         * @description Within 24 hours of applying it, in one step: the calendar is opened again and every visit
         *     has its old time and resources. What has changed since, or whose old time is taken or over,
         *     is named by `bad-transition`, and nothing is done; with `force` those stay and the rest goes
         *     back.
         */
        post: operations["undo_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["get_session"];
        put?: never;
        /**
         * Sign in
         * @description An unknown user and a wrong password get the same answer after the same work. Rate limited.
         */
        post: operations["post_session"];
        /** Sign out */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["get_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process is up */
        get: operations["get_healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process can serve */
        get: operations["get_readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counters for Prometheus
         * @description Holds no name, contact, complaint or identifier of a person.
         */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An opaque identifier. */
        Id: string;
        /** @description A word of the vocabulary. */
        Word: string;
        /** @description A capability. Keep it secret; it is shown once. */
        Token: string;
        /** @description A strong entity tag. */
        EntityTag: string;
        /** @description Names a booking on the phone. No meaning, and not a secret that opens anything. */
        Reference: string;
        /**
         * Format: date-time
         * @description RFC 3339 with an offset; answers carry the site's.
         */
        Instant: string;
        /** @description A date, or an instant with its offset (`+` as `%2B`). */
        DateOrInstant: string;
        /** @description What the wall clock of the site shows. `24:00` is the end of the day. */
        CivilTime: string;
        /** @description A language tag (BCP 47). */
        Language: string;
        /**
         * @description HL7 FHIR request-priority: `stat` emergency now, nothing is offered or booked; `asap` within
         *     24 hours; `urgent` within two weeks; `routine`.
         * @enum {string}
         */
        Urgency: "stat" | "asap" | "urgent" | "routine";
        /** @enum {string} */
        Specialty: "therapist" | "neurologist" | "orthopedist" | "neurosurgeon" | "vascular_surgeon" | "manual_therapist";
        /** @enum {string} */
        DiagnosticServiceCode: "clinical_blood_test" | "biochemical_blood_test" | "spine_radiography" | "mri" | "ct" | "soft_tissue_ultrasound" | "emg";
        /** @description A diagnostic service, or the consultation of a specialty. These are the words of the vocabulary; the clinic's administrators may add others. */
        ServiceCode: components["schemas"]["Word"] | ("clinical_blood_test" | "biochemical_blood_test" | "spine_radiography" | "mri" | "ct" | "soft_tissue_ultrasound" | "emg" | "consultation_therapist" | "consultation_neurologist" | "consultation_orthopedist" | "consultation_neurosurgeon" | "consultation_vascular_surgeon" | "consultation_manual_therapist");
        /**
         * @description The part of the body to be imaged or tested; null where the service has none.
         * @enum {string|null}
         */
        Region: "spine_cervical" | "spine_thoracic" | "spine_lumbosacral" | "spine_whole" | "brain_and_spine" | "back_soft_tissue" | "limb_soft_tissue" | "emg_upper_limb" | "emg_lower_limb" | "emg_paraspinal" | "emg_proximal" | null;
        /**
         * @description A region in a query; `none` is the same as leaving it out.
         * @enum {string}
         */
        RegionWord: "none" | "spine_cervical" | "spine_thoracic" | "spine_lumbosacral" | "spine_whole" | "brain_and_spine" | "back_soft_tissue" | "limb_soft_tissue" | "emg_upper_limb" | "emg_lower_limb" | "emg_paraspinal" | "emg_proximal";
        /** @description A region in a body; `none` and null are the same as leaving it out. */
        RegionInput: components["schemas"]["RegionWord"] | null;
        /** @description True for a scan with dye, which takes longer and needs more staff; else false. */
        ContrastInput: boolean;
        /** @description What a resource is to a visit. These are the words of the vocabulary; the clinic's administrators may add others. */
        Role: components["schemas"]["Word"] | ("therapist" | "neurologist" | "orthopedist" | "neurosurgeon" | "vascular_surgeon" | "manual_therapist" | "consulting_room" | "treatment_room" | "handheld_doppler" | "phlebotomist" | "blood_draw_chair" | "xray_room" | "radiographer" | "mri_scanner" | "mr_radiographer" | "mri_changing_room" | "cannulation_trained_staff" | "ct_scanner" | "ct_radiographer" | "observation_chair" | "ultrasound_machine" | "sonographer" | "ultrasound_room" | "neurophysiologist" | "emg_machine" | "quiet_room");
        /** @enum {string} */
        UserRole: "front_desk" | "clinician" | "admin" | "auditor";
        /**
         * @description A word of FHIR R4. `pending`: not certain yet, as a test that waits for the doctor's word;
         *     its time is taken all the same.
         * @enum {string}
         */
        AppointmentStatus: "pending" | "booked" | "arrived" | "checked-in" | "fulfilled" | "cancelled" | "noshow" | "entered-in-error" | "waitlist";
        /**
         * @description Patients give `patient_request`, `illness`, `no_longer_needed`, `duplicate` or `other`. Staff
         *     give these too, as the patient said, and `clinic_request`, `staff_absent` or
         *     `equipment_failure`. A reason that is not the caller's to give is 400 at `/reason`.
         * @enum {string}
         */
        CancelReason: "patient_request" | "illness" | "no_longer_needed" | "duplicate" | "other" | "clinic_request" | "staff_absent" | "equipment_failure";
        /** @description Staff only. Books against the intake's refusals (required, incomplete, held test, service not routed to, asap limit), never against `stat`. It stands in the audit of each visit. */
        Override: {
            /**
             * @description Why.
             * @enum {string}
             */
            reason: "clinician_decision" | "referral" | "phone_triage" | "follow_up" | "patient_choice" | "other";
        };
        /** @description RFC 9457. */
        Problem: {
            /**
             * Format: uri
             * @description A stable URI that ends in one of these slugs. It is not there to be fetched.
             */
            type: string;
            /** @description The same words for the same type. */
            title: string;
            status: number;
            /** @description What happened this time and what to do about it. */
            detail?: string;
            /** @description The request id. Quote it when asking for help. */
            instance: string;
            /** @description Each fault of the input, all at once. */
            errors?: components["schemas"]["FieldError"][];
        };
        /** @description A problem that says what is wrong with the input. */
        InvalidInputProblem: components["schemas"]["Problem"] & Record<string, never>;
        /** @description A problem with other times; none of them is kept for you. */
        ConflictProblem: components["schemas"]["Problem"] & {
            /** @description With `slot-taken`, `hold-expired` and `patient-overlap`: slots for one step, itineraries for more. */
            alternatives?: (components["schemas"]["Slot"] | components["schemas"]["Itinerary"])[];
        };
        FieldError: {
            /** @description A JSON pointer into the body, `?name` of a query parameter, the name of a header, or `line N` of a calendar file (`file` for all of it). */
            pointer: string;
            detail: string;
        };
        IntakeInput: {
            /** @description Which protocol asks and decides; the clinic's default when left out. Fixed once the intake has begun, with its version: any other later is refused (400). */
            protocol?: components["schemas"]["Word"];
            /** @description In the patient's own words. */
            complaint?: string;
            /** @description Of the complaint and of the questions; `en` when left out. One that the protocol lacks becomes the protocol's own. */
            language?: components["schemas"]["Language"];
            patient?: components["schemas"]["IntakePatient"];
            answers?: components["schemas"]["Answers"];
        };
        /** @description The age or the birth date, not both; giving one replaces the other. */
        IntakePatient: {
            /** @description In years. */
            age?: number;
            /**
             * Format: date
             * @description Not in the future.
             */
            birth_date?: string;
            /**
             * @description As recorded at birth.
             * @enum {string}
             */
            sex?: "female" | "male" | "intersex" | "not_stated";
            /** @description Null for unsure; left out for not asked. */
            pregnant?: boolean | null;
        };
        /** @description By the id of a question, a finding or a fact; any other id is an unknown member (400). Any finding may be answered at any time, asked or not. */
        Answers: {
            [key: string]: components["schemas"]["AnswerValue"];
        };
        /**
         * @description `present`, `absent` or `unknown` for a finding; a number for a duration (days, fractions
         *     allowed) or a severity (0 to 10); a value or a list of values for choices and regions. For a
         *     screening page: `absent` for a clear "none of these", `unknown`, or the list of findings
         *     that apply. `unknown` fits every kind. Null withdraws the answer.
         */
        AnswerValue: string | number | components["schemas"]["Word"][] | null;
        Intake: {
            id: components["schemas"]["Id"];
            /** @description No open question can change the decision, or it is `stat`. */
            complete: boolean;
            /** @description The opposite of complete. */
            provisional: boolean;
            findings: components["schemas"]["Finding"][];
            /** @description Still open, in asking order. Empty with `stat`. */
            questions: components["schemas"]["Question"][];
            /**
             * @description One for each page of `questions`, from 1 without gaps. What is on the later pages hangs
             *     on the answers to the first.
             */
            pages: components["schemas"]["QuestionPage"][];
            routing: components["schemas"]["Routing"];
        };
        /** @description The intake with its token. */
        IntakeCreated: components["schemas"]["Intake"] & {
            token: components["schemas"]["Token"];
        };
        /** @description Something known so far. */
        Finding: {
            id: components["schemas"]["Word"];
            /** @description In plain words, to be shown with what was read. */
            text: string;
            /** @enum {string} */
            state: "present" | "absent" | "unknown";
            /**
             * @description Read in the text, or answered. A red flag read in the text is confirmed by its question next, and the answer replaces it.
             * @enum {string}
             */
            from: "complaint" | "answer";
            /** @description [start, end) in the complaint, in Unicode code points; only from the text. */
            span?: number[];
            /** @description Of a number in `value`. */
            unit?: string | null;
            /** @description Days, severity, or the values chosen; only where it is more than a state. */
            value?: number | components["schemas"]["Word"][];
        };
        QuestionPage: {
            page: number;
            /** @description What its safety questions have in common. */
            title: string | null;
            /** @description Why they are asked of everybody. */
            why: string | null;
        };
        Question: {
            id: components["schemas"]["Word"];
            text: string;
            /** @description How to answer. */
            help: string | null;
            /** @description Why it is asked. */
            why: string | null;
            /**
             * @description `group` is a screening page with check boxes. `boolean` is answered by present, absent
             *     or unknown, or by a value of `options` where there are some.
             * @enum {string}
             */
            kind: "boolean" | "group" | "choice" | "multi_choice" | "duration" | "severity" | "integer" | "date";
            /** @description A red flag hangs on it. */
            safety: boolean;
            /** @description Questions with the same number are shown together; they may also be asked one by one. */
            page: number;
            options?: components["schemas"]["QuestionOption"][];
            min?: number;
            max?: number;
            unit?: string;
            /**
             * @description For a fact: where in the body of PATCH the answer belongs. `answers` takes it as well, under the question's id.
             * @example /patient/age
             */
            answer_at?: string;
        };
        QuestionOption: {
            /** @description To be sent as it stands; a boolean or null only where `answer_at` wants it. */
            value: string | boolean | null;
            text: string;
        };
        /** @description Where and how soon. With `stat` there is an emergency instruction and no offer. */
        Routing: {
            urgency: components["schemas"]["Urgency"];
            /** @description Limit of the first consultation, from the intake's beginning; 0 with `stat`. */
            within_hours: number;
            /** @description The same limit as an instant; null with `stat`. */
            book_by: components["schemas"]["Instant"] | null;
            /** @description What to do at once; only with `stat`. */
            emergency: components["schemas"]["Emergency"] | null;
            /** @description A clinician calls within this time. */
            callback: {
                within_hours: number;
            } | null;
            /** @description For staff, such as `unresolved_red_flag`. */
            flags: components["schemas"]["Word"][];
            /** @description By rank; the first one is booked, the others are proposed to that doctor. */
            specialists: components["schemas"]["RoutedSpecialist"][];
            diagnostics: components["schemas"]["RoutedDiagnostic"][];
            /** @description What one might expect, and why it is not offered. */
            not_offered: {
                what: components["schemas"]["Word"];
                /** @description The same in words. */
                label?: string;
                reason: string;
            }[];
            /** @description Every rule that spoke, most urgent first, with its reason. */
            rules?: components["schemas"]["FiredRule"][];
            /** @description What the rules that spoke rest on. */
            sources?: components["schemas"]["CitedSource"][];
            /** @description The version that decided; an intake keeps it. */
            protocol: {
                id: components["schemas"]["Word"];
                version: string;
            };
        };
        Emergency: {
            /** @description The instruction's id in the protocol. */
            id: string;
            title: string;
            /** @description What to do now. */
            text: string;
            /** @description What to tell the emergency staff. */
            say: string | null;
            /** @description The emergency number of the place, to dial. */
            number?: string;
        };
        FiredRule: {
            id: string;
            urgency: components["schemas"]["Urgency"];
            /** @description False where an answer was "not sure". */
            certain: boolean;
            /** @description Empty while only a fact that nobody asked yet, such as the age, makes the rule possible. */
            reason: string;
            sources: components["schemas"]["SourceIds"];
        };
        CitedSource: {
            id: string;
            title: string;
            year: string;
            url: string | null;
        };
        RoutedSpecialist: {
            specialty: components["schemas"]["Specialty"];
            /** @description The specialty in words. */
            label?: string;
            rank: number;
            /**
             * @description `follow_on` is proposed to the first doctor, not booked.
             * @enum {string}
             */
            when: "first" | "follow_on";
            reason: string;
            rules: components["schemas"]["RuleIds"];
        };
        RoutedDiagnostic: {
            service: components["schemas"]["DiagnosticServiceCode"];
            /** @description The test in words. */
            label?: string;
            region: components["schemas"]["Region"];
            /** @description The region in words. */
            region_label?: string | null;
            /** @enum {string} */
            timing: "before_consultation" | "after_consultation" | "any";
            /**
             * @description `reserve_pending_consult` is kept for the first doctor to confirm.
             * @enum {string}
             */
            mode: "book_now" | "reserve_pending_consult";
            /** @description Not to be booked until this review is done. */
            held: {
                /** @example mr_safety_review */
                until: components["schemas"]["Word"];
                reason: string;
            } | null;
            /**
             * @description Whether dye may be wanted (`possible`) or must not be given (`none`); null where nothing is said.
             * @enum {string|null}
             */
            contrast: "possible" | "none" | null;
            /** @description What a blood test measures. */
            panel: components["schemas"]["Word"][] | null;
            /** @description Between the end of the test and the first consultation. */
            min_gap_hours: number | null;
            /** @description The test's own limit. */
            book_by: components["schemas"]["Instant"] | null;
            reason: string;
            rules: components["schemas"]["RuleIds"];
            preparation: string | null;
            /** @description Nothing but plain water for so long before; null or 0 for no fast. */
            fasting_hours?: number | null;
            /** @description Findings and facts to be asked again before the test. */
            screening: components["schemas"]["Word"][];
            /** @description The test that this one stands in for. */
            substitutes: components["schemas"]["DiagnosticServiceCode"] | null;
        };
        /** @description The rules of the protocol that say so. */
        RuleIds: string[];
        /** @description One finding or fact, as a person may read it. */
        Evidence: {
            id: components["schemas"]["Word"];
            /** @description What it says when it is so. */
            text: string;
            /** @description Its amount or choice in words. */
            value?: string;
            /** @enum {string} */
            state: "present" | "absent" | "unknown" | "unasked";
            /**
             * @description Read in the text, or answered; left out where nobody asked.
             * @enum {string}
             */
            from?: "complaint" | "answer";
            /** @description The person's own words, also where an answer confirmed them since. */
            quote?: string;
            /** @description Where `quote` stands in the complaint, in Unicode code points. */
            span?: number[];
        };
        EvidenceList: components["schemas"]["Evidence"][];
        ExplanationHead: {
            id: components["schemas"]["Id"];
            /** @description Of the words for the person. */
            language: components["schemas"]["Language"];
            urgency: components["schemas"]["Urgency"];
            /** @description Whether open questions could still change it. */
            complete: boolean;
            protocol: {
                id: components["schemas"]["Word"];
                version: string;
            };
        };
        /** @description The account of a decision. `clinician` is for staff alone. */
        Explanation: components["schemas"]["ExplanationHead"] & {
            patient: components["schemas"]["PatientExplanation"];
            clinician?: components["schemas"]["ClinicianExplanation"];
        };
        PatientExplanation: {
            /** @description Whom first and how soon, what before and after, and why, as plain lines. */
            summary: string[];
            understood: components["schemas"]["EvidenceList"];
            unsure: components["schemas"]["EvidenceList"];
            /** @description The reasons that shaped the plan, most urgent first. */
            why: {
                reason: string;
                urgency: components["schemas"]["Urgency"];
                /** @description False where it waits for `open`. */
                certain: boolean;
                because: components["schemas"]["EvidenceList"];
                open: components["schemas"]["EvidenceList"];
            }[];
            /** @description What changed how an offered test is done, such as an implant. */
            checks: {
                reason: string;
                because: components["schemas"]["EvidenceList"];
                open: components["schemas"]["EvidenceList"];
            }[];
            tests: {
                service: components["schemas"]["DiagnosticServiceCode"];
                label: string;
                region_label: string | null;
                /** @enum {string} */
                timing: "before_consultation" | "after_consultation" | "any";
                /** @enum {string} */
                mode: "book_now" | "reserve_pending_consult";
                /** @description Why it is not confirmed yet. */
                waits_for: string | null;
                /** @description The test it stands in for. */
                in_place_of: string | null;
                preparation: string | null;
                /** @description What is asked again before it. */
                ask_again: string[];
            }[];
            not_offered: {
                what: components["schemas"]["Word"];
                label: string;
                reason: string;
            }[];
        };
        /** @description For staff. Condition labels name a route for reports; they are no diagnosis. */
        ClinicianExplanation: {
            urgency: components["schemas"]["Urgency"];
            flags: components["schemas"]["Word"][];
            notes: string[];
            /** @description Every rule that spoke, most urgent first. */
            rules: {
                id: string;
                /** @enum {string} */
                phase: "red_flag" | "route";
                urgency: components["schemas"]["Urgency"];
                certain: boolean;
                reason: string;
                because: components["schemas"]["EvidenceList"];
                open: components["schemas"]["EvidenceList"];
                /** @description Ids of `conditions`. */
                conditions: string[];
                sources: components["schemas"]["SourceIds"];
            }[];
            /** @description Every guard that fired, in the order of the protocol. */
            guards: {
                id: string;
                certain: boolean;
                reason: string;
                /** @description Only those that concern this decision. */
                effects: {
                    op: string;
                    on: string[];
                    to: string | null;
                }[];
                because: components["schemas"]["EvidenceList"];
                open: components["schemas"]["EvidenceList"];
                sources: components["schemas"]["SourceIds"];
            }[];
            tests: {
                service: components["schemas"]["DiagnosticServiceCode"];
                region: string | null;
                priority: components["schemas"]["Urgency"];
                held_until: string | null;
                /** @enum {string|null} */
                contrast: "possible" | "none" | null;
                panel: components["schemas"]["Word"][];
                required_facts: {
                    fact: components["schemas"]["Word"];
                    max_age_days: number;
                }[];
                extra_minutes: number;
                notes: string[];
                rules: components["schemas"]["RuleIds"];
            }[];
            unsure: components["schemas"]["EvidenceList"];
            /** @description Warning signs answered with no. */
            denied: components["schemas"]["EvidenceList"];
            /** @description Warning signs that nobody asked about yet. */
            unasked: components["schemas"]["EvidenceList"];
            conditions: {
                id: string;
                label: string;
                icd10: string;
            }[];
            sources: components["schemas"]["CitedSource"][];
            /** @description The same in short as text. */
            lines: string[];
        };
        /** @description Sections in reading order; one with nothing to say is left out. */
        Handover: components["schemas"]["ExplanationHead"] & {
            made_at: components["schemas"]["Instant"];
            title: string;
            /** @description Beside the place for a name written by hand. */
            name_label: string;
            sections: {
                /** @enum {string} */
                part: "say" | "reason" | "words" | "person" | "since" | "present" | "unsure" | "background" | "denied" | "clinician";
                title: string;
                lines: {
                    text: string;
                    /** @description Of the finding, fact, group or rule. */
                    id?: string;
                    /** @description The person's own words in it. */
                    quote?: string;
                }[];
            }[];
            foot: string[];
        };
        ProtocolSummary: {
            id: components["schemas"]["Word"];
            version: string;
            /** @description SHA-256 over its files. */
            checksum: string;
            title: string;
            language: components["schemas"]["Language"];
            /** @description Those that an intake can be asked and answered in. */
            languages: components["schemas"]["Language"][];
        };
        /** @description The whole of a protocol; more members than these may come. */
        Protocol: components["schemas"]["ProtocolSummary"] & ({
            urgency_levels: ({
                code: components["schemas"]["Urgency"];
                within_hours: number;
                meaning?: string;
            } & {
                [key: string]: unknown;
            })[];
            specialists: ({
                id: components["schemas"]["Specialty"];
                label: string;
            } & {
                [key: string]: unknown;
            })[];
            findings: ({
                id: components["schemas"]["Word"];
                kind: components["schemas"]["Word"];
                question: string;
                red_flag?: components["schemas"]["Urgency"];
            } & {
                [key: string]: unknown;
            })[];
            groups: ({
                id: components["schemas"]["Word"];
                label: string;
            } & {
                [key: string]: unknown;
            })[];
            /**
             * @description Every question there is, group by group, for staff who ask in an order of their own.
             *     Any of them may be answered at any time; `page` counts the groups, after the facts.
             */
            questions: components["schemas"]["Question"][];
            rules: ({
                id: string;
                /** @enum {string} */
                phase: "red_flag" | "route";
                urgency: components["schemas"]["Urgency"];
                reason: string;
                sources: components["schemas"]["SourceIds"];
            } & {
                [key: string]: unknown;
            })[];
            guards: ({
                id: string;
                reason: string;
                sources: components["schemas"]["SourceIds"];
            } & {
                [key: string]: unknown;
            })[];
            services: ({
                id: components["schemas"]["Word"];
                label: string;
                minutes: number;
            } & {
                [key: string]: unknown;
            })[];
            sources: ({
                id: string;
                title: string;
                year?: string | null;
                url?: string | null;
            } & {
                [key: string]: unknown;
            })[];
        } & {
            [key: string]: unknown;
        });
        /** @description Where it comes from; ids of `sources`. */
        SourceIds: string[];
        Page: {
            /** @description The cursor of the next page, or null. */
            next: string | null;
        };
        Service: {
            id: components["schemas"]["ServiceCode"];
            name: string;
            /** @description Without what a region or dye adds. */
            minutes: number;
            /** @description Of those who need another time for it; by their id. */
            minutes_by_practitioner?: {
                [key: string]: number;
            };
            /** @description What one visit needs, all of it at once. */
            resources: {
                role: components["schemas"]["Role"];
                count: number;
                /** @description Only for a part of the visit, in minutes from its start; else left out. */
                part?: {
                    from: number;
                    /** @description 0 for until the end. */
                    minutes: number;
                };
            }[];
            preparation: string | null;
            /** @description False: by an intake's routing or by staff. */
            self_bookable: boolean;
            bookable_without_intake: boolean;
        };
        Location: {
            id: components["schemas"]["Id"];
            name: string;
            /**
             * @description IANA name of the time zone.
             * @example Europe/Amsterdam
             */
            zone: string;
            address: string | null;
            phone: string | null;
            /** @description What to dial there in an emergency. */
            emergency_number?: string;
            /** @description When the site is open in an ordinary week, by weekday and time; a day may have several spans or none. `close` not after `open` means the next day. */
            hours: {
                /** @enum {string} */
                day: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
                open: components["schemas"]["CivilTime"];
                close: components["schemas"]["CivilTime"];
            }[];
        };
        Practitioner: {
            id: components["schemas"]["Id"];
            name: string;
            roles: components["schemas"]["Role"][];
            locations: components["schemas"]["Id"][];
            languages: components["schemas"]["Language"][];
            traits?: components["schemas"]["TraitLists"];
        };
        /**
         * @description What is true of a person, room or device, by key; what `must` can ask for.
         * @example {
         *       "sex": [
         *         "female"
         *       ]
         *     }
         */
        TraitLists: {
            [key: string]: components["schemas"]["Word"][];
        };
        Resource: {
            id: components["schemas"]["Id"];
            name: string;
            role: components["schemas"]["Role"];
            /** @description Null for a person who works at several sites. */
            location: components["schemas"]["Id"] | null;
            traits?: components["schemas"]["TraitLists"];
        };
        AssignedResource: {
            id: components["schemas"]["Id"];
            role: components["schemas"]["Role"];
            name: string;
        };
        Slot: {
            start: components["schemas"]["Instant"];
            end: components["schemas"]["Instant"];
            location: components["schemas"]["Id"];
            /** @description The person among the resources whom the patient sees, or null. */
            practitioner: components["schemas"]["Id"] | null;
            /** @description One possible assignment; the booking answers the real one. */
            resources: components["schemas"]["AssignedResource"][];
            /** @description Preferred traits that this time does not have; left out when there are none. */
            unmet?: components["schemas"]["TraitText"][];
            /** @description True when a seat past the capacity is taken; else left out. */
            overbooked?: boolean;
        };
        SlotPage: components["schemas"]["Page"] & {
            items: components["schemas"]["Slot"][];
            none_because?: components["schemas"]["NoneBecause"];
        };
        /** @description Only when nothing was found: what stands in the way, the most binding first, and the cheapest way round it. */
        NoneBecause: {
            /**
             * @description A word for programs.
             * @example fully_booked
             * @example closed
             * @example horizon
             * @example lead_time
             * @example deadline
             * @example gap
             * @example attribute
             * @example quota
             */
            constraint: components["schemas"]["Word"];
            /** @description A sentence for people. */
            detail: string;
            /** @description What to give up to get a time; null when nothing helps. */
            relax: string | null;
            /** @description The first start that this would give; left out when there is none. */
            next?: components["schemas"]["Instant"];
            next_location?: components["schemas"]["Id"];
            next_practitioner?: components["schemas"]["Id"];
            /** @description Of a plan, the step that it concerns, by its index. */
            step?: number;
        }[];
        /** @description One visit with its time and what it occupies. */
        Step: {
            service: components["schemas"]["ServiceCode"];
            region: components["schemas"]["Region"];
            /** @description True where dye is planned; else left out. */
            contrast?: boolean;
            /** @description What made it longer or bound its time; left out when nothing did. */
            circumstances?: components["schemas"]["Word"][];
        } & components["schemas"]["Slot"];
        Itinerary: {
            /** @description In order of time. */
            steps: components["schemas"]["Step"][];
            /** @description Days on which the patient comes. */
            visits: number;
            finishes_at: components["schemas"]["Instant"];
        };
        /**
         * @description Before 12:00, from 12:00 to before 17:00, or from 17:00, by the clock of the site.
         * @enum {string}
         */
        PartOfDay: "morning" | "afternoon" | "evening";
        /** @description Something true of a person or room, as `key:value`. */
        TraitText: string;
        /**
         * @description What people and rooms must be, or better were: a value for each key, or several that all hold. At most 8 values in all.
         * @example {
         *       "language": "de",
         *       "sex": "female"
         *     }
         */
        Traits: {
            [key: string]: components["schemas"]["Word"] | components["schemas"]["Word"][];
        };
        /**
         * @description What makes a visit longer or bounds its time of day, such as an interpreter.
         * @example [
         *       "interpreter"
         *     ]
         */
        Circumstances: components["schemas"]["Word"][];
        /** @description Staff only. Takes seats past the capacity of a resource, as far as service and resource allow it; the reason stands with every seat so taken. */
        Overbook: {
            /** @enum {string} */
            reason: "urgent_case" | "clinician_decision" | "clinic_error" | "short_visit" | "other";
        };
        /** @description A visit today, at this site, for somebody who is here. With an `intake` the service may be left out: then it is the first visit that routing asks for and that waits for no other. */
        WalkInSearch: {
            service?: components["schemas"]["ServiceCode"];
            intake?: components["schemas"]["Id"];
            intake_token?: components["schemas"]["Token"];
            region?: components["schemas"]["RegionInput"];
            contrast?: components["schemas"]["ContrastInput"];
            location: components["schemas"]["Id"];
            practitioner?: components["schemas"]["IdInput"];
            prefer_practitioner?: components["schemas"]["IdInput"];
            circumstances?: components["schemas"]["Circumstances"];
            must?: components["schemas"]["Traits"];
            prefer?: components["schemas"]["Traits"];
            /** @description Whose other visits are avoided. */
            patient?: components["schemas"]["Id"] | null;
        } | unknown | unknown;
        WalkInAnswer: {
            service: components["schemas"]["ServiceCode"];
            region: string | null;
            contrast: boolean;
            items: (components["schemas"]["Slot"] & {
                overbooked: boolean;
                wait_minutes: number;
            })[];
            none_because?: components["schemas"]["NoneBecause"];
        };
        /** @description Staff only. Fits somebody in today: notice and grid do not bind, what is kept for urgent cases may be taken, an emergency is refused as ever. Only with `steps`. */
        WalkIn: {
            /**
             * @description Stands in the audit.
             * @enum {string}
             */
            reason: "acute" | "came_without_booking" | "sent_by_colleague" | "clinic_error" | "other";
            /**
             * @description Visits that wait for nothing are `arrived` at once.
             * @default false
             */
            arrived?: boolean;
        };
        /** @description The same visit on the same weekday at the same clock time, again and again. */
        SeriesSearch: {
            service: components["schemas"]["ServiceCode"];
            region?: components["schemas"]["RegionInput"];
            contrast?: components["schemas"]["ContrastInput"];
            location: components["schemas"]["Id"];
            practitioner?: components["schemas"]["IdInput"];
            prefer_practitioner?: components["schemas"]["IdInput"];
            circumstances?: components["schemas"]["Circumstances"];
            must?: components["schemas"]["Traits"];
            prefer?: components["schemas"]["Traits"];
            /**
             * Format: date
             * @description The date of the first visit.
             */
            first: string;
            /** @description The clock time at the site, kept across clock changes; on five minutes. */
            time: string;
            visits: number;
            /** @description 1 when left out. */
            every_weeks?: number;
            /** @description One person for all dates: whoever is free on most of them. True when left out; without effect beside `practitioner`. */
            same_practitioner?: boolean;
        };
        SeriesAnswer: {
            /** @description One entry for each date, in order. */
            items: {
                /** Format: date */
                date: string;
                /** @description The visit at the asked time, or null where it is not to be had. */
                slot: components["schemas"]["Slot"] | null;
                /** @description Why not, in a sentence for people. */
                problem: string | null;
                /** @description The nearest free times of that date, else of the days around it. */
                alternatives: components["schemas"]["Slot"][];
            }[];
            /** @description Every date has its slot. */
            complete: boolean;
        };
        /** @description Either by `intake` or by `steps`. */
        ItinerarySearch: {
            intake?: components["schemas"]["Id"];
            intake_token?: components["schemas"]["Token"];
            /** @description With an intake, also the tests that wait for the doctor, after the visit. False when left out. */
            include_reserved?: boolean;
            /** @description At most 12. */
            steps?: components["schemas"]["SearchStep"][];
            /** @description Every visit at this site, where the step does not say another. */
            location?: components["schemas"]["Id"];
            /** @description With whom the consultation is; null is the same as leaving it out. */
            practitioner?: components["schemas"]["Id"] | null;
            prefer_practitioner?: components["schemas"]["IdInput"];
            circumstances?: components["schemas"]["Circumstances"];
            must?: components["schemas"]["Traits"];
            prefer?: components["schemas"]["Traits"];
            /**
             * @description Staff only: as which level the times are looked at, where no intake says it. `asap` and `urgent` also see what is kept for urgent cases.
             * @enum {string}
             */
            urgency?: "asap" | "urgent" | "routine";
            /** @description Staff only. Also times past the capacity, as far as the services allow it. */
            overbook?: boolean;
            /** @description Staff only. Whose other visits are avoided, with the way between sites. */
            patient?: components["schemas"]["Id"] | null;
            not_before?: components["schemas"]["Instant"];
            /** @description Every visit ends by then. Without it, the limits and the horizon hold. */
            not_after?: components["schemas"]["Instant"];
            /**
             * @description Fewest days on which the patient comes, then the earliest finish (so when left out); or the other way round.
             * @enum {string}
             */
            objective?: "fewest_visits" | "earliest_finish";
            /** @description Every start before 12:00, from 12:00 to before 17:00, or from 17:00, by the clock of the site. */
            part_of_day?: components["schemas"]["PartOfDay"];
            /** @description Dates at the site on which nothing is wanted. */
            exclude_dates?: string[];
            /** @description How many at most; 5 when left out. */
            limit?: number;
        } & ({
            intake: unknown;
        } | {
            steps: unknown;
        });
        SearchStep: {
            service: components["schemas"]["ServiceCode"];
            region?: components["schemas"]["RegionInput"];
            contrast?: components["schemas"]["ContrastInput"];
            location?: components["schemas"]["Id"];
            practitioner?: components["schemas"]["IdInput"];
            prefer_practitioner?: components["schemas"]["IdInput"];
            circumstances?: components["schemas"]["Circumstances"];
            must?: components["schemas"]["Traits"];
            prefer?: components["schemas"]["Traits"];
            /** @description Steps that end before this one starts, by their index from 0. */
            after?: number[];
            /** @description The results of the steps in `after` are there when this one starts. How long they take, and in whose working hours, is what the service says for the level asked. */
            needs_result?: boolean;
            /** @description The resource in whose open hours the gaps count; in real time when left out or null. */
            gap_counted_by?: components["schemas"]["Id"] | null;
            /** @description The step whose site this one shares, by its index. */
            same_site_as?: number | null;
            /** @description The step whose date this one shares, by its index. */
            same_day_as?: number | null;
            /** @description This visit starts before it. */
            not_after?: components["schemas"]["Instant"];
            /** @description From the end of each step in `after` to this start. */
            min_gap_minutes?: number;
            /** @description From the end of each step in `after` to this start. */
            max_gap_minutes?: number;
        };
        /** @description An id; null is the same as leaving it out. */
        IdInput: components["schemas"]["Id"] | null;
        ItineraryPage: {
            items: components["schemas"]["Itinerary"][];
            /** @description The search was complete, so none better exists (or none at all). */
            proven_optimal: boolean;
            none_because?: components["schemas"]["NoneBecause"];
            /** @description Only when an asap limit cannot be met. */
            escalation?: {
                instruction: string;
                callback_within_hours: number | null;
            };
        };
        HoldInput: {
            steps: components["schemas"]["StepInputs"];
            intake?: components["schemas"]["Id"];
            intake_token?: components["schemas"]["Token"];
            override?: components["schemas"]["Override"];
            overbook?: components["schemas"]["Overbook"];
            urgency?: components["schemas"]["StepLevel"];
        };
        /**
         * @description Whose report times count for `needs_result`; routine when left out.
         * @enum {string}
         */
        StepLevel: "asap" | "urgent" | "routine";
        /** @description Up to a weekly series of half a year. */
        StepInputs: components["schemas"]["StepInput"][];
        StepInput: {
            service: components["schemas"]["ServiceCode"];
            region?: components["schemas"]["RegionInput"];
            contrast?: components["schemas"]["ContrastInput"];
            start: components["schemas"]["Instant"];
            location: components["schemas"]["Id"];
            practitioner?: components["schemas"]["IdInput"];
            prefer_practitioner?: components["schemas"]["IdInput"];
            circumstances?: components["schemas"]["Circumstances"];
            must?: components["schemas"]["Traits"];
            prefer?: components["schemas"]["Traits"];
            /** @description Steps that end before this one starts, by their index from 0. This and what follows is as in a search; it is kept with the booking and checked whenever one of its visits changes. Times that do not keep it are `not-bookable`. */
            after?: number[];
            needs_result?: boolean;
            gap_counted_by?: components["schemas"]["IdInput"];
            /** @description One of the steps in `after`. */
            same_site_as?: number | null;
            not_after?: components["schemas"]["Instant"];
            min_gap_minutes?: number;
            max_gap_minutes?: number;
        };
        Hold: {
            id: components["schemas"]["Id"];
            expires_at: components["schemas"]["Instant"];
            /** @description Until then, by the server's clock when it answered; a page counts down from it, whatever its own clock says. A repeated key gives the first answer's again. */
            remaining_seconds: number;
            /** @description In the order asked for. */
            steps: components["schemas"]["Step"][];
        };
        /** @description The hold with its token. */
        HoldCreated: components["schemas"]["Hold"] & {
            token: components["schemas"]["Token"];
        };
        /** @description Either by `hold` or by `steps`. A hold brings its own intake; an override is given again. */
        BookingInput: {
            hold?: components["schemas"]["Id"];
            hold_token?: components["schemas"]["Token"];
            steps?: components["schemas"]["StepInputs"];
            /** @description A known patient by id is for staff only. */
            patient: components["schemas"]["PatientInput"] | components["schemas"]["KnownPatientInput"];
            intake?: components["schemas"]["Id"];
            intake_token?: components["schemas"]["Token"];
            /** @description For the clinic, such as what helps the patient on the day. */
            note?: string;
            override?: components["schemas"]["Override"];
            overbook?: components["schemas"]["Overbook"];
            urgency?: components["schemas"]["StepLevel"];
            walk_in?: components["schemas"]["WalkIn"];
        } & ({
            hold: unknown;
        } | {
            steps: unknown;
        });
        /** @description With a phone number or an e-mail address, or both. */
        PatientInput: {
            given_name: components["schemas"]["PersonName"];
            family_name: components["schemas"]["PersonName"];
            /**
             * Format: date
             * @description Not in the future.
             */
            birth_date: string;
            phone?: string;
            email?: string;
        };
        KnownPatientInput: {
            id: components["schemas"]["Id"];
        };
        /** @description In any script; not only spaces. */
        PersonName: string;
        /** @description One visit of a booking. */
        BookedVisit: {
            id: components["schemas"]["Id"];
            status: components["schemas"]["AppointmentStatus"];
            /** @description Its ETag is this number in double quotes. */
            version: number;
        } & components["schemas"]["Step"];
        Booking: {
            id: components["schemas"]["Id"];
            reference: components["schemas"]["Reference"];
            /** @description In the order of the steps. */
            appointments: components["schemas"]["BookedVisit"][];
            /** @description Null as long as contact details are not proved by a code. */
            confirmation: null;
        };
        /** @description The booking with its manage token. */
        BookingCreated: components["schemas"]["Booking"] & {
            manage_token: components["schemas"]["Token"];
        };
        /** @description One visit as staff and the bearer of its booking see it. */
        Appointment: components["schemas"]["BookedVisit"] & {
            booking: components["schemas"]["Id"];
            reference: components["schemas"]["Reference"];
            patient: components["schemas"]["PatientSummary"];
            /** @description Left by whoever booked. */
            note?: string;
            /** @description The intake that led here, where there was one. */
            intake?: components["schemas"]["Id"];
            /** @description Of the intake, where there was one. */
            urgency?: components["schemas"]["Urgency"];
        };
        PatientSummary: {
            id: components["schemas"]["Id"];
            given_name: string;
            family_name: string;
            /** Format: date */
            birth_date: string;
        };
        RescheduleInput: {
            start: components["schemas"]["Instant"];
            practitioner?: components["schemas"]["IdInput"];
            location?: components["schemas"]["IdInput"];
            overbook?: components["schemas"]["Overbook"];
            /** @description Staff alone; the reason to go past the limit of an asap case. */
            override?: components["schemas"]["Override"];
            also?: components["schemas"]["AlsoMoved"];
        };
        /** @description Visits that move in the same step, all or none. */
        AlsoMoved: {
            appointment: components["schemas"]["Id"];
            /** @description As the caller saw it. */
            version: number;
            start: components["schemas"]["Instant"];
            practitioner?: components["schemas"]["IdInput"];
            location?: components["schemas"]["IdInput"];
        }[];
        CancelInput: {
            reason: components["schemas"]["CancelReason"];
            also?: components["schemas"]["AlsoMoved"];
        };
        StatusInput: {
            status: components["schemas"]["AppointmentStatus"];
            /** @description Required to undo and to strike out. A `CancelReason` to cancel. */
            reason?: string;
        };
        AppointmentChange: {
            appointment: components["schemas"]["Appointment"];
            /** @description The visits that moved with it, in the order of the request. */
            also?: components["schemas"]["Appointment"][];
            dependents: components["schemas"]["Dependents"];
            replan: components["schemas"]["Replans"];
            /** @description The search for re-plans was complete, so none smaller exists. */
            proven_optimal?: boolean;
        };
        /** @description The visits of the booking that do not fit after the change, also those that only follow one that must itself move, each with its first problem. */
        Dependents: {
            id: components["schemas"]["Id"];
            /**
             * @description `test_missing`: the test whose result it needs is gone. `visit_missing`: the visit that it follows is gone. `before_its_test`: it starts before the end of what comes before it. `too_early_for_result`: the report is not ready. `gap_too_short` and `gap_too_long`: a distance is not kept. `other_site`: one sitting at two sites. `past_deadline`: later than its limit.
             * @enum {string}
             */
            problem: "test_missing" | "visit_missing" | "before_its_test" | "too_early_for_result" | "gap_too_short" | "gap_too_long" | "other_site" | "past_deadline";
        }[];
        /** @description Ways to mend the booking with the change as it is: those that move fewest visits, of them the ones of least delay. Taken by sending the steps with `moved` as `also`. */
        Replans: {
            /** @description All visits of the booking that are to come, in order of time. */
            steps: (components["schemas"]["Step"] & {
                appointment: components["schemas"]["Id"];
                version: number;
                moved: boolean;
            })[];
            /** @description Days on which the patient comes. */
            visits: number;
            finishes_at: components["schemas"]["Instant"];
            /** @description How many visits move. */
            moved: number;
            /** @description How much later the moved visits start, summed up. */
            delay_minutes: number;
        }[];
        /**
         * @description What must be cleared.
         * @enum {string}
         */
        GateName: "mri_safety" | "contrast_kidney" | "pregnancy" | "guardian_consent" | "referrer_confirmation";
        /**
         * @description `needed`: nobody has answered, or staff ask again. `answered`: waits for staff. `failed`: the visit cannot be as it is. `expired`: not cleared in time, and its visit was released.
         * @enum {string}
         */
        GateState: "needed" | "answered" | "cleared" | "failed" | "expired";
        /** @description The words by language (BCP 47). */
        GateTexts: {
            [key: string]: string;
        };
        /** @description A member of staff; null for the patient, and where the caller is no staff. */
        GatePerson: {
            id: components["schemas"]["Id"];
            name: string;
        } | null;
        GateSummary: {
            gate: components["schemas"]["GateName"];
            state: components["schemas"]["GateState"];
            /** @description Not cleared by then, the visit is released. */
            due_at: components["schemas"]["Instant"];
            answered_at: components["schemas"]["Instant"] | null;
            decided_at: components["schemas"]["Instant"] | null;
            /** @description Why it was decided so. */
            reason: string | null;
            /** @description An answer is a danger, or is not known. For staff alone. */
            flagged?: boolean;
            answered_by?: components["schemas"]["GatePerson"];
            decided_by?: components["schemas"]["GatePerson"];
        };
        VisitGate: components["schemas"]["GateSummary"] & {
            title: components["schemas"]["GateTexts"];
            why: components["schemas"]["GateTexts"];
            questions: {
                id: components["schemas"]["Word"];
                text: components["schemas"]["GateTexts"];
                answer: components["schemas"]["GateAnswer"] | null;
                /** @description The answer is not the safe one. For staff alone. */
                danger?: boolean;
            }[];
            /** @description The roles that may clear it. */
            cleared_by: components["schemas"]["UserRole"][];
            sources: {
                id: string;
                title: string;
                url: string | null;
            }[];
        };
        VisitGates: {
            appointment: components["schemas"]["Id"];
            status: components["schemas"]["AppointmentStatus"];
            items: components["schemas"]["VisitGate"][];
            /** @description What may take the visit's place since a gate has failed; null when nothing may. */
            substitute: {
                service: components["schemas"]["Word"];
                region: components["schemas"]["Region"];
                contrast: boolean;
                because: components["schemas"]["GateName"];
            } | null;
            /** @description Times for it that keep order and limits, best first. */
            replan: components["schemas"]["Itinerary"][];
        };
        /** @enum {string} */
        GateAnswer: "present" | "absent" | "unknown";
        SubstitutionInput: {
            start: components["schemas"]["Instant"];
            location: components["schemas"]["IdInput"];
            practitioner?: components["schemas"]["IdInput"] | null;
            override?: components["schemas"]["Override"];
        };
        GateAnswersInput: {
            /** @description By the id of the question, each of them. */
            answers: {
                [key: string]: components["schemas"]["GateAnswer"];
            };
        };
        GateDecisionInput: {
            /** @enum {string} */
            outcome: "cleared" | "failed" | "reopened";
            /** @enum {string} */
            reason: "answers_safe" | "documents_checked" | "test_result" | "clinician_review" | "consent_given" | "confirmed" | "unsafe" | "not_confirmed" | "consent_refused" | "new_information" | "mistake" | "other";
        };
        /** @description Either a resource or a site, and from when to when it is out. */
        BatchInput: {
            resource?: components["schemas"]["Id"];
            location?: components["schemas"]["Id"];
            from: components["schemas"]["Instant"];
            to: components["schemas"]["Instant"];
            /** @enum {string} */
            reason: "illness" | "leave" | "breakdown" | "maintenance" | "closed" | "other";
        } & ({
            resource: unknown;
        } | {
            location: unknown;
        });
        BatchEdit: {
            refresh?: boolean;
            moves?: {
                appointment: components["schemas"]["Id"];
                action: components["schemas"]["BatchAction"];
                /** @description Required of a move. */
                start?: components["schemas"]["Instant"];
                practitioner?: components["schemas"]["IdInput"];
                location?: components["schemas"]["IdInput"];
            }[];
        };
        /** @enum {string} */
        BatchAction: "move" | "leave" | "cancel";
        BatchPlace: {
            start: components["schemas"]["Instant"];
            end: components["schemas"]["Instant"];
            location: components["schemas"]["Id"];
            practitioner: components["schemas"]["IdInput"];
        };
        Batch: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            state: "draft" | "applied" | "undone";
            version: number;
            resource: components["schemas"]["IdInput"];
            location: components["schemas"]["IdInput"];
            from: components["schemas"]["Instant"];
            to: components["schemas"]["Instant"];
            reason: string;
            created_at: components["schemas"]["Instant"];
            /** Format: date-time */
            applied_at: string | null;
            /** Format: date-time */
            undone_at: string | null;
            /** Format: date-time */
            undo_until: string | null;
            counts: {
                visits: number;
                moved: number;
                cancelled: number;
                left: number;
                /** @description Moved past their limit. */
                late: number;
            };
            /** @description Booking by booking, the most urgent first. */
            moves: components["schemas"]["BatchMove"][];
        };
        BatchMove: {
            appointment: components["schemas"]["Id"];
            /** @description When the draft was made. */
            version: number;
            /**
             * @description Its own time is out, or it follows a visit that moves.
             * @enum {string}
             */
            cause: "out" | "follows";
            action: components["schemas"]["BatchAction"];
            before: components["schemas"]["BatchPlace"];
            after: components["schemas"]["BatchPlace"] | null;
            /** @description No time was found inside its limit; this one is past it. */
            late: boolean;
            /** @description Why no time was found: a constraint as in `none_because` of a search, `gap` where the visits of the booking cannot keep their distances, `patient_busy` or `no_service`; and `emergency` where the person is told to get help now and no time is looked for. */
            none_because: string | null;
            service?: components["schemas"]["ServiceCode"];
            urgency?: string | null;
            patient?: {
                id: components["schemas"]["Id"];
                given_name: string;
                family_name: string;
            };
            /** @description The visit is not as the batch left or saw it. */
            changed?: boolean;
        };
        /**
         * @description `declined` stands for an entry that staff closed after a no; a declined offer leaves its entry waiting.
         * @enum {string}
         */
        WaitlistState: "waiting" | "offered" | "accepted" | "declined" | "expired" | "withdrawn" | "fulfilled";
        /** @description Empty lists and null mean any. All of them hold together. */
        WaitlistWishes: {
            locations?: components["schemas"]["Id"][];
            parts_of_day?: components["schemas"]["PartOfDay"][];
            /** @description Days I cannot. */
            exclude_dates?: string[];
            practitioner?: components["schemas"]["Id"] | null;
            not_before?: components["schemas"]["Instant"] | null;
        };
        /** @description One of `service`, `itinerary` and `appointment`. */
        WaitlistInput: {
            service?: components["schemas"]["ServiceCode"];
            region?: components["schemas"]["RegionInput"];
            contrast?: boolean;
            itinerary?: boolean;
            appointment?: components["schemas"]["Id"];
            appointment_token?: components["schemas"]["Token"];
            intake?: components["schemas"]["Id"];
            intake_token?: components["schemas"]["Token"];
            /** @description Not with an appointment, which has one. An `id` is for staff. */
            patient?: components["schemas"]["PatientInput"] | components["schemas"]["KnownPatientInput"];
            wishes?: components["schemas"]["WaitlistWishes"];
            /**
             * @description Of somebody without an intake; staff only.
             * @enum {string}
             */
            urgency?: "asap" | "urgent" | "routine";
            /** @description In place of the intake's limit; staff only. */
            deadline?: components["schemas"]["Instant"];
        };
        WaitlistEntryHead: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            what: "service" | "itinerary" | "appointment";
            state: components["schemas"]["WaitlistState"];
            service: components["schemas"]["Word"] | null;
            region: components["schemas"]["Word"] | null;
            contrast: boolean;
            intake: components["schemas"]["Id"] | null;
            appointment: components["schemas"]["Id"] | null;
            patient: components["schemas"]["Id"];
            urgency: components["schemas"]["Urgency"];
            deadline: components["schemas"]["Instant"];
            wishes: components["schemas"]["WaitlistWishes"];
            created: components["schemas"]["Instant"];
            version: number;
        };
        WaitlistCreated: components["schemas"]["WaitlistEntryHead"] & {
            token: components["schemas"]["Token"];
        };
        WaitlistOffer: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            state: "offered" | "accepted" | "declined" | "expired" | "withdrawn";
            /** @description Of the first visit. */
            start: components["schemas"]["Instant"];
            end: components["schemas"]["Instant"];
            location: components["schemas"]["Id"];
            made: components["schemas"]["Instant"];
            expires_at: components["schemas"]["Instant"];
            freed: components["schemas"]["Id"];
            booking: components["schemas"]["Id"] | null;
            /** @description All visits, while the offer is open. */
            steps: components["schemas"]["Step"][];
        };
        /** @enum {string} */
        SkipReason: "not_screened" | "does_not_fit" | "asked_before" | "not_prepared" | "too_late" | "outside_wishes" | "follow_on_breaks";
        WaitlistEntry: components["schemas"]["WaitlistEntryHead"] & {
            /** @description Newest first. */
            offers: components["schemas"]["WaitlistOffer"][];
            /** @description Freed times for which it was passed over, newest first; staff only. */
            skipped?: {
                freed: components["schemas"]["Id"];
                reason: components["schemas"]["SkipReason"];
                at: components["schemas"]["Instant"];
            }[];
        };
        /** @description With `booking` and `manage_token`, or with `moved`. */
        WaitlistAccepted: components["schemas"]["WaitlistEntry"] & {
            booking?: components["schemas"]["Booking"];
            manage_token?: components["schemas"]["Token"];
            moved?: components["schemas"]["Appointment"];
        };
        WaitlistPage: components["schemas"]["Page"] & {
            items: components["schemas"]["WaitlistEntry"][];
        };
        FreedTime: {
            id: components["schemas"]["Id"];
            location: components["schemas"]["Id"] | null;
            start: components["schemas"]["Instant"];
            end: components["schemas"]["Instant"];
            resources: {
                id: components["schemas"]["Id"];
                name: string;
            }[];
            noticed: components["schemas"]["Instant"];
            /** @description To whom, in order, and what came of it. */
            offered: {
                entry: components["schemas"]["Id"];
                /** @enum {string} */
                state: "offered" | "accepted" | "declined" | "expired" | "withdrawn";
            }[];
            skipped: {
                entry: components["schemas"]["Id"];
                reason: components["schemas"]["SkipReason"];
                at: components["schemas"]["Instant"];
            }[];
        };
        FreedPage: components["schemas"]["Page"] & {
            items: components["schemas"]["FreedTime"][];
        };
        CallbackInput: {
            phone: string;
            name?: string;
        };
        CallbackPromised: {
            id: components["schemas"]["Id"];
            due: components["schemas"]["Instant"];
            /** @enum {string} */
            state: "open" | "claimed";
        };
        CallbackOutcome: {
            /** @enum {string} */
            outcome: "booked" | "advised" | "sent_to_emergency" | "no_answer" | "wrong_number" | "other";
            note?: string;
        };
        Callback: {
            id: components["schemas"]["Id"];
            intake: components["schemas"]["Id"];
            /**
             * @description The decision asks for it, a same-day case found no time, or the person asked.
             * @enum {string}
             */
            cause: "routing" | "no_time" | "asked";
            urgency: components["schemas"]["Urgency"];
            due: components["schemas"]["Instant"];
            /**
             * @description `closed`: nobody has to call any more.
             * @enum {string}
             */
            state: "open" | "claimed" | "done" | "closed";
            contact: {
                phone: string;
                name: string | null;
            } | null;
            claimed_by: components["schemas"]["Id"] | null;
            claimed: components["schemas"]["Instant"] | null;
            /** @description As given when it was done; `emergency` or `not_needed` when it was closed. */
            outcome: string | null;
            note: string | null;
            ended: components["schemas"]["Instant"] | null;
            created: components["schemas"]["Instant"];
            version: number;
        };
        CallbackPage: components["schemas"]["Page"] & {
            items: components["schemas"]["Callback"][];
        };
        Breach: {
            /** @enum {string} */
            kind: "visit" | "waitlist" | "callback";
            /** @enum {string} */
            why: "visit_too_late" | "visit_lost" | "visit_stranded" | "still_waiting" | "offer_open" | "call_owed";
            urgency: components["schemas"]["Urgency"];
            deadline: components["schemas"]["Instant"];
            minutes_left: number;
            /** @description Of the visit that is late, was lost, or would rather be earlier. */
            start: components["schemas"]["Instant"] | null;
            patient: components["schemas"]["Id"] | null;
            booking: components["schemas"]["Id"] | null;
            appointment: components["schemas"]["Id"] | null;
            entry: components["schemas"]["Id"] | null;
            callback: components["schemas"]["Id"] | null;
            intake: components["schemas"]["Id"] | null;
            locations: components["schemas"]["Id"][];
        };
        BreachPage: components["schemas"]["Page"] & {
            items: components["schemas"]["Breach"][];
        };
        /** @description A site, whole. `id` may be repeated as it was read. */
        AdminLocationInput: {
            id?: components["schemas"]["Id"];
            name: components["schemas"]["OneLine"];
            /** @description IANA name of the time zone. */
            zone: string;
            address?: string | null;
            phone?: string | null;
        };
        AdminLocation: {
            id: components["schemas"]["Id"];
            name: string;
            zone: string;
            address: string | null;
            phone: string | null;
        };
        /** @description One line of text that is not empty. */
        OneLine: string;
        /** @description What comes with every edit. */
        Edited: {
            /** @description Booked and pending visits to come that fitted before this edit and do not now, by their starts; the first 200. They stay booked: people decide. `GET /api/v1/admin/stranded` lists all that do not fit, by pages. */
            stranded: components["schemas"]["StrandedVisit"][];
            stranded_count: number;
            /** @description Allowed, but perhaps not meant. */
            warnings: components["schemas"]["FieldError"][];
            preview: boolean;
        };
        StrandedVisit: {
            appointment: components["schemas"]["Id"];
            start: components["schemas"]["Instant"];
            end: components["schemas"]["Instant"];
            service: components["schemas"]["Word"];
            location: components["schemas"]["Id"];
            /**
             * @description The first thing that no longer holds: the service or a resource is retired, a resource lacks the role or the seat that the visit takes, or is not open then.
             * @enum {string}
             */
            problem: "service_retired" | "resource_retired" | "role_gone" | "seat_gone" | "closed";
            /** @description The resource concerned; null where it is the service. */
            resource: components["schemas"]["Id"] | null;
            /** @description The same for people. */
            detail: string;
        };
        LocationEdited: components["schemas"]["Edited"] & {
            location: components["schemas"]["AdminLocation"];
        };
        Closure: {
            /** Format: date */
            date: string;
            name: string;
        };
        ClosureList: components["schemas"]["Closure"][];
        /** @description All closures of the site; each date once. */
        ClosuresInput: {
            location?: components["schemas"]["Id"];
            closures: components["schemas"]["ClosureList"];
        };
        Closures: {
            location: components["schemas"]["Id"];
            closures: components["schemas"]["ClosureList"];
        };
        ClosuresEdited: components["schemas"]["Edited"] & components["schemas"]["Closures"];
        ClosuresImported: components["schemas"]["ClosuresEdited"] & {
            added: components["schemas"]["ClosureList"];
            /** @description Were closed already, under the names they had. */
            kept: components["schemas"]["Closure"][];
        };
        TravelTimeList: {
            from: components["schemas"]["Id"];
            to: components["schemas"]["Id"];
            minutes: number;
        }[];
        TravelTimes: {
            travel_times: components["schemas"]["TravelTimeList"];
        };
        TravelTimesEdited: components["schemas"]["Edited"] & {
            travel_times: components["schemas"]["TravelTimeList"];
        };
        /** @enum {string} */
        ResourceKind: "practitioner" | "staff" | "room" | "device";
        /** @description Open hours of one weekday, perhaps between two dates (both included). */
        WeeklyHours: {
            location: components["schemas"]["Id"];
            /** @enum {string} */
            day: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
            start: components["schemas"]["CivilTime"];
            end: components["schemas"]["CivilTime"];
            valid_from?: components["schemas"]["DateOrNull"];
            valid_to?: components["schemas"]["DateOrNull"];
        };
        /** Format: date */
        DateOrNull: string | null;
        /** @description Null, at both ends, for the whole day. */
        CivilTimeOrNull: components["schemas"]["CivilTime"] | null;
        /** @description Null for every site where it works. */
        SiteOrNull: components["schemas"]["Id"] | null;
        /** @description One date that differs, by more hours or by fewer. */
        DateException: {
            /** Format: date */
            date: string;
            location?: components["schemas"]["SiteOrNull"];
            open: boolean;
            start?: components["schemas"]["CivilTimeOrNull"];
            end?: components["schemas"]["CivilTimeOrNull"];
        };
        /** @description The same on every date that a rule names. The wall clock counts. */
        RecurringException: {
            /**
             * Format: date
             * @description The first date; the rule must name it. From there to 2037 it may name 5000 dates.
             */
            first: string;
            /** @description RRULE of RFC 5545 without its name: FREQ of DAILY, WEEKLY, MONTHLY or YEARLY, INTERVAL, UNTIL or COUNT, BYDAY, BYMONTHDAY, BYMONTH, WKST. Empty: once. */
            rule: string;
            /** @description EXDATE, a time each: 20270301, 20270301T090000 or 20270301T080000Z. */
            except?: string[];
            location?: components["schemas"]["SiteOrNull"];
            open: boolean;
            start?: components["schemas"]["CivilTimeOrNull"];
            end?: components["schemas"]["CivilTimeOrNull"];
            /** @description Why; for the clinic alone. */
            note?: string | null;
        };
        /** @description Something true of a resource that a visit may ask for. */
        Trait: {
            key: components["schemas"]["Word"];
            value: string;
        };
        /** @description A resource, whole; what is left out is empty. `id` may be repeated as it was read. */
        AdminResourceInput: {
            id?: components["schemas"]["Id"];
            kind: components["schemas"]["ResourceKind"];
            name: components["schemas"]["OneLine"];
            /** @description What it can be to a visit; the first is the one shown. */
            roles: components["schemas"]["Word"][];
            /** @description Where it stands; needed for rooms and devices, whose hours are all there. */
            location?: components["schemas"]["Id"] | null;
            languages?: components["schemas"]["Language"][];
            /**
             * @description Seats at once.
             * @default 1
             */
            capacity?: number;
            /**
             * @description Seats beyond them that staff may take with a reason.
             * @default 0
             */
            overbook_max?: number;
            /** @default true */
            active?: boolean;
            hours?: components["schemas"]["WeeklyHours"][];
            exceptions?: components["schemas"]["DateException"][];
            recurring?: components["schemas"]["RecurringException"][];
            traits?: components["schemas"]["Trait"][];
        };
        AdminResource: components["schemas"]["AdminResourceInput"] & Record<string, never>;
        ResourceEdited: components["schemas"]["Edited"] & {
            resource: components["schemas"]["AdminResource"];
        };
        /** @description Whole cells of five minutes. */
        MinutesOfCells: number;
        /** @description So many resources of a role, for the whole visit and its buffers or for a part. */
        Need: {
            role: components["schemas"]["Word"];
            /** @default 1 */
            count?: number;
            /** @description Minutes from the start of the visit; `minutes` 0 until its end. */
            part?: {
                from?: components["schemas"]["MinutesOfCells"];
                minutes?: components["schemas"]["MinutesOfCells"];
            } | null;
        };
        /** @description How many visits of the service a practitioner or a site takes in a day or week (from Monday), and which share is kept for urgent cases until so many hours before the period. */
        Quota: {
            /** @enum {string} */
            per: "practitioner" | "site";
            /** @enum {string} */
            period: "day" | "week";
            /** @description Null, for a practitioner and a day alone, is as many as the hours hold. */
            most?: number | null;
            /** @default 0 */
            kept_percent?: number;
            /** @default 0 */
            release_hours?: number;
        };
        /** @description Wall clock times between which a visit starts, `to` not included. */
        StartWindow: {
            /** @description When it holds; null for always. */
            circumstance?: components["schemas"]["Word"] | null;
            from: components["schemas"]["CivilTime"];
            to: components["schemas"]["CivilTime"];
        };
        ServiceSettings: {
            name: components["schemas"]["OneLine"];
            /** @description Of a consultation; each has one. */
            specialty?: components["schemas"]["Word"] | null;
            minutes: number;
            /** @description Of those who need another time. */
            practitioner_minutes?: {
                practitioner: components["schemas"]["Id"];
                minutes: number;
            }[];
            /** @description What a region or circumstance adds. */
            extra?: {
                when: components["schemas"]["Word"];
                minutes: number;
            }[];
            /** @default 0 */
            buffer_before_minutes?: number;
            /** @default 0 */
            buffer_after_minutes?: number;
            /**
             * @description Starts lie so far apart, counted from local midnight plus the offset.
             * @default 15
             */
            grid_step_minutes?: number;
            /** @default 0 */
            grid_offset_minutes?: number;
            /** @default 0 */
            lead_minutes?: number;
            /** @default 92 */
            horizon_days?: number;
            /** @description At most 16 resources at once, those for contrast counted too. */
            resources: components["schemas"]["Need"][];
            contrast_resources?: components["schemas"]["Need"][];
            /** @description Until the result can be used, by urgency. */
            report?: {
                urgency: components["schemas"]["Urgency"];
                minutes: number;
            }[];
            report_by_panel?: {
                panel: components["schemas"]["Word"];
                minutes: number;
            }[];
            /** @description The resource in whose open hours report times count; null is real time. */
            reported_by?: components["schemas"]["Id"] | null;
            /** @description One for each scope and period. */
            quotas?: components["schemas"]["Quota"][];
            start_windows?: components["schemas"]["StartWindow"][];
            /**
             * @description Seats beyond the capacity of its resources that staff may take, each with a reason and never past a resource's own limit.
             * @default 0
             */
            overbook_max?: number;
            preparation?: string | null;
            /** @default true */
            self_bookable?: boolean;
            /** @default false */
            bookable_without_intake?: boolean;
            /** @default true */
            active?: boolean;
        };
        /** @description A service, whole; what is left out has its default. `id` may be repeated. */
        AdminServiceInput: {
            id?: components["schemas"]["Word"];
        } & components["schemas"]["ServiceSettings"];
        /** @description A service with its new code. */
        AdminServiceNew: {
            id: components["schemas"]["Word"];
        } & components["schemas"]["ServiceSettings"];
        AdminService: components["schemas"]["ServiceSettings"] & {
            id: components["schemas"]["Word"];
        };
        ServiceEdited: components["schemas"]["Edited"] & {
            service: components["schemas"]["AdminService"];
        };
        SignInInput: {
            username: string;
            /** Format: password */
            password: string;
            /** @description A one-time code. No account asks for one yet; it is not looked at. */
            otp?: string;
        };
        Session: {
            user: {
                id: components["schemas"]["Id"];
                username: string;
                name: string;
                roles: components["schemas"]["UserRole"][];
                /** @description Sites that the user works at; empty for all of them. */
                locations: components["schemas"]["Id"][];
            };
            csrf_token: string;
            expires_at: components["schemas"]["Instant"];
        };
        Health: {
            /** @constant */
            status: "ok";
        };
    };
    responses: {
        /** @description `invalid-input`: not JSON, an unknown or missing member, a wrong type, a bad query value, or no Idempotency-Key where one is required. */
        InvalidInput: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InvalidInputProblem"];
            };
        };
        /** @description `sign-in`: no credential, or a wrong one, whether or not the object exists; also for a token in the body, and for an override without a staff session. */
        SignIn: {
            headers: {
                /**
                 * @description How a credential is sent.
                 * @example Bearer realm="plexus"
                 */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-allowed`: signed in, but the role lacks the route, or the CSRF token is missing or wrong. */
        NotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-found`: absent, or not yours; the same answer for both. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `method-not-allowed`: the path exists, the method does not. */
        MethodNotAllowed: {
            headers: {
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `slot-taken`: somebody else has one of the times. `patient-overlap`: two of the steps overlap for one person. Both with alternatives. `in-progress`: the same key still runs. */
        ConflictHold: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterIfRunning"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ConflictProblem"];
            };
        };
        /** @description `hold-expired`: its ten minutes are over (with alternatives). `hold-extended`: it was extended before. `in-progress`: the same key still runs. */
        ConflictExtend: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterIfRunning"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ConflictProblem"];
            };
        };
        /** @description `slot-taken`, `hold-expired`, `patient-overlap` (each with alternatives), `intake-changed`: the birth date contradicts the intake's age so that the decision would change, `in-progress`. */
        ConflictBooking: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterIfRunning"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ConflictProblem"];
            };
        };
        /** @description `bad-transition`: the batch is not in the state for it, or some visits cannot go back (`/moves/N`). `slot-taken`, `patient-overlap`: a planned time is not free any more. `in-progress`. */
        ConflictBatch: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterIfRunning"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `stale-version`: the batch has changed since the version in `If-Match`, or visits have since the draft was made; those are named. */
        StaleBatch: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-bookable`: an unknown resource, site or visit, a time that is over, too long, no whole days of a site, or has more than 500 visits; a chosen time that is not free. `idempotency-mismatch`. */
        UnprocessableBatch: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `in-progress`: the same key still runs. */
        ConflictRunning: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterIfRunning"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `hold-expired`: the time was kept for a while and has been passed on. `bad-transition`: it was answered or withdrawn before. `slot-taken` and `patient-overlap`: the visit cannot be there. `intake-changed`, `in-progress`. */
        ConflictAnswered: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterIfRunning"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `bad-transition`: the status cannot become cancelled, or a patient comes after the limit. `in-progress`: the same key still runs. */
        ConflictCancel: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterIfRunning"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `slot-taken` and `patient-overlap` (with alternatives), `bad-transition`, `in-progress`. */
        ConflictChange: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterIfRunning"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ConflictProblem"];
            };
        };
        /** @description `stale-version`: it has changed since the version in `If-Match`; read it again. */
        StaleVersion: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `body-too-large`: more than 64 KiB, or 1 MiB where it says so. */
        BodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported-media-type`: the body is not said to be what the call takes. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `precondition-required`: `If-Match` is missing. */
        PreconditionRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `emergency`: the intake is `stat`, nothing is offered. `intake-incomplete`: questions are open. `not-bookable`: an unknown id, or a window in the past or beyond the horizon. `no-solution`: the steps contradict each other. */
        UnprocessableSearch: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-bookable`: an unknown id, a time that is past, off the grid, outside the hours or beyond the horizon, a service that the intake does not route to, or a test that is held back. `intake-required`, `intake-incomplete`, `emergency`. `deadline-missed`: later than an asap limit. `idempotency-mismatch`: the key came before with another request. */
        UnprocessableBooking: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-bookable`: an unknown id, or a time that is past, off the grid, outside the hours or beyond the horizon; at `/also`, with `dependents` and `replan`: a patient's move would break another visit. `deadline-missed`: later than an asap limit. `idempotency-mismatch`. */
        UnprocessableChange: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    dependents?: components["schemas"]["Dependents"];
                    replan?: components["schemas"]["Replans"];
                    proven_optimal?: boolean;
                };
            };
        };
        /** @description `emergency`: the answers of the hold's intake have become one, and it is not kept longer. `idempotency-mismatch`. */
        UnprocessableExtend: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `emergency`: the visit would be booked though its answers now point to an emergency. `idempotency-mismatch`. */
        UnprocessableGate: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-bookable`: it names a site, person, role or zone that is not there, or contradicts itself; each fault with its pointer. */
        UnprocessableCatalogue: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InvalidInputProblem"];
            };
        };
        /** @description `idempotency-mismatch`: the key came before with another request. */
        IdempotencyMismatch: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too-many-requests`: over the limit for this caller. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unavailable`: draining, the database is away, or the queue is full. */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What any route may answer: 405 `method-not-allowed` (with `Allow`), 406 `not-acceptable`, 408 `request-timeout`, 431 `headers-too-large`, 500 `internal`. */
        OtherProblem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The intake.
         * @example 01M83PPH00M9S346Q3D25VT4F5
         */
        IntakeId: components["schemas"]["Id"];
        /**
         * @description The hold.
         * @example 01M83Q1GJ04MNPZX45HY43KWJR
         */
        HoldId: components["schemas"]["Id"];
        /**
         * @description The booking.
         * @example 01M83Q70B0E0ZBGJ09TQM83XSS
         */
        BookingId: components["schemas"]["Id"];
        /**
         * @description The batch.
         * @example 01M83Q70B0M9S346Q3D25VT4F5
         */
        BatchId: components["schemas"]["Id"];
        /**
         * @description The appointment.
         * @example 01M83Q70B0SS6YS3C4DWA7N360
         */
        AppointmentId: components["schemas"]["Id"];
        /**
         * @description The gate.
         * @example mri_safety
         */
        GateName: components["schemas"]["GateName"];
        /**
         * @description The entry of the waitlist.
         * @example 01M83QE3R0F2H5V9Z1J6T8XKQP
         */
        WaitlistId: components["schemas"]["Id"];
        /**
         * @description The offer, as the entry shows it.
         * @example 01M83QG8W0C4D7S2Y5N9B3MRTE
         */
        OfferId: components["schemas"]["Id"];
        /**
         * @description The call-back.
         * @example 01M83QK5V0A2C4E6G8J0M2P4R6
         */
        CallbackId: components["schemas"]["Id"];
        /**
         * @description The resource.
         * @example 01M1DRV4R0S5AA819X9YP98106
         */
        ResourceId: components["schemas"]["Id"];
        /**
         * @description The service's code.
         * @example mri
         */
        ServiceId: components["schemas"]["Word"];
        /**
         * @description The site.
         * @example 01M1DRV4R01HYGCPWPQ5E6EYCN
         */
        LocationId: components["schemas"]["Id"];
        /** @description How many items at most. */
        Limit: number;
        /** @description The `next` of the page before, with the same other parameters. */
        Cursor: string;
        /** @description True answers what would happen and changes nothing. The answer is not kept under the Idempotency-Key, so the same key may carry out the change. */
        Preview: boolean;
        /** @description True answers what would be, with the visits it would strand, and changes nothing. */
        EditPreview: boolean;
        /**
         * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
         * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
         */
        IdempotencyKey: string;
        /**
         * @description The `ETag` last read. Not demanded, for a hold changes only once; a stale one is 412.
         * @example "1"
         */
        IfMatchWelcome: components["schemas"]["EntityTag"];
        /**
         * @description The `ETag` last read. Missing 428, stale 412.
         * @example "1"
         */
        IfMatch: components["schemas"]["EntityTag"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description The version of what was answered, for `If-Match`. An appointment's is its `version` in double quotes.
         * @example "1"
         */
        ETag: components["schemas"]["EntityTag"];
        /**
         * @description The path of what was made.
         * @example /api/v1/bookings/01M83Q70B0E0ZBGJ09TQM83XSS
         */
        Location: string;
        /**
         * @description Seconds to wait before trying again.
         * @example 5
         */
        RetryAfter: number;
        /**
         * @description Only with `in-progress`, seconds to wait before trying again.
         * @example 1
         */
        RetryAfterIfRunning: number;
        /**
         * @description The methods that the path has.
         * @example GET, HEAD
         */
        Allow: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    post_intake: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntakeInput"];
            };
        };
        responses: {
            /** @description The intake, its token and the first questions. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeCreated"];
                };
            };
            400: components["responses"]["InvalidInput"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_intake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The intake.
                 * @example 01M83PPH00M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["IntakeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The intake as it stands, decided with the protocol version it began with. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Intake"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    patch_intake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The intake.
                 * @example 01M83PPH00M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["IntakeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntakeInput"];
            };
        };
        responses: {
            /** @description The intake with the answers merged in. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Intake"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_explanation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The intake.
                 * @example 01M83PPH00M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["IntakeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account of the decision as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_handover: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The intake.
                 * @example 01M83PPH00M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["IntakeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sheet, made now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handover"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_protocols: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Protocols by id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "back_numbness",
                     *           "version": "1.0.0",
                     *           "checksum": "5f3a0c9d1be27748a6d0c4f19e8b7a3362d5c1f04b8e97a2d6c30f1e5b9a8d74",
                     *           "title": "Back numbness",
                     *           "language": "en",
                     *           "languages": [
                     *             "en",
                     *             "ru"
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page"] & {
                        items: components["schemas"]["ProtocolSummary"][];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_protocol: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The protocol's id, a word.
                 * @example back_numbness
                 */
                id: components["schemas"]["Word"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is asked, what is decided from it, why, and where that comes from. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Protocol"];
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_services: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Services by id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "consultation_neurologist",
                     *           "name": "Neurologist consultation",
                     *           "minutes": 40,
                     *           "resources": [
                     *             {
                     *               "role": "neurologist",
                     *               "count": 1
                     *             },
                     *             {
                     *               "role": "consulting_room",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "preparation": "Bring your medicine list and any old scans or reports.",
                     *           "self_bookable": true,
                     *           "bookable_without_intake": false
                     *         },
                     *         {
                     *           "id": "mri",
                     *           "name": "MRI scan",
                     *           "minutes": 45,
                     *           "resources": [
                     *             {
                     *               "role": "mri_scanner",
                     *               "count": 1
                     *             },
                     *             {
                     *               "role": "mr_radiographer",
                     *               "count": 1
                     *             },
                     *             {
                     *               "role": "mri_changing_room",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "preparation": "Leave everything made of metal at home or in the locker.",
                     *           "self_bookable": true,
                     *           "bookable_without_intake": false
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page"] & {
                        items: components["schemas"]["Service"][];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_locations: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sites by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01M1DRV4R01HYGCPWPQ5E6EYCN",
                     *           "name": "Harbour site",
                     *           "zone": "Europe/Amsterdam",
                     *           "address": "12 Quay Street",
                     *           "phone": "+31 20 555 0100",
                     *           "hours": [
                     *             {
                     *               "day": "mon",
                     *               "open": "08:00",
                     *               "close": "18:00"
                     *             },
                     *             {
                     *               "day": "tue",
                     *               "open": "08:00",
                     *               "close": "18:00"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page"] & {
                        items: components["schemas"]["Location"][];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_practitioners: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Practitioners by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01M1DRV4R0S5AA819X9YP98106",
                     *           "name": "Dr Ines Varga",
                     *           "roles": [
                     *             "neurologist"
                     *           ],
                     *           "locations": [
                     *             "01M1DRV4R01HYGCPWPQ5E6EYCN"
                     *           ],
                     *           "languages": [
                     *             "en",
                     *             "nl"
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page"] & {
                        items: components["schemas"]["Practitioner"][];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_resources: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Resources by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01M1DRV4R08VCD1GDJFMGT83PX",
                     *           "name": "Consulting room 2",
                     *           "role": "consulting_room",
                     *           "location": "01M1DRV4R01HYGCPWPQ5E6EYCN"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["Page"] & {
                        items: components["schemas"]["Resource"][];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_slots: {
        parameters: {
            query: {
                /**
                 * @description The kind of visit.
                 * @example consultation_neurologist
                 */
                service: components["schemas"]["ServiceCode"];
                /**
                 * @description The first start wanted, included: an instant, or a date meaning its first minute at each site. What has passed, or is too soon for the service, is left out.
                 * @example 2026-12-01
                 */
                from: components["schemas"]["DateOrInstant"];
                /**
                 * @description The end of the window, not included; at most 92 days after `from`.
                 * @example 2026-12-08
                 */
                to: components["schemas"]["DateOrInstant"];
                /** @description Only this site. */
                location?: components["schemas"]["Id"];
                /** @description Only this person. */
                practitioner?: components["schemas"]["Id"];
                /** @description The part of the body to be imaged or tested; some parts take longer. */
                region?: components["schemas"]["RegionWord"];
                /** @description True for a scan with dye, which takes longer and needs more staff. */
                contrast?: boolean;
                /**
                 * @description What makes the visit longer or bounds its time of day, such as `interpreter`, `claustrophobia` or `fasting`; may be repeated. 422 for a word that no service knows.
                 * @example [
                 *       "interpreter"
                 *     ]
                 */
                circumstance?: components["schemas"]["Word"][];
                /**
                 * @description What the people and rooms of the visit must be, as `key:value`; may be repeated. It concerns whoever says anything of the key: `language:de`, `sex:female`, `access:step_free`, `field_strength:3t`.
                 * @example [
                 *       "language:de"
                 *     ]
                 */
                must?: components["schemas"]["TraitText"][];
                /** @description As `must`, but a wish: it never moves a time, it chooses among those free then. */
                prefer?: components["schemas"]["TraitText"][];
                /** @description Whom the patient would like to see again; a wish, as `prefer`. */
                prefer_practitioner?: components["schemas"]["Id"];
                /** @description Only starts then, by the clock of the site; may be repeated. */
                part_of_day?: components["schemas"]["PartOfDay"][];
                /** @description As which level the times are looked at. `asap` and `urgent` also see what a clinic keeps for urgent cases; a hold asks the intake whether it is one. */
                urgency?: "asap" | "urgent" | "routine";
                /** @description Staff only: also times past the capacity of a resource, as far as the service allows it. Such a slot says `overbooked`. */
                overbook?: boolean;
                /** @description Only the first free time of each date; then there is one page. */
                first_each_day?: boolean;
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Free times, or why there is none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotPage"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            422: components["responses"]["UnprocessableSearch"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    search_itineraries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItinerarySearch"];
            };
        };
        responses: {
            /** @description Sets of times, or why there is none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItineraryPage"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableSearch"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    search_series: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeriesSearch"];
            };
        };
        responses: {
            /** @description The dates in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesAnswer"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableSearch"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    search_walk_ins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "service": "consultation_therapist",
                 *       "location": "01M1DRV4R01HYGCPWPQ5E6EYCN"
                 *     }
                 */
                "application/json": components["schemas"]["WalkInSearch"];
            };
        };
        responses: {
            /** @description At most two places, the ordinary one first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalkInAnswer"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableSearch"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    post_hold: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldInput"];
            };
        };
        responses: {
            /** @description The hold and its token. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldCreated"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["ConflictHold"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableBooking"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_hold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The hold.
                 * @example 01M83Q1GJ04MNPZX45HY43KWJR
                 */
                id: components["parameters"]["HoldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hold. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    delete_hold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The hold.
                 * @example 01M83Q1GJ04MNPZX45HY43KWJR
                 */
                id: components["parameters"]["HoldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Released, or expired before that. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    extend_hold: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Not demanded, for a hold changes only once; a stale one is 412.
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["IfMatchWelcome"];
            };
            path: {
                /**
                 * @description The hold.
                 * @example 01M83Q1GJ04MNPZX45HY43KWJR
                 */
                id: components["parameters"]["HoldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hold with its new end. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictExtend"];
            412: components["responses"]["StaleVersion"];
            422: components["responses"]["UnprocessableExtend"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    post_booking: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookingInput"];
            };
        };
        responses: {
            /** @description The booking and its manage token. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingCreated"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["ConflictBooking"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableBooking"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_booking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The booking.
                 * @example 01M83Q70B0E0ZBGJ09TQM83XSS
                 */
                id: components["parameters"]["BookingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The visits as a unit. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    cancel_booking: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The booking.
                 * @example 01M83Q70B0E0ZBGJ09TQM83XSS
                 */
                id: components["parameters"]["BookingId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "patient_request"
                 *     }
                 */
                "application/json": components["schemas"]["CancelInput"];
            };
        };
        responses: {
            /** @description The booking, cancelled. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booking"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictCancel"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_appointments: {
        parameters: {
            query?: {
                /**
                 * @description Visits that end after this; a date means its first minute at each site.
                 * @example 2026-12-01
                 */
                from?: components["schemas"]["DateOrInstant"];
                /**
                 * @description Visits that start before this, not included.
                 * @example 2026-12-02
                 */
                to?: components["schemas"]["DateOrInstant"];
                /** @description Only this site. */
                location?: components["schemas"]["Id"];
                /** @description Only this person's visits. */
                practitioner?: components["schemas"]["Id"];
                /** @description Only this patient's visits. */
                patient?: components["schemas"]["Id"];
                /**
                 * @description Only these statuses, separated by commas. Without it, all of them.
                 * @example [
                 *       "booked",
                 *       "arrived"
                 *     ]
                 */
                status?: components["schemas"]["AppointmentStatus"][];
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Appointments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page"] & {
                        items: components["schemas"]["Appointment"][];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_appointment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The appointment. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    reschedule_appointment: {
        parameters: {
            query?: {
                /** @description True answers what would happen and changes nothing. The answer is not kept under the Idempotency-Key, so the same key may carry out the change. */
                preview?: components["parameters"]["Preview"];
            };
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "start": "2026-12-02T14:00:00+01:00"
                 *     }
                 */
                "application/json": components["schemas"]["RescheduleInput"];
            };
        };
        responses: {
            /** @description The appointment at its new time. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentChange"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictChange"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableChange"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    cancel_appointment: {
        parameters: {
            query?: {
                /** @description True answers what would happen and changes nothing. The answer is not kept under the Idempotency-Key, so the same key may carry out the change. */
                preview?: components["parameters"]["Preview"];
            };
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "illness"
                 *     }
                 */
                "application/json": components["schemas"]["CancelInput"];
            };
        };
        responses: {
            /** @description The appointment, cancelled. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentChange"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictChange"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableChange"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    set_appointment_status: {
        parameters: {
            query?: {
                /** @description True answers what would happen and changes nothing. The answer is not kept under the Idempotency-Key, so the same key may carry out the change. */
                preview?: components["parameters"]["Preview"];
            };
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusInput"];
            };
        };
        responses: {
            /** @description The appointment with its new status. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentChange"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictChange"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableChange"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_gates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The gates of the visit; none is an empty list. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitGates"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    answer_gate: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
                /**
                 * @description The gate.
                 * @example mri_safety
                 */
                gate: components["parameters"]["GateName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "answers": {
                 *         "pregnant": "absent",
                 *         "period_late": "absent"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["GateAnswersInput"];
            };
        };
        responses: {
            /** @description The gates as they are now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitGates"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictCancel"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    decide_gate: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
                /**
                 * @description The gate.
                 * @example mri_safety
                 */
                gate: components["parameters"]["GateName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "outcome": "cleared",
                 *       "reason": "documents_checked"
                 *     }
                 */
                "application/json": components["schemas"]["GateDecisionInput"];
            };
        };
        responses: {
            /** @description The gates as they are now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitGates"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictCancel"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableGate"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    substitute_appointment: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The appointment.
                 * @example 01M83Q70B0SS6YS3C4DWA7N360
                 */
                id: components["parameters"]["AppointmentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "start": "2026-12-11T10:00:00+01:00",
                 *       "location": "01M1DRV4R01HYGCPWPQ5E6EYCN"
                 *     }
                 */
                "application/json": components["schemas"]["SubstitutionInput"];
            };
        };
        responses: {
            /** @description The new visit. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The visit that was released. */
                        replaced: components["schemas"]["Id"];
                        appointment: components["schemas"]["Appointment"];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictChange"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableChange"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_gates: {
        parameters: {
            query?: {
                /** @description Only these states, separated by commas. */
                state?: components["schemas"]["GateState"][];
                /** @description Only these gates, separated by commas. */
                kind?: components["schemas"]["GateName"][];
                /** @description Only visits at this site. */
                location?: components["schemas"]["Id"];
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By when they are due. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page"] & {
                        items: (components["schemas"]["GateSummary"] & {
                            appointment: components["schemas"]["Appointment"];
                        })[];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_waitlist: {
        parameters: {
            query?: {
                /** @description Any of these; may stand several times. */
                state?: components["schemas"]["WaitlistState"];
                /** @description Only this service. */
                service?: components["schemas"]["Word"];
                /** @description Only this level. */
                urgency?: components["schemas"]["Urgency"];
                /** @description Only of this intake. */
                intake?: components["schemas"]["Id"];
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistPage"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    post_waitlist: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaitlistInput"];
            };
        };
        responses: {
            /** @description The entry and its token. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistCreated"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["ConflictRunning"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableBooking"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_freed: {
        parameters: {
            query?: {
                /** @description Only this site. */
                location?: components["schemas"]["Id"];
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of stretches. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreedPage"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_waitlist_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The entry of the waitlist.
                 * @example 01M83QE3R0F2H5V9Z1J6T8XKQP
                 */
                id: components["parameters"]["WaitlistId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    delete_waitlist_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The entry of the waitlist.
                 * @example 01M83QE3R0F2H5V9Z1J6T8XKQP
                 */
                id: components["parameters"]["WaitlistId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictAnswered"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    accept_waitlist_offer: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The entry of the waitlist.
                 * @example 01M83QE3R0F2H5V9Z1J6T8XKQP
                 */
                id: components["parameters"]["WaitlistId"];
                /**
                 * @description The offer, as the entry shows it.
                 * @example 01M83QG8W0C4D7S2Y5N9B3MRTE
                 */
                offer: components["parameters"]["OfferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry, accepted, and what it became. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistAccepted"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictAnswered"];
            422: components["responses"]["UnprocessableBooking"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    decline_waitlist_offer: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The entry of the waitlist.
                 * @example 01M83QE3R0F2H5V9Z1J6T8XKQP
                 */
                id: components["parameters"]["WaitlistId"];
                /**
                 * @description The offer, as the entry shows it.
                 * @example 01M83QG8W0C4D7S2Y5N9B3MRTE
                 */
                offer: components["parameters"]["OfferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry, waiting. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntry"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictAnswered"];
            422: components["responses"]["IdempotencyMismatch"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    post_callback: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The intake.
                 * @example 01M83PPH00M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["IntakeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallbackInput"];
            };
        };
        responses: {
            /** @description Until when somebody will call. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackPromised"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictRunning"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableBooking"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_breaches: {
        parameters: {
            query?: {
                /** @description Only what can be done at this site; calls belong to none. */
                location?: components["schemas"]["Id"];
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BreachPage"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_callbacks: {
        parameters: {
            query?: {
                /** @description Any of these; may stand several times. */
                state?: "open" | "claimed" | "done" | "closed";
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of call-backs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackPage"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    claim_callback: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The call-back.
                 * @example 01M83QK5V0A2C4E6G8J0M2P4R6
                 */
                id: components["parameters"]["CallbackId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call-back. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictCancel"];
            412: components["responses"]["StaleVersion"];
            422: components["responses"]["IdempotencyMismatch"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    release_callback: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The call-back.
                 * @example 01M83QK5V0A2C4E6G8J0M2P4R6
                 */
                id: components["parameters"]["CallbackId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call-back. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictCancel"];
            412: components["responses"]["StaleVersion"];
            422: components["responses"]["IdempotencyMismatch"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    finish_callback: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The call-back.
                 * @example 01M83QK5V0A2C4E6G8J0M2P4R6
                 */
                id: components["parameters"]["CallbackId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallbackOutcome"];
            };
        };
        responses: {
            /** @description The call-back. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictCancel"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyMismatch"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_admin_locations: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sites in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page"] & {
                        items: components["schemas"]["AdminLocation"][];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    post_admin_location: {
        parameters: {
            query?: {
                /** @description True answers what would be, with the visits it would strand, and changes nothing. */
                preview?: components["parameters"]["EditPreview"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Lakeside Clinic",
                 *       "zone": "Europe/Amsterdam",
                 *       "address": "Oever 3, Utrecht",
                 *       "phone": "+31 30 555 0100"
                 *     }
                 */
                "application/json": components["schemas"]["AdminLocationInput"];
            };
        };
        responses: {
            /** @description With `preview`, what would be; nothing was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationEdited"];
                };
            };
            /** @description The site. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationEdited"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableCatalogue"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_admin_location: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The site.
                 * @example 01M1DRV4R01HYGCPWPQ5E6EYCN
                 */
                id: components["parameters"]["LocationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The site. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminLocation"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    put_admin_location: {
        parameters: {
            query?: {
                /** @description True answers what would be, with the visits it would strand, and changes nothing. */
                preview?: components["parameters"]["EditPreview"];
            };
            header: {
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The site.
                 * @example 01M1DRV4R01HYGCPWPQ5E6EYCN
                 */
                id: components["parameters"]["LocationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Riverside Clinic",
                 *       "zone": "Europe/Amsterdam",
                 *       "address": "Kade 12, Utrecht",
                 *       "phone": null
                 *     }
                 */
                "application/json": components["schemas"]["AdminLocationInput"];
            };
        };
        responses: {
            /** @description The site. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationEdited"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableCatalogue"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_admin_closures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The site.
                 * @example 01M1DRV4R01HYGCPWPQ5E6EYCN
                 */
                id: components["parameters"]["LocationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Closures by date. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Closures"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    put_admin_closures: {
        parameters: {
            query?: {
                /** @description True answers what would be, with the visits it would strand, and changes nothing. */
                preview?: components["parameters"]["EditPreview"];
            };
            header: {
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The site.
                 * @example 01M1DRV4R01HYGCPWPQ5E6EYCN
                 */
                id: components["parameters"]["LocationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "closures": [
                 *         {
                 *           "date": "2026-12-25",
                 *           "name": "Christmas Day"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ClosuresInput"];
            };
        };
        responses: {
            /** @description Closures by date. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosuresEdited"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableCatalogue"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    import_admin_closures: {
        parameters: {
            query?: {
                /** @description True answers what would be, with the visits it would strand, and changes nothing. */
                preview?: components["parameters"]["EditPreview"];
            };
            header: {
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The site.
                 * @example 01M1DRV4R01HYGCPWPQ5E6EYCN
                 */
                id: components["parameters"]["LocationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example BEGIN:VCALENDAR
                 *     VERSION:2.0
                 *     PRODID:-//Example//Holidays//EN
                 *     BEGIN:VEVENT
                 *     UID:newyear@example.org
                 *     DTSTART;VALUE=DATE:20270101
                 *     SUMMARY:New Year's Day
                 *     END:VEVENT
                 *     END:VCALENDAR
                 */
                "text/calendar": string;
            };
        };
        responses: {
            /** @description What was added and what was there, with all closures. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosuresImported"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableCatalogue"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_admin_resources: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Resources. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page"] & {
                        items: components["schemas"]["AdminResource"][];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    post_admin_resource: {
        parameters: {
            query?: {
                /** @description True answers what would be, with the visits it would strand, and changes nothing. */
                preview?: components["parameters"]["EditPreview"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "practitioner",
                 *       "name": "Dr Ines Varga",
                 *       "roles": [
                 *         "neurologist"
                 *       ],
                 *       "languages": [
                 *         "en",
                 *         "nl"
                 *       ],
                 *       "traits": [
                 *         {
                 *           "key": "sex",
                 *           "value": "female"
                 *         }
                 *       ],
                 *       "hours": [
                 *         {
                 *           "location": "01M1DRV4R01HYGCPWPQ5E6EYCN",
                 *           "day": "mon",
                 *           "start": "08:00",
                 *           "end": "12:30"
                 *         },
                 *         {
                 *           "location": "01M1DRV4R01HYGCPWPQ5E6EYCN",
                 *           "day": "thu",
                 *           "start": "13:00",
                 *           "end": "17:00",
                 *           "valid_from": "2027-01-01"
                 *         }
                 *       ],
                 *       "exceptions": [
                 *         {
                 *           "date": "2026-12-24",
                 *           "open": false
                 *         }
                 *       ],
                 *       "recurring": [
                 *         {
                 *           "first": "2026-12-07",
                 *           "rule": "FREQ=WEEKLY;BYDAY=MO",
                 *           "open": false,
                 *           "start": "10:00",
                 *           "end": "10:30",
                 *           "note": "Team meeting"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AdminResourceInput"];
            };
        };
        responses: {
            /** @description With `preview`, what would be; nothing was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceEdited"];
                };
            };
            /** @description The resource. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceEdited"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableCatalogue"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_admin_resource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The resource.
                 * @example 01M1DRV4R0S5AA819X9YP98106
                 */
                id: components["parameters"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The resource. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminResource"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    put_admin_resource: {
        parameters: {
            query?: {
                /** @description True answers what would be, with the visits it would strand, and changes nothing. */
                preview?: components["parameters"]["EditPreview"];
            };
            header: {
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The resource.
                 * @example 01M1DRV4R0S5AA819X9YP98106
                 */
                id: components["parameters"]["ResourceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "practitioner",
                 *       "name": "Dr Ines Varga",
                 *       "roles": [
                 *         "neurologist"
                 *       ],
                 *       "languages": [
                 *         "en",
                 *         "nl"
                 *       ],
                 *       "traits": [
                 *         {
                 *           "key": "sex",
                 *           "value": "female"
                 *         }
                 *       ],
                 *       "hours": [
                 *         {
                 *           "location": "01M1DRV4R01HYGCPWPQ5E6EYCN",
                 *           "day": "mon",
                 *           "start": "08:00",
                 *           "end": "12:30"
                 *         },
                 *         {
                 *           "location": "01M1DRV4R01HYGCPWPQ5E6EYCN",
                 *           "day": "thu",
                 *           "start": "13:00",
                 *           "end": "17:00",
                 *           "valid_from": "2027-01-01"
                 *         }
                 *       ],
                 *       "exceptions": [
                 *         {
                 *           "date": "2026-12-24",
                 *           "open": false
                 *         }
                 *       ],
                 *       "recurring": [
                 *         {
                 *           "first": "2026-12-07",
                 *           "rule": "FREQ=WEEKLY;BYDAY=MO",
                 *           "open": false,
                 *           "start": "10:00",
                 *           "end": "10:30",
                 *           "note": "Team meeting"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AdminResourceInput"];
            };
        };
        responses: {
            /** @description The resource. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceEdited"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableCatalogue"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_admin_services: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Services in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page"] & {
                        items: components["schemas"]["AdminService"][];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    post_admin_service: {
        parameters: {
            query?: {
                /** @description True answers what would be, with the visits it would strand, and changes nothing. */
                preview?: components["parameters"]["EditPreview"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "walking_analysis",
                 *       "name": "Walking analysis",
                 *       "minutes": 40,
                 *       "practitioner_minutes": [],
                 *       "extra": [
                 *         {
                 *           "when": "interpreter",
                 *           "minutes": 20
                 *         }
                 *       ],
                 *       "buffer_after_minutes": 10,
                 *       "grid_step_minutes": 20,
                 *       "lead_minutes": 120,
                 *       "horizon_days": 60,
                 *       "resources": [
                 *         {
                 *           "role": "orthopedist",
                 *           "count": 1
                 *         },
                 *         {
                 *           "role": "radiographer",
                 *           "count": 1,
                 *           "part": {
                 *             "from": 0,
                 *             "minutes": 20
                 *           }
                 *         }
                 *       ],
                 *       "quotas": [
                 *         {
                 *           "per": "practitioner",
                 *           "period": "day",
                 *           "most": 6,
                 *           "kept_percent": 20,
                 *           "release_hours": 24
                 *         }
                 *       ],
                 *       "start_windows": [
                 *         {
                 *           "circumstance": "fasting",
                 *           "from": "07:00",
                 *           "to": "11:00"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AdminServiceNew"];
            };
        };
        responses: {
            /** @description With `preview`, what would be; nothing was created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceEdited"];
                };
            };
            /** @description The service. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceEdited"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableCatalogue"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_admin_service: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The service's code.
                 * @example mri
                 */
                id: components["parameters"]["ServiceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminService"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    put_admin_service: {
        parameters: {
            query?: {
                /** @description True answers what would be, with the visits it would strand, and changes nothing. */
                preview?: components["parameters"]["EditPreview"];
            };
            header: {
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The service's code.
                 * @example mri
                 */
                id: components["parameters"]["ServiceId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Walking analysis",
                 *       "minutes": 40,
                 *       "practitioner_minutes": [],
                 *       "extra": [
                 *         {
                 *           "when": "interpreter",
                 *           "minutes": 20
                 *         }
                 *       ],
                 *       "buffer_after_minutes": 10,
                 *       "grid_step_minutes": 20,
                 *       "lead_minutes": 120,
                 *       "horizon_days": 60,
                 *       "resources": [
                 *         {
                 *           "role": "orthopedist",
                 *           "count": 1
                 *         },
                 *         {
                 *           "role": "radiographer",
                 *           "count": 1,
                 *           "part": {
                 *             "from": 0,
                 *             "minutes": 20
                 *           }
                 *         }
                 *       ],
                 *       "quotas": [
                 *         {
                 *           "per": "practitioner",
                 *           "period": "day",
                 *           "most": 6,
                 *           "kept_percent": 20,
                 *           "release_hours": 24
                 *         }
                 *       ],
                 *       "start_windows": [
                 *         {
                 *           "circumstance": "fasting",
                 *           "from": "07:00",
                 *           "to": "11:00"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AdminServiceInput"];
            };
        };
        responses: {
            /** @description The service. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceEdited"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableCatalogue"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_admin_travel_times: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Travel times. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TravelTimes"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    put_admin_travel_times: {
        parameters: {
            query?: {
                /** @description True answers what would be, with the visits it would strand, and changes nothing. */
                preview?: components["parameters"]["EditPreview"];
            };
            header: {
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "travel_times": [
                 *         {
                 *           "from": "01M1DRV4R01HYGCPWPQ5E6EYCN",
                 *           "to": "01M1DRV4R0TKJ3C4G9MZP2W8QH",
                 *           "minutes": 25
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TravelTimes"];
            };
        };
        responses: {
            /** @description Travel times. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TravelTimesEdited"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            412: components["responses"]["StaleVersion"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableCatalogue"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    list_stranded: {
        parameters: {
            query?: {
                /** @description Only this site. */
                location?: components["schemas"]["Id"];
                /** @description How many items at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Visits to be moved or cancelled by people. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page"] & {
                        items: components["schemas"]["StrandedVisit"][];
                    };
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    post_batch: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resource": "01M1DRV4R0S5AA819X9YP98106",
                 *       "from": "2026-12-02T00:00:00+01:00",
                 *       "to": "2026-12-03T00:00:00+01:00",
                 *       "reason": "illness"
                 *     }
                 */
                "application/json": components["schemas"]["BatchInput"];
            };
        };
        responses: {
            /** @description The draft. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["ConflictBatch"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableBatch"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The batch.
                 * @example 01M83Q70B0M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["BatchId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch as it stands. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    patch_batch: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The batch.
                 * @example 01M83Q70B0M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["BatchId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "moves": [
                 *         {
                 *           "appointment": "01M83Q70B0SS6YS3C4DWA7N360",
                 *           "action": "cancel"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BatchEdit"];
            };
        };
        responses: {
            /** @description The draft with the change. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictBatch"];
            412: components["responses"]["StaleBatch"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableBatch"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    apply_batch: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The batch.
                 * @example 01M83Q70B0M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["BatchId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictBatch"];
            412: components["responses"]["StaleBatch"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableBatch"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    undo_batch: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 1 to 128 printable characters, in double quotes or bare; choose it at random for each thing to be done, and keep it for every retry.
                 * @example "7d0c1b52-98a4-4a57-9c0e-2d5b6f1a3e88"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The `ETag` last read. Missing 428, stale 412.
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The batch.
                 * @example 01M83Q70B0M9S346Q3D25VT4F5
                 */
                id: components["parameters"]["BatchId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "force": false
                 *     }
                 */
                "application/json": {
                    force?: boolean;
                };
            };
        };
        responses: {
            /** @description The batch, undone. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["ConflictBatch"];
            412: components["responses"]["StaleBatch"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableBatch"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session, with its CSRF token again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["SignIn"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    post_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "frontdesk",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["SignInInput"];
            };
        };
        responses: {
            /** @description The session. The cookie is set; send `csrf_token` back on every change. */
            200: {
                headers: {
                    /**
                     * @description The session cookie, HttpOnly and SameSite.
                     * @example plexus=LoctScwVyQuZm3crT8em_UyRShbbRwh1Kw8VRLg1wOc; Path=/; HttpOnly; SameSite=Lax
                     */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["InvalidInput"];
            401: components["responses"]["SignIn"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out; the cookie is withdrawn and worth nothing. */
            204: {
                headers: {
                    /**
                     * @description An empty cookie that has expired.
                     * @example plexus=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax
                     */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["SignIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract of the running server. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Up. Says nothing about the database. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database answers, its schema fits, and the server is not draining. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["OtherProblem"];
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP plexus_http_requests_total Requests by route and status.
                     *     # TYPE plexus_http_requests_total counter
                     *     plexus_http_requests_total{operation="list_slots",method="GET",status="2xx"} 42
                     */
                    "text/plain": string;
                };
            };
            405: components["responses"]["MethodNotAllowed"];
            default: components["responses"]["OtherProblem"];
        };
    };
}
