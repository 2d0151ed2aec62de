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

/** How far a call to a producer's system has come (kutsun tila). */
export type CallState =
  /** Not received yet; it is tried, or tried again (odottaa). */
  | 'WAITING'
  /** The endpoint answered that it has it (vastaanotettu). */
  | 'RECEIVED'
  /** It was refused, or tried in vain for too long (epäonnistui). */
  | 'FAILED';

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

/** Languages of service, with sign languages (asiointikieli). */
export type ClientLanguage =
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

/** Deliveries to be reported at once. */
export type DeliveriesReportInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The rows, 1–1,000. */
  readonly deliveries: ReadonlyArray<DeliveryRowInput>;
  /** Whether a bad row keeps the good ones out. */
  readonly onError?: OnError;
};

/** Delivered, cancelled too late, or missed by the client (toteuman laji). */
export type DeliveryKind =
  /** Given as ordered (toteutunut). */
  | 'DELIVERED'
  /** Cancelled too late to be free of charge (myöhään peruttu). */
  | 'CANCELLED_LATE'
  /** The client was not there (käyttämättä jätetty). */
  | 'MISSED';

/** In which order deliveries are listed. */
export type DeliveryOrder =
  /** The newest first. */
  | 'NEWEST'
  /** The oldest first. */
  | 'OLDEST';

/** One delivery to be reported. */
export type DeliveryReportInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The event. */
  readonly delivery: DeliveryRowInput;
};

/** One event to be reported (toteumarivi). */
export type DeliveryRowInput = {
  /** Your own number of it, 1–100 characters; the same number with the same content is reported once. */
  readonly externalId: string;
  /** The ProducerOrder it belongs to. */
  readonly orderId: string;
  /** Delivered, cancelled late or missed. */
  readonly kind?: DeliveryKind;
  /** The day of the service. */
  readonly serviceDate: string;
  /** Minutes or pieces, as the order counts. */
  readonly quantity: number;
};

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

/** What a limit counts: cents, minutes or pieces (mittayksikkö). */
export type Measure =
  /** Euro cents. */
  | 'CENTS'
  /** Minutes. */
  | 'MINUTES'
  /** Pieces (kappale). */
  | 'PIECES';

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

/** What an offering is to be from now on. */
export type OfferingChangeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The offering. */
  readonly offeringId: string;
  /** The producer's place. */
  readonly servicePointId: string;
  /** The name clients see, at most 200 characters. */
  readonly name: string;
  /** What is done, at most 4,000 characters. */
  readonly description: string;
  /** In which languages it is given. */
  readonly languages: ReadonlyArray<ServiceLanguage>;
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

/** What a producer wants to offer. */
export type OfferingProposeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The organiser's product. */
  readonly productId: string;
  /** The producer's place. */
  readonly servicePointId: string;
  /** The producer's own name of it, at most 80 characters. */
  readonly code: string;
  /** The name clients see, at most 200 characters. */
  readonly name: string;
  /** What is done, at most 4,000 characters. */
  readonly description?: string;
  /** In which languages it is given. */
  readonly languages: ReadonlyArray<ServiceLanguage>;
};

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

/** Which offering is withdrawn. */
export type OfferingWithdrawInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The offering. */
  readonly offeringId: string;
};

/** What a bad row does to the good rows of its batch. */
export type OnError =
  /** Good rows are accepted, bad ones rejected. */
  | 'REJECT_ROWS'
  /** One bad row rejects the whole batch. */
  | 'REJECT_ALL';

/** A producer's answer to an order. */
export type OrderAnswerInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The ProducerOrder. */
  readonly orderId: string;
  /** True accepts, false declines. */
  readonly accept: boolean;
  /** The reason; needed to decline. */
  readonly reason?: string | null | undefined;
};

/** Where an order stands with its producer (tilauksen tila). */
export type OrderState =
  /** Waits for the producer's answer (lähetetty). */
  | 'SENT'
  /** The producer delivers it (hyväksytty). */
  | 'ACCEPTED'
  /** The producer does not take it (hylätty). */
  | 'DECLINED'
  /** Cancelled before anything was delivered (peruttu). */
  | 'CANCELLED'
  /** The producer did not answer in time; the service can be chosen again (palautunut). */
  | 'GIVEN_BACK';

/** What became of a reported row (rivin tulos). */
export type OutcomeState =
  /** Posted now. */
  | 'ACCEPTED'
  /** The same delivery was accepted before; nothing happened now. */
  | 'ALREADY_REPORTED'
  /** Refused; the row's error says why. */
  | 'REJECTED';

/** The account the producer wants to be paid to. */
export type PaymentAccountProposeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The IBAN (ISO 13616). */
  readonly iban: string;
  /** From which day, today or later. */
  readonly validFrom: string;
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

/** A price from a day on. */
export type PriceProposeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The own offering. */
  readonly offeringId: string;
  /** The price of an hour or piece on a weekday. */
  readonly unitCents: number;
  /** Percent of the weekday price in the evening, 100 to 1000. */
  readonly eveningPercent?: number;
  /** Percent of the weekday price on a Saturday, 100 to 1000. */
  readonly saturdayPercent?: number;
  /** Percent of the weekday price on a Sunday, 100 to 1000. */
  readonly sundayPercent?: number;
  /** The first day. */
  readonly validFrom: string;
  /** The last day; none is until the next price. */
  readonly validUntil?: string | null | undefined;
};

