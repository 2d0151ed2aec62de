/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Where a producer stands with the organiser (hyväksymisen tila). */
export type ApprovalState =
  /** Applied; not decided yet (haettu). */
  | 'APPLIED'
  /** Approved (hyväksytty). */
  | 'APPROVED'
  /** Rejected (hylätty). */
  | 'REJECTED'
  /** Approved once, then revoked (peruutettu). */
  | 'REVOKED';

/** How a message leaves (viestin kanava). */
export type Channel =
  /** Suomi.fi Messages (Suomi.fi-viestit). */
  | 'SUOMI_FI'
  /** A letter by post (kirje). */
  | 'LETTER'
  /** E-mail, which never carries client data. */
  | 'EMAIL'
  /** A text message, which never carries client data. */
  | 'SMS'
  /** A call to the recipient's own system. */
  | 'WEBHOOK';

/** How far the close of a month has come (sulkemisen tila). */
export type CloseState =
  /** Settlements are being made (käynnissä). */
  | 'RUNNING'
  /** The month is closed (valmis). */
  | 'DONE'
  /** It met a fault and goes on once somebody resumes it (keskeytynyt). */
  | 'STOPPED';

/** Why an input was refused, a word for programs (virhekoodi). */
export type ErrorCode =
  /** The worker serves the client in this way already. */
  | 'ALREADY_SERVES'
  /** Parts that SHL 1301/2014 37 § asks for are missing; `missing` names the fields in camelCase. */
  | 'ASSESSMENT_INCOMPLETE'
  /** A worker who chooses for the client records channel, who was heard and what was shown. */
  | 'ASSISTANCE_REQUIRED'
  /** The row is good, but the batch was to be accepted whole and another row is not. */
  | 'BATCH_REJECTED'
  /** What the ledger drew and the deliveries say differs: the month is not closed before it is explained. */
  | 'BOOKS_DIFFER'
  /** The budget has less left than is asked for, in one limit or several. */
  | 'BUDGET_EXCEEDED'
  /** Another producer was confirmed to have this Y-tunnus, or this producer has another one. */
  | 'BUSINESS_ID_TAKEN'
  /** The client has died: nobody is recorded to speak for them, and the day was recorded already. */
  | 'CLIENT_HAS_DIED'
  /** The month can be reported through `deadline`; what comes later is paid with the following month. */
  | 'CLOSES_EARLY'
  /** The record that goes on was given the closed record's identity code, which it would lose. */
  | 'CODE_OF_MERGED_RECORD'
  /** The service day has not come yet. */
  | 'DATE_IN_FUTURE'
  /** One record has a day of death that the other does not have. */
  | 'DEATHS_DIFFER'
  /** No day of death was recorded, so there is none to correct. */
  | 'DEATH_NOT_RECORDED'
  /** Something was delivered on the order, so it is ended and not cancelled. */
  | 'DELIVERY_STANDS'
  /** The place is disclosed to the same user for the same order on some of the days. */
  | 'DISCLOSED_ALREADY'
  /** The official belongs to the producer whose matter this is (hallintolaki 434/2003 27-28 §). */
  | 'DISQUALIFIED'
  /** An earlier row of the batch has the same number. */
  | 'DUPLICATE_IN_BATCH'
  /** The producer has reported another delivery under this number. */
  | 'DUPLICATE_WITH_OTHER_CONTENT'
  /** One person would do two duties that must be kept apart, such as proposing and approving an account. */
  | 'DUTIES_NOT_SEPARATED'
  /** Months are closed in order; `earliest` is the one whose turn it is. */
  | 'EARLIER_MONTH_OPEN'
  /** The producer's system has no address that calls could be made to. */
  | 'ENDPOINT_NOT_SET'
  /** Another client has the code, or had it before; whose it is stays unsaid. */
  | 'HETU_OF_ANOTHER'
  /** The idempotency key was used before with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** Workers' own data would be matched before the organiser has assessed what that does to people. */
  | 'IMPACT_ASSESSMENT_MISSING'
  /** The external id is empty, longer than 100 characters or contains unprintable ones. */
  | 'INVALID_EXTERNAL_ID'
  /** The text is no personal identity code in force; `rule` says why, and the text is never repeated. */
  | 'INVALID_HETU'
  /** A value breaks a rule of form; `rule` says which, and the message says what is expected. */
  | 'INVALID_INPUT'
  /** The quantity is not a positive number of minutes or pieces. */
  | 'INVALID_QUANTITY'
  /** What the job was about has ended for good; people go on with that and not with the job. */
  | 'JOB_NOT_RETRIED'
  /** This contact is for a team leader to resolve; nothing was opened. */
  | 'LEADER_RESOLVES'
  /** No line of the budget, or not the line named, pays for this kind of service; `names` are its own. */
  | 'LINE_MISMATCH'
  /** Money or an open case runs on the record that would be closed; the facts count what there is. */
  | 'MERGE_BLOCKED'
  /** The producer accepted the month and may still report it; `month` is the first that can be given up. */
  | 'MONTH_BEGUN'
  /** A month is closed after its last day, never before. */
  | 'MONTH_NOT_ENDED'
  /** The month is not within the budget's validity. */
  | 'MONTH_OUTSIDE_BUDGET'
  /** The reporting deadline of the service month has passed, so nothing can be reserved in it any more. */
  | 'MONTH_OVER'
  /** The month's reservation no longer exists: it was voided or has expired. */
  | 'MONTH_RESOLVED'
  /** The producer sees the address already, or knows the client no more, so that no place is disclosed. */
  | 'NOTHING_TO_DISCLOSE'
  /** No need of the assessment names a service, so there is nothing a budget could be computed from. */
  | 'NOTHING_TO_PROPOSE'
  /** What was typed differs from what is recorded of the client, and the leader has not compared them. */
  | 'NOT_COMPARED'
  /** It does not exist, or the caller may not see it; the caller cannot tell which. */
  | 'NOT_FOUND'
  /** The record was not merged into another one. */
  | 'NOT_MERGED'
  /** The producer has another offering of this code. */
  | 'OFFERING_CODE_TAKEN'
  /** The service is not on offer; `state` is the offering's. */
  | 'OFFERING_NOT_AVAILABLE'
  /** The producer has not accepted the order, or it was cancelled. */
  | 'ORDER_NOT_ACCEPTED'
  /** The producer has an order for the item: it can be ended, not removed; more of it is a further item. */
  | 'ORDER_STANDS'
  /** The order does not cover the month of the service day. */
  | 'OUTSIDE_ORDER'
  /** The client has another budget, prepared or active, in some of the months; its dates are the facts. An approved price holds on some of the same days; `valid_from` and `valid_until` are its own. */
  | 'OVERLAPPING_VALIDITY'
  /** More than what is left of the month's order; `left` is in the measure that `unit` names. */
  | 'OVER_QUANTITY'
  /** Somebody would review their own looks. */
  | 'OWN_LOOKS'
  /** The organiser has not set an amount or number of days that the command needs on the day. */
  | 'PARAMETER_NOT_SET'
  /** The producer's payment account is not the one that was approved: nothing is paid to it. */
  | 'PAYMENT_ACCOUNT_DIFFERS'
  /** The producer has no approved account that is valid today. */
  | 'PAYMENT_ACCOUNT_MISSING'
  /** The budget has a plan that is not closed. */
  | 'PLAN_ALREADY_OPEN'
  /** A plan without a chosen service cannot be submitted. */
  | 'PLAN_EMPTY'
  /** What would be settled is not what the preview showed: something was reported since. */
  | 'PREVIEW_OUTDATED'
  /** The price would have ended before today. */
  | 'PRICE_IN_PAST'
  /** The offering has no approved price on the day; `day` is YYYY-MM-DD. */
  | 'PRICE_NOT_FOUND'
  /** The unit price is above the product's price cap (hintakatto) on the day; `cap_cents` is the cap. */
  | 'PRICE_OVER_CAP'
  /** The organiser has not approved the producer, or has revoked it; `state` says which. */
  | 'PRODUCER_NOT_APPROVED'
  /** Nobody has confirmed against the register that the applicant has its Y-tunnus, or it is free again. */
  | 'PRODUCER_NOT_CONFIRMED'
  /** A part of a raise falls on months that are over: it could be granted, and nothing reserved of it. */
  | 'RAISE_LAPSES'
  /** The organiser has no rate for a service category and support class that holds on the day. */
  | 'RATE_NOT_FOUND'
  /** Neither birth date nor name of the two records agree: they are not seen to be one person's. */
  | 'RECORDS_DIFFER'
  /** The client's record was merged into the person's other one and is closed: nothing begins on it. */
  | 'RECORD_MERGED'
  /** Other records were merged into the one that would be closed; they would go on nowhere. */
  | 'RECORD_TOOK_OVER'
  /** The month's deadline is over and the producer has no exception for it. */
  | 'REPORTING_DEADLINE_PASSED'
  /** Months after the last day still hold reservations of `cents`; the plan's items are ended first. */
  | 'RESERVATIONS_HELD'
  /** A reservation has less left than is drawn on it, or than is to be released of it. */
  | 'RESERVATION_OVERDRAWN'
  /** Who filed the contact would resolve it. */
  | 'RESOLVED_BY_ANOTHER'
  /** Who opened the access would review it. */
  | 'REVIEWED_BY_ANOTHER'
  /** Who checked a settlement, or approved what it is paid by, may not release it; `duty` says which. */
  | 'SEPARATED_DUTIES'
  /** Another team serves the client of the contact: who serves the client accepts it, and hears of it. */
  | 'SERVED_BY_ANOTHER_TEAM'
  /** A settlement is not what the ledger drew for its producer and month: it is not paid until explained. */
  | 'SETTLEMENT_DIFFERS'
  /** The service unit is registered already; an OID names one unit. */
  | 'SOTERI_OID_TAKEN'
  /** The substitute already replaces this worker on some of the days. */
  | 'SUBSTITUTION_OVERLAPS'
  /** The producer has had its endpoint tried as often in the last hour as it may; `most` is how often. */
  | 'TOO_MANY_TEST_CALLS'
  /** The worker has typed as many personal identity codes as one may on a day; `most` is how many. */
  | 'TYPED_CODES_REACHED'
  /** Another person changed the thing since the caller read it; `current` is its version now. */
  | 'VERSION_CONFLICT'
  /** The thing is in a state in which this cannot be done to it; `state` is the present one. */
  | 'WRONG_STATE';

