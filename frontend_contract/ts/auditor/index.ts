/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which acts to list. */
export type AuditEventFilter = {
  /** Only on this client. */
  readonly clientId?: string | null | undefined;
  /** Only by this person or program. */
  readonly actorId?: string | null | undefined;
  /** Only to this thing. */
  readonly subjectId?: string | null | undefined;
  /** Only this act, noun:verb. */
  readonly action?: string | null | undefined;
  /** Only done or only refused ones. */
  readonly outcome?: Outcome | null | undefined;
  /** From this instant on. */
  readonly since?: string | null | undefined;
  /** Before this instant. */
  readonly before?: string | null | undefined;
};

/** Which disclosures to list. */
export type DisclosureFilter = {
  /** Only of this client's place. */
  readonly clientId?: string | null | undefined;
  /** Only to this producer. */
  readonly producerId?: string | null | undefined;
  /** Only those whose days include this one. */
  readonly onDay?: string | null | undefined;
};

/** In which order disclosures are listed. */
export type DisclosureOrder =
  /** The newest first. */
  | 'NEWEST'
  /** The oldest first. */
  | 'OLDEST';

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

/** What is notable in a worker's use of data (havainnon laji). */
export type FindingKind =
  /** Many attempts were refused or out of reach (paljon epäonnistuneita hakuja). */
  | 'MANY_REFUSALS'
  /** Client data was read out of office hours, not on call (virka-ajan ulkopuolella). */
  | 'OUT_OF_HOURS'
  /** Clients were looked up by name without a care relationship (nimihaku). */
  | 'BY_NAME'
  /** A client with the worker's own surname was read (oma sukunimi). */
  | 'OWN_SURNAME'
  /** A client with the worker's own address was read (oma osoite). */
  | 'OWN_ADDRESS';

/** Whether a finding was looked into (havainnon tila). */
export type FindingState =
  /** Nobody has looked into it yet (avoin). */
  | 'OPEN'
  /** Somebody has looked into it (tarkistettu). */
  | 'REVIEWED';

/** The impact assessment of matching workers' own data with clients'. */
export type ImpactAssessmentRecordInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The day on which it was approved. */
  readonly doneOn: string;
  /** Where the document is, at most 200 characters. */
  readonly reference: string;
};

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

/** In which order a log is listed. */
export type LogOrder =
  /** The newest first. */
  | 'NEWEST'
  /** The oldest first. */
  | 'OLDEST';

/** Which findings to list. */
export type LookFindingFilter = {
  /** Only in this state. */
  readonly state?: FindingState | null | undefined;
  /** Only of this kind. */
  readonly kind?: FindingKind | null | undefined;
  /** Only of this worker's looks. */
  readonly workerId?: string | null | undefined;
  /** From this day on. */
  readonly since?: string | null | undefined;
  /** Until this day. */
  readonly until?: string | null | undefined;
};

/** In which order findings are listed. */
export type LookFindingOrder =
  /** The newest first. */
  | 'NEWEST'
  /** The oldest first. */
  | 'OLDEST';

/** Which finding was looked into, and what was found out. */
export type LookFindingReviewInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The finding. */
  readonly findingId: string;
  /** What was found out, at most 2,000 characters. */
  readonly note: string;
};

/** Of which day to collect what is notable. */
export type LookFindingsCollectInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The day, Helsinki. */
  readonly day: string;
};

/** Whether it was done, or attempted and refused (lopputulos). */
export type Outcome =
  /** It was done. */
  | 'DONE'
  /** It was attempted and refused. */
  | 'DENIED'
  /** A client, or a client's data, out of the asker's reach or not there, was asked for. */
  | 'OUT_OF_REACH';

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

/** Which uses to list. */
export type UseLogFilter = {
  /** Only of this client's data. */
  readonly clientId?: string | null | undefined;
  /** Only by this person or program. */
  readonly actorId?: string | null | undefined;
  /** Only this request's, which shows whose data it read. */
  readonly requestId?: string | null | undefined;
  /** Only for this purpose. */
  readonly purpose?: Purpose | null | undefined;
  /** From this instant on. */
  readonly since?: string | null | undefined;
  /** Before this instant. */
  readonly before?: string | null | undefined;
};

