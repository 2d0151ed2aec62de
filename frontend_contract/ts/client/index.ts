/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whether an assessment is completed (arvioinnin tila). */
export type AssessmentState =
  /** Being filled (kesken). */
  | 'STARTED'
  /** Completed; it does not change any more (valmis). */
  | 'COMPLETED';

/** How worker and client met for an assisted choice (avustettu valinta). */
export type AssistanceChannel =
  /** By phone (puhelin). */
  | 'PHONE'
  /** At the client's home (kotikäynti). */
  | 'VISIT'
  /** At an office (toimipiste). */
  | 'OFFICE'
  /** By video (etäyhteys). */
  | 'VIDEO';

/** How a worker helped the client to choose (avustettu valinta). */
export type AssistanceInput = {
  /** How they met. */
  readonly channel: AssistanceChannel;
  /** Who was heard, in words. */
  readonly heard: string;
  /** Which alternatives and prices were shown, in words. */
  readonly shown: string;
};

/** Whether money is granted: prepared, active, ended (budjetin tila). */
export type BudgetState =
  /** Prepared, no money yet; the decision grants it (valmisteltu). */
  | 'PREPARED'
  /** Granted by a decision (voimassa). */
  | 'ACTIVE'
  /** Ended early: nothing new is planned, what was reserved is still delivered (lopetettu). */
  | 'ENDED';

/** Why a worker serves a client (asiakassuhteen laji). */
export type CareKind =
  /** The client's named worker (omatyöntekijä, SHL 42 §). */
  | 'OWN_WORKER'
  /** Another worker who takes part in the client's care. */
  | 'CARE'
  /** A worker who opened the client for a while, for a stated reason (määräaikainen avaus). */
  | 'TEMPORARY';

/** What of the catalogue to list. */
export type CatalogueFilter = {
  /** Only of this category, by code. */
  readonly category?: string | null | undefined;
  /** Only this product. */
  readonly productId?: string | null | undefined;
  /** Only what serves this municipality. */
  readonly municipalityCode?: string | null | undefined;
  /** Only what is given in this language. */
  readonly language?: ServiceLanguage | null | undefined;
  /** Only what is sold by this unit. */
  readonly unit?: Unit | null | undefined;
  /** Only what costs at most this per hour or piece on a weekday. */
  readonly mostCents?: number | null | undefined;
  /** Only of this producer. */
  readonly producerId?: string | null | undefined;
  /** Only of this kind of producer. */
  readonly producerKind?: ProducerKind | null | undefined;
  /** The name starts with this, in any case. */
  readonly nameStarts?: string | null | undefined;
  /** The name contains this, in any case. */
  readonly nameContains?: string | null | undefined;
  /** The producer's name contains this, in any case. */
  readonly producerNameContains?: string | null | undefined;
};

/** In which order the catalogue is listed. */
export type CatalogueOrder =
  /** The cheapest first. */
  | 'PRICE_ASC'
  /** The dearest first. */
  | 'PRICE_DESC'
  /** By name, in Finnish alphabetical order. */
  | 'NAME'
  /** By the producer's name, in Finnish alphabetical order. */
  | 'PRODUCER';

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

/** What was chosen with a worker's help (valinnan laji). */
export type ChoiceKind =
  /** A service was added. */
  | 'ADD'
  /** A service was changed. */
  | 'CHANGE'
  /** A service was taken out. */
  | 'REMOVE'
  /** A service was ended. */
  | 'END';

/** New contact data of a client. */
export type ClientContactChangeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The client. */
  readonly clientId: string;
  /** The version of the client that was read. */
  readonly expectedVersion: number;
  /** How the client is reached from now on. */
  readonly contact: ContactInput;
  /** New home municipality. */
  readonly municipalityCode?: string | null | undefined;
  /** Whether contact data must not be disclosed from now on (turvakielto). */
  readonly nonDisclosure?: boolean | null | undefined;
};

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

/** How a client is reached; the whole of it is replaced when it changes. */
export type ContactInput = {
  /** Language of service. */
  readonly language: ClientLanguage;
  /** Phone number. */
  readonly phone?: string | null | undefined;
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Street address. */
  readonly streetAddress?: string | null | undefined;
  /** Postal code, five digits. */
  readonly postalCode?: string | null | undefined;
  /** Postal office. */
  readonly postalOffice?: string | null | undefined;
  /** Whether decisions may be served electronically (suostumus sähköiseen tiedoksiantoon). */
  readonly consentsToElectronic?: boolean;
};

/** What a decision does to a budget (päätöksen laji). */
export type DecisionKind =
  /** Grants the budget (myöntöpäätös). */
  | 'GRANT'
  /** Changes its lines or validity (muutospäätös). */
  | 'CHANGE'
  /** Ends it before its last day (päättämispäätös). */
  | 'END';

/** Which deliveries to list. */
export type DeliveryFilter = {
  /** Only of this service month, yyyymm. */
  readonly month?: number | null | undefined;
  /** Only those paid in this settlement month, yyyymm. */
  readonly settlementMonth?: number | null | undefined;
  /** Only of this client. */
  readonly clientId?: string | null | undefined;
  /** Only of this order. */
  readonly orderId?: string | null | undefined;
  /** Only by this producer. */
  readonly producerId?: string | null | undefined;
  /** Only of this kind. */
  readonly kind?: DeliveryKind | null | undefined;
};

/** Delivered, cancelled too late, or missed by the client (toteuman laji). */
export type DeliveryKind =
  /** Given as ordered (toteutunut). */
  | 'DELIVERED'
  /** Cancelled too late to be free of charge (myöhään peruttu). */
  | 'CANCELLED_LATE'
  /** The client was not there (käyttämättä jätetty). */
  | 'MISSED';

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