/** One row of a price list. */
export type PriceRowInput = {
  /** The producer's own code of the offering. */
  readonly offeringCode: string;
  /** The price of an hour or piece on a weekday. */
  readonly unitCents: number;
  /** Percent of the weekday price in the evening, 100 to 1000. */
  readonly eveningPercent?: number;
  /** Percent of the weekday price on a Saturday, 100 to 1000. */
  readonly saturdayPercent?: number;
  /** Percent of the weekday price on a Sunday, 100 to 1000. */
  readonly sundayPercent?: number;
  /** The first day. */
  readonly validFrom: string;
  /** The last day; none is until the next price. */
  readonly validUntil?: string | null | undefined;
};

/** Whether a price applies (hinnan tila). */
export type PriceState =
  /** Proposed by the producer (ehdotettu). */
  | 'PROPOSED'
  /** Holds on its days (hyväksytty). */
  | 'APPROVED'
  /** Rejected (hylätty). */
  | 'REJECTED';

/** A list of prices (hinnasto). */
export type PricesProposeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The rows, at most 1,000. */
  readonly prices: ReadonlyArray<PriceRowInput>;
};

/** What a producer applies with; by applying it accepts the rule book. */
export type ProducerApplyInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** Business id (Y-tunnus), 1234567-8. */
  readonly businessId: string;
  /** The producer's name, at most 200 characters. */
  readonly name: string;
  /** Who stands behind it. */
  readonly kind: ProducerKind;
  /** The version of the rule book it accepts. */
  readonly ruleBookVersion: string;
  /** The IBAN to be paid to; a coordinator approves it apart. */
  readonly iban: string;
  /** The name of who applies. */
  readonly administratorName: string;
};

/** Where the producer is notified. */
export type ProducerContactChangeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Number for text messages. */
  readonly phone?: string | null | undefined;
};

/** Which of your producer's deliveries to list. */
export type ProducerDeliveryFilter = {
  /** Only of this service month, yyyymm. */
  readonly month?: number | null | undefined;
  /** Only those paid in this settlement month, yyyymm. */
  readonly settlementMonth?: number | null | undefined;
  /** Only of this order. */
  readonly orderId?: string | null | undefined;
  /** Only the one with this number of your own. */
  readonly externalId?: string | null | undefined;
  /** Only of this kind. */
  readonly kind?: DeliveryKind | null | undefined;
};

/** Who stands behind a producer: public, private, third sector (tuottajan laji). */
export type ProducerKind =
  /** A public body (julkinen). */
  | 'PUBLIC'
  /** A company or a self-employed person (yksityinen). */
  | 'PRIVATE'
  /** An association or a foundation (kolmas sektori). */
  | 'THIRD_SECTOR';

/** Which orders to list. */
export type ProducerOrderFilter = {
  /** Only in this state; SENT are those that wait for an answer. */
  readonly state?: OrderState | null | undefined;
  /** Only for this service month, yyyymm. */
  readonly month?: number | null | undefined;
};

/** What became of one row of a price list (rivin tulos). */
export type RowResult =
  /** Proposed now. */
  | 'ACCEPTED'
  /** The same price was there; nothing happened now. */
  | 'ALREADY_THERE'
  /** Refused; the row's error says why. */
  | 'REJECTED';

/** How closely the organiser works with a producer (segmentti). */
export type Segment =
  /** A partner in core services (ydin). */
  | 'CORE'
  /** Supports core services (tukeva). */
  | 'SUPPORTIVE'
  /** Fills in what others lack (täydentävä). */
  | 'COMPLEMENTARY';

/** Why something has not left the house (lähettämisen este). */
export type SendingFault =
  /** No rule of the organiser says by which channel it leaves. */
  | 'NO_CHANNEL'
  /** The rules say Suomi.fi Messages, and the client does not consent to it. */
  | 'NO_CONSENT'
  /** The recipient has no address on the channel. */
  | 'NO_ADDRESS'
  /** A letter's recipient has no Finnish postal code; none is sent abroad. */
  | 'FOREIGN_ADDRESS'
  /** A letter's recipient has a name or address that no font can print. */
  | 'UNPRINTABLE_ADDRESS'
  /** It is for a child, whom nobody is recorded to represent. */
  | 'NO_REPRESENTATIVE'
  /** The producer's system has no endpoint any more. */
  | 'NO_ENDPOINT'
  /** The installation has no such channel; the message waits until it has. */
  | 'CHANNEL_NOT_SET_UP'
  /** The channel could not be reached, or did not let us sign in. */
  | 'CHANNEL_UNAVAILABLE'
  /** The receiver's system did not answer in time. */
  | 'NO_ANSWER_IN_TIME'
  /** The receiver's system answered with an error, or that it cannot now. */
  | 'ANSWERED_WITH_ERROR'
  /** The answer was cut or not of the form that it should have. */
  | 'BAD_ANSWER'
  /** The receiver refused it. */
  | 'REFUSED_BY_RECEIVER'
  /** The endpoint's name leads to a machine that is not on the public internet. */
  | 'NOT_PUBLIC'
  /** The endpoint answered with another address, which is never called. */
  | 'REDIRECTED'
  /** A fault of this system, which its log names. */
  | 'OWN_FAULT';

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