/** A worker's own surname and address, kept as keyed hashes alone. */
export type WorkerTraitRecordInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The worker. */
  readonly workerId: string;
  /** Family name. */
  readonly lastName: string;
  /** Street address; compared together with the postal code. */
  readonly streetAddress?: string | null | undefined;
  /** Postal code, five digits. */
  readonly postalCode?: string | null | undefined;
};

export type AuditTrailQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
  orderBy?: LogOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditTrailQuery = { readonly auditTrail: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly action: string, readonly outcome: Outcome, readonly actorId: string, readonly role: Role, readonly onBehalfOf: string | null, readonly clientId: string | null, readonly subjectId: string | null, readonly address: string | null, readonly facts: unknown, readonly worker: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CollectLookFindingsMutationVariables = Exact<{
  input: LookFindingsCollectInput;
}>;


export type CollectLookFindingsMutation = { readonly lookFindingsCollect: { readonly findings: ReadonlyArray<{ readonly id: string, readonly day: string, readonly kind: FindingKind, readonly looks: number, readonly state: FindingState, readonly reviewedAt: string | null, readonly note: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly reviewedBy: { readonly id: string, readonly name: string } | null }> | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type DisclosureLogQueryVariables = Exact<{
  filter?: DisclosureFilter | null | undefined;
  orderBy?: DisclosureOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DisclosureLogQuery = { readonly disclosures: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly clientId: string, readonly firstDay: string, readonly lastDay: string, readonly reason: string, readonly role: Role, readonly producer: { readonly id: string, readonly name: string }, readonly producerUser: { readonly id: string, readonly name: string, readonly role: Role }, readonly worker: { readonly id: string, readonly name: string } | null, readonly ended: { readonly endedAt: string, readonly worker: { readonly id: string, readonly name: string } | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ImpactAssessmentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ImpactAssessmentsQuery = { readonly impactAssessments: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly doneOn: string, readonly reference: string, readonly recordedAt: string, readonly recordedBy: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type LookFindingQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LookFindingQuery = { readonly lookFinding: { readonly id: string, readonly day: string, readonly kind: FindingKind, readonly looks: number, readonly state: FindingState, readonly foundAt: string, readonly reviewedAt: string | null, readonly note: string | null, readonly worker: { readonly id: string, readonly name: string, readonly team: { readonly id: string, readonly name: string } }, readonly reviewedBy: { readonly id: string, readonly name: string } | null, readonly rows: { readonly nodes: ReadonlyArray<{ readonly rowId: string, readonly at: string, readonly operation: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type LookFindingsQueryVariables = Exact<{
  filter?: LookFindingFilter | null | undefined;
  orderBy?: LookFindingOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LookFindingsQuery = { readonly lookFindings: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly day: string, readonly kind: FindingKind, readonly looks: number, readonly state: FindingState, readonly reviewedAt: string | null, readonly note: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly reviewedBy: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type RecordImpactAssessmentMutationVariables = Exact<{
  input: ImpactAssessmentRecordInput;
}>;


export type RecordImpactAssessmentMutation = { readonly impactAssessmentRecord: { readonly impactAssessment: { readonly id: string, readonly doneOn: string, readonly reference: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type RecordWorkerTraitMutationVariables = Exact<{
  input: WorkerTraitRecordInput;
}>;


export type RecordWorkerTraitMutation = { readonly workerTraitRecord: { readonly worker: { readonly id: string, readonly name: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ReviewLookFindingMutationVariables = Exact<{
  input: LookFindingReviewInput;
}>;


export type ReviewLookFindingMutation = { readonly lookFindingReview: { readonly finding: { readonly id: string, readonly day: string, readonly kind: FindingKind, readonly looks: number, readonly state: FindingState, readonly reviewedAt: string | null, readonly note: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly reviewedBy: { readonly id: string, readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type SealsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SealsQuery = { readonly seals: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly since: string, readonly until: string, readonly signedAt: string, readonly hoursCount: number, readonly rowsCount: number, readonly head: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type UseLogQueryVariables = Exact<{
  filter?: UseLogFilter | null | undefined;
  orderBy?: LogOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UseLogQuery = { readonly useLog: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly requestId: string, readonly at: string, readonly clientId: string, readonly actorId: string, readonly role: Role, readonly onBehalfOf: string | null, readonly purpose: Purpose, readonly operation: string, readonly worker: { readonly id: string, readonly name: string, readonly team: { readonly id: string, readonly name: string } } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type FindingFragment = { readonly id: string, readonly day: string, readonly kind: FindingKind, readonly looks: number, readonly state: FindingState, readonly reviewedAt: string | null, readonly note: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly reviewedBy: { readonly id: string, readonly name: string } | null };

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
export const FindingFragmentDoc = new TypedDocumentString(`
    fragment Finding on LookFinding {
  id
  day
  kind
  worker {
    id
    name
  }
  looks
  state
  reviewedAt
  reviewedBy {
    id
    name
  }
  note
}
    `, {"fragmentName":"Finding"}) as unknown as TypedDocumentString<FindingFragment, unknown>;
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
export const AuditTrailDocument = {"__meta__":{"documentId":"sha256:f4488bbfee62de7cf9613d6b396f2243b22dc7fc219d945cbbad1d219fd73edf"}} as unknown as TypedDocumentString<AuditTrailQuery, AuditTrailQueryVariables>;
export const CollectLookFindingsDocument = {"__meta__":{"documentId":"sha256:2de4214bcc730cef1ffe8f38f8ee68121aae41fd41416342325220d1380b9faa"}} as unknown as TypedDocumentString<CollectLookFindingsMutation, CollectLookFindingsMutationVariables>;
export const DisclosureLogDocument = {"__meta__":{"documentId":"sha256:d825ac1ce20adb72f8120e5c2f72961058762438b2e0dc51ae805561a90e1606"}} as unknown as TypedDocumentString<DisclosureLogQuery, DisclosureLogQueryVariables>;
export const ImpactAssessmentsDocument = {"__meta__":{"documentId":"sha256:02148479e510dfa7c766f0993f95b54d043dc79e1f80e5bb8a319640c32f21f0"}} as unknown as TypedDocumentString<ImpactAssessmentsQuery, ImpactAssessmentsQueryVariables>;
export const LookFindingDocument = {"__meta__":{"documentId":"sha256:784a345de912cdf904c37f9ff39d9260c4399255cd0fff4fd7c5c68974147618"}} as unknown as TypedDocumentString<LookFindingQuery, LookFindingQueryVariables>;
export const LookFindingsDocument = {"__meta__":{"documentId":"sha256:3da945e299806a40f8f7adfddeb686a6d502c65666021449fb44e780056a3aa6"}} as unknown as TypedDocumentString<LookFindingsQuery, LookFindingsQueryVariables>;
export const RecordImpactAssessmentDocument = {"__meta__":{"documentId":"sha256:f78dc3351faae356778d2d0de2f4f2719adc9b6dfe0d421c5e1f4111e3e8cee4"}} as unknown as TypedDocumentString<RecordImpactAssessmentMutation, RecordImpactAssessmentMutationVariables>;
export const RecordWorkerTraitDocument = {"__meta__":{"documentId":"sha256:ad37cab1af1b748e549cd78b3d27679ff273fac31f1f46544e275fa8097d725f"}} as unknown as TypedDocumentString<RecordWorkerTraitMutation, RecordWorkerTraitMutationVariables>;
export const ReviewLookFindingDocument = {"__meta__":{"documentId":"sha256:ed1223c2aadbc7097df15874dbd5f92a97600a892eb8d001f0cab0a7df2c6cab"}} as unknown as TypedDocumentString<ReviewLookFindingMutation, ReviewLookFindingMutationVariables>;
export const SealsDocument = {"__meta__":{"documentId":"sha256:c951a7a808cac748d5e68505ddf5105d42c29533b2af37a5c962483c1c38c764"}} as unknown as TypedDocumentString<SealsQuery, SealsQueryVariables>;
export const UseLogDocument = {"__meta__":{"documentId":"sha256:e5336e973135a16d8e49bf93de7742ef7b063b44fa21d2260f0421bb7d4e9010"}} as unknown as TypedDocumentString<UseLogQuery, UseLogQueryVariables>;