/** Whether an item holds money (rivin tila). */
export type ItemState =
  /** Holds money for its months. */
  | 'ACTIVE'
  /** Taken out of the plan; holds nothing. */
  | 'REMOVED'
  /** Ended early; months after its last one hold nothing. */
  | 'ENDED';

/** Where in life a need shows (elämänalue). */
export type LifeDomain =
  /** Washing, dressing, eating (päivittäiset toimet). */
  | 'DAILY_ACTIVITIES'
  /** Cleaning, shopping, cooking (kodinhoito). */
  | 'HOUSEHOLD'
  /** Moving at home and outside (liikkuminen). */
  | 'MOBILITY'
  /** Physical health (terveys). */
  | 'HEALTH'
  /** Mental health and substance use (psyykkinen hyvinvointi). */
  | 'MENTAL_WELLBEING'
  /** Relations with other people (sosiaaliset suhteet). */
  | 'SOCIAL_RELATIONS'
  /** Taking part in society, leisure (osallisuus). */
  | 'PARTICIPATION'
  /** Work and studies (työ ja opiskelu). */
  | 'WORK_AND_STUDY'
  /** Housing and its safety (asuminen). */
  | 'HOUSING'
  /** Family, and care given to others (perhe ja läheiset). */
  | 'FAMILY_AND_CARE';

/** Which limits of a budget to list. */
export type LimitFilter = {
  /** Only of this line. */
  readonly lineNo?: number | null | undefined;
  /** Only of this month. */
  readonly month?: number | null | undefined;
  /** Only months from this one on, yyyymm. */
  readonly monthFrom?: number | null | undefined;
  /** Only months up to this one, yyyymm. */
  readonly monthUntil?: number | null | undefined;
  /** Only in this measure. */
  readonly measure?: Measure | null | undefined;
};

/** In which order limits are listed. */
export type LimitOrder =
  /** By line, month and measure. */
  | 'LINE'
  /** By month, line and measure. */
  | 'MONTH';

/** Whether a line pays for its own category only (rivin laji). */
export type LineKind =
  /** Pays for its own category of services only (korvamerkitty). */
  | 'EARMARKED'
  /** Pays for any category (joustava). */
  | 'FLEXIBLE';

/** How a matter became pending (vireilletulon tapa). */
export type MatterSource =
  /** The client applied (hakemus). */
  | 'APPLICATION'
  /** Somebody told of a need (yhteydenotto). */
  | 'CONTACT'
  /** A worker noticed the need (työntekijän havainto). */
  | 'WORKER';

/** Whether a matter is pending (asian tila). */
export type MatterState =
  /** Pending (vireillä). */
  | 'PENDING'
  /** Closed (päättynyt). */
  | 'CLOSED';

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

/** How long support is needed (tuen tarpeen kesto, SHL 37 §). */
export type NeedDuration =
  /** Temporary (tilapäinen). */
  | 'TEMPORARY'
  /** Recurring (toistuva). */
  | 'RECURRING'
  /** Long-term (pitkäaikainen). */
  | 'LONG_TERM';

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

/** Of which days a client wants to know who used their data. */
export type OwnUseLogShowInput = {
  /** Made by the client; the same key is recorded once and shows the same again. */
  readonly idempotencyKey: string;
  /** The first day; none is two years ago. */
  readonly firstDay?: string | null | undefined;
  /** The last day; none is today. */
  readonly lastDay?: string | null | undefined;
  /** How many entries, at most 500. */
  readonly first?: number;
  /** The last entry of the page before. */
  readonly afterId?: string | null | undefined;
};

/** A service for the plan. */
export type PlanItemAddInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The plan. */
  readonly planId: string;
  /** The offering that was chosen. */
  readonly offeringId: string;
  /** When in the week, which the price depends on. */
  readonly timeOfWeek?: TimeOfWeek;
  /** Minutes (HOUR) or pieces a month. */
  readonly quantityPerMonth: number;
  /** The first service month, yyyymm. */
  readonly firstMonth: number;
  /** The last service month, yyyymm. */
  readonly lastMonth: number;
  /** The budget line that pays; else one earmarked for the service, then a flexible one. */
  readonly lineNo?: number | null | undefined;
  /** The plan's version as it was read; refused when somebody has changed it since. */
  readonly expectedVersion?: number | null | undefined;
  /** How the client took part; needed of a worker, never of client or representative. */
  readonly assistance?: AssistanceInput | null | undefined;
};

/** How an item shall be from now on; what is left out stays. */
export type PlanItemChangeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The item. */
  readonly itemId: string;
  /** Minutes (HOUR) or pieces a month. */
  readonly quantityPerMonth?: number | null | undefined;
  /** The first service month, yyyymm. */
  readonly firstMonth?: number | null | undefined;
  /** The last service month, yyyymm. */
  readonly lastMonth?: number | null | undefined;
  /** The plan's version as it was read; refused when somebody has changed it since. */
  readonly expectedVersion?: number | null | undefined;
  /** How the client took part; needed of a worker, never of client or representative. */
  readonly assistance?: AssistanceInput | null | undefined;
};

/** Which item is taken out of the plan. */
export type PlanItemRemoveInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The item. */
  readonly itemId: string;
  /** The plan's version as it was read; refused when somebody has changed it since. */
  readonly expectedVersion?: number | null | undefined;
  /** How the client took part; needed of a worker, never of client or representative. */
  readonly assistance?: AssistanceInput | null | undefined;
};

/** Whose turn it is with a plan (suunnitelman tila). */
export type PlanState =
  /** Being composed by the client (luonnos). */
  | 'DRAFT'
  /** Waits for the worker's approval (jätetty). */
  | 'SUBMITTED'
  /** Approved; its orders are sent (hyväksytty). */
  | 'APPROVED'
  /** Closed; nothing more is chosen in it (suljettu). */
  | 'CLOSED';