/** A place of a service unit. */
export type ServicePointAddInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The unit it belongs to. */
  readonly serviceUnitId: string;
  /** The place's name. */
  readonly name: string;
  /** Street address. */
  readonly streetAddress: string;
  /** Postal code, five digits. */
  readonly postalCode: string;
  /** Where it stands, three digits. */
  readonly municipalityCode: string;
  /** Codes of the municipalities it serves, at least one. */
  readonly servedMunicipalities: ReadonlyArray<string>;
  /** In which languages it serves, at least one. */
  readonly languages: ReadonlyArray<ServiceLanguage>;
};

/** A unit registered in Soteri. */
export type ServiceUnitAddInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** Its OID, 1.2.246.10.… */
  readonly soteriOid: string;
  /** The unit's name. */
  readonly name: string;
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

/** Calculated at closing, checked by one, released by another (tilityksen tila). */
export type SettlementState =
  /** Calculated when the month was closed (laskettu). */
  | 'CALCULATED'
  /** Checked by one person (asiatarkastettu). */
  | 'CHECKED'
  /** Released for payment by another (hyväksytty maksuun). */
  | 'RELEASED';

/** Times of the week that carry a price of their own (ajankohta). */
export type TimeOfWeek =
  /** Monday to Friday in the daytime (arki). */
  | 'WEEKDAY'
  /** Evenings of weekdays (arki-ilta). */
  | 'EVENING'
  /** Saturdays (lauantai). */
  | 'SATURDAY'
  /** Sundays (sunnuntai). */
  | 'SUNDAY';

/** What a price is for: an hour or a piece (yksikkö). */
export type Unit =
  /** An hour; quantities are in minutes (tunti). */
  | 'HOUR'
  /** One visit, day, meal or trip; quantities are in pieces (kappale). */
  | 'PIECE';

/** Which calls to list. */
export type WebhookCallFilter = {
  /** Only in this state. */
  readonly state?: CallState | null | undefined;
};

/** That nothing more is posted. */
export type WebhookEndInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
};

/** Which call is made again. */
export type WebhookReplayInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The call. */
  readonly callId: string;
};

/** Where the organiser's events are posted to. */
export type WebhookSetInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The address, https:// and at most 500 characters. */
  readonly url: string;
};

/** That the endpoint is tried. */
export type WebhookTestInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
};

export type AddServicePointMutationVariables = Exact<{
  input: ServicePointAddInput;
}>;