/** What happened that somebody must be told of (tapahtuma). */
export type Event =
  /** A worker's right to see a client has ended. */
  | 'ACCESS_ENDED'
  /** A worker's right to see a client ends soon. */
  | 'ACCESS_ENDING'
  /** An assessment was completed. */
  | 'ASSESSMENT_COMPLETED'
  /** A budget is prepared and waits for a decision. */
  | 'BUDGET_AWAITS_DECISION'
  /** A budget's last day is near. */
  | 'BUDGET_ENDING'
  /** Little of the budget is left to choose with. */
  | 'BUDGET_RUNNING_OUT'
  /** A client's contact data changed; the order shows the new ones. */
  | 'CLIENT_CONTACT_CHANGED'
  /** A client's contact data are hidden; contact goes through the organiser. */
  | 'CLIENT_CONTACT_HIDDEN'
  /** A client's day of death was recorded: budget and orders are to be ended. */
  | 'CLIENT_DIED'
  /** Another worker serves the client from now on, by a contact that was accepted. */
  | 'CONTACT_ACCEPTED'
  /** A contact was filed in the team, or about its client, and waits to be resolved. */
  | 'CONTACT_FILED'
  /** A worker opened a client for a while, on a filed contact and for a stated reason. */
  | 'CONTACT_OPENED'
  /** A contact that the worker filed was accepted or rejected. */
  | 'CONTACT_RESOLVED'
  /** What waits for a worker this morning, in numbers. */
  | 'DAILY_SUMMARY'
  /** A wrongly recorded day of death was corrected. */
  | 'DEATH_CORRECTED'
  /** A decision was made on a budget. */
  | 'DECISION_MADE'
  /** A reported delivery was refused. */
  | 'DELIVERY_REFUSED'
  /** Somebody opened emergency access to a client. */
  | 'EMERGENCY_ACCESS_OPENED'
  /** The client's personal identity code was changed. */
  | 'IDENTITY_CODE_CHANGED'
  /** A letter to a client could not be sent; the address is to be checked. */
  | 'LETTER_FAILED'
  /** A message could not be sent; an administrator sees why. */
  | 'MESSAGE_FAILED'
  /** A settlement month was closed. */
  | 'MONTH_CLOSED'
  /** The close of a month has stopped: the books differ, or there was a fault. */
  | 'MONTH_CLOSE_STOPPED'
  /** An offering was approved or rejected. */
  | 'OFFERING_DECIDED'
  /** A producer accepted or declined an order. */
  | 'ORDER_ANSWERED'
  /** An order was cancelled. */
  | 'ORDER_CANCELLED'
  /** An order was changed. */
  | 'ORDER_CHANGED'
  /** The client of an order has died. */
  | 'ORDER_CLIENT_DIED'
  /** A producer did not answer an order in time; the service can be chosen again. */
  | 'ORDER_GIVEN_BACK'
  /** An order goes on: its client's day of death was recorded wrongly. */
  | 'ORDER_GOES_ON'
  /** An order still waits for the producer's answer. */
  | 'ORDER_REMINDED'
  /** An order waits for the producer's answer. */
  | 'ORDER_WAITING'
  /** A producer's account was approved for payments. */
  | 'PAYMENT_ACCOUNT_APPROVED'
  /** A producer's account is not as it was approved, so nothing was paid. */
  | 'PAYMENT_ACCOUNT_DIFFERS'
  /** A client's place was disclosed to you for named days. */
  | 'PLACE_DISCLOSED'
  /** A plan was approved and its orders were sent. */
  | 'PLAN_APPROVED'
  /** A plan was returned to the client to be mended. */
  | 'PLAN_RETURNED'
  /** A plan was submitted and waits for approval. */
  | 'PLAN_SUBMITTED'
  /** A price was approved or rejected. */
  | 'PRICE_DECIDED'
  /** A producer's application was decided, or its approval revoked. */
  | 'PRODUCER_DECIDED'
  /** Two records of one client were merged. */
  | 'RECORDS_MERGED'
  /** Two merged records were separated again. */
  | 'RECORDS_SEPARATED'
  /** The deadline for reporting a month is near, and nothing was reported. */
  | 'REPORTING_DUE'
  /** A month's reporting deadline is today, and some producers have reported nothing. */
  | 'REPORTS_MISSING'
  /** A representative's power has ended. */
  | 'REPRESENTATION_ENDED'
  /** A representative's power to act ends soon. */
  | 'REPRESENTATION_ENDING'
  /** A representative's power was recorded. */
  | 'REPRESENTATION_RECORDED'
  /** Money reserved for a month was freed, since nothing was reported in time. */
  | 'RESERVATION_FREED'
  /** What was opened for a stated reason still waits for its review. */
  | 'REVIEW_WAITING'
  /** A worker's role has ended. */
  | 'ROLE_ENDED'
  /** A role to sign in with ends soon. */
  | 'ROLE_ENDING'
  /** A settlement differs from the ledger, so it was not checked or released. */
  | 'SETTLEMENT_DIFFERS'
  /** A settlement was released for payment. */
  | 'SETTLEMENT_RELEASED'
  /** An urgent task waits for you; by text message. */
  | 'URGENT_TASK_GIVEN'
  /** An urgent task is still not done. */
  | 'URGENT_TASK_LATE'
  /** A call to the producer's system failed for good; told once a day at most. */
  | 'WEBHOOK_FAILED'
  /** The producer's system has another endpoint; the former one has ended. */
  | 'WEBHOOK_REPLACED'
  /** A job has stopped; an administrator sees why. */
  | 'WORK_STOPPED';