/** Which plan is handed in for approval. */
export type PlanSubmitInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The plan. */
  readonly planId: string;
  /** The plan's version as it was read; refused when somebody has changed it since. */
  readonly expectedVersion?: number | null | undefined;
};

/** Who stands behind a producer: public, private, third sector (tuottajan laji). */
export type ProducerKind =
  /** A public body (julkinen). */
  | 'PUBLIC'
  /** A company or a self-employed person (yksityinen). */
  | 'PRIVATE'
  /** An association or a foundation (kolmas sektori). */
  | 'THIRD_SECTOR';

/** Why client data is used (käyttötarkoitus, L 703/2023 10 §). */
export type Purpose =
  /** Giving and organising the client's services (palvelun järjestäminen). */
  | 'CARE'
  /** The person's own matter, or that of whom they represent (oma asia). */
  | 'OWN_MATTER'
  /** Delivering what was ordered (palvelun toteuttaminen). */
  | 'SERVICE_DELIVERY'
  /** Paying for what was delivered (maksaminen). */
  | 'PAYMENT'
  /** Steering and following the services (ohjaus ja seuranta). */
  | 'STEERING'
  /** Oversight of how data are used (valvonta). */
  | 'OVERSIGHT';

/** How far a representative's power goes (edustuksen laajuus). */
export type RepresentationScope =
  /** Everything the client may do. */
  | 'FULL'
  /** Money matters. */
  | 'FINANCIAL'
  /** To see, not to act. */
  | 'VIEW';

/** On what standing somebody speaks for a client (edustajan laji). */
export type RepresentativeKind =
  /** A guardian appointed by an authority (edunvalvoja). */
  | 'GUARDIAN'
  /** A child's custodian (huoltaja). */
  | 'CUSTODIAN'
  /** Authorised by the client (valtuutettu). */
  | 'AUTHORISED'
  /** Under a confirmed continuing power of attorney (edunvalvontavaltuutettu). */
  | 'CONTINUING_POWER';

/** As what somebody signs in, one per request (rooli). */
export type Role =
  /** Guides clients and prepares budgets (asiakasohjaaja). */
  | 'SERVICE_GUIDE'
  /** Decides budgets (viranhaltija, sosiaalityöntekijä). */
  | 'SOCIAL_WORKER'
  /** Assigns workers and substitutes (tiimin esihenkilö). */
  | 'TEAM_LEADER'
  /** Helps in emergencies, any client (päivystäjä). */
  | 'ON_CALL_WORKER'
  /** Approves producers, offerings and prices (tuottajakoordinaattori). */
  | 'PRODUCER_COORDINATOR'
  /** Checks settlements (asiatarkastaja). */
  | 'INVOICE_CHECKER'
  /** Releases what another has checked (maksun hyväksyjä). */
  | 'PAYMENT_APPROVER'
  /** Closes months and follows spend (controlleri). */
  | 'CONTROLLER'
  /** Reads the audit trail and the use log (tarkastaja). */
  | 'AUDITOR'
  /** A client, in their own matters (asiakas). */
  | 'CLIENT'
  /** Acts for a client (edustaja). */
  | 'REPRESENTATIVE'
  /** Keeps a producer's offerings, prices and orders (tuottajan pääkäyttäjä). */
  | 'PRODUCER_ADMINISTRATOR'
  /** Reports a producer's deliveries (tuottajan kirjaaja). */
  | 'PRODUCER_REPORTER'
  /** A program (palvelutunnus). */
  | 'SERVICE_ACCOUNT'
  /** Reads the schema; no client data (kehittäjä). */
  | 'DEVELOPER'
  /** Keeps the installation going; no client data (pääkäyttäjä). */
  | 'ADMINISTRATOR'
  /** What happens by itself; nobody signs in with it (järjestelmä). */
  | 'SYSTEM';

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

/** The seven service tasks of client data (palvelutehtävä). */
export type ServiceTask =
  /** Services of families with children (lapsiperheiden palvelut). */
  | 'FAMILIES_WITH_CHILDREN'
  /** Services of people of working age (työikäisten palvelut). */
  | 'WORKING_AGE'
  /** Services of older persons (iäkkäiden palvelut). */
  | 'OLDER_PERSONS'
  /** Services for substance abuse (päihdehuolto). */
  | 'SUBSTANCE_ABUSE'
  /** Services of persons with disabilities (vammaispalvelut). */
  | 'DISABILITY'
  /** Child welfare (lastensuojelu). */
  | 'CHILD_WELFARE'
  /** Family law services (perheoikeudelliset palvelut). */
  | 'FAMILY_LAW';

/** Whether each service month has a limit of its own (jaksotus). */
export type Slicing =
  /** Each service month has a limit of its own. */
  | 'MONTHLY'
  /** One limit over the whole validity. */
  | 'WHOLE';

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

/** How the service is organised (järjestämistapa). */
export type WayOfOrganising =
  /** The organiser's own production (oma tuotanto). */
  | 'OWN_PRODUCTION'
  /** Bought from a producer (ostopalvelu). */
  | 'PURCHASE'
  /** A voucher of a fixed value (tasasuuruinen palveluseteli). */
  | 'VOUCHER_FIXED'
  /** A voucher whose value depends on income (tulosidonnainen palveluseteli). */
  | 'VOUCHER_INCOME_TESTED'
  /** The client employs an assistant (työnantajamalli). */
  | 'EMPLOYER_MODEL';

export type AddItemMutationVariables = Exact<{
  input: PlanItemAddInput;
}>;