export type AddServicePointMutation = { readonly servicePointAdd: { readonly servicePoint: { readonly id: string, readonly name: string, readonly streetAddress: string, readonly postalCode: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly serviceAreas: ReadonlyArray<{ readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type AddServiceUnitMutationVariables = Exact<{
  input: ServiceUnitAddInput;
}>;


export type AddServiceUnitMutation = { readonly serviceUnitAdd: { readonly serviceUnit: { readonly id: string, readonly soteriOid: string, readonly name: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type AnswerOrderMutationVariables = Exact<{
  input: OrderAnswerInput;
}>;


export type AnswerOrderMutation = { readonly orderAnswer: { readonly order: { readonly reason: string | null, readonly id: string, readonly state: OrderState, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly sentAt: string, readonly answeredAt: string | null, readonly offering: { readonly id: string, readonly name: string }, readonly recipient: { readonly name: string | null, readonly pseudonym: string, readonly language: ClientLanguage | null } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

type Errors_BudgetExceeded_Fragment = { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> };

type Errors_InvalidInput_Fragment = { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> };

type Errors_Refused_Fragment = { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> };

type Errors_VersionConflict_Fragment = { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

export type ErrorsFragment =
  | Errors_BudgetExceeded_Fragment
  | Errors_InvalidInput_Fragment
  | Errors_Refused_Fragment
  | Errors_VersionConflict_Fragment
;

export type ApplyAsProducerMutationVariables = Exact<{
  input: ProducerApplyInput;
}>;


export type ApplyAsProducerMutation = { readonly producerApply: { readonly producer: { readonly id: string, readonly businessId: string, readonly name: string, readonly kind: ProducerKind } | null, readonly approval: { readonly id: string, readonly state: ApprovalState, readonly ruleBookVersion: string, readonly appliedAt: string } | null, readonly paymentAccount: { readonly id: string, readonly iban: string, readonly validFrom: string, readonly approvedAt: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ChangeOfferingMutationVariables = Exact<{
  input: OfferingChangeInput;
}>;


export type ChangeOfferingMutation = { readonly offeringChange: { readonly offering: { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly state: OfferingState, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly product: { readonly id: string, readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly servicePoint: { readonly id: string, readonly name: string }, readonly prices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null }> } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ChangeProducerContactMutationVariables = Exact<{
  input: ProducerContactChangeInput;
}>;


export type ChangeProducerContactMutation = { readonly producerContactChange: { readonly contact: { readonly email: string | null, readonly phone: string | null, readonly changedAt: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type EndWebhookMutationVariables = Exact<{
  input: WebhookEndInput;
}>;


export type EndWebhookMutation = { readonly webhookEnd: { readonly waitingCalls: number | null, readonly webhook: { readonly id: string, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<
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

export type MyDeliveriesQueryVariables = Exact<{
  filter?: ProducerDeliveryFilter | null | undefined;
  orderBy?: DeliveryOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyDeliveriesQuery = { readonly producerDeliveries: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly externalId: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly serviceMonth: number, readonly settlementMonth: number, readonly quantity: number, readonly cents: number, readonly reportedAt: string, readonly order: { readonly id: string, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly offering: { readonly id: string, readonly name: string }, readonly recipient: { readonly name: string | null, readonly pseudonym: string } | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MyOfferingsQueryVariables = Exact<{
  filter?: OfferingFilter | null | undefined;
  orderBy?: OfferingOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyOfferingsQuery = { readonly offerings: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly state: OfferingState, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly product: { readonly id: string, readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly servicePoint: { readonly id: string, readonly name: string }, readonly prices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MyPaymentAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyPaymentAccountsQuery = { readonly myPaymentAccounts: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly iban: string, readonly validFrom: string, readonly proposedAt: string, readonly approvedAt: string | null }> } };

export type MyProducerQueryVariables = Exact<{ [key: string]: never; }>;


export type MyProducerQuery = { readonly myProducer: { readonly id: string, readonly businessId: string, readonly name: string, readonly kind: ProducerKind, readonly approval: { readonly id: string, readonly state: ApprovalState, readonly segment: Segment | null, readonly ruleBookVersion: string, readonly appliedAt: string, readonly decidedAt: string | null, readonly reason: string | null } | null, readonly serviceUnits: ReadonlyArray<{ readonly id: string, readonly soteriOid: string, readonly name: string, readonly servicePoints: ReadonlyArray<{ readonly id: string, readonly name: string, readonly streetAddress: string, readonly postalCode: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly serviceAreas: ReadonlyArray<{ readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }> }> }> } | null };

export type MyProducerContactQueryVariables = Exact<{ [key: string]: never; }>;


export type MyProducerContactQuery = { readonly myProducerContact: { readonly email: string | null, readonly phone: string | null, readonly changedAt: string } | null };

export type MySettlementsQueryVariables = Exact<{
  filter?: SettlementFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MySettlementsQuery = { readonly settlements: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly month: number, readonly state: SettlementState, readonly totalCents: number, readonly deliveriesCount: number, readonly calculatedAt: string, readonly releasedAt: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MyWebhooksQueryVariables = Exact<{ [key: string]: never; }>;


export type MyWebhooksQuery = { readonly myWebhooks: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly url: string, readonly madeAt: string, readonly endedAt: string | null }> } };

export type OrderPageQueryVariables = Exact<{
  producerOrderId: string;
}>;


export type OrderPageQuery = { readonly producerOrder: { readonly reason: string | null, readonly id: string, readonly state: OrderState, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly sentAt: string, readonly answeredAt: string | null, readonly sentBy: { readonly id: string, readonly name: string } | null, readonly recipient: { readonly phone: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly contactThroughOrganiser: boolean, readonly name: string | null, readonly pseudonym: string, readonly language: ClientLanguage | null } | null, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly deliveriesCount: number, readonly resolvedAt: string | null }>, readonly offering: { readonly id: string, readonly name: string } } | null };

export type OrdersQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
  filter?: ProducerOrderFilter | null | undefined;
}>;


export type OrdersQuery = { readonly producerOrders: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: OrderState, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly sentAt: string, readonly answeredAt: string | null, readonly offering: { readonly id: string, readonly name: string }, readonly recipient: { readonly name: string | null, readonly pseudonym: string, readonly language: ClientLanguage | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ProposeOfferingMutationVariables = Exact<{
  input: OfferingProposeInput;
}>;


export type ProposeOfferingMutation = { readonly offeringPropose: { readonly offering: { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly state: OfferingState, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly product: { readonly id: string, readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly servicePoint: { readonly id: string, readonly name: string }, readonly prices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null }> } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ProposePaymentAccountMutationVariables = Exact<{
  input: PaymentAccountProposeInput;
}>;


export type ProposePaymentAccountMutation = { readonly paymentAccountPropose: { readonly paymentAccount: { readonly id: string, readonly iban: string, readonly validFrom: string, readonly approvedAt: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ProposePriceMutationVariables = Exact<{
  input: PriceProposeInput;
}>;


export type ProposePriceMutation = { readonly pricePropose: { readonly price: { readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ProposePricesMutationVariables = Exact<{
  input: PricesProposeInput;
}>;


export type ProposePricesMutation = { readonly pricesPropose: { readonly results: ReadonlyArray<{ readonly result: RowResult, readonly code: ErrorCode | null, readonly field: string | null, readonly message: string | null, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }>, readonly price: { readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly validFrom: string, readonly validUntil: string | null } | null }> | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ReplayWebhookMutationVariables = Exact<{
  input: WebhookReplayInput;
}>;


export type ReplayWebhookMutation = { readonly webhookReplay: { readonly call: { readonly id: string, readonly event: Event, readonly eventLabel: string, readonly subjectId: string | null, readonly state: CallState, readonly attempts: number, readonly statusCode: number | null, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly formerStatusCode: number | null, readonly formerReason: SendingFault | null, readonly formerReasonLabel: string | null, readonly at: string, readonly triedAt: string | null, readonly receivedAt: string | null, readonly replayedAt: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ReportDeliveriesMutationVariables = Exact<{
  input: DeliveriesReportInput;
}>;


export type ReportDeliveriesMutation = { readonly deliveriesReport: { readonly results: ReadonlyArray<{ readonly externalId: string, readonly state: OutcomeState, readonly code: ErrorCode | null, readonly field: string | null, readonly message: string | null, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }>, readonly delivery: { readonly id: string, readonly externalId: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly serviceMonth: number, readonly settlementMonth: number, readonly quantity: number, readonly cents: number, readonly reportedAt: string } | null }> | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ReportDeliveryMutationVariables = Exact<{
  input: DeliveryReportInput;
}>;


export type ReportDeliveryMutation = { readonly deliveryReport: { readonly state: OutcomeState | null, readonly delivery: { readonly id: string, readonly externalId: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly serviceMonth: number, readonly settlementMonth: number, readonly quantity: number, readonly cents: number, readonly reportedAt: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ReportingMonthsQueryVariables = Exact<{
  filter?: PeriodFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type ReportingMonthsQuery = { readonly periods: { readonly nodes: ReadonlyArray<{ readonly month: number, readonly state: PeriodState, readonly reportingDeadline: string }> }, readonly reportingExceptions: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly month: number, readonly reason: string, readonly validUntil: string }> } };

export type ServiceProductsQueryVariables = Exact<{
  category?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ServiceProductsQuery = { readonly serviceProducts: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly priceCaps: ReadonlyArray<{ readonly validFrom: string, readonly capCents: number }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SetWebhookMutationVariables = Exact<{
  input: WebhookSetInput;
}>;


export type SetWebhookMutation = { readonly webhookSet: { readonly waitingCalls: number | null, readonly secret: string | null, readonly webhook: { readonly id: string, readonly url: string, readonly madeAt: string } | null, readonly formerWebhook: { readonly id: string, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type TestWebhookMutationVariables = Exact<{
  input: WebhookTestInput;
}>;


export type TestWebhookMutation = { readonly webhookTest: { readonly test: { readonly id: string, readonly state: CallState, readonly statusCode: number | null, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly durationMs: number | null, readonly signatureHeaders: ReadonlyArray<string> | null, readonly askedAt: string, readonly endedAt: string | null, readonly webhook: { readonly id: string, readonly url: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type WebhookCallQueryVariables = Exact<{
  id: string;
}>;


export type WebhookCallQuery = { readonly webhookCall: { readonly id: string, readonly event: Event, readonly eventLabel: string, readonly subjectId: string | null, readonly state: CallState, readonly attempts: number, readonly statusCode: number | null, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly formerStatusCode: number | null, readonly formerReason: SendingFault | null, readonly formerReasonLabel: string | null, readonly at: string, readonly triedAt: string | null, readonly receivedAt: string | null, readonly replayedAt: string | null, readonly producer: { readonly id: string, readonly name: string } | null } | null };

export type WebhookCallsQueryVariables = Exact<{
  filter?: WebhookCallFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhookCallsQuery = { readonly webhookCalls: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly event: Event, readonly eventLabel: string, readonly subjectId: string | null, readonly state: CallState, readonly attempts: number, readonly statusCode: number | null, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly formerStatusCode: number | null, readonly formerReason: SendingFault | null, readonly formerReasonLabel: string | null, readonly at: string, readonly triedAt: string | null, readonly receivedAt: string | null, readonly replayedAt: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type WebhookTestQueryVariables = Exact<{
  id: string;
}>;


export type WebhookTestQuery = { readonly webhookTest: { readonly id: string, readonly state: CallState, readonly statusCode: number | null, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly durationMs: number | null, readonly signatureHeaders: ReadonlyArray<string> | null, readonly askedAt: string, readonly endedAt: string | null, readonly webhook: { readonly id: string, readonly url: string } } | null };

export type WebhookTestsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhookTestsQuery = { readonly webhookTests: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: CallState, readonly statusCode: number | null, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly durationMs: number | null, readonly signatureHeaders: ReadonlyArray<string> | null, readonly askedAt: string, readonly endedAt: string | null, readonly webhook: { readonly id: string, readonly url: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type WithdrawOfferingMutationVariables = Exact<{
  input: OfferingWithdrawInput;
}>;


export type WithdrawOfferingMutation = { readonly offeringWithdraw: { readonly offering: { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly state: OfferingState, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly product: { readonly id: string, readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly servicePoint: { readonly id: string, readonly name: string }, readonly prices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null }> } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type MessageRowFragment = { readonly id: string, readonly event: Event, readonly channel: Channel | null, readonly language: string, readonly title: string, readonly body: string, readonly at: string, readonly readAt: string | null, readonly subjectId: string | null, readonly subjectType: MessageSubject | null };

export type OfferingRowFragment = { readonly id: string, readonly code: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly state: OfferingState, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly product: { readonly id: string, readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly servicePoint: { readonly id: string, readonly name: string }, readonly prices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null }> } };

export type OrderRowFragment = { readonly id: string, readonly state: OrderState, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly sentAt: string, readonly answeredAt: string | null, readonly offering: { readonly id: string, readonly name: string }, readonly recipient: { readonly name: string | null, readonly pseudonym: string, readonly language: ClientLanguage | null } | null };

export type PlaceFragment = { readonly id: string, readonly name: string, readonly streetAddress: string, readonly postalCode: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly serviceAreas: ReadonlyArray<{ readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }> };

export type PriceRowFragment = { readonly id: string, readonly state: PriceState, readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null, readonly proposedAt: string, readonly decidedAt: string | null, readonly reason: string | null };

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

export type ReportedDeliveryFragment = { readonly id: string, readonly externalId: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly serviceMonth: number, readonly settlementMonth: number, readonly quantity: number, readonly cents: number, readonly reportedAt: string };

export type WebhookCallFragment = { readonly id: string, readonly event: Event, readonly eventLabel: string, readonly subjectId: string | null, readonly state: CallState, readonly attempts: number, readonly statusCode: number | null, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly formerStatusCode: number | null, readonly formerReason: SendingFault | null, readonly formerReasonLabel: string | null, readonly at: string, readonly triedAt: string | null, readonly receivedAt: string | null, readonly replayedAt: string | null };

export type WebhookTestFragment = { readonly id: string, readonly state: CallState, readonly statusCode: number | null, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly durationMs: number | null, readonly signatureHeaders: ReadonlyArray<string> | null, readonly askedAt: string, readonly endedAt: string | null, readonly webhook: { readonly id: string, readonly url: string } };

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
export const ErrorsFragmentDoc = new TypedDocumentString(`
    fragment Errors on UserError {
  code
  message
  path
  ... on BudgetExceeded {
    availableCents
    limits {
      lineNo
      month
      measure
      available
      needed
    }
  }
  ... on VersionConflict {
    current
  }
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
    `, {"fragmentName":"Errors"}) as unknown as TypedDocumentString<ErrorsFragment, unknown>;
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
export const PriceRowFragmentDoc = new TypedDocumentString(`
    fragment PriceRow on Price {
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
  reason
}
    `, {"fragmentName":"PriceRow"}) as unknown as TypedDocumentString<PriceRowFragment, unknown>;
export const OfferingRowFragmentDoc = new TypedDocumentString(`
    fragment OfferingRow on Offering {
  id
  code
  name
  description
  languages
  unit
  state
  proposedAt
  decidedAt
  reason
  category {
    code
    nameFi
    nameSv
  }
  product {
    id
    code
    nameFi
    nameSv
  }
  servicePoint {
    id
    name
  }
  prices(first: 10) {
    nodes {
      ...PriceRow
    }
  }
}
    fragment PriceRow on Price {
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
  reason
}`, {"fragmentName":"OfferingRow"}) as unknown as TypedDocumentString<OfferingRowFragment, unknown>;
export const OrderRowFragmentDoc = new TypedDocumentString(`
    fragment OrderRow on ProducerOrder {
  id
  state
  offering {
    id
    name
  }
  unit
  timeOfWeek
  quantityPerMonth
  firstMonth
  lastMonth
  sentAt
  answeredAt
  recipient {
    name
    pseudonym
    language
  }
}
    `, {"fragmentName":"OrderRow"}) as unknown as TypedDocumentString<OrderRowFragment, unknown>;
export const PlaceFragmentDoc = new TypedDocumentString(`
    fragment Place on ServicePoint {
  id
  name
  streetAddress
  postalCode
  languages
  municipality {
    code
    nameFi
    nameSv
  }
  serviceAreas {
    municipality {
      code
      nameFi
      nameSv
    }
  }
}
    `, {"fragmentName":"Place"}) as unknown as TypedDocumentString<PlaceFragment, unknown>;
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
export const ReportedDeliveryFragmentDoc = new TypedDocumentString(`
    fragment ReportedDelivery on ProducerDelivery {
  id
  externalId
  kind
  serviceDate
  serviceMonth
  settlementMonth
  quantity
  cents
  reportedAt
}
    `, {"fragmentName":"ReportedDelivery"}) as unknown as TypedDocumentString<ReportedDeliveryFragment, unknown>;
export const WebhookCallFragmentDoc = new TypedDocumentString(`
    fragment WebhookCall on WebhookCall {
  id
  event
  eventLabel
  subjectId
  state
  attempts
  statusCode
  reason
  reasonLabel
  formerStatusCode
  formerReason
  formerReasonLabel
  at
  triedAt
  receivedAt
  replayedAt
}
    `, {"fragmentName":"WebhookCall"}) as unknown as TypedDocumentString<WebhookCallFragment, unknown>;
export const WebhookTestFragmentDoc = new TypedDocumentString(`
    fragment WebhookTest on WebhookTest {
  id
  state
  statusCode
  reason
  reasonLabel
  durationMs
  signatureHeaders
  askedAt
  endedAt
  webhook {
    id
    url
  }
}
    `, {"fragmentName":"WebhookTest"}) as unknown as TypedDocumentString<WebhookTestFragment, unknown>;
export const AddServicePointDocument = {"__meta__":{"documentId":"sha256:c41aa15c0d4f3f28555016a8d3cd75e528be93cc519088bf6a4ca670274a3cfa"}} as unknown as TypedDocumentString<AddServicePointMutation, AddServicePointMutationVariables>;
export const AddServiceUnitDocument = {"__meta__":{"documentId":"sha256:345997d04a3fa00243c13468851c27521172ba65543bd5aaa64160fed171441e"}} as unknown as TypedDocumentString<AddServiceUnitMutation, AddServiceUnitMutationVariables>;
export const AnswerOrderDocument = {"__meta__":{"documentId":"sha256:51dfa9f2064b0967b97089becaff5f462bdb0517110c9cc87075ae8e878e319a"}} as unknown as TypedDocumentString<AnswerOrderMutation, AnswerOrderMutationVariables>;
export const ApplyAsProducerDocument = {"__meta__":{"documentId":"sha256:d2c7c313bc98bf15a22c8da8778e99299d7a50cd6132a8ea5d07442b85d533cd"}} as unknown as TypedDocumentString<ApplyAsProducerMutation, ApplyAsProducerMutationVariables>;
export const ChangeOfferingDocument = {"__meta__":{"documentId":"sha256:806e7ddd135e666aac388e5cc4fe5fb0cc1bf880298024210d1e53d5354cf07b"}} as unknown as TypedDocumentString<ChangeOfferingMutation, ChangeOfferingMutationVariables>;
export const ChangeProducerContactDocument = {"__meta__":{"documentId":"sha256:d58ba352ad35beab0f614ed62e78d620cd923333714e6d13eeab78edf9882350"}} as unknown as TypedDocumentString<ChangeProducerContactMutation, ChangeProducerContactMutationVariables>;
export const EndWebhookDocument = {"__meta__":{"documentId":"sha256:cd5085eff0a44753d0c9d53b13bc16ba6c14a037a94bf245294522ea73efe14b"}} as unknown as TypedDocumentString<EndWebhookMutation, EndWebhookMutationVariables>;
export const InboxDocument = {"__meta__":{"documentId":"sha256:e0373ee598896911b740622acbdee3cfb64aaf695d1cd5ef26d5910da9c20350"}} as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const MarkReadDocument = {"__meta__":{"documentId":"sha256:fcadeac85dd0e782f06d2f61c398928cc9ddc28a60b98497987c0438735ae307"}} as unknown as TypedDocumentString<MarkReadMutation, MarkReadMutationVariables>;
export const MyDeliveriesDocument = {"__meta__":{"documentId":"sha256:917435c630c062d3629f2d2be8c4eab08cd56c7ab3418bd2860c4b6029d8c5dc"}} as unknown as TypedDocumentString<MyDeliveriesQuery, MyDeliveriesQueryVariables>;
export const MyOfferingsDocument = {"__meta__":{"documentId":"sha256:b563252553bbba5c7a50711f7feeccee98fa852c84252d435375cc1dba5131c5"}} as unknown as TypedDocumentString<MyOfferingsQuery, MyOfferingsQueryVariables>;
export const MyPaymentAccountsDocument = {"__meta__":{"documentId":"sha256:30bb91816fa6a8a7e4a05cb101a88b2f743eb6f9053cb04f9a70489dc8b1b605"}} as unknown as TypedDocumentString<MyPaymentAccountsQuery, MyPaymentAccountsQueryVariables>;
export const MyProducerDocument = {"__meta__":{"documentId":"sha256:a2ad6643558cd725cb2bac6037e7ef6eb9643d48e9f2b8d4bc996624a1f3dc6a"}} as unknown as TypedDocumentString<MyProducerQuery, MyProducerQueryVariables>;
export const MyProducerContactDocument = {"__meta__":{"documentId":"sha256:988f3b864b0e95bf1145d3231183b6bd71e52e609b877c9a8e8988172510285b"}} as unknown as TypedDocumentString<MyProducerContactQuery, MyProducerContactQueryVariables>;
export const MySettlementsDocument = {"__meta__":{"documentId":"sha256:2cc2e6f902a73f138c5456d9fa50282b425b44b9c9282bbcef263846f275b676"}} as unknown as TypedDocumentString<MySettlementsQuery, MySettlementsQueryVariables>;
export const MyWebhooksDocument = {"__meta__":{"documentId":"sha256:09632b9bf4ed4fa3ea618f75024b52535a9b85a7fbc9b2b9220e8265cb0575a7"}} as unknown as TypedDocumentString<MyWebhooksQuery, MyWebhooksQueryVariables>;
export const OrderPageDocument = {"__meta__":{"documentId":"sha256:d02a7ef4f155ba32b92282c1748853be26a758c32c931971a21e551b7ec5aee1"}} as unknown as TypedDocumentString<OrderPageQuery, OrderPageQueryVariables>;
export const OrdersDocument = {"__meta__":{"documentId":"sha256:f640cc06be822d40a12f3132d2387a42ccc4a1f5cf74988bcbaac0035b7feb37"}} as unknown as TypedDocumentString<OrdersQuery, OrdersQueryVariables>;
export const ProposeOfferingDocument = {"__meta__":{"documentId":"sha256:4ade4010401f154c6416d329c1457561b961df841906baa27b0e92fdae8616c7"}} as unknown as TypedDocumentString<ProposeOfferingMutation, ProposeOfferingMutationVariables>;
export const ProposePaymentAccountDocument = {"__meta__":{"documentId":"sha256:f4419ae20dfe6632d468bf3a848c8fab0d718a5ccf8a7bad412c236589e3ba78"}} as unknown as TypedDocumentString<ProposePaymentAccountMutation, ProposePaymentAccountMutationVariables>;
export const ProposePriceDocument = {"__meta__":{"documentId":"sha256:2191318a7e2a879e30c165ab08069bb34730b7341c8b1c97e997d74997782361"}} as unknown as TypedDocumentString<ProposePriceMutation, ProposePriceMutationVariables>;
export const ProposePricesDocument = {"__meta__":{"documentId":"sha256:915824ff3ba627d302a1f876bb8d2090f1800b4f2562bac8b9773a225946bb66"}} as unknown as TypedDocumentString<ProposePricesMutation, ProposePricesMutationVariables>;
export const ReplayWebhookDocument = {"__meta__":{"documentId":"sha256:e605a1334821ad6a527fc611750b8d105d725429f45c1132241b2a7d4cb1d1c2"}} as unknown as TypedDocumentString<ReplayWebhookMutation, ReplayWebhookMutationVariables>;
export const ReportDeliveriesDocument = {"__meta__":{"documentId":"sha256:825a9b226afcc6ec601c44fa92e953d90b55a99fd6889a150add4e4d55089ec7"}} as unknown as TypedDocumentString<ReportDeliveriesMutation, ReportDeliveriesMutationVariables>;
export const ReportDeliveryDocument = {"__meta__":{"documentId":"sha256:c4675563710b85279bee21985d1735f11914ce1b84a69fce0ad02c2ea2bb932c"}} as unknown as TypedDocumentString<ReportDeliveryMutation, ReportDeliveryMutationVariables>;
export const ReportingMonthsDocument = {"__meta__":{"documentId":"sha256:5ef213d00421f5810b35384001a7e90fbb3e619a054bf60081f062e9b6629826"}} as unknown as TypedDocumentString<ReportingMonthsQuery, ReportingMonthsQueryVariables>;
export const ServiceProductsDocument = {"__meta__":{"documentId":"sha256:d51c352ea341820f99710f76233db60ba222360af1fa68a8301ea6ba36a6b661"}} as unknown as TypedDocumentString<ServiceProductsQuery, ServiceProductsQueryVariables>;
export const SetWebhookDocument = {"__meta__":{"documentId":"sha256:4c2bbbb95fb989ebd00ff574a28090f9baf2185026a13ac48dec059738c6a5d8"}} as unknown as TypedDocumentString<SetWebhookMutation, SetWebhookMutationVariables>;
export const TestWebhookDocument = {"__meta__":{"documentId":"sha256:afd2cef0b95be7dbc0493e6c7a48e9f52dffd9ab645c6841808719454b0f3346"}} as unknown as TypedDocumentString<TestWebhookMutation, TestWebhookMutationVariables>;
export const WebhookCallDocument = {"__meta__":{"documentId":"sha256:47f8ebcb5292f545e68ea2c72a85cb721659b9b7dc359e22366b822d1eb64883"}} as unknown as TypedDocumentString<WebhookCallQuery, WebhookCallQueryVariables>;
export const WebhookCallsDocument = {"__meta__":{"documentId":"sha256:3a97e78bfe26192b0908f9d83fa7f2298b992d7009ef00f06606b3cb1e6361a6"}} as unknown as TypedDocumentString<WebhookCallsQuery, WebhookCallsQueryVariables>;
export const WebhookTestDocument = {"__meta__":{"documentId":"sha256:f485d27265ca7da09cb9cc63ca2025e19b343fc01395631953aca87bafab2226"}} as unknown as TypedDocumentString<WebhookTestQuery, WebhookTestQueryVariables>;
export const WebhookTestsDocument = {"__meta__":{"documentId":"sha256:66466f500d95040be633e5223b8b258b7208981d4329adfee638141c0c01de01"}} as unknown as TypedDocumentString<WebhookTestsQuery, WebhookTestsQueryVariables>;
export const WithdrawOfferingDocument = {"__meta__":{"documentId":"sha256:c1832b3ebc0135985f69a29bec30d13b07d349d346074bb9cddf83a69b8a450a"}} as unknown as TypedDocumentString<WithdrawOfferingMutation, WithdrawOfferingMutationVariables>;
