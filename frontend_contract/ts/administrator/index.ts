/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** Which runs of clocks to list. */
export type ClockRunFilter = {
  /** Only of this clock. */
  readonly name?: string | null | undefined;
  /** For this day or a later one. */
  readonly since?: string | null | undefined;
  /** For this day or an earlier one. */
  readonly until?: string | null | undefined;
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

/** Which jobs to list. */
export type JobFilter = {
  /** Only in this state. */
  readonly state?: JobState | null | undefined;
  /** Only of this kind. */
  readonly kind?: string | null | undefined;
};

/** In which order jobs are listed. */
export type JobOrder =
  /** The newest first. */
  | 'NEWEST'
  /** The oldest first. */
  | 'OLDEST';

/** Which stopped job to try again. */
export type JobRetryInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The job. */
  readonly jobId: string;
};

/** How far a job has come (työn tila). */
export type JobState =
  /** It waits until it is due, or is being done (odottaa). */
  | 'WAITING'
  /** It is done (tehty). */
  | 'DONE'
  /** It has failed for good; an administrator looks into it (pysähtynyt). */
  | 'STOPPED';

/** Which batch's file is to be written again. */
export type LetterBatchRemakeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The batch. */
  readonly letterBatchId: string;
};

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

/** Whom a message is to (viestin saaja). */
export type MessageRecipient =
  /** A client, or who represents the client (asiakas tai edustaja). */
  | 'PARTY'
  /** A worker, or the leaders of a team (työntekijä). */
  | 'WORKER'
  /** A producer or its users (tuottaja). */
  | 'PRODUCER';

/** Which message is sent again. */
export type MessageResendInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The message, by the messageId of an UnsentMessage. */
  readonly messageId: string;
};

/** How far a message has come on its outer channel (viestin tila). */
export type MessageState =
  /** Not sent yet (odottaa). */
  | 'WAITING'
  /** Given to the channel (lähetetty). */
  | 'SENT'
  /** It could not be sent; the explanation says why (epäonnistui). */
  | 'FAILED'
  /** Not sent, since the recipient's right to it has ended (pidätetty). */
  | 'WITHHELD'
  /** Read here before it was sent, or sent to who represents a child (ei tarpeen). */
  | 'NOT_NEEDED';

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

/** Which messages that did not leave to list. */
export type UnsentMessageFilter = {
  /** Only in this state. */
  readonly state?: MessageState | null | undefined;
  /** Only those that failed for this reason. */
  readonly reason?: SendingFault | null | undefined;
};

/** Whom a message that did not leave was for (lähtemättömän viestin saaja). */
export type UnsentRecipient =
  /** A client (asiakas). */
  | 'CLIENT'
  /** Who represents a client (edustaja). */
  | 'REPRESENTATIVE'
  /** A worker, or the leaders of a team (työntekijä). */
  | 'WORKER'
  /** A producer or its users (tuottaja). */
  | 'PRODUCER';

/** Which calls to list. */
export type WebhookCallFilter = {
  /** Only in this state. */
  readonly state?: CallState | null | undefined;
};

/** In which order calls are listed. */
export type WebhookCallOrder =
  /** The newest first. */
  | 'NEWEST'
  /** The oldest first. */
  | 'OLDEST';