export type AddItemMutation = { readonly planItemAdd: { readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } } | null, readonly item: { readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }>, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type CatalogueQueryVariables = Exact<{
  filter?: CatalogueFilter | null | undefined;
  orderBy?: CatalogueOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CatalogueQuery = { readonly serviceCategories: ReadonlyArray<{ readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly nameEn: string, readonly unit: Unit }>, readonly catalogue: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly offeringId: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly unitCents: number, readonly eveningCents: number, readonly saturdayCents: number, readonly sundayCents: number, readonly validFrom: string, readonly validUntil: string | null, readonly producerName: string, readonly producerKind: ProducerKind, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly producer: { readonly id: string }, readonly servicePoint: { readonly id: string, readonly name: string, readonly streetAddress: string, readonly postalCode: string }, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CatalogueOfferingQueryVariables = Exact<{
  catalogueOfferingId: string;
}>;


export type CatalogueOfferingQuery = { readonly catalogueOffering: { readonly id: string, readonly offeringId: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly unitCents: number, readonly eveningCents: number, readonly saturdayCents: number, readonly sundayCents: number, readonly prices: ReadonlyArray<{ readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null }>, readonly product: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly producer: { readonly id: string, readonly name: string, readonly businessId: string, readonly kind: ProducerKind }, readonly servicePoint: { readonly name: string, readonly streetAddress: string, readonly postalCode: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly serviceAreas: ReadonlyArray<{ readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }> } } | null };

export type ChangeItemMutationVariables = Exact<{
  input: PlanItemChangeInput;
}>;


export type ChangeItemMutation = { readonly planItemChange: { readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } } | null, readonly item: { readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }>, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ChangeMyContactMutationVariables = Exact<{
  input: ClientContactChangeInput;
}>;


export type ChangeMyContactMutation = { readonly clientContactChange: { readonly client: { readonly id: string, readonly version: number, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

type Refusal_BudgetExceeded_Fragment = { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> };

type Refusal_InvalidInput_Fragment = { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> };

type Refusal_Refused_Fragment = { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> };

type Refusal_VersionConflict_Fragment = { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> };

export type RefusalFragment =
  | Refusal_BudgetExceeded_Fragment
  | Refusal_InvalidInput_Fragment
  | Refusal_Refused_Fragment
  | Refusal_VersionConflict_Fragment
;

export type CompareOfferingsQueryVariables = Exact<{
  category: string;
  municipality: string;
  language?: ServiceLanguage | null | undefined;
  mostCents?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CompareOfferingsQuery = { readonly catalogue: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly offeringId: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly unitCents: number, readonly eveningCents: number, readonly saturdayCents: number, readonly sundayCents: number, readonly validFrom: string, readonly validUntil: string | null, readonly producerName: string, readonly producerKind: ProducerKind, readonly prices: ReadonlyArray<{ readonly unitCents: number, readonly eveningPercent: number, readonly saturdayPercent: number, readonly sundayPercent: number, readonly validFrom: string, readonly validUntil: string | null }>, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly producer: { readonly id: string }, readonly servicePoint: { readonly id: string, readonly name: string, readonly streetAddress: string, readonly postalCode: string }, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type EstimateItemMutationVariables = Exact<{
  input: PlanItemAddInput;
}>;


export type EstimateItemMutation = { readonly planItemEstimate: { readonly estimate: { readonly fits: boolean, readonly lineNo: number, readonly totalCents: number, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly quantity: number, readonly cents: number }>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly after: number }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
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

export type MyAssessmentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyAssessmentsQuery = { readonly me: { readonly id: string, readonly matters: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly serviceTask: ServiceTask, readonly source: MatterSource, readonly state: MatterState, readonly pendingSince: string, readonly description: string, readonly openedAt: string, readonly closedAt: string | null, readonly openedBy: { readonly name: string } | null }> }, readonly assessments: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: AssessmentState, readonly version: number, readonly summary: string, readonly clientView: string, readonly conclusions: string, readonly ownWorkerEstimate: string, readonly startedAt: string, readonly completedAt: string | null, readonly worker: { readonly name: string } | null, readonly needs: ReadonlyArray<{ readonly id: string, readonly lifeDomain: LifeDomain, readonly duration: NeedDuration, readonly description: string, readonly supportClass: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } | null }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type MatterTextFragment = { readonly id: string, readonly serviceTask: ServiceTask, readonly source: MatterSource, readonly state: MatterState, readonly pendingSince: string, readonly description: string, readonly openedAt: string, readonly closedAt: string | null, readonly openedBy: { readonly name: string } | null };

export type AssessmentTextFragment = { readonly id: string, readonly state: AssessmentState, readonly version: number, readonly summary: string, readonly clientView: string, readonly conclusions: string, readonly ownWorkerEstimate: string, readonly startedAt: string, readonly completedAt: string | null, readonly worker: { readonly name: string } | null, readonly needs: ReadonlyArray<{ readonly id: string, readonly lifeDomain: LifeDomain, readonly duration: NeedDuration, readonly description: string, readonly supportClass: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } | null }> };

export type MyBudgetQueryVariables = Exact<{
  limits?: LimitFilter | null | undefined;
  orderBy?: LimitOrder | null | undefined;
  first?: number | null | undefined;
}>;


export type MyBudgetQuery = { readonly me: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly budgets: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly nextMonth: number | null, readonly nextCentsPerMonth: number | null, readonly nextMinutesPerMonth: number | null, readonly nextPiecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }>, readonly limits: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } }> } } | null };

export type MoneyFragment = { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number };

export type LineFragment = { readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly nextMonth: number | null, readonly nextCentsPerMonth: number | null, readonly nextMinutesPerMonth: number | null, readonly nextPiecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } };

export type LayersFragment = { readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number };