/** The rule of form that an input breaks, for programs (muotosääntö). */
export type InputRule =
  /** Remove characters that cannot be stored, such as invisible control characters. */
  | 'BAD_CHARACTER'
  /** Choose a day that is not before the client's birth. */
  | 'BEFORE_BIRTH'
  /** Choose an end that is not before the start. */
  | 'BEFORE_START'
  /** Check the business ID. It has seven digits, a hyphen and a check digit. */
  | 'BUSINESS_ID'
  /** Choose a time that ends before the client turns 18: a custodian represents only a minor. */
  | 'CLIENT_IS_ADULT'
  /** This day of death is already recorded: enter the right day, or leave the day out. */
  | 'DEATH_UNCHANGED'
  /** Enter an e-mail address, for example first.last@example.fi. */
  | 'EMAIL'
  /** Enter the address without letters such as ä and ö: write the server's name in its xn-- form. */
  | 'ENDPOINT_LETTERS'
  /** Enter the address without spaces; within it a space is written %20. */
  | 'ENDPOINT_SPACES'
  /** Enter an address that begins with https:// and has no user name, password or # part. */
  | 'ENDPOINT_URL'
  /** Enter exactly one of the alternatives. */
  | 'EXACTLY_ONE'
  /** Choose the first day of a month. */
  | 'FIRST_DAY_OF_A_MONTH'
  /** The personal identity code is wrong: the date of birth is in the future. */
  | 'HETU_BIRTH_IN_FUTURE'
  /** The personal identity code is wrong: the check character does not match. */
  | 'HETU_CHECK_CHARACTER'
  /** The personal identity code is wrong: check the date of birth and the individual number. */
  | 'HETU_DATE_OR_NUMBER'
  /** The personal identity code is wrong: enter all 11 characters, with the separator. */
  | 'HETU_FORM'
  /** Enter a code that is in the Population Information System: a temporary one is not accepted. */
  | 'HETU_TEMPORARY'
  /** The client already has this personal identity code: enter the new one. */
  | 'HETU_UNCHANGED'
  /** Check the account number. Enter it as an IBAN, for example FI21 1234 5600 0007 85. */
  | 'IBAN'
  /** Enter an account number inside the single euro payments area, such as a Finnish one (FI…). */
  | 'IBAN_OUTSIDE_SEPA'
  /** Choose the last day of a month. */
  | 'LAST_DAY_OF_A_MONTH'
  /** Choose a first day that is not before the present relation begins. */
  | 'LATER_RELATION_EXISTS'
  /** Set a new limit only where nothing has been reserved or used yet. */
  | 'LIMIT_AFTER_TRANSFERS'
  /** Add a new line: an earlier line's service, kind and way of organising cannot be changed. */
  | 'LINE_KEEPS_ITS_CATEGORY_AND_KIND'
  /** Add a new line: an earlier line's unit of measure cannot be changed. */
  | 'LINE_KEEPS_ITS_MEASURE'
  /** Enter the time for a service that is sold by the hour, and leave it out for other services. */
  | 'MINUTES_GO_WITH_HOURLY_SERVICES'
  /** Choose a month, for example May 2026. */
  | 'MONTH'
  /** Enter a quantity greater than zero that fits into a month: at most 744 hours or `most` pieces. */
  | 'MORE_THAN_A_MONTH'
  /** Enter a value that is not less than zero. */
  | 'NEGATIVE'
  /** Change at least one thing. */
  | 'NOTHING_CHANGES'
  /** Leave out how the client was helped: it is entered only if a worker chooses for the client. */
  | 'NOT_ASSISTED'
  /** Choose a month before the service's present last month, `last`. */
  | 'NOT_EARLIER'
  /** Choose a value from the list. */
  | 'NOT_IN_LIST'
  /** Release exactly what is left of the reservation. */
  | 'NOT_THE_REMAINDER'
  /** Choose the line and the month of the reservation. */
  | 'NOT_THE_RESERVATIONS_MONTH'
  /** Choose one of the budget's lines. The budget has no line `line_no`. */
  | 'NO_LIMIT_FOR_LINE'
  /** Choose one of the budget's months. The budget does not cover `month`. */
  | 'NO_LIMIT_FOR_MONTH'
  /** Choose a month with a set reporting time. There is none for `month`. */
  | 'NO_REPORTING_DAYS'
  /** Enter an OID that begins with 1.2.246.10. */
  | 'OID'
  /** Enter the OID of your own service unit. By your business id it begins with `own`. */
  | 'OID_OF_ANOTHER'
  /** Choose a time at which the budget is valid. */
  | 'OUTSIDE_VALIDITY'
  /** Enter a value of at least `least` and at most `most`. */
  | 'OUT_OF_RANGE'
  /** Enter the phone number in digits, for example 040 123 4567 or +358 40 123 4567. */
  | 'PHONE'
  /** Enter the number for a service that is sold by the piece, and leave it out for other services. */
  | 'PIECES_GO_WITH_SERVICES_BY_PIECE'
  /** Enter the postal code in five digits, for example 00100. */
  | 'POSTAL_CODE'
  /** Enter an address that is on the public internet. */
  | 'PUBLIC_ENDPOINT'
  /** Enter this information. */
  | 'REQUIRED'
  /** Choose two different records. */
  | 'SAME_RECORD'
  /** Choose someone other than the absent worker as the substitute. */
  | 'SAME_WORKER'
  /** Choose `earliest` or a later day. */
  | 'TOO_EARLY'
  /** Choose `latest` or an earlier day. */
  | 'TOO_LATE'
  /** Use at most `most` characters. */
  | 'TOO_LONG'
  /** Enter at most `most` rows. */
  | 'TOO_MANY'
  /** Choose a period of at most `most` months. */
  | 'TOO_MANY_MONTHS'
  /** Enter the same value only once. */
  | 'TWICE'
  /** Enter the version in letters and digits, for example 2026-1; at most 40 characters. */
  | 'VERSION';

/** Which messages to list. */
export type MessageFilter = {
  /** Only unread, or only read. */
  readonly unread?: boolean | null | undefined;
  /** Only this event. */
  readonly event?: Event | null | undefined;
  /** Only about this: the thread of one order, one plan, one settlement. */
  readonly subjectId?: string | null | undefined;
};

/** Which message was read. */
export type MessageMarkReadInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The message. */
  readonly messageId: string;
};

/** The type of the node that a message is about (viestin kohde). */
export type MessageSubject =
  /** An assessment of service needs. */
  | 'ASSESSMENT'
  /** A budget. */
  | 'BUDGET'
  /** A client. */
  | 'CLIENT'
  /** A decision on a budget. */
  | 'DECISION'
  /** The opening of a client's data, to be reviewed. */
  | 'EMERGENCY_ACCESS'
  /** A filed contact. */
  | 'FILED_CONTACT'
  /** A job of the background, as an administrator sees it. */
  | 'JOB'
  /** The close of a settlement month. */
  | 'MONTH_CLOSE'
  /** A producer's offering. */
  | 'OFFERING'
  /** An order, as the client and workers see it. */
  | 'ORDER'
  /** A plan. */
  | 'PLAN'
  /** A producer's price. */
  | 'PRICE'
  /** A producer. */
  | 'PRODUCER'
  /** An order, as its producer sees it. */
  | 'PRODUCER_ORDER'
  /** A settlement. */
  | 'SETTLEMENT'
  /** An urgent task. */
  | 'URGENT_TASK';