export type ChannelRulesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChannelRulesQuery = { readonly channelRules: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly recipient: MessageRecipient, readonly event: Event | null, readonly consents: boolean | null, readonly fromAge: number | null, readonly belowAge: number | null, readonly channel: Channel | null, readonly validFrom: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ClockRunsQueryVariables = Exact<{
  filter?: ClockRunFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClockRunsQuery = { readonly clockRuns: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly name: string, readonly label: string, readonly dueAt: string, readonly day: string, readonly startedAt: string, readonly endedAt: string | null, readonly counts: ReadonlyArray<{ readonly word: string, readonly label: string, readonly number: number | null, readonly cents: number | null, readonly text: string }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ClocksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClocksQuery = { readonly clocks: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly name: string, readonly label: string, readonly dueAt: string, readonly attempts: number, readonly fault: string | null, readonly faultLabel: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type InboxQueryVariables = Exact<{
  filter?: MessageFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InboxQuery = { readonly messages: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly event: Event, readonly channel: Channel | null, readonly language: string, readonly title: string, readonly body: string, readonly at: string, readonly readAt: string | null, readonly subjectId: string | null, readonly subjectType: MessageSubject | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type JobQueryVariables = Exact<{
  id: string;
}>;


export type JobQuery = { readonly job: { readonly id: string, readonly kind: string, readonly label: string, readonly state: JobState, readonly subjectId: string | null, readonly leftAt: string, readonly dueAt: string, readonly attempts: number, readonly fault: string | null, readonly faultLabel: string | null, readonly endedAt: string | null } | null };

export type JobsQueryVariables = Exact<{
  filter?: JobFilter | null | undefined;
  orderBy?: JobOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type JobsQuery = { readonly jobs: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: string, readonly label: string, readonly state: JobState, readonly subjectId: string | null, readonly leftAt: string, readonly dueAt: string, readonly attempts: number, readonly fault: string | null, readonly faultLabel: string | null, readonly endedAt: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type LetterBatchQueryVariables = Exact<{
  id: string;
}>;


export type LetterBatchQuery = { readonly letterBatch: { readonly id: string, readonly day: string, readonly number: number, readonly lettersCount: number, readonly pagesCount: number, readonly sheetsCount: number, readonly fileName: string, readonly sha256: string, readonly composedAt: string, readonly madeAt: string | null } | null };

export type LetterBatchesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LetterBatchesQuery = { readonly letterBatches: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly day: string, readonly number: number, readonly lettersCount: number, readonly pagesCount: number, readonly sheetsCount: number, readonly fileName: string, readonly sha256: string, readonly composedAt: string, readonly madeAt: string | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type MarkReadMutationVariables = Exact<{
  input: MessageMarkReadInput;
}>;


export type MarkReadMutation = { readonly messageMarkRead: { readonly message: { readonly id: string, readonly event: Event, readonly channel: Channel | null, readonly language: string, readonly title: string, readonly body: string, readonly at: string, readonly readAt: string | null, readonly subjectId: string | null, readonly subjectType: MessageSubject | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type RemakeLetterBatchMutationVariables = Exact<{
  input: LetterBatchRemakeInput;
}>;


export type RemakeLetterBatchMutation = { readonly letterBatchRemake: { readonly letterBatch: { readonly id: string, readonly day: string, readonly number: number, readonly lettersCount: number, readonly pagesCount: number, readonly sheetsCount: number, readonly fileName: string, readonly sha256: string, readonly composedAt: string, readonly madeAt: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ResendMessageMutationVariables = Exact<{
  input: MessageResendInput;
}>;


export type ResendMessageMutation = { readonly messageResend: { readonly unsentMessage: { readonly messageId: string, readonly recipient: UnsentRecipient, readonly event: Event, readonly eventLabel: string, readonly channel: Channel | null, readonly state: MessageState, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly formerReason: SendingFault | null, readonly formerReasonLabel: string | null, readonly attempts: number, readonly at: string, readonly triedAt: string, readonly resentAt: string | null, readonly producer: { readonly id: string, readonly name: string } | null, readonly worker: { readonly id: string, readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type RetryJobMutationVariables = Exact<{
  input: JobRetryInput;
}>;


export type RetryJobMutation = { readonly jobRetry: { readonly job: { readonly id: string, readonly kind: string, readonly label: string, readonly state: JobState, readonly subjectId: string | null, readonly leftAt: string, readonly dueAt: string, readonly attempts: number, readonly fault: string | null, readonly faultLabel: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type UnsentMessagesQueryVariables = Exact<{
  filter?: UnsentMessageFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UnsentMessagesQuery = { readonly unsentMessages: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly messageId: string, readonly recipient: UnsentRecipient, readonly event: Event, readonly eventLabel: string, readonly channel: Channel | null, readonly state: MessageState, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly formerReason: SendingFault | null, readonly formerReasonLabel: string | null, readonly attempts: number, readonly at: string, readonly triedAt: string, readonly resentAt: string | null, readonly producer: { readonly id: string, readonly name: string } | null, readonly worker: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type WebhookCallsQueryVariables = Exact<{
  filter?: WebhookCallFilter | null | undefined;
  orderBy?: WebhookCallOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhookCallsQuery = { readonly webhookCalls: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly event: Event, readonly eventLabel: string, readonly state: CallState, readonly attempts: number, readonly statusCode: number | null, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly formerStatusCode: number | null, readonly formerReason: SendingFault | null, readonly formerReasonLabel: string | null, readonly replayedAt: string | null, readonly at: string, readonly triedAt: string | null, readonly producer: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

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

export type UnsentFragment = { readonly messageId: string, readonly recipient: UnsentRecipient, readonly event: Event, readonly eventLabel: string, readonly channel: Channel | null, readonly state: MessageState, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly formerReason: SendingFault | null, readonly formerReasonLabel: string | null, readonly attempts: number, readonly at: string, readonly triedAt: string, readonly resentAt: string | null, readonly producer: { readonly id: string, readonly name: string } | null, readonly worker: { readonly id: string, readonly name: string } | null };

export type WorkJobFragment = { readonly id: string, readonly kind: string, readonly label: string, readonly state: JobState, readonly subjectId: string | null, readonly leftAt: string, readonly dueAt: string, readonly attempts: number, readonly fault: string | null, readonly faultLabel: string | null, readonly endedAt: string | null };

export type BatchFragment = { readonly id: string, readonly day: string, readonly number: number, readonly lettersCount: number, readonly pagesCount: number, readonly sheetsCount: number, readonly fileName: string, readonly sha256: string, readonly composedAt: string, readonly madeAt: string | null };

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
export const UnsentFragmentDoc = new TypedDocumentString(`
    fragment Unsent on UnsentMessage {
  messageId
  recipient
  producer {
    id
    name
  }
  worker {
    id
    name
  }
  event
  eventLabel
  channel
  state
  reason
  reasonLabel
  formerReason
  formerReasonLabel
  attempts
  at
  triedAt
  resentAt
}
    `, {"fragmentName":"Unsent"}) as unknown as TypedDocumentString<UnsentFragment, unknown>;
export const WorkJobFragmentDoc = new TypedDocumentString(`
    fragment WorkJob on Job {
  id
  kind
  label
  state
  subjectId
  leftAt
  dueAt
  attempts
  fault
  faultLabel
  endedAt
}
    `, {"fragmentName":"WorkJob"}) as unknown as TypedDocumentString<WorkJobFragment, unknown>;
export const BatchFragmentDoc = new TypedDocumentString(`
    fragment Batch on LetterBatch {
  id
  day
  number
  lettersCount
  pagesCount
  sheetsCount
  fileName
  sha256
  composedAt
  madeAt
}
    `, {"fragmentName":"Batch"}) as unknown as TypedDocumentString<BatchFragment, unknown>;
export const ChannelRulesDocument = {"__meta__":{"documentId":"sha256:544c5ba983acce6cb45904427f1aa5a0144ddf586ca7a28f30559ddccda23001"}} as unknown as TypedDocumentString<ChannelRulesQuery, ChannelRulesQueryVariables>;
export const ClockRunsDocument = {"__meta__":{"documentId":"sha256:0c0529dd1f5a9864f40fa0da31cc3247c056e6ab2da38b0d2e632aa49f9f44a6"}} as unknown as TypedDocumentString<ClockRunsQuery, ClockRunsQueryVariables>;
export const ClocksDocument = {"__meta__":{"documentId":"sha256:7ca1247f754d3839797b6baa847b67ed1c867011784bda830e1acb600d0e9738"}} as unknown as TypedDocumentString<ClocksQuery, ClocksQueryVariables>;
export const InboxDocument = {"__meta__":{"documentId":"sha256:e0373ee598896911b740622acbdee3cfb64aaf695d1cd5ef26d5910da9c20350"}} as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const JobDocument = {"__meta__":{"documentId":"sha256:be02b9dafa64a2f088f77df7e21f3f697d439193da7a7b089be8c6857fd3417c"}} as unknown as TypedDocumentString<JobQuery, JobQueryVariables>;
export const JobsDocument = {"__meta__":{"documentId":"sha256:877a8a902662162a43f06084167ac28c0d0919400fa802a7dd68661d404699d1"}} as unknown as TypedDocumentString<JobsQuery, JobsQueryVariables>;
export const LetterBatchDocument = {"__meta__":{"documentId":"sha256:19cc3d181ed27e2c4d1dfa954e32b5b552345d3dfec3e6392de84bc456164e69"}} as unknown as TypedDocumentString<LetterBatchQuery, LetterBatchQueryVariables>;
export const LetterBatchesDocument = {"__meta__":{"documentId":"sha256:0532db64eb68e3fffd14bfeab71962da4d0a349ddd9dd97f21b42106478f02e8"}} as unknown as TypedDocumentString<LetterBatchesQuery, LetterBatchesQueryVariables>;
export const MarkReadDocument = {"__meta__":{"documentId":"sha256:fcadeac85dd0e782f06d2f61c398928cc9ddc28a60b98497987c0438735ae307"}} as unknown as TypedDocumentString<MarkReadMutation, MarkReadMutationVariables>;
export const RemakeLetterBatchDocument = {"__meta__":{"documentId":"sha256:0dc22ee73053fc0493ac6ec5eab3bec954d9cc36ca7e5d9e6b1c92016c6d2bf0"}} as unknown as TypedDocumentString<RemakeLetterBatchMutation, RemakeLetterBatchMutationVariables>;
export const ResendMessageDocument = {"__meta__":{"documentId":"sha256:c7b2dee0d83977a2d24a88238e6cb42e22a4f08bc698eaafa8ac7fc658d30819"}} as unknown as TypedDocumentString<ResendMessageMutation, ResendMessageMutationVariables>;
export const RetryJobDocument = {"__meta__":{"documentId":"sha256:25167cb7d96ad27af11cd47dc1c4051a1cfcf2bdaf6b8c0ea584fedfa0aceb66"}} as unknown as TypedDocumentString<RetryJobMutation, RetryJobMutationVariables>;
export const UnsentMessagesDocument = {"__meta__":{"documentId":"sha256:bd64867b41135b51c386b5464ad0c2dac71e94c8973b4549af5b32ca5ff4c86e"}} as unknown as TypedDocumentString<UnsentMessagesQuery, UnsentMessagesQueryVariables>;
export const WebhookCallsDocument = {"__meta__":{"documentId":"sha256:eab12657a1ef138d17694bf5f77490605a75cf8621a17b8fa68c06b63f545bba"}} as unknown as TypedDocumentString<WebhookCallsQuery, WebhookCallsQueryVariables>;