export type MyDecisionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyDecisionsQuery = { readonly me: { readonly id: string, readonly decisions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: DecisionKind, readonly reasons: string, readonly provisions: string, readonly decidedAt: string, readonly effectiveFrom: string, readonly grantedCents: number, readonly appealDays: number, readonly budget: { readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number }, readonly decidedBy: { readonly name: string } | null, readonly previous: { readonly id: string, readonly decidedAt: string } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type DecisionTextFragment = { readonly id: string, readonly kind: DecisionKind, readonly reasons: string, readonly provisions: string, readonly decidedAt: string, readonly effectiveFrom: string, readonly grantedCents: number, readonly appealDays: number, readonly decidedBy: { readonly name: string } | null, readonly previous: { readonly id: string, readonly decidedAt: string } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> };

export type MyDeliveriesQueryVariables = Exact<{
  filter?: DeliveryFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyDeliveriesQuery = { readonly myDeliveries: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly serviceMonth: number, readonly quantity: number, readonly cents: number, readonly reportedAt: string, readonly producer: { readonly id: string, readonly name: string }, readonly order: { readonly id: string, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly offering: { readonly id: string, readonly name: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DeliveryRowFragment = { readonly id: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly serviceMonth: number, readonly quantity: number, readonly cents: number, readonly reportedAt: string, readonly producer: { readonly id: string, readonly name: string }, readonly order: { readonly id: string, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly offering: { readonly id: string, readonly name: string } } };

export type MyDetailsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyDetailsQuery = { readonly me: { readonly firstName: string, readonly lastName: string, readonly birthDate: string, readonly registeredAt: string, readonly id: string, readonly version: number, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly representations: ReadonlyArray<{ readonly id: string, readonly kind: RepresentativeKind, readonly scope: RepresentationScope, readonly ground: string, readonly validFrom: string, readonly validUntil: string | null, readonly representative: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly phone: string | null, readonly email: string | null, readonly language: ClientLanguage } | null }>, readonly careRelationships: ReadonlyArray<{ readonly id: string, readonly kind: CareKind, readonly validFrom: string, readonly validUntil: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string } }>, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } } | null };

export type PowerFragment = { readonly id: string, readonly kind: RepresentativeKind, readonly scope: RepresentationScope, readonly ground: string, readonly validFrom: string, readonly validUntil: string | null, readonly representative: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly phone: string | null, readonly email: string | null, readonly language: ClientLanguage } | null };

export type CareFragment = { readonly id: string, readonly kind: CareKind, readonly validFrom: string, readonly validUntil: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string } };

export type MyDisclosuresQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyDisclosuresQuery = { readonly disclosures: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly firstDay: string, readonly lastDay: string, readonly reason: string, readonly role: Role, readonly producer: { readonly id: string, readonly name: string }, readonly ended: { readonly endedAt: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MyPlanQueryVariables = Exact<{ [key: string]: never; }>;


export type MyPlanQuery = { readonly myPlan: { readonly startedAt: string, readonly submittedAt: string | null, readonly approvedAt: string | null, readonly returnReason: string | null, readonly id: string, readonly state: PlanState, readonly version: number, readonly items: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }>, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly assistedChoices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: ChoiceKind, readonly channel: AssistanceChannel, readonly heard: string, readonly shown: string, readonly at: string, readonly worker: { readonly id: string, readonly name: string }, readonly item: { readonly id: string } }> }, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } } | null };