/** Which closes to list. */
export type MonthCloseFilter = {
  /** Only of this settlement month, yyyymm. */
  readonly month?: number | null | undefined;
  /** Only in this state. */
  readonly state?: CloseState | null | undefined;
};

/** Which month to close. */
export type MonthCloseInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The settlement month, yyyymm. */
  readonly month: number;
  /** What is to be settled in all, as the preview showed it. Another sum is refused; in an early close, where reports still come, only a smaller one. */
  readonly expectedTotalCents: number;
  /** Whether the month is to be closed though it can still be reported in time. */
  readonly acceptsEarly?: boolean;
};

/** Of which month to preview the close. */
export type MonthClosePreviewInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The settlement month, yyyymm; null is the earliest open one. */
  readonly month?: number | null | undefined;
};

/** Which close to resume. */
export type MonthCloseResumeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The close. */
  readonly closeId: string;
};

/** What is decided on a proposed offering. */
export type OfferingDecideInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The offering. */
  readonly offeringId: string;
  /** True approves, false rejects. */
  readonly approve: boolean;
  /** The reason; needed to reject. */
  readonly reason?: string | null | undefined;
};

/** Which offerings to list. */
export type OfferingFilter = {
  /** Only in this state. */
  readonly state?: OfferingState | null | undefined;
  /** Only of this category, by code. */
  readonly category?: string | null | undefined;
  /** Only of this producer. */
  readonly producerId?: string | null | undefined;
  /** Only of this code of the producer's own. */
  readonly code?: string | null | undefined;
  /** The name contains this, in any case. */
  readonly nameContains?: string | null | undefined;
};

/** In which order offerings are listed. */
export type OfferingOrder =
  /** By name, in Finnish alphabetical order. */
  | 'NAME'
  /** The one proposed first. */
  | 'OLDEST_PROPOSAL'
  /** The one proposed last. */
  | 'NEWEST_PROPOSAL';

/** Whether clients can choose an offering (palvelun tila). */
export type OfferingState =
  /** Proposed by its producer (ehdotettu). */
  | 'PROPOSED'
  /** On offer (hyväksytty). */
  | 'APPROVED'
  /** Rejected (hylätty). */
  | 'REJECTED'
  /** Withdrawn by its producer (poistettu). */
  | 'WITHDRAWN';

/** Which proposed account is approved. */
export type PaymentAccountApproveInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The proposed account. */
  readonly paymentAccountId: string;
};

/** Which payment accounts to list. */
export type PaymentAccountFilter = {
  /** Only those that wait for approval, or only approved ones. */
  readonly awaits?: boolean | null | undefined;
  /** Only of this producer. */
  readonly producerId?: string | null | undefined;
};

/** Which months to list. */
export type PeriodFilter = {
  /** Only in this state. */
  readonly state?: PeriodState | null | undefined;
  /** From this month on, yyyymm. */
  readonly fromMonth?: number | null | undefined;
  /** Up to this month, yyyymm. */
  readonly untilMonth?: number | null | undefined;
};

/** Whether a settlement month still takes payments (kauden tila). */
export type PeriodState =
  /** Takes payments. */
  | 'OPEN'
  /** Takes payments no more; its settlements are being made (sulkeutuu). */
  | 'CLOSING'
  /** Closed (suljettu). */
  | 'CLOSED';

/** What is decided on a proposed price. */
export type PriceDecideInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The proposed price. */
  readonly priceId: string;
  /** True approves, false rejects. */
  readonly approve: boolean;
  /** The reason; needed to reject. */
  readonly reason?: string | null | undefined;
};

/** Which prices to list. */
export type PriceFilter = {
  /** Only in this state. */
  readonly state?: PriceState | null | undefined;
  /** Only of this offering. */
  readonly offeringId?: string | null | undefined;
  /** Only what is valid on this day. */
  readonly holdsOn?: string | null | undefined;
};

/** In which order prices are listed. */
export type PriceOrder =
  /** By the first day it holds, earliest first. */
  | 'EARLIEST'
  /** By the first day it holds, latest first. */
  | 'LATEST'
  /** The one proposed first. */
  | 'OLDEST_PROPOSAL'
  /** The one proposed last. */
  | 'NEWEST_PROPOSAL';

/** Whether a price applies (hinnan tila). */
export type PriceState =
  /** Proposed by the producer (ehdotettu). */
  | 'PROPOSED'
  /** Holds on its days (hyväksytty). */
  | 'APPROVED'
  /** Rejected (hylätty). */
  | 'REJECTED';

/** What is decided on an application. */
export type ProducerApplicationDecideInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The producer that applied. */
  readonly producerId: string;
  /** True approves, false rejects. */
  readonly approve: boolean;
  /** How closely the organiser will work with it; needed to approve. */
  readonly segment?: Segment | null | undefined;
  /** The reason; needed to reject. */
  readonly reason?: string | null | undefined;
};

/** Which applications and approvals to list. */
export type ProducerApplicationFilter = {
  /** Only in this state. */
  readonly state?: ApprovalState | null | undefined;
  /** Only of this producer. */
  readonly producerId?: string | null | undefined;
};

/** In which order applications are listed. */
export type ProducerApplicationOrder =
  /** The oldest first. */
  | 'OLDEST'
  /** The newest first. */
  | 'NEWEST';

/** Which approval is taken back, and why. */
export type ProducerApprovalRevokeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The approved producer. */
  readonly producerId: string;
  /** The reason. */
  readonly reason: string;
};

/** Which applicant was found in a register. */
export type ProducerConfirmInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The producer that applied. */
  readonly producerId: string;
  /** In which register it was found under its Y-tunnus. */
  readonly source: RegisterSource;
};

/** Which producers to list. */
export type ProducerFilter = {
  /** Who stands behind it. */
  readonly kind?: ProducerKind | null | undefined;
  /** Has a place that serves this municipality. */
  readonly municipalityCode?: string | null | undefined;
  /** Has a place that serves in this language. */
  readonly language?: ServiceLanguage | null | undefined;
  /** The name starts with this, in any case. */
  readonly nameStarts?: string | null | undefined;
  /** The name contains this, in any case. */
  readonly nameContains?: string | null | undefined;
};

/** Who stands behind a producer: public, private, third sector (tuottajan laji). */
export type ProducerKind =
  /** A public body (julkinen). */
  | 'PUBLIC'
  /** A company or a self-employed person (yksityinen). */
  | 'PRIVATE'
  /** An association or a foundation (kolmas sektori). */
  | 'THIRD_SECTOR';

/** In which register a producer was found (rekisteri). */
export type RegisterSource =
  /** The Business Information System (yritys- ja yhteisötietojärjestelmä). */
  | 'YTJ'
  /** An extract from an official register that the applicant gave (rekisteriote). */
  | 'REGISTER_EXTRACT';

/** Who may report which month late. */
export type ReportingExceptionGrantInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The producer. */
  readonly producerId: string;
  /** The service month, yyyymm. */
  readonly month: number;
  /** Why, at most 1,000 characters. */
  readonly reason: string;
  /** The last day to report. */
  readonly validUntil: string;
};

/** How closely the organiser works with a producer (segmentti). */
export type Segment =
  /** A partner in core services (ydin). */
  | 'CORE'
  /** Supports core services (tukeva). */
  | 'SUPPORTIVE'
  /** Fills in what others lack (täydentävä). */
  | 'COMPLEMENTARY';

/** Languages a service is given in (palvelukieli). */
export type ServiceLanguage =
  /** Finnish (suomi). */
  | 'FI'
  /** Swedish (ruotsi). */
  | 'SV'
  /** Northern Sámi (pohjoissaame). */
  | 'SE'
  /** Inari Sámi (inarinsaame). */
  | 'SMN'
  /** Skolt Sámi (koltansaame). */
  | 'SMS'
  /** Finnish Sign Language (suomalainen viittomakieli). */
  | 'FSE'
  /** Finland-Swedish Sign Language (suomenruotsalainen viittomakieli). */
  | 'FSS'
  /** English (englanti). */
  | 'EN';