export type MyTimelineQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyTimelineQuery = { readonly me: { readonly id: string, readonly timeline: { readonly nodes: ReadonlyArray<
        | { readonly __typename: 'AssessmentCompleted', readonly id: string, readonly at: string }
        | { readonly __typename: 'ContactDisclosed', readonly id: string, readonly at: string }
        | { readonly __typename: 'DeathRecorded', readonly id: string, readonly at: string }
        | { readonly __typename: 'DecisionMade', readonly id: string, readonly at: string, readonly decision: { readonly id: string, readonly kind: DecisionKind, readonly grantedCents: number } }
        | { readonly __typename: 'DeliveryReported', readonly id: string, readonly at: string, readonly delivery: { readonly id: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly quantity: number, readonly cents: number } }
        | { readonly __typename: 'IdentityCodeChanged', readonly id: string, readonly at: string }
        | { readonly __typename: 'MatterOpened', readonly id: string, readonly at: string, readonly matter: { readonly id: string, readonly serviceTask: ServiceTask, readonly state: MatterState } }
        | { readonly __typename: 'OrderAnswered', readonly id: string, readonly at: string, readonly order: { readonly id: string, readonly state: OrderState, readonly producer: { readonly id: string, readonly name: string } } }
        | { readonly __typename: 'OrderGivenBack', readonly id: string, readonly at: string, readonly order: { readonly id: string, readonly producer: { readonly id: string, readonly name: string } } }
        | { readonly __typename: 'OrderSent', readonly id: string, readonly at: string, readonly order: { readonly id: string, readonly producer: { readonly id: string, readonly name: string } } }
        | { readonly __typename: 'PlanApproved', readonly id: string, readonly at: string, readonly plan: { readonly id: string, readonly state: PlanState } }
        | { readonly __typename: 'PlanSubmitted', readonly id: string, readonly at: string, readonly plan: { readonly id: string, readonly state: PlanState } }
        | { readonly __typename: 'RecordsMerged', readonly id: string, readonly at: string }
      >, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

type MyEntry_DecisionMade_Fragment = { readonly decision: { readonly id: string, readonly kind: DecisionKind, readonly grantedCents: number } };

type MyEntry_DeliveryReported_Fragment = { readonly delivery: { readonly id: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly quantity: number, readonly cents: number } };

type MyEntry_MatterOpened_Fragment = { readonly matter: { readonly id: string, readonly serviceTask: ServiceTask, readonly state: MatterState } };

type MyEntry_OrderAnswered_Fragment = { readonly order: { readonly id: string, readonly state: OrderState, readonly producer: { readonly id: string, readonly name: string } } };

type MyEntry_OrderGivenBack_Fragment = { readonly order: { readonly id: string, readonly producer: { readonly id: string, readonly name: string } } };

type MyEntry_OrderSent_Fragment = { readonly order: { readonly id: string, readonly producer: { readonly id: string, readonly name: string } } };

type MyEntry_PlanApproved_Fragment = { readonly plan: { readonly id: string, readonly state: PlanState } };

type MyEntry_PlanSubmitted_Fragment = { readonly plan: { readonly id: string, readonly state: PlanState } };

export type MyEntryFragment =
  | MyEntry_DecisionMade_Fragment
  | MyEntry_DeliveryReported_Fragment
  | MyEntry_MatterOpened_Fragment
  | MyEntry_OrderAnswered_Fragment
  | MyEntry_OrderGivenBack_Fragment
  | MyEntry_OrderSent_Fragment
  | MyEntry_PlanApproved_Fragment
  | MyEntry_PlanSubmitted_Fragment
;

export type MyUseLogMutationVariables = Exact<{
  input: OwnUseLogShowInput;
}>;


export type MyUseLogMutation = { readonly ownUseLogShow: { readonly entries: ReadonlyArray<{ readonly id: string, readonly at: string, readonly role: Role, readonly purpose: Purpose, readonly operation: string, readonly team: string | null, readonly byRepresentative: boolean, readonly inEmergency: boolean, readonly producer: { readonly id: string, readonly name: string } | null }> | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ProducerQueryVariables = Exact<{
  producerId: string;
}>;


export type ProducerQuery = { readonly producer: { readonly id: string, readonly name: string, readonly businessId: string, readonly kind: ProducerKind, readonly servicePoints: ReadonlyArray<{ readonly id: string, readonly name: string, readonly streetAddress: string, readonly postalCode: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }>, readonly catalogue: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly offeringId: string, readonly name: string, readonly unit: Unit, readonly unitCents: number }> } } | null };

export type RemoveItemMutationVariables = Exact<{
  input: PlanItemRemoveInput;
}>;


export type RemoveItemMutation = { readonly planItemRemove: { readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } } | null, readonly item: { readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }>, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type SubmitPlanMutationVariables = Exact<{
  input: PlanSubmitInput;
}>;


export type SubmitPlanMutation = { readonly planSubmit: { readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly submittedAt: string | null, readonly approvedAt: string | null, readonly returnReason: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type BudgetHeadFragment = { readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number };

export type CatalogueRowFragment = { readonly id: string, readonly offeringId: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly unitCents: number, readonly eveningCents: number, readonly saturdayCents: number, readonly sundayCents: number, readonly validFrom: string, readonly validUntil: string | null, readonly producerName: string, readonly producerKind: ProducerKind, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly producer: { readonly id: string }, readonly servicePoint: { readonly id: string, readonly name: string, readonly streetAddress: string, readonly postalCode: string }, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } };

export type CategoryFragment = { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit };

export type ContactFragment = { readonly id: string, readonly version: number, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } };

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

export type ItemFragment = { readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }>, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null } | null };

export type MessageRowFragment = { readonly id: string, readonly event: Event, readonly channel: Channel | null, readonly language: string, readonly title: string, readonly body: string, readonly at: string, readonly readAt: string | null, readonly subjectId: string | null, readonly subjectType: MessageSubject | null };

export type PlanMoneyFragment = { readonly id: string, readonly state: PlanState, readonly version: number, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } };

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
export const RefusalFragmentDoc = new TypedDocumentString(`
    fragment Refusal on UserError {
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
  ... on VersionConflict {
    current
  }
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
}
    `, {"fragmentName":"Refusal"}) as unknown as TypedDocumentString<RefusalFragment, unknown>;
export const MatterTextFragmentDoc = new TypedDocumentString(`
    fragment MatterText on Matter {
  id
  serviceTask
  source
  state
  pendingSince
  description
  openedAt
  closedAt
  openedBy {
    name
  }
}
    `, {"fragmentName":"MatterText"}) as unknown as TypedDocumentString<MatterTextFragment, unknown>;
export const CategoryFragmentDoc = new TypedDocumentString(`
    fragment Category on ServiceCategory {
  code
  nameFi
  nameSv
  unit
}
    `, {"fragmentName":"Category"}) as unknown as TypedDocumentString<CategoryFragment, unknown>;
export const AssessmentTextFragmentDoc = new TypedDocumentString(`
    fragment AssessmentText on Assessment {
  id
  state
  version
  summary
  clientView
  conclusions
  ownWorkerEstimate
  startedAt
  completedAt
  worker {
    name
  }
  needs {
    id
    lifeDomain
    duration
    description
    supportClass
    minutesPerMonth
    piecesPerMonth
    category {
      ...Category
    }
  }
}
    fragment Category on ServiceCategory {
  code
  nameFi
  nameSv
  unit
}`, {"fragmentName":"AssessmentText"}) as unknown as TypedDocumentString<AssessmentTextFragment, unknown>;
export const MoneyFragmentDoc = new TypedDocumentString(`
    fragment Money on BudgetBalance {
  grantedCents
  reservedCents
  usedCents
  usableCents
  lapsedCents
}
    `, {"fragmentName":"Money"}) as unknown as TypedDocumentString<MoneyFragment, unknown>;
export const LineFragmentDoc = new TypedDocumentString(`
    fragment Line on BudgetLine {
  lineNo
  kind
  wayOfOrganising
  centsPerMonth
  minutesPerMonth
  piecesPerMonth
  nextMonth
  nextCentsPerMonth
  nextMinutesPerMonth
  nextPiecesPerMonth
  category {
    ...Category
  }
}
    fragment Category on ServiceCategory {
  code
  nameFi
  nameSv
  unit
}`, {"fragmentName":"Line"}) as unknown as TypedDocumentString<LineFragment, unknown>;
export const LayersFragmentDoc = new TypedDocumentString(`
    fragment Layers on LimitBalance {
  lineNo
  month
  measure
  granted
  reserved
  used
  usable
  lapsed
}
    `, {"fragmentName":"Layers"}) as unknown as TypedDocumentString<LayersFragment, unknown>;
export const DecisionTextFragmentDoc = new TypedDocumentString(`
    fragment DecisionText on Decision {
  id
  kind
  reasons
  provisions
  decidedAt
  decidedBy {
    name
  }
  effectiveFrom
  grantedCents
  appealDays
  previous {
    id
    decidedAt
  }
  lines {
    lineNo
    kind
    wayOfOrganising
    centsPerMonth
    minutesPerMonth
    piecesPerMonth
    category {
      ...Category
    }
  }
}
    fragment Category on ServiceCategory {
  code
  nameFi
  nameSv
  unit
}`, {"fragmentName":"DecisionText"}) as unknown as TypedDocumentString<DecisionTextFragment, unknown>;
export const DeliveryRowFragmentDoc = new TypedDocumentString(`
    fragment DeliveryRow on Delivery {
  id
  kind
  serviceDate
  serviceMonth
  quantity
  cents
  reportedAt
  producer {
    id
    name
  }
  order {
    id
    unit
    timeOfWeek
    offering {
      id
      name
    }
  }
}
    `, {"fragmentName":"DeliveryRow"}) as unknown as TypedDocumentString<DeliveryRowFragment, unknown>;
export const PowerFragmentDoc = new TypedDocumentString(`
    fragment Power on Representation {
  id
  kind
  scope
  ground
  validFrom
  validUntil
  representative {
    id
    firstName
    lastName
    phone
    email
    language
  }
}
    `, {"fragmentName":"Power"}) as unknown as TypedDocumentString<PowerFragment, unknown>;
export const CareFragmentDoc = new TypedDocumentString(`
    fragment Care on CareRelationship {
  id
  kind
  validFrom
  validUntil
  worker {
    id
    name
  }
  team {
    id
    name
  }
}
    `, {"fragmentName":"Care"}) as unknown as TypedDocumentString<CareFragment, unknown>;
export const MyEntryFragmentDoc = new TypedDocumentString(`
    fragment MyEntry on TimelineEntry {
  ... on MatterOpened {
    matter {
      id
      serviceTask
      state
    }
  }
  ... on DecisionMade {
    decision {
      id
      kind
      grantedCents
    }
  }
  ... on PlanSubmitted {
    plan {
      id
      state
    }
  }
  ... on PlanApproved {
    plan {
      id
      state
    }
  }
  ... on OrderSent {
    order {
      id
      producer {
        id
        name
      }
    }
  }
  ... on OrderAnswered {
    order {
      id
      state
      producer {
        id
        name
      }
    }
  }
  ... on OrderGivenBack {
    order {
      id
      producer {
        id
        name
      }
    }
  }
  ... on DeliveryReported {
    delivery {
      id
      kind
      serviceDate
      quantity
      cents
    }
  }
}
    `, {"fragmentName":"MyEntry"}) as unknown as TypedDocumentString<MyEntryFragment, unknown>;
export const BudgetHeadFragmentDoc = new TypedDocumentString(`
    fragment BudgetHead on Budget {
  id
  state
  slicing
  validFrom
  validUntil
  version
}
    `, {"fragmentName":"BudgetHead"}) as unknown as TypedDocumentString<BudgetHeadFragment, unknown>;
export const CatalogueRowFragmentDoc = new TypedDocumentString(`
    fragment CatalogueRow on CatalogueOffering {
  id
  offeringId
  name
  description
  languages
  unit
  unitCents
  eveningCents
  saturdayCents
  sundayCents
  validFrom
  validUntil
  producerName
  producerKind
  category {
    code
    nameFi
    nameSv
  }
  producer {
    id
  }
  servicePoint {
    id
    name
    streetAddress
    postalCode
  }
  municipality {
    code
    nameFi
    nameSv
  }
}
    `, {"fragmentName":"CatalogueRow"}) as unknown as TypedDocumentString<CatalogueRowFragment, unknown>;