/** Which settlement was checked. */
export type SettlementCheckInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The settlement. */
  readonly settlementId: string;
};

/** Which settlements to list. */
export type SettlementFilter = {
  /** Only of this settlement month, yyyymm. */
  readonly month?: number | null | undefined;
  /** Only in this state. */
  readonly state?: SettlementState | null | undefined;
  /** Only of this producer. */
  readonly producerId?: string | null | undefined;
};

/** In which order settlements are listed. */
export type SettlementOrder =
  /** The newest first. */
  | 'NEWEST'
  /** The oldest first. */
  | 'OLDEST'
  /** The largest sum first. */
  | 'LARGEST';

/** Which settlement to release for payment. */
export type SettlementReleaseInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The settlement. */
  readonly settlementId: string;
};

/** Calculated at closing, checked by one, released by another (tilityksen tila). */
export type SettlementState =
  /** Calculated when the month was closed (laskettu). */
  | 'CALCULATED'
  /** Checked by one person (asiatarkastettu). */
  | 'CHECKED'
  /** Released for payment by another (hyväksytty maksuun). */
  | 'RELEASED';

/** Which spend by service to list. */
export type SpendByCategoryFilter = {
  /** From this service month on, yyyymm. */
  readonly fromMonth?: number | null | undefined;
  /** Up to this service month, yyyymm. */
  readonly untilMonth?: number | null | undefined;
  /** Only this kind of service. */
  readonly categoryCode?: string | null | undefined;
};

/** Which spend by municipality to list. */
export type SpendByMunicipalityFilter = {
  /** From this service month on, yyyymm. */
  readonly fromMonth?: number | null | undefined;
  /** Up to this service month, yyyymm. */
  readonly untilMonth?: number | null | undefined;
  /** Only this home municipality. */
  readonly municipalityCode?: string | null | undefined;
};

/** Which spend by producer to list. */
export type SpendByProducerFilter = {
  /** From this service month on, yyyymm. */
  readonly fromMonth?: number | null | undefined;
  /** Up to this service month, yyyymm. */
  readonly untilMonth?: number | null | undefined;
  /** Only of this producer. */
  readonly producerId?: string | null | undefined;
};

/** In which order spend is listed. */
export type SpendOrder =
  /** The newest first. */
  | 'NEWEST'
  /** The oldest first. */
  | 'OLDEST'
  /** The most delivered cents first. */
  | 'MOST_DELIVERED'
  /** The most reserved cents first. */
  | 'MOST_RESERVED';

/** What a price is for: an hour or a piece (yksikkö). */
export type Unit =
  /** An hour; quantities are in minutes (tunti). */
  | 'HOUR'
  /** One visit, day, meal or trip; quantities are in pieces (kappale). */
  | 'PIECE';

export type ApprovePaymentAccountMutationVariables = Exact<{
  input: PaymentAccountApproveInput;
}>;