export const ContactFragmentDoc = new TypedDocumentString(`
    fragment Contact on Client {
  id
  version
  language
  phone
  email
  streetAddress
  postalCode
  postalOffice
  nonDisclosure
  consentsToElectronic
  municipality {
    code
    nameFi
    nameSv
  }
}
    `, {"fragmentName":"Contact"}) as unknown as TypedDocumentString<ContactFragment, unknown>;
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
export const ItemFragmentDoc = new TypedDocumentString(`
    fragment Item on PlanItem {
  id
  state
  offering {
    id
    name
  }
  producer {
    id
    name
  }
  category {
    code
    nameFi
    nameSv
  }
  lineNo
  unit
  timeOfWeek
  quantityPerMonth
  firstMonth
  lastMonth
  months {
    month
    unitCents
    unitSize
    plannedQuantity
    reservedCents
    deliveredQuantity
    deliveredCents
    resolvedAt
  }
  order {
    id
    state
    sentAt
    answeredAt
    reason
  }
}
    `, {"fragmentName":"Item"}) as unknown as TypedDocumentString<ItemFragment, unknown>;
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
export const PlanMoneyFragmentDoc = new TypedDocumentString(`
    fragment PlanMoney on Plan {
  id
  state
  version
  budget {
    id
    balance {
      grantedCents
      reservedCents
      usedCents
      usableCents
      lapsedCents
    }
    limits(first: 100) {
      nodes {
        lineNo
        month
        measure
        granted
        reserved
        used
        usable
        lapsed
      }
    }
  }
}
    `, {"fragmentName":"PlanMoney"}) as unknown as TypedDocumentString<PlanMoneyFragment, unknown>;
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
export const AddItemDocument = {"__meta__":{"documentId":"sha256:fa22bad4246a4c183ca85125b224bdf57a3a44d452c690aa10f8aaed9086e428"}} as unknown as TypedDocumentString<AddItemMutation, AddItemMutationVariables>;
export const CatalogueDocument = {"__meta__":{"documentId":"sha256:30bd96337b6f404844d1d6ad57f20ea6700ffb1e1ddf099df0f5a60080fe9b11"}} as unknown as TypedDocumentString<CatalogueQuery, CatalogueQueryVariables>;
export const CatalogueOfferingDocument = {"__meta__":{"documentId":"sha256:db8a16de2b90bfafff1edf7c9d212627c8ed1ac324453227c5528aa94fcb9415"}} as unknown as TypedDocumentString<CatalogueOfferingQuery, CatalogueOfferingQueryVariables>;
export const ChangeItemDocument = {"__meta__":{"documentId":"sha256:04f90017c700c5afc9578ae4f5a16ae0c5b5bccaffc1b6b88263ad9b3ecce776"}} as unknown as TypedDocumentString<ChangeItemMutation, ChangeItemMutationVariables>;
export const ChangeMyContactDocument = {"__meta__":{"documentId":"sha256:68674201645c65cddf69e0a36f167e9ed1433d305d1bc504fb684b56beb4095a"}} as unknown as TypedDocumentString<ChangeMyContactMutation, ChangeMyContactMutationVariables>;
export const CompareOfferingsDocument = {"__meta__":{"documentId":"sha256:bcb8333297b2d9c5a485cdd6bd42ebdc1b872a7380785495a2bc8a8be1f88135"}} as unknown as TypedDocumentString<CompareOfferingsQuery, CompareOfferingsQueryVariables>;
export const EstimateItemDocument = {"__meta__":{"documentId":"sha256:484f533b62a5c90abaa64947e8df7abf7160ad2ad3e87b10146b8e279f045213"}} as unknown as TypedDocumentString<EstimateItemMutation, EstimateItemMutationVariables>;
export const InboxDocument = {"__meta__":{"documentId":"sha256:e0373ee598896911b740622acbdee3cfb64aaf695d1cd5ef26d5910da9c20350"}} as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const MarkReadDocument = {"__meta__":{"documentId":"sha256:fcadeac85dd0e782f06d2f61c398928cc9ddc28a60b98497987c0438735ae307"}} as unknown as TypedDocumentString<MarkReadMutation, MarkReadMutationVariables>;
export const MyAssessmentsDocument = {"__meta__":{"documentId":"sha256:426990141a0d0323ebe4c97d9d22c74bdb7ec49447f21d060dea65b4fc5aa313"}} as unknown as TypedDocumentString<MyAssessmentsQuery, MyAssessmentsQueryVariables>;
export const MyBudgetDocument = {"__meta__":{"documentId":"sha256:7c3c898d50cd7ecb86632c4c0fd9d6317154b4e065babba3f4ebcd51bc10aa5b"}} as unknown as TypedDocumentString<MyBudgetQuery, MyBudgetQueryVariables>;
export const MyDecisionsDocument = {"__meta__":{"documentId":"sha256:64eeaf18a755cda284d568c79e3e5014de396a8209ec9c456242953d1902c01a"}} as unknown as TypedDocumentString<MyDecisionsQuery, MyDecisionsQueryVariables>;
export const MyDeliveriesDocument = {"__meta__":{"documentId":"sha256:79d73299f12236c35f4917d911f0e99e4ca1de24f6c1b557ee063316d8a6810f"}} as unknown as TypedDocumentString<MyDeliveriesQuery, MyDeliveriesQueryVariables>;
export const MyDetailsDocument = {"__meta__":{"documentId":"sha256:8e458a82a4c6e19de5ca5b32f2d04d43d086b45c56c41a119145e6d112b9a3eb"}} as unknown as TypedDocumentString<MyDetailsQuery, MyDetailsQueryVariables>;
export const MyDisclosuresDocument = {"__meta__":{"documentId":"sha256:6d0756e44d9ec7a4d46205292be38a9f80a3e774e0bc6dd2e39c1c394b1c393b"}} as unknown as TypedDocumentString<MyDisclosuresQuery, MyDisclosuresQueryVariables>;
export const MyPlanDocument = {"__meta__":{"documentId":"sha256:4e160aac4a130e110753833ae6d9b06bc29f2fec46b19da1686728153284c8f6"}} as unknown as TypedDocumentString<MyPlanQuery, MyPlanQueryVariables>;
export const MyTimelineDocument = {"__meta__":{"documentId":"sha256:d38d02ac94e11f736ea747ab5c9c8a72b8f46689fb03ed6825e8590e4d690489"}} as unknown as TypedDocumentString<MyTimelineQuery, MyTimelineQueryVariables>;
export const MyUseLogDocument = {"__meta__":{"documentId":"sha256:288bb914724261265b79c23eab9f54f6cc2e106c36530ffc1c399032720a11fb"}} as unknown as TypedDocumentString<MyUseLogMutation, MyUseLogMutationVariables>;
export const ProducerDocument = {"__meta__":{"documentId":"sha256:b034c1d303090140da6b66be1145c2808d68dc2e33072f0fe7d1eba5dae35fb7"}} as unknown as TypedDocumentString<ProducerQuery, ProducerQueryVariables>;
export const RemoveItemDocument = {"__meta__":{"documentId":"sha256:8bfe20e48c784943ba1236fe69073ad2b8f6dc84d1a9c0055efe56edc34e9222"}} as unknown as TypedDocumentString<RemoveItemMutation, RemoveItemMutationVariables>;
export const SubmitPlanDocument = {"__meta__":{"documentId":"sha256:165400f1180b2e0b5e9765d3c95579498ab4edc2bc734e00cfcd2093ee1271d6"}} as unknown as TypedDocumentString<SubmitPlanMutation, SubmitPlanMutationVariables>;