export type ApprovePaymentAccountMutation = { readonly paymentAccountApprove: { readonly paymentAccount: { readonly id: string, readonly iban: string, readonly validFrom: string, readonly proposedAt: string, readonly approvedAt: string | null, readonly approvedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly name: string, readonly businessId: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type CheckSettlementMutationVariables = Exact<{
  input: SettlementCheckInput;
}>;


export type CheckSettlementMutation = { readonly settlementCheck: { readonly settlement: { readonly id: string, readonly month: number, readonly state: SettlementState, readonly totalCents: number, readonly deliveriesCount: number, readonly calculatedAt: string, readonly checkedAt: string | null, readonly releasedAt: string | null, readonly iban: string | null, readonly checkedBy: { readonly id: string, readonly name: string } | null, readonly releasedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly businessId: string, readonly name: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type CloseMonthMutationVariables = Exact<{
  input: MonthCloseInput;
}>;


export type CloseMonthMutation = { readonly monthClose: { readonly period: { readonly month: number, readonly state: PeriodState, readonly closedAt: string | null, readonly closedBy: { readonly id: string, readonly name: string } | null } | null, readonly monthClose: { readonly id: string, readonly month: number, readonly state: CloseState, readonly isEarly: boolean, readonly orderedAt: string, readonly producersCount: number, readonly deliveriesCount: number, readonly totalCents: number, readonly settledCount: number, readonly settledCents: number, readonly fault: string | null, readonly faultLabel: string | null, readonly differingProducers: number | null, readonly differenceCents: number | null, readonly endedAt: string | null, readonly orderedBy: { readonly id: string, readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ConfirmProducerMutationVariables = Exact<{
  input: ProducerConfirmInput;
}>;


export type ConfirmProducerMutation = { readonly producerConfirm: { readonly approval: { readonly id: string, readonly state: ApprovalState, readonly segment: Segment | null, readonly ruleBookVersion: string, readonly appliedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly registerSource: RegisterSource | null, readonly confirmedAt: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly confirmedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly businessId: string, readonly name: string, readonly kind: ProducerKind } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type DecideOfferingMutationVariables = Exact<{
  input: OfferingDecideInput;
}>;


export type DecideOfferingMutation = { readonly offeringDecide: { readonly offering: { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly state: OfferingState, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly product: { readonly id: string, readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly producer: { readonly id: string, readonly name: string }, readonly servicePoint: { readonly id: string, readonly name: string, readonly municipality: { readonly code: string, readonly nameFi: string } } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type DecidePriceMutationVariables = Exact<{
  input: PriceDecideInput;
}>;


export type DecidePriceMutation = { readonly priceDecide: { readonly price: { readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly offering: { readonly id: string, readonly code: string, readonly name: string, readonly unit: Unit, readonly producer: { readonly id: string, readonly name: string }, readonly product: { readonly code: string, readonly priceCaps: ReadonlyArray<{ readonly validFrom: string, readonly capCents: number }> }, readonly prices: { readonly nodes: ReadonlyArray<{ readonly unitCents: number, readonly validFrom: string, readonly validUntil: string | null }> } } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type DecideProducerApplicationMutationVariables = Exact<{
  input: ProducerApplicationDecideInput;
}>;


export type DecideProducerApplicationMutation = { readonly producerApplicationDecide: { readonly approval: { readonly id: string, readonly state: ApprovalState, readonly segment: Segment | null, readonly ruleBookVersion: string, readonly appliedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly registerSource: RegisterSource | null, readonly confirmedAt: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly confirmedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly businessId: string, readonly name: string, readonly kind: ProducerKind } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type GrantReportingExceptionMutationVariables = Exact<{
  input: ReportingExceptionGrantInput;
}>;


export type GrantReportingExceptionMutation = { readonly reportingExceptionGrant: { readonly reportingException: { readonly id: string, readonly month: number, readonly reason: string, readonly validUntil: string, readonly at: string, readonly grantedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type InboxQueryVariables = Exact<{
  filter?: MessageFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InboxQuery = { readonly messages: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly event: Event, readonly channel: Channel | null, readonly language: string, readonly title: string, readonly body: string, readonly at: string, readonly readAt: string | null, readonly subjectId: string | null, readonly subjectType: MessageSubject | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MarkReadMutationVariables = Exact<{
  input: MessageMarkReadInput;
}>;


export type MarkReadMutation = { readonly messageMarkRead: { readonly message: { readonly id: string, readonly event: Event, readonly channel: Channel | null, readonly language: string, readonly title: string, readonly body: string, readonly at: string, readonly readAt: string | null, readonly subjectId: string | null, readonly subjectType: MessageSubject | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type MonthCloseProgressQueryVariables = Exact<{
  id: string;
}>;


export type MonthCloseProgressQuery = { readonly monthClose: { readonly id: string, readonly month: number, readonly state: CloseState, readonly isEarly: boolean, readonly orderedAt: string, readonly producersCount: number, readonly deliveriesCount: number, readonly totalCents: number, readonly settledCount: number, readonly settledCents: number, readonly fault: string | null, readonly faultLabel: string | null, readonly differingProducers: number | null, readonly differenceCents: number | null, readonly endedAt: string | null, readonly orderedBy: { readonly id: string, readonly name: string } | null } | null };

export type MonthClosesQueryVariables = Exact<{
  filter?: MonthCloseFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MonthClosesQuery = { readonly monthCloses: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly month: number, readonly state: CloseState, readonly isEarly: boolean, readonly orderedAt: string, readonly producersCount: number, readonly deliveriesCount: number, readonly totalCents: number, readonly settledCount: number, readonly settledCents: number, readonly fault: string | null, readonly faultLabel: string | null, readonly differingProducers: number | null, readonly differenceCents: number | null, readonly endedAt: string | null, readonly orderedBy: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MonthsQueryVariables = Exact<{
  filter?: PeriodFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MonthsQuery = { readonly periods: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly month: number, readonly state: PeriodState, readonly reportingDeadline: string, readonly closedAt: string | null, readonly closedBy: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly reportingExceptions: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly month: number, readonly reason: string, readonly validUntil: string, readonly at: string, readonly grantedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly name: string } | null }> } };

export type OfferingsQueryVariables = Exact<{
  filter?: OfferingFilter | null | undefined;
  orderBy?: OfferingOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OfferingsQuery = { readonly offerings: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly state: OfferingState, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly product: { readonly id: string, readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly producer: { readonly id: string, readonly name: string }, readonly servicePoint: { readonly id: string, readonly name: string, readonly municipality: { readonly code: string, readonly nameFi: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type OfferingsAwaitingQueryVariables = Exact<{
  filter?: OfferingFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OfferingsAwaitingQuery = { readonly offeringsAwaiting: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly state: OfferingState, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly product: { readonly id: string, readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly producer: { readonly id: string, readonly name: string }, readonly servicePoint: { readonly id: string, readonly name: string, readonly municipality: { readonly code: string, readonly nameFi: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PaymentAccountsQueryVariables = Exact<{
  filter?: PaymentAccountFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PaymentAccountsQuery = { readonly paymentAccounts: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly iban: string, readonly validFrom: string, readonly proposedAt: string, readonly approvedAt: string | null, readonly approvedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly name: string, readonly businessId: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PreviewMonthCloseMutationVariables = Exact<{
  input: MonthClosePreviewInput;
}>;


export type PreviewMonthCloseMutation = { readonly monthClosePreview: { readonly preview: { readonly month: number, readonly producersCount: number, readonly deliveriesCount: number, readonly totalCents: number, readonly unreportedCount: number, readonly reportingDeadline: string | null, readonly isEarly: boolean, readonly settlements: ReadonlyArray<{ readonly producerId: string, readonly producerName: string, readonly deliveriesCount: number, readonly totalCents: number }>, readonly obstacles: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }>, readonly unreported: ReadonlyArray<{ readonly producerId: string, readonly producerName: string, readonly ordersCount: number }>, readonly openReservations: ReadonlyArray<{ readonly month: number, readonly reservationsCount: number, readonly cents: number, readonly reportingDeadline: string }>, readonly warning: { readonly code: ErrorCode, readonly message: string, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type PricesQueryVariables = Exact<{
  filter?: PriceFilter | null | undefined;
  orderBy?: PriceOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PricesQuery = { readonly prices: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly offering: { readonly id: string, readonly code: string, readonly name: string, readonly unit: Unit, readonly producer: { readonly id: string, readonly name: string }, readonly product: { readonly code: string, readonly priceCaps: ReadonlyArray<{ readonly validFrom: string, readonly capCents: number }> }, readonly prices: { readonly nodes: ReadonlyArray<{ readonly unitCents: number, readonly validFrom: string, readonly validUntil: string | null }> } } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PricesAwaitingQueryVariables = Exact<{
  filter?: PriceFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PricesAwaitingQuery = { readonly pricesAwaiting: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly offering: { readonly id: string, readonly code: string, readonly name: string, readonly unit: Unit, readonly producer: { readonly id: string, readonly name: string }, readonly product: { readonly code: string, readonly priceCaps: ReadonlyArray<{ readonly validFrom: string, readonly capCents: number }> }, readonly prices: { readonly nodes: ReadonlyArray<{ readonly unitCents: number, readonly validFrom: string, readonly validUntil: string | null }> } } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ProducerApplicationsQueryVariables = Exact<{
  filter?: ProducerApplicationFilter | null | undefined;
  orderBy?: ProducerApplicationOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProducerApplicationsQuery = { readonly producerApplications: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: ApprovalState, readonly segment: Segment | null, readonly ruleBookVersion: string, readonly appliedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly registerSource: RegisterSource | null, readonly confirmedAt: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly confirmedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly businessId: string, readonly name: string, readonly kind: ProducerKind } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ProducersQueryVariables = Exact<{
  filter?: ProducerFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProducersQuery = { readonly producers: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly businessId: string, readonly name: string, readonly kind: ProducerKind, readonly approval: { readonly state: ApprovalState, readonly segment: Segment | null, readonly decidedAt: string | null } | null, readonly catalogue: { readonly totalCount: number } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ReleaseSettlementMutationVariables = Exact<{
  input: SettlementReleaseInput;
}>;


export type ReleaseSettlementMutation = { readonly settlementRelease: { readonly settlement: { readonly id: string, readonly month: number, readonly state: SettlementState, readonly totalCents: number, readonly deliveriesCount: number, readonly calculatedAt: string, readonly checkedAt: string | null, readonly releasedAt: string | null, readonly iban: string | null, readonly checkedBy: { readonly id: string, readonly name: string } | null, readonly releasedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly businessId: string, readonly name: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ResumeMonthCloseMutationVariables = Exact<{
  input: MonthCloseResumeInput;
}>;


export type ResumeMonthCloseMutation = { readonly monthCloseResume: { readonly monthClose: { readonly id: string, readonly month: number, readonly state: CloseState, readonly isEarly: boolean, readonly orderedAt: string, readonly producersCount: number, readonly deliveriesCount: number, readonly totalCents: number, readonly settledCount: number, readonly settledCents: number, readonly fault: string | null, readonly faultLabel: string | null, readonly differingProducers: number | null, readonly differenceCents: number | null, readonly endedAt: string | null, readonly orderedBy: { readonly id: string, readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type RevokeProducerApprovalMutationVariables = Exact<{
  input: ProducerApprovalRevokeInput;
}>;


export type RevokeProducerApprovalMutation = { readonly producerApprovalRevoke: { readonly approval: { readonly id: string, readonly state: ApprovalState, readonly segment: Segment | null, readonly ruleBookVersion: string, readonly appliedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly registerSource: RegisterSource | null, readonly confirmedAt: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly confirmedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly businessId: string, readonly name: string, readonly kind: ProducerKind } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type SettlementsQueryVariables = Exact<{
  filter?: SettlementFilter | null | undefined;
  orderBy?: SettlementOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SettlementsQuery = { readonly settlements: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly month: number, readonly state: SettlementState, readonly totalCents: number, readonly deliveriesCount: number, readonly calculatedAt: string, readonly checkedAt: string | null, readonly releasedAt: string | null, readonly iban: string | null, readonly checkedBy: { readonly id: string, readonly name: string } | null, readonly releasedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly businessId: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SpendByMunicipalityQueryVariables = Exact<{
  filter?: SpendByMunicipalityFilter | null | undefined;
  orderBy?: SpendOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SpendByMunicipalityQuery = { readonly spendByMunicipality: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly month: number, readonly reservedCents: number | null, readonly deliveredCents: number | null, readonly deliveriesCount: number | null, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SpendByProducerQueryVariables = Exact<{
  filter?: SpendByProducerFilter | null | undefined;
  orderBy?: SpendOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SpendByProducerQuery = { readonly spendByProducer: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly month: number, readonly reservedCents: number | null, readonly deliveredCents: number | null, readonly deliveriesCount: number | null, readonly producer: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SpendByServiceQueryVariables = Exact<{
  filter?: SpendByCategoryFilter | null | undefined;
  orderBy?: SpendOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SpendByServiceQuery = { readonly spendByCategory: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly month: number, readonly reservedCents: number | null, readonly deliveredCents: number | null, readonly deliveriesCount: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AccountFragment = { readonly id: string, readonly iban: string, readonly validFrom: string, readonly proposedAt: string, readonly approvedAt: string | null, readonly approvedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly name: string, readonly businessId: string } };

export type ApplicationFragment = { readonly id: string, readonly state: ApprovalState, readonly segment: Segment | null, readonly ruleBookVersion: string, readonly appliedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly registerSource: RegisterSource | null, readonly confirmedAt: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly confirmedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly businessId: string, readonly name: string, readonly kind: ProducerKind } };

export type MessageRowFragment = { readonly id: string, readonly event: Event, readonly channel: Channel | null, readonly language: string, readonly title: string, readonly body: string, readonly at: string, readonly readAt: string | null, readonly subjectId: string | null, readonly subjectType: MessageSubject | null };

type Problem_BudgetExceeded_Fragment = { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

type Problem_InvalidInput_Fragment = { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> };

type Problem_Refused_Fragment = { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> };

type Problem_VersionConflict_Fragment = { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

export type ProblemFragment =
  | Problem_BudgetExceeded_Fragment
  | Problem_InvalidInput_Fragment
  | Problem_Refused_Fragment
  | Problem_VersionConflict_Fragment
;

export type ProposedOfferingFragment = { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly state: OfferingState, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly product: { readonly id: string, readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly producer: { readonly id: string, readonly name: string }, readonly servicePoint: { readonly id: string, readonly name: string, readonly municipality: { readonly code: string, readonly nameFi: string } } };

export type ProposedPriceFragment = { readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly decidedBy: { readonly id: string, readonly name: string } | null, readonly offering: { readonly id: string, readonly code: string, readonly name: string, readonly unit: Unit, readonly producer: { readonly id: string, readonly name: string }, readonly product: { readonly code: string, readonly priceCaps: ReadonlyArray<{ readonly validFrom: string, readonly capCents: number }> }, readonly prices: { readonly nodes: ReadonlyArray<{ readonly unitCents: number, readonly validFrom: string, readonly validUntil: string | null }> } } | null };

export type MonthCloseRowFragment = { readonly id: string, readonly month: number, readonly state: CloseState, readonly isEarly: boolean, readonly orderedAt: string, readonly producersCount: number, readonly deliveriesCount: number, readonly totalCents: number, readonly settledCount: number, readonly settledCents: number, readonly fault: string | null, readonly faultLabel: string | null, readonly differingProducers: number | null, readonly differenceCents: number | null, readonly endedAt: string | null, readonly orderedBy: { readonly id: string, readonly name: string } | null };

export type SettlementRowFragment = { readonly id: string, readonly month: number, readonly state: SettlementState, readonly totalCents: number, readonly deliveriesCount: number, readonly calculatedAt: string, readonly checkedAt: string | null, readonly releasedAt: string | null, readonly iban: string | null, readonly checkedBy: { readonly id: string, readonly name: string } | null, readonly releasedBy: { readonly id: string, readonly name: string } | null, readonly producer: { readonly id: string, readonly businessId: string, readonly name: string } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AccountFragmentDoc = new TypedDocumentString(`
    fragment Account on PaymentAccount {
  id
  iban
  validFrom
  proposedAt
  approvedAt
  approvedBy {
    id
    name
  }
  producer {
    id
    name
    businessId
  }
}
    `, {"fragmentName":"Account"}) as unknown as TypedDocumentString<AccountFragment, unknown>;
export const ApplicationFragmentDoc = new TypedDocumentString(`
    fragment Application on ProducerApproval {
  id
  state
  segment
  ruleBookVersion
  appliedAt
  decidedAt
  decidedBy {
    id
    name
  }
  reason
  registerSource
  confirmedAt
  confirmedBy {
    id
    name
  }
  producer {
    id
    businessId
    name
    kind
  }
}
    `, {"fragmentName":"Application"}) as unknown as TypedDocumentString<ApplicationFragment, unknown>;
export const MessageRowFragmentDoc = new TypedDocumentString(`
    fragment MessageRow on Message {
  id
  event
  channel
  language
  title
  body
  at
  readAt
  subjectId
  subjectType
}
    `, {"fragmentName":"MessageRow"}) as unknown as TypedDocumentString<MessageRowFragment, unknown>;
export const ProblemFragmentDoc = new TypedDocumentString(`
    fragment Problem on UserError {
  __typename
  code
  message
  path
  ... on Refused {
    facts {
      name
      value
    }
  }
  ... on InvalidInput {
    rule
    facts {
      name
      value
    }
  }
}
    `, {"fragmentName":"Problem"}) as unknown as TypedDocumentString<ProblemFragment, unknown>;
export const ProposedOfferingFragmentDoc = new TypedDocumentString(`
    fragment ProposedOffering on Offering {
  id
  code
  name
  description
  languages
  unit
  state
  proposedAt
  decidedAt
  decidedBy {
    id
    name
  }
  reason
  product {
    id
    code
    nameFi
    nameSv
  }
  producer {
    id
    name
  }
  servicePoint {
    id
    name
    municipality {
      code
      nameFi
    }
  }
}
    `, {"fragmentName":"ProposedOffering"}) as unknown as TypedDocumentString<ProposedOfferingFragment, unknown>;
export const ProposedPriceFragmentDoc = new TypedDocumentString(`
    fragment ProposedPrice on Price {
  id
  state
  unitCents
  eveningPercent
  saturdayPercent
  sundayPercent
  validFrom
  validUntil
  proposedAt
  decidedAt
  decidedBy {
    id
    name
  }
  reason
  offering {
    id
    code
    name
    unit
    producer {
      id
      name
    }
    product {
      code
      priceCaps {
        validFrom
        capCents
      }
    }
    prices(first: 3, filter: {state: APPROVED}) {
      nodes {
        unitCents
        validFrom
        validUntil
      }
    }
  }
}
    `, {"fragmentName":"ProposedPrice"}) as unknown as TypedDocumentString<ProposedPriceFragment, unknown>;
export const MonthCloseRowFragmentDoc = new TypedDocumentString(`
    fragment MonthCloseRow on MonthClose {
  id
  month
  state
  isEarly
  orderedAt
  orderedBy {
    id
    name
  }
  producersCount
  deliveriesCount
  totalCents
  settledCount
  settledCents
  fault
  faultLabel
  differingProducers
  differenceCents
  endedAt
}
    `, {"fragmentName":"MonthCloseRow"}) as unknown as TypedDocumentString<MonthCloseRowFragment, unknown>;
export const SettlementRowFragmentDoc = new TypedDocumentString(`
    fragment SettlementRow on Settlement {
  id
  month
  state
  totalCents
  deliveriesCount
  calculatedAt
  checkedAt
  checkedBy {
    id
    name
  }
  releasedAt
  releasedBy {
    id
    name
  }
  iban
  producer {
    id
    businessId
    name
  }
}
    `, {"fragmentName":"SettlementRow"}) as unknown as TypedDocumentString<SettlementRowFragment, unknown>;
export const ApprovePaymentAccountDocument = {"__meta__":{"documentId":"sha256:30da628dfb99258c4354b8ef8903f5450610938592b52f72ab0117b0e91c95ca"}} as unknown as TypedDocumentString<ApprovePaymentAccountMutation, ApprovePaymentAccountMutationVariables>;
export const CheckSettlementDocument = {"__meta__":{"documentId":"sha256:07539221d61c1604821f4bac67bdfb18d6c766059a6514a157858e1f920c95a1"}} as unknown as TypedDocumentString<CheckSettlementMutation, CheckSettlementMutationVariables>;
export const CloseMonthDocument = {"__meta__":{"documentId":"sha256:e007a085eb52e1e939922557316d5740656743aed84912b224e18b1b27bddbed"}} as unknown as TypedDocumentString<CloseMonthMutation, CloseMonthMutationVariables>;
export const ConfirmProducerDocument = {"__meta__":{"documentId":"sha256:c33a8ceb8af907a332477d9a1e95bc978099c3244401a81ab40ee3ebce53de07"}} as unknown as TypedDocumentString<ConfirmProducerMutation, ConfirmProducerMutationVariables>;
export const DecideOfferingDocument = {"__meta__":{"documentId":"sha256:7fea38b17288a66d4f76e7a3f4ead516a69389d064bbb1eb4325a98b6b20c07d"}} as unknown as TypedDocumentString<DecideOfferingMutation, DecideOfferingMutationVariables>;
export const DecidePriceDocument = {"__meta__":{"documentId":"sha256:5300fb3151bfdcc8781e078c6c208ab10add59657b721b0192eeb3695805ee89"}} as unknown as TypedDocumentString<DecidePriceMutation, DecidePriceMutationVariables>;
export const DecideProducerApplicationDocument = {"__meta__":{"documentId":"sha256:8c8247af936e3b0e25ee5591f1ff242faa4a3f15b3150421bb8b4a1122296f5e"}} as unknown as TypedDocumentString<DecideProducerApplicationMutation, DecideProducerApplicationMutationVariables>;
export const GrantReportingExceptionDocument = {"__meta__":{"documentId":"sha256:22c1552ac54f6bcca15c0c9cd3e3d9b323f99f6ff654fdfe247c43adf5f0f1a7"}} as unknown as TypedDocumentString<GrantReportingExceptionMutation, GrantReportingExceptionMutationVariables>;
export const InboxDocument = {"__meta__":{"documentId":"sha256:e0373ee598896911b740622acbdee3cfb64aaf695d1cd5ef26d5910da9c20350"}} as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const MarkReadDocument = {"__meta__":{"documentId":"sha256:fcadeac85dd0e782f06d2f61c398928cc9ddc28a60b98497987c0438735ae307"}} as unknown as TypedDocumentString<MarkReadMutation, MarkReadMutationVariables>;
export const MonthCloseProgressDocument = {"__meta__":{"documentId":"sha256:dea4b46c3c7978110f30aae50e7cc797949a66c0caf65f3295d1eb3dd8d12269"}} as unknown as TypedDocumentString<MonthCloseProgressQuery, MonthCloseProgressQueryVariables>;
export const MonthClosesDocument = {"__meta__":{"documentId":"sha256:74569036c6ffd52af78e5f8eba3584504ac375534f3dc33503d2ded1a998e484"}} as unknown as TypedDocumentString<MonthClosesQuery, MonthClosesQueryVariables>;
export const MonthsDocument = {"__meta__":{"documentId":"sha256:fd85933c11a19dc6f3d1990d5f6585213aa56bd7692bd68e4689dc90181bb47b"}} as unknown as TypedDocumentString<MonthsQuery, MonthsQueryVariables>;
export const OfferingsDocument = {"__meta__":{"documentId":"sha256:f0c0f0dc8539402a24213891838f2f5c0431f6eae9a06ac3eb7e4100d7d56e8f"}} as unknown as TypedDocumentString<OfferingsQuery, OfferingsQueryVariables>;
export const OfferingsAwaitingDocument = {"__meta__":{"documentId":"sha256:b3d89c42ccffff073769f26629f23c0afc05998a4255b963fe5ecc19b01432ee"}} as unknown as TypedDocumentString<OfferingsAwaitingQuery, OfferingsAwaitingQueryVariables>;
export const PaymentAccountsDocument = {"__meta__":{"documentId":"sha256:bfd07ed84a359648c70fe83e70f1e6644e91beed407b6bead75a9c038a4d6513"}} as unknown as TypedDocumentString<PaymentAccountsQuery, PaymentAccountsQueryVariables>;
export const PreviewMonthCloseDocument = {"__meta__":{"documentId":"sha256:8e53c89ded44ac672456d75720499e909e8bb436c6a73cf36fa30155d80f8188"}} as unknown as TypedDocumentString<PreviewMonthCloseMutation, PreviewMonthCloseMutationVariables>;
export const PricesDocument = {"__meta__":{"documentId":"sha256:7111c22b30ff06e96992a981e581c58fda0b9dda0da6ecced6c70613570ccad4"}} as unknown as TypedDocumentString<PricesQuery, PricesQueryVariables>;
export const PricesAwaitingDocument = {"__meta__":{"documentId":"sha256:7434a6686818dcd5ef55e30882bf581db98489e92ba8add3c30da9e480c53a51"}} as unknown as TypedDocumentString<PricesAwaitingQuery, PricesAwaitingQueryVariables>;
export const ProducerApplicationsDocument = {"__meta__":{"documentId":"sha256:2790d6b7177f9cd6771b135584502313c6f20ecfedc1c4f59bee6d378037f934"}} as unknown as TypedDocumentString<ProducerApplicationsQuery, ProducerApplicationsQueryVariables>;
export const ProducersDocument = {"__meta__":{"documentId":"sha256:d8d7affac3b2e0e7c623a3163a7bbe6a43e32bff06e69cc01b8e0f82df7ef0f4"}} as unknown as TypedDocumentString<ProducersQuery, ProducersQueryVariables>;
export const ReleaseSettlementDocument = {"__meta__":{"documentId":"sha256:561ef48562d33768c0959d5bda7b00516e8f46ca6d7ab68538bbfd8c1136fb44"}} as unknown as TypedDocumentString<ReleaseSettlementMutation, ReleaseSettlementMutationVariables>;
export const ResumeMonthCloseDocument = {"__meta__":{"documentId":"sha256:e40d79f68d19451d96ba0d2ecfcbf3ceac56a64b0f770c6b8969b4940706ab4d"}} as unknown as TypedDocumentString<ResumeMonthCloseMutation, ResumeMonthCloseMutationVariables>;
export const RevokeProducerApprovalDocument = {"__meta__":{"documentId":"sha256:4f400cbc65d8a820b59eceac078ed67bafb28acedb820d8bc224db52edba5283"}} as unknown as TypedDocumentString<RevokeProducerApprovalMutation, RevokeProducerApprovalMutationVariables>;
export const SettlementsDocument = {"__meta__":{"documentId":"sha256:7cc41aefea2da838161e6823f1d60178b5b8e8ca312b07d5ce8aa2615e402ffa"}} as unknown as TypedDocumentString<SettlementsQuery, SettlementsQueryVariables>;
export const SpendByMunicipalityDocument = {"__meta__":{"documentId":"sha256:0121a3fe2b40404140045b3dc1b7d33fb0e55964cad4de858f78d6f902df5042"}} as unknown as TypedDocumentString<SpendByMunicipalityQuery, SpendByMunicipalityQueryVariables>;
export const SpendByProducerDocument = {"__meta__":{"documentId":"sha256:7430fa284068d0f0db3a63cd48b4f68ae8d1c11b7498b1dd392a2a5aaa5f629c"}} as unknown as TypedDocumentString<SpendByProducerQuery, SpendByProducerQueryVariables>;
export const SpendByServiceDocument = {"__meta__":{"documentId":"sha256:3e822ace825a3b44d4554458f4cbd73ca6bfb0f514cca2743ac4d058172ef29c"}} as unknown as TypedDocumentString<SpendByServiceQuery, SpendByServiceQueryVariables>;
