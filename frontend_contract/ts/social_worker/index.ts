/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which assessment is complete. */
export type AssessmentCompleteInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The assessment. */
  readonly assessmentId: string;
  /** The version of the assessment that was read. */
  readonly expectedVersion: number;
};

/** An assessment's texts and needs; all of them are replaced. */
export type AssessmentFillInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The assessment. */
  readonly assessmentId: string;
  /** The version of the assessment that was read. */
  readonly expectedVersion: number;
  /** The client's situation. */
  readonly summary: string;
  /** The client's own view (asiakkaan näkemys). */
  readonly clientView: string;
  /** The worker's conclusions (johtopäätökset). */
  readonly conclusions: string;
  /** Whether an own worker is needed. */
  readonly ownWorkerEstimate: string;
  /** The needs found, at most 50. */
  readonly needs: ReadonlyArray<NeedInput>;
};

/** In which matter needs are to be assessed. */
export type AssessmentStartInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The client. */
  readonly clientId: string;
  /** The matter. */
  readonly matterId: string;
};

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

/** What lines are worth from a service month on, and on what grounds. */
export type BudgetChangeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The budget, active. */
  readonly budgetId: string;
  /** The version of the budget that was read. */
  readonly expectedVersion: number;
  /** The first service month it concerns, yyyymm. */
  readonly effectiveFrom: number;
  /** The lines that change or are new. */
  readonly lines: ReadonlyArray<BudgetLineInput>;
  /** The reasons (perustelut, hallintolaki 434/2003 45 §). */
  readonly reasons: string;
  /** The provisions applied (sovelletut säännökset). */
  readonly provisions: string;
  /** Whether months that are over are raised too, of which nothing can be reserved any more; without it such a raise is refused with its numbers. */
  readonly grantsLapsed?: boolean | null | undefined;
};

/** Which prepared budget is granted, and on what grounds. */
export type BudgetDecideInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The budget, not decided yet. */
  readonly budgetId: string;
  /** The version of the budget that was read. */
  readonly expectedVersion: number;
  /** The reasons (perustelut, hallintolaki 434/2003 45 §). */
  readonly reasons: string;
  /** The provisions applied (sovelletut säännökset). */
  readonly provisions: string;
};

/** On which day a budget ends early, and on what grounds. */
export type BudgetEndInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The budget, active. */
  readonly budgetId: string;
  /** The version of the budget that was read. */
  readonly expectedVersion: number;
  /** The last day, within the validity. */
  readonly lastDay: string;
  /** The reasons (perustelut, hallintolaki 434/2003 45 §). */
  readonly reasons: string;
  /** The provisions applied (sovelletut säännökset). */
  readonly provisions: string;
};

/** After which month all services on a budget end. */
export type BudgetItemsEndInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The budget. */
  readonly budgetId: string;
  /** The last service month they keep, yyyymm. */
  readonly lastMonth: number;
};

/** A line of a budget (budjettirivi). */
export type BudgetLineInput = {
  /** Number of the line, 1 to 99. */
  readonly lineNo: number;
  /** Code of the service category. */
  readonly categoryCode: string;
  /** Earmarked to its category, or flexible. */
  readonly kind: LineKind;
  /** How the service is organised. */
  readonly wayOfOrganising: WayOfOrganising;
  /** Cents a month. */
  readonly centsPerMonth: number;
  /** Minutes a month, of an hourly service. */
  readonly minutesPerMonth?: number | null | undefined;
  /** Pieces a month, of a service by piece. */
  readonly piecesPerMonth?: number | null | undefined;
};

/** What a prepared budget is to be instead. */
export type BudgetPreparationChangeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The budget, not decided yet. */
  readonly budgetId: string;
  /** The version of the budget that was read. */
  readonly expectedVersion: number;
  /** Whether each service month has a limit of its own. */
  readonly slicing: Slicing;
  /** The first day, first of a month. */
  readonly validFrom: string;
  /** The last day, last of a month. */
  readonly validUntil: string;
  /** Its lines, 1 to 99. */
  readonly lines: ReadonlyArray<BudgetLineInput>;
};

/** A budget to be prepared for a client. */
export type BudgetPrepareInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The client. */
  readonly clientId: string;
  /** The proposal it is prepared from, if any. */
  readonly proposalId?: string | null | undefined;
  /** Whether each service month has a limit of its own. */
  readonly slicing: Slicing;
  /** The first day, first of a month. */
  readonly validFrom: string;
  /** The last day, last of a month. */
  readonly validUntil: string;
  /** Its lines, 1 to 99. */
  readonly lines: ReadonlyArray<BudgetLineInput>;
};

/** From which assessment a budget is to be proposed. */
export type BudgetProposalMakeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The assessment. */
  readonly assessmentId: string;
};

/** Whether money is granted: prepared, active, ended (budjetin tila). */
export type BudgetState =
  /** Prepared, no money yet; the decision grants it (valmisteltu). */
  | 'PREPARED'
  /** Granted by a decision (voimassa). */
  | 'ACTIVE'
  /** Ended early: nothing new is planned, what was reserved is still delivered (lopetettu). */
  | 'ENDED';

/** Who is to serve a client from a day on. */
export type CareAssignInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The client. */
  readonly clientId: string;
  /** The worker, of whichever team. */
  readonly workerId: string;
  /** Whether as the named own worker (omatyöntekijä). */
  readonly kind: CareKind;
  /** The first day; not in the past. */
  readonly validFrom: string;
};

/** Which care relationship ends, and when. */
export type CareEndInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The care relationship. */
  readonly careRelationshipId: string;
  /** Its last day; yesterday ends it at once. */
  readonly lastDay: string;
};

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

/** What is true of a wrongly recorded death. */
export type ClientDeathCorrectInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The client. */
  readonly clientId: string;
  /** Why what was recorded is wrong. At most 1000 characters. */
  readonly reason: string;
  /** The right day of death; left out, the client is alive. */
  readonly diedOn?: string | null | undefined;
};

/** Which client has died, and when. */
export type ClientDeathRecordInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The client. */
  readonly clientId: string;
  /** The day of death; not one to come. */
  readonly diedOn: string;
};

/** Which clients to list. */
export type ClientFilter = {
  /** Home municipality. */
  readonly municipalityCode?: string | null | undefined;
  /** Names from here on in Finnish order, family name first, in any case. */
  readonly nameFrom?: string | null | undefined;
  /** The name, family name first, starts with this, in any case. */
  readonly nameStarts?: string | null | undefined;
  /** Whether the record was closed by merging it into the person's other one. */
  readonly isClosed?: boolean | null | undefined;
  /** Only the person's closed records that were merged into this one. */
  readonly mergedInto?: string | null | undefined;
  /** Whether you are the client's named own worker (omatyöntekijä) today. */
  readonly ownWorker?: boolean | null | undefined;
  /** Only whom this filed contact is about. */
  readonly filedContactId?: string | null | undefined;
  /** Whether a budget is active today. */
  readonly hasBudget?: boolean | null | undefined;
  /** Whether a prepared budget awaits its decision. */
  readonly awaitsDecision?: boolean | null | undefined;
};

/** Whose personal identity code is another from now on, and why. */
export type ClientHetuChangeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The client. */
  readonly clientId: string;
  /** The new code (henkilötunnus). Input only: no answer here repeats it. */
  readonly hetu: string;
  /** Why the code was changed. */
  readonly reason: IdentityChangeReason;
};

/** Whose personal identity code must be seen, and why. */
export type ClientHetuShowInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The client. */
  readonly clientId: string;
  /** Why (tietosuojalaki 1050/2018 29 §). */
  readonly reason: HetuReason;
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

/** In which order clients are listed. */
export type ClientOrder =
  /** By name, in Finnish alphabetical order. */
  | 'NAME'
  /** The newest first. */
  | 'NEWEST';

/** Which record of a person is closed, and which goes on. */
export type ClientRecordsMergeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The record that is closed; nothing may run on it. */
  readonly closedId: string;
  /** The record that goes on. */
  readonly keptId: string;
  /** Why they are one person's. At most 1000 characters. */
  readonly reason: string;
};

/** Which closed record goes on by itself again. */
export type ClientRecordsSeparateInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The closed record. */
  readonly closedId: string;
  /** Why the merge was wrong. At most 1000 characters. */
  readonly reason: string;
};

/** What a worker knows of a person at first contact. */
export type ClientRegisterInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** Personal identity code (henkilötunnus). Input only: no answer here repeats it. */
  readonly hetu: string;
  /** Given names. */
  readonly firstName: string;
  /** Family name. */
  readonly lastName: string;
  /** Home municipality (kotikunta), three digits. */
  readonly municipalityCode: string;
  /** How the client is reached. */
  readonly contact: ContactInput;
  /** Whether contact data must not be disclosed (turvakielto). */
  readonly nonDisclosure?: boolean;
};

/** Which messages about clients that did not leave to list. */
export type ClientUnsentMessageFilter = {
  /** Only about this client. */
  readonly clientId?: string | null | undefined;
};

/** To whom a hidden place is disclosed, when and why. */
export type ContactDiscloseInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The order whose visits need the place. */
  readonly orderId: string;
  /** The user of the order's producer. */
  readonly producerUserId: string;
  /** The first day; not in the past. */
  readonly firstDay: string;
  /** The last day; not after the order's contact data end. */
  readonly lastDay: string;
  /** Why; it is kept in the log. At most 1000 characters. */
  readonly reason: string;
};

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

/** Which disclosure ends before its last day. */
export type DisclosureEndInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The disclosure. */
  readonly disclosureId: string;
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

/** Which emergency accesses to list. */
export type EmergencyAccessFilter = {
  /** Whether the review is still to be done. */
  readonly awaitsReview?: boolean | null | undefined;
};

/** Whom an on-call worker must see now, and why. */
export type EmergencyAccessOpenInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** Why; the reviewer reads it. At most 1000 characters. */
  readonly reason: string;
  /** The client, where known. */
  readonly clientId?: string | null | undefined;
  /** Or the personal identity code (henkilötunnus). Input only: no answer here repeats it. */
  readonly hetu?: string | null | undefined;
};

/** Which emergency access was reviewed. */
export type EmergencyAccessReviewInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The access. */
  readonly emergencyAccessId: string;
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

/** Which filed contact the worker who filed it may go on with. */
export type FiledContactAcceptInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The filed contact. */
  readonly filedContactId: string;
};

/** Which filed contact to see beside what is recorded of the client. */
export type FiledContactCompareInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The filed contact. */
  readonly filedContactId: string;
};

/** Which filed contacts to list. */
export type FiledContactFilter = {
  /** Only in this state. */
  readonly state?: FiledContactState | null | undefined;
  /** Whether you filed it. */
  readonly filedByYou?: boolean | null | undefined;
};

/** Which filed contact the worker begins to serve, and why. */
export type FiledContactOpenInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The filed contact. */
  readonly filedContactId: string;
  /** Why now; a reviewer of a known client reads it. At most 1000 characters. */
  readonly reason: string;
};

/** Which filed contact begins nothing, and why. */
export type FiledContactRejectInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The filed contact. */
  readonly filedContactId: string;
  /** Why; the worker who filed it reads it. */
  readonly reason: string;
};

/** How far a filed contact has come (yhteydenoton tila). */
export type FiledContactState =
  /** Waits for the second act; opens nothing (kirjattu). */
  | 'FILED'
  /** Opened for a while by who filed it, for a stated reason; a leader reviews it (avattu). */
  | 'OPENED'
  /** The worker who filed it serves the client (hyväksytty). */
  | 'ACCEPTED'
  /** Begins nothing (hylätty). */
  | 'REJECTED';

/** Why a personal identity code must be seen (näyttämisen peruste). */
export type HetuReason =
  /** To tell the client from others (yksilöinti). */
  | 'IDENTIFY_CLIENT'
  /** To check another register (rekisteritarkistus). */
  | 'CHECK_REGISTER'
  /** To write a document that must carry it (asiakirja). */
  | 'WRITE_DOCUMENT'
  /** To deal with another authority (viranomaisyhteys). */
  | 'CONTACT_AUTHORITY';

/** Why a personal identity code was changed (muutoksen syy). */
export type IdentityChangeReason =
  /** A mistyped or wrong code was corrected (korjaus). */
  | 'CORRECTION'
  /** A new code after gender confirmation (sukupuolen vahvistaminen). */
  | 'GENDER_CONFIRMATION'
  /** A new code for the person's protection (suojelu). */
  | 'PROTECTION';

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

/** Which matter has ended. */
export type MatterCloseInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The matter. */
  readonly matterId: string;
};

/** What makes a matter pending (vireilletulo). */
export type MatterOpenInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The client. */
  readonly clientId: string;
  /** Under which service task it is handled. */
  readonly serviceTask: ServiceTask;
  /** How it became pending. */
  readonly source: MatterSource;
  /** The day it became pending; not one to come. */
  readonly pendingSince: string;
  /** What it is about. */
  readonly description: string;
};

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

/** What a merge or separation did to a record (yhdistämisen laji). */
export type MergeKind =
  /** This record was closed, the other goes on (suljettu). */
  | 'CLOSED'
  /** This record goes on, the other was closed (jatkuu). */
  | 'TOOK_OVER'
  /** The two go on by themselves again (erotettu). */
  | 'SEPARATED';

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

/** How long support is needed (tuen tarpeen kesto, SHL 37 §). */
export type NeedDuration =
  /** Temporary (tilapäinen). */
  | 'TEMPORARY'
  /** Recurring (toistuva). */
  | 'RECURRING'
  /** Long-term (pitkäaikainen). */
  | 'LONG_TERM';

/** One need; with a service category it has minutes or pieces a month. */
export type NeedInput = {
  /** Where in life it shows. */
  readonly lifeDomain: LifeDomain;
  /** How long support is needed. */
  readonly duration: NeedDuration;
  /** The need in words. */
  readonly description: string;
  /** Code of the service that would answer it, if any. */
  readonly categoryCode?: string | null | undefined;
  /** How much support is needed, 1 to 5. */
  readonly supportClass?: number;
  /** Minutes a month of an hourly service. */
  readonly minutesPerMonth?: number;
  /** Pieces a month of a service by piece. */
  readonly piecesPerMonth?: number;
};

/** Which order is taken back. */
export type OrderCancelInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The Order. */
  readonly orderId: string;
  /** The reason, shown to the producer. */
  readonly reason?: string | null | undefined;
  /** How the client took part; needed of a worker, never of client or representative. */
  readonly assistance?: AssistanceInput | null | undefined;
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

/** Somebody who is to speak for a client. */
export type PersonInput = {
  /** Given names. */
  readonly firstName: string;
  /** Family name. */
  readonly lastName: string;
  /** Language of service. */
  readonly language: ClientLanguage;
  /** Phone number. */
  readonly phone?: string | null | undefined;
  /** E-mail address. */
  readonly email?: string | null | undefined;
  /** Where letters go; without it letters to the person cannot be sent. */
  readonly address?: PostalAddressInput | null | undefined;
};

/** Which plan is approved. */
export type PlanApproveInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The plan. */
  readonly planId: string;
  /** The plan's version as it was read; refused when somebody has changed it since. */
  readonly expectedVersion?: number | null | undefined;
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

/** After which month a service ends. */
export type PlanItemEndInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The item. */
  readonly itemId: string;
  /** The last service month it keeps, yyyymm. */
  readonly lastMonth: number;
  /** The plan's version as it was read; refused when somebody has changed it since. */
  readonly expectedVersion?: number | null | undefined;
  /** How the client took part; needed of a worker, never of client or representative. */
  readonly assistance?: AssistanceInput | null | undefined;
};

/** Which plan is returned, and why. */
export type PlanReturnInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The plan. */
  readonly planId: string;
  /** What is to be mended. */
  readonly reason: string;
  /** The plan's version as it was read; refused when somebody has changed it since. */
  readonly expectedVersion?: number | null | undefined;
};

/** On which budget a plan is opened. */
export type PlanStartInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The active budget. */
  readonly budgetId: string;
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

/** Where letters to a representative go. */
export type PostalAddressInput = {
  /** Street address. */
  readonly streetAddress: string;
  /** Postal code, five digits. */
  readonly postalCode: string;
  /** Postal office. */
  readonly postalOffice: string;
};

/** Who stands behind a producer: public, private, third sector (tuottajan laji). */
export type ProducerKind =
  /** A public body (julkinen). */
  | 'PUBLIC'
  /** A company or a self-employed person (yksityinen). */
  | 'PRIVATE'
  /** An association or a foundation (kolmas sektori). */
  | 'THIRD_SECTOR';

/** Which representation ends, and when. */
export type RepresentationEndInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The representation. */
  readonly representationId: string;
  /** Its last day; yesterday ends it at once. */
  readonly lastDay: string;
};

/** Who may speak for a client, on what ground, how far and when. */
export type RepresentationRecordInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The client. */
  readonly clientId: string;
  /** Guardian, custodian or authorised. */
  readonly kind: RepresentativeKind;
  /** How far the power goes. */
  readonly scope: RepresentationScope;
  /** The decision or authorisation it rests on. */
  readonly ground: string;
  /** The first day; may have been before today. */
  readonly validFrom: string;
  /** The last day; a custodian's is at the latest the day before coming of age. */
  readonly validUntil?: string | null | undefined;
  /** The person, when new. */
  readonly person?: PersonInput | null | undefined;
  /** The representative, when known. */
  readonly representativeId?: string | null | undefined;
};

/** How far a representative's power goes (edustuksen laajuus). */
export type RepresentationScope =
  /** Everything the client may do. */
  | 'FULL'
  /** Money matters. */
  | 'FINANCIAL'
  /** To see, not to act. */
  | 'VIEW';

/** Where letters to a client's representative go from now on. */
export type RepresentativeAddressChangeInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** A representation that has not ended. */
  readonly representationId: string;
  /** The whole address; left out, it is taken away. */
  readonly address?: PostalAddressInput | null | undefined;
};

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

/** Who stands in for whom; both days are included. */
export type SubstituteAssignInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** Who is absent. */
  readonly absentWorkerId: string;
  /** Who stands in. */
  readonly substituteWorkerId: string;
  /** The first day; not in the past. */
  readonly validFrom: string;
  /** The last day. */
  readonly validUntil: string;
};

/** Which substitution ends before its time, and when. */
export type SubstituteEndInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The substitution. */
  readonly assignmentId: string;
  /** Its last day; yesterday ends it at once. */
  readonly lastDay: string;
};

/** What must be done at once (kiireellisen tehtävän laji). */
export type TaskKind =
  /** A producer has visits to come and no address (käynti ilman osoitetta). */
  | 'VISIT_WITHOUT_ADDRESS';

/** Whether an urgent task is still to be done (tehtävän tila). */
export type TaskState =
  /** Still to be done (avoin). */
  | 'OPEN'
  /** Done (tehty). */
  | 'DONE';

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

/** Why money or hours moved (tapahtuman laji). */
export type TransferCode =
  /** A decision granted it (myöntö). */
  | 'GRANT'
  /** A decision took it back (vähennys). */
  | 'CUT'
  /** A plan reserved it (varaus). */
  | 'RESERVE'
  /** A delivery used it (käyttö). */
  | 'DRAW'
  /** A reservation was given up (vapautus). */
  | 'VOID'
  /** A month's reservation ended at its reporting deadline (raukeaminen). */
  | 'EXPIRE'
  /** What a month left moved to the next one (siirto). */
  | 'CARRY_OVER';

/** What a price is for: an hour or a piece (yksikkö). */
export type Unit =
  /** An hour; quantities are in minutes (tunti). */
  | 'HOUR'
  /** One visit, day, meal or trip; quantities are in pieces (kappale). */
  | 'PIECE';

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

/** Which urgent task is done. */
export type UrgentTaskCloseInput = {
  /** Made by the client; the same key has one effect. */
  readonly idempotencyKey: string;
  /** The task. */
  readonly taskId: string;
};

/** Which urgent tasks to list. */
export type UrgentTaskFilter = {
  /** Only in this state. */
  readonly state?: TaskState | null | undefined;
};

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

/** Which workers to list. */
export type WorkerFilter = {
  /** Only of this team. */
  readonly teamId?: string | null | undefined;
  /** Only who holds this role today. */
  readonly role?: Role | null | undefined;
};

export type AcceptFiledContactMutationVariables = Exact<{
  input: FiledContactAcceptInput;
}>;


export type AcceptFiledContactMutation = { readonly filedContactAccept: { readonly filedContact: { readonly id: string, readonly state: FiledContactState, readonly resolvedBy: { readonly id: string, readonly name: string } | null } | null, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type AddItemForClientMutationVariables = Exact<{
  input: PlanItemAddInput;
}>;


export type AddItemForClientMutation = { readonly planItemAdd: { readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } } | null, readonly item: { readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly assistedChoices: ReadonlyArray<{ readonly kind: ChoiceKind, readonly channel: AssistanceChannel, readonly heard: string, readonly shown: string, readonly at: string, readonly worker: { readonly id: string, readonly name: string } }>, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }>, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ApprovePlanMutationVariables = Exact<{
  input: PlanApproveInput;
}>;


export type ApprovePlanMutation = { readonly planApprove: { readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly submittedAt: string | null, readonly approvedAt: string | null, readonly returnReason: string | null } | null, readonly orders: ReadonlyArray<{ readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly producer: { readonly id: string, readonly name: string }, readonly item: { readonly id: string } }> | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type AssessmentPageQueryVariables = Exact<{
  id: string;
}>;


export type AssessmentPageQuery = { readonly assessment: { readonly id: string, readonly state: AssessmentState, readonly version: number, readonly summary: string, readonly clientView: string, readonly conclusions: string, readonly ownWorkerEstimate: string, readonly startedAt: string, readonly completedAt: string | null, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly birthDate: string }, readonly matter: { readonly id: string, readonly serviceTask: ServiceTask, readonly source: MatterSource, readonly state: MatterState, readonly pendingSince: string, readonly description: string, readonly openedAt: string, readonly closedAt: string | null, readonly openedBy: { readonly name: string } | null }, readonly proposals: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly centsPerMonth: number, readonly madeAt: string, readonly explanation: unknown, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly centsPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> }> }, readonly worker: { readonly name: string } | null, readonly needs: ReadonlyArray<{ readonly id: string, readonly lifeDomain: LifeDomain, readonly duration: NeedDuration, readonly description: string, readonly supportClass: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } | null }> } | null };

export type AssignCareMutationVariables = Exact<{
  input: CareAssignInput;
}>;


export type AssignCareMutation = { readonly careAssign: { readonly careRelationship: { readonly id: string, readonly kind: CareKind, readonly validFrom: string, readonly validUntil: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type AssignSubstituteMutationVariables = Exact<{
  input: SubstituteAssignInput;
}>;


export type AssignSubstituteMutation = { readonly substituteAssign: { readonly substitutions: ReadonlyArray<{ readonly id: string, readonly role: Role, readonly validFrom: string, readonly validUntil: string | null, readonly substitute: { readonly id: string, readonly name: string } | null, readonly absentWorker: { readonly id: string, readonly name: string } | null }> | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type BudgetPageQueryVariables = Exact<{
  id: string;
  limits?: LimitFilter | null | undefined;
  orderBy?: LimitOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BudgetPageQuery = { readonly budget: { readonly preparedAt: string, readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number, readonly preparedBy: { readonly id: string, readonly name: string } | null, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string }, readonly proposal: { readonly id: string, readonly centsPerMonth: number, readonly madeAt: string, readonly explanation: unknown, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly centsPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> } | null, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly nextMonth: number | null, readonly nextCentsPerMonth: number | null, readonly nextMinutesPerMonth: number | null, readonly nextPiecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }>, readonly limits: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly decisions: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: DecisionKind, readonly reasons: string, readonly provisions: string, readonly decidedAt: string, readonly effectiveFrom: string, readonly grantedCents: number, readonly appealDays: number, readonly decidedBy: { readonly name: string } | null, readonly previous: { readonly id: string, readonly decidedAt: string } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> }> } } | null };

export type LayersFragment = { readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number };

export type BudgetTransfersQueryVariables = Exact<{
  budget: string;
  month?: number | null | undefined;
  line?: number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BudgetTransfersQuery = { readonly transfers: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly code: TransferCode, readonly lineNo: number, readonly month: number, readonly cents: number, readonly minutes: number, readonly pieces: number, readonly rowsCount: number, readonly settlementMonth: number | null, readonly at: string, readonly payee: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type BudgetsAwaitingDecisionQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BudgetsAwaitingDecisionQuery = { readonly budgets: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly preparedAt: string, readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number, readonly preparedBy: { readonly name: string } | null, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string }, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly nextMonth: number | null, readonly nextCentsPerMonth: number | null, readonly nextMinutesPerMonth: number | null, readonly nextPiecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CancelOrderMutationVariables = Exact<{
  input: OrderCancelInput;
}>;


export type CancelOrderMutation = { readonly orderCancel: { readonly order: { readonly id: string, readonly state: OrderState, readonly reason: string | null } | null, readonly item: { readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } }, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }>, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null } | null } | null, readonly userErrors: ReadonlyArray<
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


export type CatalogueQuery = { readonly catalogue: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly offeringId: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly unitCents: number, readonly eveningCents: number, readonly saturdayCents: number, readonly sundayCents: number, readonly validFrom: string, readonly validUntil: string | null, readonly producerName: string, readonly producerKind: ProducerKind, readonly product: { readonly id: string, readonly code: string, readonly priceCaps: ReadonlyArray<{ readonly validFrom: string, readonly capCents: number }> }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly producer: { readonly id: string }, readonly servicePoint: { readonly id: string, readonly name: string, readonly streetAddress: string, readonly postalCode: string }, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CatalogueRowFragment = { readonly id: string, readonly offeringId: string, readonly name: string, readonly description: string, readonly languages: ReadonlyArray<ServiceLanguage>, readonly unit: Unit, readonly unitCents: number, readonly eveningCents: number, readonly saturdayCents: number, readonly sundayCents: number, readonly validFrom: string, readonly validUntil: string | null, readonly producerName: string, readonly producerKind: ProducerKind, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly producer: { readonly id: string }, readonly servicePoint: { readonly id: string, readonly name: string, readonly streetAddress: string, readonly postalCode: string }, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } };

export type ChangeBudgetMutationVariables = Exact<{
  input: BudgetChangeInput;
}>;


export type ChangeBudgetMutation = { readonly budgetChange: { readonly budget: { readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly nextMonth: number | null, readonly nextCentsPerMonth: number | null, readonly nextMinutesPerMonth: number | null, readonly nextPiecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> } | null, readonly decision: { readonly id: string, readonly kind: DecisionKind, readonly reasons: string, readonly provisions: string, readonly decidedAt: string, readonly effectiveFrom: string, readonly grantedCents: number, readonly appealDays: number, readonly decidedBy: { readonly name: string } | null, readonly previous: { readonly id: string, readonly decidedAt: string } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ChangeContactMutationVariables = Exact<{
  input: ClientContactChangeInput;
}>;


export type ChangeContactMutation = { readonly clientContactChange: { readonly client: { readonly id: string, readonly version: number, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ChangeHetuMutationVariables = Exact<{
  input: ClientHetuChangeInput;
}>;


export type ChangeHetuMutation = { readonly clientHetuChange: { readonly client: { readonly id: string, readonly birthDate: string, readonly version: number } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ChangePreparationMutationVariables = Exact<{
  input: BudgetPreparationChangeInput;
}>;


export type ChangePreparationMutation = { readonly budgetPreparationChange: { readonly budget: { readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly nextMonth: number | null, readonly nextCentsPerMonth: number | null, readonly nextMinutesPerMonth: number | null, readonly nextPiecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ChangeRepresentativeAddressMutationVariables = Exact<{
  input: RepresentativeAddressChangeInput;
}>;


export type ChangeRepresentativeAddressMutation = { readonly representativeAddressChange: { readonly representation: { readonly id: string, readonly kind: RepresentativeKind, readonly scope: RepresentationScope, readonly ground: string, readonly validFrom: string, readonly validUntil: string | null, readonly representative: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly phone: string | null, readonly email: string | null, readonly language: ClientLanguage, readonly hasAddress: boolean } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ClientDeliveriesQueryVariables = Exact<{
  client: string;
  month?: number | null | undefined;
  order?: string | null | undefined;
  orderBy?: DeliveryOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClientDeliveriesQuery = { readonly deliveries: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly settlementMonth: number, readonly id: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly serviceMonth: number, readonly quantity: number, readonly cents: number, readonly reportedAt: string, readonly producer: { readonly id: string, readonly name: string }, readonly order: { readonly id: string, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly offering: { readonly id: string, readonly name: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DeliveryRowFragment = { readonly id: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly serviceMonth: number, readonly quantity: number, readonly cents: number, readonly reportedAt: string, readonly producer: { readonly id: string, readonly name: string }, readonly order: { readonly id: string, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly offering: { readonly id: string, readonly name: string } } };

export type ClientOrdersQueryVariables = Exact<{
  clientId: string;
  after?: string | null | undefined;
}>;


export type ClientOrdersQuery = { readonly orders: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: OrderState, readonly quantityPerMonth: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly firstMonth: number, readonly lastMonth: number, readonly sentAt: string, readonly answeredAt: string | null, readonly givenBackAt: string | null, readonly reason: string | null, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly sentBy: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ClientPageQueryVariables = Exact<{
  id: string;
}>;


export type ClientPageQuery = { readonly client: { readonly firstName: string, readonly lastName: string, readonly birthDate: string, readonly diedOn: string | null, readonly mergedIntoId: string | null, readonly registeredAt: string, readonly id: string, readonly version: number, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly representations: ReadonlyArray<{ readonly id: string, readonly kind: RepresentativeKind, readonly scope: RepresentationScope, readonly ground: string, readonly validFrom: string, readonly validUntil: string | null, readonly representative: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly phone: string | null, readonly email: string | null, readonly language: ClientLanguage, readonly hasAddress: boolean } | null }>, readonly careRelationships: ReadonlyArray<{ readonly id: string, readonly kind: CareKind, readonly validFrom: string, readonly validUntil: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string } }>, readonly matters: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly serviceTask: ServiceTask, readonly source: MatterSource, readonly state: MatterState, readonly pendingSince: string, readonly description: string, readonly openedAt: string, readonly closedAt: string | null, readonly openedBy: { readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly assessments: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: AssessmentState, readonly version: number, readonly startedAt: string, readonly completedAt: string | null, readonly worker: { readonly name: string } | null, readonly matter: { readonly id: string }, readonly proposals: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly centsPerMonth: number, readonly madeAt: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly budgets: { readonly nodes: ReadonlyArray<{ readonly preparedAt: string, readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly decisions: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: DecisionKind, readonly decidedAt: string, readonly effectiveFrom: string, readonly grantedCents: number, readonly decidedBy: { readonly name: string } | null, readonly budget: { readonly id: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } } | null };

export type ClientRecordQueryVariables = Exact<{
  id: string;
}>;


export type ClientRecordQuery = { readonly client: { readonly id: string, readonly diedOn: string | null, readonly mergedIntoId: string | null, readonly deathRecords: ReadonlyArray<{ readonly id: string, readonly diedOn: string | null, readonly reason: string | null, readonly at: string, readonly worker: { readonly name: string } | null }>, readonly identityChanges: ReadonlyArray<{ readonly id: string, readonly reason: IdentityChangeReason, readonly birthDateBefore: string, readonly birthDateAfter: string, readonly at: string, readonly worker: { readonly name: string } | null }>, readonly recordMerges: ReadonlyArray<{ readonly id: string, readonly kind: MergeKind, readonly reason: string, readonly at: string, readonly otherId: string, readonly worker: { readonly name: string } | null }> } | null };

export type ClientTimelineQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClientTimelineQuery = { readonly client: { readonly id: string, readonly timeline: { readonly nodes: ReadonlyArray<
        | { readonly __typename: 'AssessmentCompleted', readonly id: string, readonly at: string, readonly assessment: { readonly id: string, readonly conclusions: string } }
        | { readonly __typename: 'ContactDisclosed', readonly id: string, readonly at: string, readonly disclosure: { readonly id: string, readonly firstDay: string, readonly lastDay: string, readonly producer: { readonly id: string, readonly name: string } } }
        | { readonly __typename: 'DeathRecorded', readonly id: string, readonly at: string, readonly deathRecord: { readonly id: string, readonly diedOn: string | null, readonly reason: string | null } }
        | { readonly __typename: 'DecisionMade', readonly id: string, readonly at: string, readonly decision: { readonly id: string, readonly kind: DecisionKind, readonly grantedCents: number } }
        | { readonly __typename: 'DeliveryReported', readonly id: string, readonly at: string, readonly delivery: { readonly id: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly quantity: number, readonly cents: number } }
        | { readonly __typename: 'IdentityCodeChanged', readonly id: string, readonly at: string }
        | { readonly __typename: 'MatterOpened', readonly id: string, readonly at: string, readonly matter: { readonly id: string, readonly serviceTask: ServiceTask, readonly state: MatterState } }
        | { readonly __typename: 'OrderAnswered', readonly id: string, readonly at: string, readonly order: { readonly id: string, readonly state: OrderState, readonly producer: { readonly id: string, readonly name: string } } }
        | { readonly __typename: 'OrderGivenBack', readonly id: string, readonly at: string, readonly order: { readonly id: string, readonly producer: { readonly id: string, readonly name: string } } }
        | { readonly __typename: 'OrderSent', readonly id: string, readonly at: string, readonly order: { readonly id: string, readonly producer: { readonly id: string, readonly name: string } } }
        | { readonly __typename: 'PlanApproved', readonly id: string, readonly at: string, readonly plan: { readonly id: string, readonly state: PlanState } }
        | { readonly __typename: 'PlanSubmitted', readonly id: string, readonly at: string, readonly plan: { readonly id: string, readonly state: PlanState } }
        | { readonly __typename: 'RecordsMerged', readonly id: string, readonly at: string, readonly recordMerge: { readonly id: string, readonly kind: MergeKind, readonly reason: string } }
      >, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

type Happened_AssessmentCompleted_Fragment = { readonly assessment: { readonly id: string, readonly conclusions: string } };

type Happened_ContactDisclosed_Fragment = { readonly disclosure: { readonly id: string, readonly firstDay: string, readonly lastDay: string, readonly producer: { readonly id: string, readonly name: string } } };

type Happened_DeathRecorded_Fragment = { readonly deathRecord: { readonly id: string, readonly diedOn: string | null, readonly reason: string | null } };

type Happened_DecisionMade_Fragment = { readonly decision: { readonly id: string, readonly kind: DecisionKind, readonly grantedCents: number } };

type Happened_DeliveryReported_Fragment = { readonly delivery: { readonly id: string, readonly kind: DeliveryKind, readonly serviceDate: string, readonly quantity: number, readonly cents: number } };

type Happened_MatterOpened_Fragment = { readonly matter: { readonly id: string, readonly serviceTask: ServiceTask, readonly state: MatterState } };

type Happened_OrderAnswered_Fragment = { readonly order: { readonly id: string, readonly state: OrderState, readonly producer: { readonly id: string, readonly name: string } } };

type Happened_OrderGivenBack_Fragment = { readonly order: { readonly id: string, readonly producer: { readonly id: string, readonly name: string } } };

type Happened_OrderSent_Fragment = { readonly order: { readonly id: string, readonly producer: { readonly id: string, readonly name: string } } };

type Happened_PlanApproved_Fragment = { readonly plan: { readonly id: string, readonly state: PlanState } };

type Happened_PlanSubmitted_Fragment = { readonly plan: { readonly id: string, readonly state: PlanState } };

type Happened_RecordsMerged_Fragment = { readonly recordMerge: { readonly id: string, readonly kind: MergeKind, readonly reason: string } };

export type HappenedFragment =
  | Happened_AssessmentCompleted_Fragment
  | Happened_ContactDisclosed_Fragment
  | Happened_DeathRecorded_Fragment
  | Happened_DecisionMade_Fragment
  | Happened_DeliveryReported_Fragment
  | Happened_MatterOpened_Fragment
  | Happened_OrderAnswered_Fragment
  | Happened_OrderGivenBack_Fragment
  | Happened_OrderSent_Fragment
  | Happened_PlanApproved_Fragment
  | Happened_PlanSubmitted_Fragment
  | Happened_RecordsMerged_Fragment
;

export type ClientUnsentMessagesQueryVariables = Exact<{
  filter?: ClientUnsentMessageFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClientUnsentMessagesQuery = { readonly clientUnsentMessages: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly messageId: string, readonly at: string, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string }, readonly representative: { readonly id: string, readonly firstName: string, readonly lastName: string } | null, readonly message: { readonly recipient: UnsentRecipient, readonly eventLabel: string, readonly channel: Channel | null, readonly state: MessageState, readonly reason: SendingFault | null, readonly reasonLabel: string | null, readonly triedAt: string, readonly producer: { readonly id: string, readonly name: string } | null, readonly worker: { readonly id: string, readonly name: string } | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CloseMatterMutationVariables = Exact<{
  input: MatterCloseInput;
}>;


export type CloseMatterMutation = { readonly matterClose: { readonly matter: { readonly id: string, readonly serviceTask: ServiceTask, readonly source: MatterSource, readonly state: MatterState, readonly pendingSince: string, readonly description: string, readonly openedAt: string, readonly closedAt: string | null, readonly openedBy: { readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type CloseUrgentTaskMutationVariables = Exact<{
  input: UrgentTaskCloseInput;
}>;


export type CloseUrgentTaskMutation = { readonly urgentTaskClose: { readonly task: { readonly id: string, readonly state: TaskState, readonly doneAt: string | null, readonly doneBy: { readonly id: string, readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type CompareFiledContactMutationVariables = Exact<{
  input: FiledContactCompareInput;
}>;


export type CompareFiledContactMutation = { readonly filedContactCompare: { readonly isSame: boolean | null, readonly filedContact: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly birthDate: string } | null, readonly recorded: { readonly firstName: string, readonly lastName: string, readonly birthDate: string } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type CompleteAssessmentMutationVariables = Exact<{
  input: AssessmentCompleteInput;
}>;


export type CompleteAssessmentMutation = { readonly assessmentComplete: { readonly assessment: { readonly id: string, readonly state: AssessmentState, readonly version: number, readonly summary: string, readonly clientView: string, readonly conclusions: string, readonly ownWorkerEstimate: string, readonly startedAt: string, readonly completedAt: string | null, readonly worker: { readonly name: string } | null, readonly needs: ReadonlyArray<{ readonly id: string, readonly lifeDomain: LifeDomain, readonly duration: NeedDuration, readonly description: string, readonly supportClass: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type CorrectDeathMutationVariables = Exact<{
  input: ClientDeathCorrectInput;
}>;


export type CorrectDeathMutation = { readonly clientDeathCorrect: { readonly client: { readonly id: string, readonly diedOn: string | null, readonly version: number } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type DecideBudgetMutationVariables = Exact<{
  input: BudgetDecideInput;
}>;


export type DecideBudgetMutation = { readonly budgetDecide: { readonly budget: { readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null } | null, readonly decision: { readonly id: string, readonly kind: DecisionKind, readonly reasons: string, readonly provisions: string, readonly decidedAt: string, readonly effectiveFrom: string, readonly grantedCents: number, readonly appealDays: number, readonly decidedBy: { readonly name: string } | null, readonly previous: { readonly id: string, readonly decidedAt: string } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type DiscloseContactMutationVariables = Exact<{
  input: ContactDiscloseInput;
}>;


export type DiscloseContactMutation = { readonly contactDisclose: { readonly disclosure: { readonly id: string, readonly at: string, readonly clientId: string, readonly firstDay: string, readonly lastDay: string, readonly reason: string, readonly role: Role, readonly producer: { readonly id: string, readonly name: string }, readonly producerUser: { readonly id: string, readonly name: string }, readonly worker: { readonly id: string, readonly name: string } | null, readonly ended: { readonly endedAt: string, readonly worker: { readonly id: string, readonly name: string } | null } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type DisclosurePageQueryVariables = Exact<{
  disclosureId: string;
}>;


export type DisclosurePageQuery = { readonly disclosure: { readonly id: string, readonly at: string, readonly clientId: string, readonly firstDay: string, readonly lastDay: string, readonly reason: string, readonly role: Role, readonly order: { readonly id: string, readonly state: OrderState, readonly firstMonth: number, readonly lastMonth: number } | null, readonly producer: { readonly id: string, readonly name: string }, readonly producerUser: { readonly id: string, readonly name: string }, readonly worker: { readonly id: string, readonly name: string } | null, readonly ended: { readonly endedAt: string, readonly worker: { readonly id: string, readonly name: string } | null } | null } | null };

export type DisclosuresQueryVariables = Exact<{
  filter?: DisclosureFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DisclosuresQuery = { readonly disclosures: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly clientId: string, readonly firstDay: string, readonly lastDay: string, readonly reason: string, readonly role: Role, readonly producer: { readonly id: string, readonly name: string }, readonly producerUser: { readonly id: string, readonly name: string }, readonly worker: { readonly id: string, readonly name: string } | null, readonly ended: { readonly endedAt: string, readonly worker: { readonly id: string, readonly name: string } | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type EmergencyAccessesQueryVariables = Exact<{
  filter?: EmergencyAccessFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type EmergencyAccessesQuery = { readonly emergencyAccesses: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly reason: string, readonly openedAt: string, readonly validUntil: string, readonly reviewedAt: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type EndBudgetMutationVariables = Exact<{
  input: BudgetEndInput;
}>;


export type EndBudgetMutation = { readonly budgetEnd: { readonly budget: { readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null } | null, readonly decision: { readonly id: string, readonly kind: DecisionKind, readonly reasons: string, readonly provisions: string, readonly decidedAt: string, readonly effectiveFrom: string, readonly grantedCents: number, readonly appealDays: number, readonly decidedBy: { readonly name: string } | null, readonly previous: { readonly id: string, readonly decidedAt: string } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type EndBudgetItemsMutationVariables = Exact<{
  input: BudgetItemsEndInput;
}>;


export type EndBudgetItemsMutation = { readonly budgetItemsEnd: { readonly budget: { readonly id: string, readonly state: BudgetState, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null } | null, readonly items: ReadonlyArray<{ readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }>, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null } | null }> | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type EndCareMutationVariables = Exact<{
  input: CareEndInput;
}>;


export type EndCareMutation = { readonly careEnd: { readonly careRelationship: { readonly id: string, readonly kind: CareKind, readonly validFrom: string, readonly validUntil: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type EndDisclosureMutationVariables = Exact<{
  input: DisclosureEndInput;
}>;


export type EndDisclosureMutation = { readonly disclosureEnd: { readonly disclosure: { readonly id: string, readonly at: string, readonly clientId: string, readonly firstDay: string, readonly lastDay: string, readonly reason: string, readonly role: Role, readonly producer: { readonly id: string, readonly name: string }, readonly producerUser: { readonly id: string, readonly name: string }, readonly worker: { readonly id: string, readonly name: string } | null, readonly ended: { readonly endedAt: string, readonly worker: { readonly id: string, readonly name: string } | null } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type EndItemMutationVariables = Exact<{
  input: PlanItemEndInput;
}>;


export type EndItemMutation = { readonly planItemEnd: { readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } } | null, readonly item: { readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }>, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type EndRepresentationMutationVariables = Exact<{
  input: RepresentationEndInput;
}>;


export type EndRepresentationMutation = { readonly representationEnd: { readonly representation: { readonly id: string, readonly kind: RepresentativeKind, readonly scope: RepresentationScope, readonly ground: string, readonly validFrom: string, readonly validUntil: string | null, readonly representative: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly phone: string | null, readonly email: string | null, readonly language: ClientLanguage, readonly hasAddress: boolean } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type EndSubstituteMutationVariables = Exact<{
  input: SubstituteEndInput;
}>;


export type EndSubstituteMutation = { readonly substituteEnd: { readonly substitution: { readonly id: string, readonly role: Role, readonly validFrom: string, readonly validUntil: string | null, readonly substitute: { readonly id: string, readonly name: string } | null, readonly absentWorker: { readonly id: string, readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type FiledContactPageQueryVariables = Exact<{
  id: string;
}>;


export type FiledContactPageQuery = { readonly filedContact: { readonly reason: string | null, readonly resolvedAt: string | null, readonly id: string, readonly state: FiledContactState, readonly firstName: string, readonly lastName: string, readonly birthDate: string, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly filedAt: string, readonly filedBy: { readonly id: string, readonly name: string }, readonly resolvedBy: { readonly id: string, readonly name: string } | null, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } } | null };

export type FiledContactsQueryVariables = Exact<{
  filter?: FiledContactFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FiledContactsQuery = { readonly filedContacts: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly reason: string | null, readonly resolvedAt: string | null, readonly id: string, readonly state: FiledContactState, readonly firstName: string, readonly lastName: string, readonly birthDate: string, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly filedAt: string, readonly filedBy: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string }, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type FillAssessmentMutationVariables = Exact<{
  input: AssessmentFillInput;
}>;


export type FillAssessmentMutation = { readonly assessmentFill: { readonly assessment: { readonly id: string, readonly state: AssessmentState, readonly version: number, readonly summary: string, readonly clientView: string, readonly conclusions: string, readonly ownWorkerEstimate: string, readonly startedAt: string, readonly completedAt: string | null, readonly worker: { readonly name: string } | null, readonly needs: ReadonlyArray<{ readonly id: string, readonly lifeDomain: LifeDomain, readonly duration: NeedDuration, readonly description: string, readonly supportClass: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
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

export type MergeRecordsMutationVariables = Exact<{
  input: ClientRecordsMergeInput;
}>;


export type MergeRecordsMutation = { readonly clientRecordsMerge: { readonly kept: { readonly id: string } | null, readonly closed: { readonly id: string, readonly mergedIntoId: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type MyClientsQueryVariables = Exact<{
  filter?: ClientFilter | null | undefined;
  orderBy?: ClientOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyClientsQuery = { readonly clients: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly firstName: string, readonly lastName: string, readonly birthDate: string, readonly diedOn: string | null, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly careRelationships: ReadonlyArray<{ readonly kind: CareKind, readonly worker: { readonly id: string, readonly name: string } }>, readonly budgets: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type OpenEmergencyAccessMutationVariables = Exact<{
  input: EmergencyAccessOpenInput;
}>;


export type OpenEmergencyAccessMutation = { readonly emergencyAccessOpen: { readonly emergencyAccess: { readonly id: string, readonly openedAt: string, readonly validUntil: string, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type OpenFiledContactMutationVariables = Exact<{
  input: FiledContactOpenInput;
}>;


export type OpenFiledContactMutation = { readonly filedContactOpen: { readonly filedContact: { readonly id: string, readonly state: FiledContactState } | null, readonly client: { readonly firstName: string, readonly lastName: string, readonly birthDate: string, readonly id: string, readonly version: number, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type OpenMatterMutationVariables = Exact<{
  input: MatterOpenInput;
}>;


export type OpenMatterMutation = { readonly matterOpen: { readonly matter: { readonly id: string, readonly serviceTask: ServiceTask, readonly source: MatterSource, readonly state: MatterState, readonly pendingSince: string, readonly description: string, readonly openedAt: string, readonly closedAt: string | null, readonly openedBy: { readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type OrdersGivenBackQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type OrdersGivenBackQuery = { readonly orders: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly givenBackAt: string | null, readonly sentAt: string, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string }, readonly item: { readonly id: string, readonly plan: { readonly id: string, readonly state: PlanState } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PendingMattersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PendingMattersQuery = { readonly matters: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly serviceTask: ServiceTask, readonly source: MatterSource, readonly state: MatterState, readonly pendingSince: string, readonly description: string, readonly openedAt: string, readonly closedAt: string | null, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly birthDate: string }, readonly assessments: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: AssessmentState, readonly startedAt: string, readonly completedAt: string | null }> }, readonly openedBy: { readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PlanPageQueryVariables = Exact<{
  planId: string;
}>;


export type PlanPageQuery = { readonly plan: { readonly startedAt: string, readonly submittedAt: string | null, readonly approvedAt: string | null, readonly returnReason: string | null, readonly id: string, readonly state: PlanState, readonly version: number, readonly submittedBy: { readonly id: string, readonly name: string } | null, readonly approvedBy: { readonly id: string, readonly name: string } | null, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly language: ClientLanguage }, readonly items: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly addedAt: string, readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly addedBy: { readonly id: string, readonly name: string } | null, readonly line: { readonly lineNo: number, readonly kind: LineKind, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null }, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null, readonly recipient: { readonly name: string | null, readonly phone: string | null, readonly contactThroughOrganiser: boolean } | null } | null, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } }, readonly assistedChoices: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: ChoiceKind, readonly channel: AssistanceChannel, readonly heard: string, readonly shown: string, readonly at: string, readonly worker: { readonly id: string, readonly name: string }, readonly item: { readonly id: string } }> }, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } } | null };

export type PlansAwaitingQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type PlansAwaitingQuery = { readonly plans: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly submittedAt: string | null, readonly submittedBy: { readonly id: string, readonly name: string } | null, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string }, readonly budget: { readonly id: string, readonly validFrom: string, readonly validUntil: string, readonly balance: { readonly usableCents: number } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PrepareBudgetMutationVariables = Exact<{
  input: BudgetPrepareInput;
}>;


export type PrepareBudgetMutation = { readonly budgetPrepare: { readonly budget: { readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number, readonly proposal: { readonly id: string, readonly centsPerMonth: number } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly nextMonth: number | null, readonly nextCentsPerMonth: number | null, readonly nextMinutesPerMonth: number | null, readonly nextPiecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ProducerUsersQueryVariables = Exact<{
  producerId: string;
}>;


export type ProducerUsersQuery = { readonly producer: { readonly id: string, readonly name: string, readonly users: ReadonlyArray<{ readonly id: string, readonly name: string, readonly role: Role }> } | null };

export type ProposeBudgetMutationVariables = Exact<{
  input: BudgetProposalMakeInput;
}>;


export type ProposeBudgetMutation = { readonly budgetProposalMake: { readonly budgetProposal: { readonly id: string, readonly centsPerMonth: number, readonly madeAt: string, readonly explanation: unknown, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly centsPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type RecordDeathMutationVariables = Exact<{
  input: ClientDeathRecordInput;
}>;


export type RecordDeathMutation = { readonly clientDeathRecord: { readonly client: { readonly id: string, readonly diedOn: string | null, readonly version: number } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type RecordRepresentationMutationVariables = Exact<{
  input: RepresentationRecordInput;
}>;


export type RecordRepresentationMutation = { readonly representationRecord: { readonly representation: { readonly id: string, readonly kind: RepresentativeKind, readonly scope: RepresentationScope, readonly ground: string, readonly validFrom: string, readonly validUntil: string | null, readonly representative: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly phone: string | null, readonly email: string | null, readonly language: ClientLanguage, readonly hasAddress: boolean } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type RegisterClientMutationVariables = Exact<{
  input: ClientRegisterInput;
}>;


export type RegisterClientMutation = { readonly clientRegister: { readonly filedContact: { readonly id: string, readonly state: FiledContactState, readonly firstName: string, readonly lastName: string, readonly birthDate: string, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly filedAt: string, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type RejectFiledContactMutationVariables = Exact<{
  input: FiledContactRejectInput;
}>;


export type RejectFiledContactMutation = { readonly filedContactReject: { readonly filedContact: { readonly id: string, readonly state: FiledContactState, readonly reason: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ReturnPlanMutationVariables = Exact<{
  input: PlanReturnInput;
}>;


export type ReturnPlanMutation = { readonly planReturn: { readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly submittedAt: string | null, readonly approvedAt: string | null, readonly returnReason: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ReviewEmergencyAccessMutationVariables = Exact<{
  input: EmergencyAccessReviewInput;
}>;


export type ReviewEmergencyAccessMutation = { readonly emergencyAccessReview: { readonly emergencyAccess: { readonly id: string, readonly reviewedAt: string | null, readonly reviewedBy: { readonly id: string, readonly name: string } | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type SeparateRecordsMutationVariables = Exact<{
  input: ClientRecordsSeparateInput;
}>;


export type SeparateRecordsMutation = { readonly clientRecordsSeparate: { readonly kept: { readonly id: string } | null, readonly separated: { readonly id: string, readonly mergedIntoId: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type ShowHetuMutationVariables = Exact<{
  input: ClientHetuShowInput;
}>;


export type ShowHetuMutation = { readonly clientHetuShow: { readonly hetu: string | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type StartAssessmentMutationVariables = Exact<{
  input: AssessmentStartInput;
}>;


export type StartAssessmentMutation = { readonly assessmentStart: { readonly assessment: { readonly id: string, readonly state: AssessmentState, readonly version: number, readonly summary: string, readonly clientView: string, readonly conclusions: string, readonly ownWorkerEstimate: string, readonly startedAt: string, readonly completedAt: string | null, readonly worker: { readonly name: string } | null, readonly needs: ReadonlyArray<{ readonly id: string, readonly lifeDomain: LifeDomain, readonly duration: NeedDuration, readonly description: string, readonly supportClass: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } | null }> } | null, readonly userErrors: ReadonlyArray<
      | { readonly __typename: 'BudgetExceeded', readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly __typename: 'InvalidInput', readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'Refused', readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly __typename: 'VersionConflict', readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type StartPlanMutationVariables = Exact<{
  input: PlanStartInput;
}>;


export type StartPlanMutation = { readonly planStart: { readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type StartedAssessmentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StartedAssessmentsQuery = { readonly assessments: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly version: number, readonly startedAt: string, readonly worker: { readonly name: string } | null, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string }, readonly matter: { readonly id: string, readonly pendingSince: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SubmitPlanForClientMutationVariables = Exact<{
  input: PlanSubmitInput;
}>;


export type SubmitPlanForClientMutation = { readonly planSubmit: { readonly plan: { readonly id: string, readonly state: PlanState, readonly version: number, readonly submittedAt: string | null, readonly approvedAt: string | null, readonly returnReason: string | null } | null, readonly userErrors: ReadonlyArray<
      | { readonly availableCents: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly limits: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly available: number, readonly needed: number }> }
      | { readonly rule: InputRule, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly facts: ReadonlyArray<{ readonly name: string, readonly value: string }> }
      | { readonly current: number, readonly code: ErrorCode, readonly message: string, readonly path: ReadonlyArray<string> }
    > } };

export type SubstitutionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SubstitutionsQuery = { readonly substitutions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly role: Role, readonly validFrom: string, readonly validUntil: string | null, readonly substitute: { readonly id: string, readonly name: string } | null, readonly absentWorker: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type UrgentTaskPageQueryVariables = Exact<{
  urgentTaskId: string;
}>;


export type UrgentTaskPageQuery = { readonly urgentTask: { readonly id: string, readonly kind: TaskKind, readonly state: TaskState, readonly givenAt: string, readonly doneAt: string | null, readonly clientId: string, readonly givenBy: { readonly id: string, readonly name: string } | null, readonly doneBy: { readonly id: string, readonly name: string } | null, readonly client: { readonly id: string, readonly firstName: string, readonly lastName: string } | null, readonly orders: ReadonlyArray<{ readonly orderId: string, readonly firstMonth: number, readonly lastMonth: number, readonly producer: { readonly id: string, readonly name: string } }> } | null };

export type UrgentTasksQueryVariables = Exact<{
  filter?: UrgentTaskFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UrgentTasksQuery = { readonly urgentTasks: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: TaskKind, readonly state: TaskState, readonly givenAt: string, readonly doneAt: string | null, readonly clientId: string, readonly orders: ReadonlyArray<{ readonly orderId: string, readonly firstMonth: number, readonly lastMonth: number, readonly producer: { readonly id: string, readonly name: string } }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type WorkersQueryVariables = Exact<{
  filter?: WorkerFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WorkersQuery = { readonly teams: ReadonlyArray<{ readonly id: string, readonly name: string }>, readonly workers: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly team: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type AssessmentTextFragment = { readonly id: string, readonly state: AssessmentState, readonly version: number, readonly summary: string, readonly clientView: string, readonly conclusions: string, readonly ownWorkerEstimate: string, readonly startedAt: string, readonly completedAt: string | null, readonly worker: { readonly name: string } | null, readonly needs: ReadonlyArray<{ readonly id: string, readonly lifeDomain: LifeDomain, readonly duration: NeedDuration, readonly description: string, readonly supportClass: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } | null }> };

export type BudgetHeadFragment = { readonly id: string, readonly state: BudgetState, readonly slicing: Slicing, readonly validFrom: string, readonly validUntil: string, readonly version: number };

export type CareFragment = { readonly id: string, readonly kind: CareKind, readonly validFrom: string, readonly validUntil: string | null, readonly worker: { readonly id: string, readonly name: string }, readonly team: { readonly id: string, readonly name: string } };

export type CategoryFragment = { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit };

export type ContactFragment = { readonly id: string, readonly version: number, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } };

export type DecisionTextFragment = { readonly id: string, readonly kind: DecisionKind, readonly reasons: string, readonly provisions: string, readonly decidedAt: string, readonly effectiveFrom: string, readonly grantedCents: number, readonly appealDays: number, readonly decidedBy: { readonly name: string } | null, readonly previous: { readonly id: string, readonly decidedAt: string } | null, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> };

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

export type FiledFragment = { readonly id: string, readonly state: FiledContactState, readonly firstName: string, readonly lastName: string, readonly birthDate: string, readonly language: ClientLanguage, readonly phone: string | null, readonly email: string | null, readonly streetAddress: string | null, readonly postalCode: string | null, readonly postalOffice: string | null, readonly nonDisclosure: boolean, readonly consentsToElectronic: boolean, readonly filedAt: string, readonly municipality: { readonly code: string, readonly nameFi: string, readonly nameSv: string } };

export type ItemFragment = { readonly id: string, readonly state: ItemState, readonly lineNo: number, readonly unit: Unit, readonly timeOfWeek: TimeOfWeek, readonly quantityPerMonth: number, readonly firstMonth: number, readonly lastMonth: number, readonly offering: { readonly id: string, readonly name: string }, readonly producer: { readonly id: string, readonly name: string }, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string }, readonly months: ReadonlyArray<{ readonly month: number, readonly unitCents: number, readonly unitSize: number, readonly plannedQuantity: number, readonly reservedCents: number, readonly deliveredQuantity: number, readonly deliveredCents: number, readonly resolvedAt: string | null }>, readonly order: { readonly id: string, readonly state: OrderState, readonly sentAt: string, readonly answeredAt: string | null, readonly reason: string | null } | null };

export type LineFragment = { readonly lineNo: number, readonly kind: LineKind, readonly wayOfOrganising: WayOfOrganising, readonly centsPerMonth: number, readonly minutesPerMonth: number | null, readonly piecesPerMonth: number | null, readonly nextMonth: number | null, readonly nextCentsPerMonth: number | null, readonly nextMinutesPerMonth: number | null, readonly nextPiecesPerMonth: number | null, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } };

export type MatterTextFragment = { readonly id: string, readonly serviceTask: ServiceTask, readonly source: MatterSource, readonly state: MatterState, readonly pendingSince: string, readonly description: string, readonly openedAt: string, readonly closedAt: string | null, readonly openedBy: { readonly name: string } | null };

export type MessageRowFragment = { readonly id: string, readonly event: Event, readonly channel: Channel | null, readonly language: string, readonly title: string, readonly body: string, readonly at: string, readonly readAt: string | null, readonly subjectId: string | null, readonly subjectType: MessageSubject | null };

export type MoneyFragment = { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number };

export type PlanMoneyFragment = { readonly id: string, readonly state: PlanState, readonly version: number, readonly budget: { readonly id: string, readonly balance: { readonly grantedCents: number, readonly reservedCents: number, readonly usedCents: number, readonly usableCents: number, readonly lapsedCents: number } | null, readonly limits: { readonly nodes: ReadonlyArray<{ readonly lineNo: number, readonly month: number, readonly measure: Measure, readonly granted: number, readonly reserved: number, readonly used: number, readonly usable: number, readonly lapsed: number }> } } };

export type PowerFragment = { readonly id: string, readonly kind: RepresentativeKind, readonly scope: RepresentationScope, readonly ground: string, readonly validFrom: string, readonly validUntil: string | null, readonly representative: { readonly id: string, readonly firstName: string, readonly lastName: string, readonly phone: string | null, readonly email: string | null, readonly language: ClientLanguage, readonly hasAddress: boolean } | null };

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

export type ProposalFragment = { readonly id: string, readonly centsPerMonth: number, readonly madeAt: string, readonly explanation: unknown, readonly lines: ReadonlyArray<{ readonly lineNo: number, readonly minutesPerMonth: number, readonly piecesPerMonth: number, readonly centsPerMonth: number, readonly category: { readonly code: string, readonly nameFi: string, readonly nameSv: string, readonly unit: Unit } }> };

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

export type StandInFragment = { readonly id: string, readonly role: Role, readonly validFrom: string, readonly validUntil: string | null, readonly substitute: { readonly id: string, readonly name: string } | null, readonly absentWorker: { readonly id: string, readonly name: string } | null };

export type TaskRowFragment = { readonly id: string, readonly kind: TaskKind, readonly state: TaskState, readonly givenAt: string, readonly doneAt: string | null, readonly clientId: string, readonly orders: ReadonlyArray<{ readonly orderId: string, readonly firstMonth: number, readonly lastMonth: number, readonly producer: { readonly id: string, readonly name: string } }> };

export type DisclosureRowFragment = { readonly id: string, readonly at: string, readonly clientId: string, readonly firstDay: string, readonly lastDay: string, readonly reason: string, readonly role: Role, readonly producer: { readonly id: string, readonly name: string }, readonly producerUser: { readonly id: string, readonly name: string }, readonly worker: { readonly id: string, readonly name: string } | null, readonly ended: { readonly endedAt: string, readonly worker: { readonly id: string, readonly name: string } | null } | null };

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
export const HappenedFragmentDoc = new TypedDocumentString(`
    fragment Happened on TimelineEntry {
  ... on MatterOpened {
    matter {
      id
      serviceTask
      state
    }
  }
  ... on AssessmentCompleted {
    assessment {
      id
      conclusions
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
  ... on ContactDisclosed {
    disclosure {
      id
      firstDay
      lastDay
      producer {
        id
        name
      }
    }
  }
  ... on RecordsMerged {
    recordMerge {
      id
      kind
      reason
    }
  }
  ... on DeathRecorded {
    deathRecord {
      id
      diedOn
      reason
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
    `, {"fragmentName":"Happened"}) as unknown as TypedDocumentString<HappenedFragment, unknown>;
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
export const FiledFragmentDoc = new TypedDocumentString(`
    fragment Filed on FiledContact {
  id
  state
  firstName
  lastName
  birthDate
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
  filedAt
}
    `, {"fragmentName":"Filed"}) as unknown as TypedDocumentString<FiledFragment, unknown>;
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
export const MoneyFragmentDoc = new TypedDocumentString(`
    fragment Money on BudgetBalance {
  grantedCents
  reservedCents
  usedCents
  usableCents
  lapsedCents
}
    `, {"fragmentName":"Money"}) as unknown as TypedDocumentString<MoneyFragment, unknown>;
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
    hasAddress
  }
}
    `, {"fragmentName":"Power"}) as unknown as TypedDocumentString<PowerFragment, unknown>;
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
export const ProposalFragmentDoc = new TypedDocumentString(`
    fragment Proposal on BudgetProposal {
  id
  centsPerMonth
  madeAt
  explanation
  lines {
    lineNo
    minutesPerMonth
    piecesPerMonth
    centsPerMonth
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
}`, {"fragmentName":"Proposal"}) as unknown as TypedDocumentString<ProposalFragment, unknown>;
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
export const StandInFragmentDoc = new TypedDocumentString(`
    fragment StandIn on Substitution {
  id
  role
  validFrom
  validUntil
  substitute {
    id
    name
  }
  absentWorker {
    id
    name
  }
}
    `, {"fragmentName":"StandIn"}) as unknown as TypedDocumentString<StandInFragment, unknown>;
export const TaskRowFragmentDoc = new TypedDocumentString(`
    fragment TaskRow on UrgentTask {
  id
  kind
  state
  givenAt
  doneAt
  clientId
  orders {
    orderId
    producer {
      id
      name
    }
    firstMonth
    lastMonth
  }
}
    `, {"fragmentName":"TaskRow"}) as unknown as TypedDocumentString<TaskRowFragment, unknown>;
export const DisclosureRowFragmentDoc = new TypedDocumentString(`
    fragment DisclosureRow on Disclosure {
  id
  at
  clientId
  producer {
    id
    name
  }
  producerUser {
    id
    name
  }
  firstDay
  lastDay
  reason
  role
  worker {
    id
    name
  }
  ended {
    endedAt
    worker {
      id
      name
    }
  }
}
    `, {"fragmentName":"DisclosureRow"}) as unknown as TypedDocumentString<DisclosureRowFragment, unknown>;
export const AcceptFiledContactDocument = {"__meta__":{"documentId":"sha256:cb1cb7a13a072f1c6c4c89d7656ae2febef9543af5f6783cf3f27b424ddb889c"}} as unknown as TypedDocumentString<AcceptFiledContactMutation, AcceptFiledContactMutationVariables>;
export const AddItemForClientDocument = {"__meta__":{"documentId":"sha256:782f2de2862422766949dfc7d920b553cb4e8dcba2b70aa9b6dd469b896592e2"}} as unknown as TypedDocumentString<AddItemForClientMutation, AddItemForClientMutationVariables>;
export const ApprovePlanDocument = {"__meta__":{"documentId":"sha256:13dac814787524bda51ca7b21cff16c4db1f766198504bd8e0ea809aa0e6e2e0"}} as unknown as TypedDocumentString<ApprovePlanMutation, ApprovePlanMutationVariables>;
export const AssessmentPageDocument = {"__meta__":{"documentId":"sha256:07d64f0b79b404286bb511d5acbf2f37568da1a2b7a907f2d832d717b7340d6e"}} as unknown as TypedDocumentString<AssessmentPageQuery, AssessmentPageQueryVariables>;
export const AssignCareDocument = {"__meta__":{"documentId":"sha256:1f223810436fa63c6ef34506f52e59ed817a179fbe811a59ccbf5f6bbbc64d3b"}} as unknown as TypedDocumentString<AssignCareMutation, AssignCareMutationVariables>;
export const AssignSubstituteDocument = {"__meta__":{"documentId":"sha256:1f65e560680a021b4ed3dc4ed2ad48b75612a55c792cef5f254b8caf763786de"}} as unknown as TypedDocumentString<AssignSubstituteMutation, AssignSubstituteMutationVariables>;
export const BudgetPageDocument = {"__meta__":{"documentId":"sha256:a2446e09fba5153fbf777f9c5c8901b6e2e188e2be8e06d1edbbfce2bcbc1ea8"}} as unknown as TypedDocumentString<BudgetPageQuery, BudgetPageQueryVariables>;
export const BudgetTransfersDocument = {"__meta__":{"documentId":"sha256:25be9885404f8eb2f32759a2e44038eae48bc522f8410e21c7702b365be2c3a7"}} as unknown as TypedDocumentString<BudgetTransfersQuery, BudgetTransfersQueryVariables>;
export const BudgetsAwaitingDecisionDocument = {"__meta__":{"documentId":"sha256:8cf953fc0bd944f1302cd28f25293f7b2835b9c45f5dbdbe6ab62afec9c698ad"}} as unknown as TypedDocumentString<BudgetsAwaitingDecisionQuery, BudgetsAwaitingDecisionQueryVariables>;
export const CancelOrderDocument = {"__meta__":{"documentId":"sha256:454cf056d23876268997240d1a23144589a356ac680e7d6c7b444403f27a62d7"}} as unknown as TypedDocumentString<CancelOrderMutation, CancelOrderMutationVariables>;
export const CatalogueDocument = {"__meta__":{"documentId":"sha256:5a4600452fb305bf9a09e6c01c7a65069771b8f68a8720ef4cef2ba224d425e3"}} as unknown as TypedDocumentString<CatalogueQuery, CatalogueQueryVariables>;
export const ChangeBudgetDocument = {"__meta__":{"documentId":"sha256:3ea32ddafaf3230b6cfc453001a37cb171f569e5d11b4fcb4cb28b7a5d790590"}} as unknown as TypedDocumentString<ChangeBudgetMutation, ChangeBudgetMutationVariables>;
export const ChangeContactDocument = {"__meta__":{"documentId":"sha256:a2263f228f2152460e7b69cb3fba576cb1da4a0954d0dfafc6e4b71c158dfb64"}} as unknown as TypedDocumentString<ChangeContactMutation, ChangeContactMutationVariables>;
export const ChangeHetuDocument = {"__meta__":{"documentId":"sha256:a467eee3bf7aa8012ea01cb1e5164e37a5fd27041502662ea2fe24be13bb129c"}} as unknown as TypedDocumentString<ChangeHetuMutation, ChangeHetuMutationVariables>;
export const ChangePreparationDocument = {"__meta__":{"documentId":"sha256:986564e01b05d83bdc03893917a4bc34e83fb9ecd6db58aeedbf03235ce3c10a"}} as unknown as TypedDocumentString<ChangePreparationMutation, ChangePreparationMutationVariables>;
export const ChangeRepresentativeAddressDocument = {"__meta__":{"documentId":"sha256:10fadd2321db527f1a97fdf5952e39522727e829b949f43e40c0ab1276625624"}} as unknown as TypedDocumentString<ChangeRepresentativeAddressMutation, ChangeRepresentativeAddressMutationVariables>;
export const ClientDeliveriesDocument = {"__meta__":{"documentId":"sha256:8b5c5b0281b7b54dc834f8f0dccb01b5c20191ad3e39695a26a747cd27155571"}} as unknown as TypedDocumentString<ClientDeliveriesQuery, ClientDeliveriesQueryVariables>;
export const ClientOrdersDocument = {"__meta__":{"documentId":"sha256:3988ea98de048ea5d8c89ab0406b7183abd470797d75eb119bf3d0b6a026de80"}} as unknown as TypedDocumentString<ClientOrdersQuery, ClientOrdersQueryVariables>;
export const ClientPageDocument = {"__meta__":{"documentId":"sha256:657db5cee57fa16dc694fdfa25823e7725400501671d8321cfc75b9f10518a5e"}} as unknown as TypedDocumentString<ClientPageQuery, ClientPageQueryVariables>;
export const ClientRecordDocument = {"__meta__":{"documentId":"sha256:8c9f8ed4b9ea6fdb7a681faed1f11f122390edfcf1164204d8d970ad8e84834f"}} as unknown as TypedDocumentString<ClientRecordQuery, ClientRecordQueryVariables>;
export const ClientTimelineDocument = {"__meta__":{"documentId":"sha256:b99f95a3c8b6b67998f4cff049262f685e2b8e36d8f2730e8cfcab0b465cd158"}} as unknown as TypedDocumentString<ClientTimelineQuery, ClientTimelineQueryVariables>;
export const ClientUnsentMessagesDocument = {"__meta__":{"documentId":"sha256:7cade1ba46a5feed4b2d13659b2c133e24a0a1902336d831d2ea3837e7137a9d"}} as unknown as TypedDocumentString<ClientUnsentMessagesQuery, ClientUnsentMessagesQueryVariables>;
export const CloseMatterDocument = {"__meta__":{"documentId":"sha256:cca5afb8ad519b903a47e0c45b4bce92a617052da395c0d4f8f3ea8690c13040"}} as unknown as TypedDocumentString<CloseMatterMutation, CloseMatterMutationVariables>;
export const CloseUrgentTaskDocument = {"__meta__":{"documentId":"sha256:c5535f7b8b421c2aee93bde48427eb53e3165b2932a9ed6fecf04fbe3a4d7f31"}} as unknown as TypedDocumentString<CloseUrgentTaskMutation, CloseUrgentTaskMutationVariables>;
export const CompareFiledContactDocument = {"__meta__":{"documentId":"sha256:a9beb4428fa3f8adc7d7b2222f42de629143ce2b6e670ce4fb36513c9c61ce30"}} as unknown as TypedDocumentString<CompareFiledContactMutation, CompareFiledContactMutationVariables>;
export const CompleteAssessmentDocument = {"__meta__":{"documentId":"sha256:f4c9dea3c547a5eb69270946d7903f1dffc9275ac01f20b7071d3427ccbcc9b5"}} as unknown as TypedDocumentString<CompleteAssessmentMutation, CompleteAssessmentMutationVariables>;
export const CorrectDeathDocument = {"__meta__":{"documentId":"sha256:ecd82fb0e5628fd4a657a01d2e17fe9dcc355a06c852320c01230c8b00e0f641"}} as unknown as TypedDocumentString<CorrectDeathMutation, CorrectDeathMutationVariables>;
export const DecideBudgetDocument = {"__meta__":{"documentId":"sha256:d337dfb08301a7e4ea2519f373c34beb15c42548e72508c39dbf408f34e1c928"}} as unknown as TypedDocumentString<DecideBudgetMutation, DecideBudgetMutationVariables>;
export const DiscloseContactDocument = {"__meta__":{"documentId":"sha256:723221676212f829d27b05fc03611d5610f294aa48081b8df09215c97ab9aeca"}} as unknown as TypedDocumentString<DiscloseContactMutation, DiscloseContactMutationVariables>;
export const DisclosurePageDocument = {"__meta__":{"documentId":"sha256:30181deb18873a2a0fc09cc551b2b47e7a7c5685142e7780493a9eeeb23f33c6"}} as unknown as TypedDocumentString<DisclosurePageQuery, DisclosurePageQueryVariables>;
export const DisclosuresDocument = {"__meta__":{"documentId":"sha256:df6bc75cc6740f2b362351c77bbbb63936e8ad270c5e1bc8e808d955ffd11465"}} as unknown as TypedDocumentString<DisclosuresQuery, DisclosuresQueryVariables>;
export const EmergencyAccessesDocument = {"__meta__":{"documentId":"sha256:620305a74c232d56a78b0341abd5e99d8231741a084914a20548ff89b0c6cf30"}} as unknown as TypedDocumentString<EmergencyAccessesQuery, EmergencyAccessesQueryVariables>;
export const EndBudgetDocument = {"__meta__":{"documentId":"sha256:f05ac8ebae94b3b5c270e48629fc6e94769f3e8eb0beb6a406cb10fcf96dbf13"}} as unknown as TypedDocumentString<EndBudgetMutation, EndBudgetMutationVariables>;
export const EndBudgetItemsDocument = {"__meta__":{"documentId":"sha256:e5e80da7a1d42d890323ddf33bfbf5616297700329acaa1ce9a4928b11eb308f"}} as unknown as TypedDocumentString<EndBudgetItemsMutation, EndBudgetItemsMutationVariables>;
export const EndCareDocument = {"__meta__":{"documentId":"sha256:5176117394f6f7de0465c180df33fb91f71ba4920e9ed973b7c33444439f18ad"}} as unknown as TypedDocumentString<EndCareMutation, EndCareMutationVariables>;
export const EndDisclosureDocument = {"__meta__":{"documentId":"sha256:502e6f1f0ff18513783eaa5b15ca2c6537ac3e160a5375cd9bf58539a678dc75"}} as unknown as TypedDocumentString<EndDisclosureMutation, EndDisclosureMutationVariables>;
export const EndItemDocument = {"__meta__":{"documentId":"sha256:33630c53f2750d6d4e37a48ec1e181ea4c456b45371ab0dcc305b7be8b46d15d"}} as unknown as TypedDocumentString<EndItemMutation, EndItemMutationVariables>;
export const EndRepresentationDocument = {"__meta__":{"documentId":"sha256:c17ce4a0219ad09ab37674d6f352bae7408c02543ee473452492d3cc79246fd4"}} as unknown as TypedDocumentString<EndRepresentationMutation, EndRepresentationMutationVariables>;
export const EndSubstituteDocument = {"__meta__":{"documentId":"sha256:96fad53ec3ab0f58868b8c7b702b6ec8f24d3c53f10a1c7f21a08550a1427b23"}} as unknown as TypedDocumentString<EndSubstituteMutation, EndSubstituteMutationVariables>;
export const FiledContactPageDocument = {"__meta__":{"documentId":"sha256:dfdeeceeb3d3bddfd6fc238d4dc8cfea0f2575e731d6db155b84e4d39d6a4630"}} as unknown as TypedDocumentString<FiledContactPageQuery, FiledContactPageQueryVariables>;
export const FiledContactsDocument = {"__meta__":{"documentId":"sha256:bec6a3f93cef9280e693c66773a1cb2b30049a5673a77ed50fe1131ba262d610"}} as unknown as TypedDocumentString<FiledContactsQuery, FiledContactsQueryVariables>;
export const FillAssessmentDocument = {"__meta__":{"documentId":"sha256:ea7759389e1007347cfffd62f6c3883c921f577823aea8160fa8f0ac8ace4abb"}} as unknown as TypedDocumentString<FillAssessmentMutation, FillAssessmentMutationVariables>;
export const InboxDocument = {"__meta__":{"documentId":"sha256:e0373ee598896911b740622acbdee3cfb64aaf695d1cd5ef26d5910da9c20350"}} as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const MarkReadDocument = {"__meta__":{"documentId":"sha256:fcadeac85dd0e782f06d2f61c398928cc9ddc28a60b98497987c0438735ae307"}} as unknown as TypedDocumentString<MarkReadMutation, MarkReadMutationVariables>;
export const MergeRecordsDocument = {"__meta__":{"documentId":"sha256:4eff30f45de4465c1042fa8d9cff16fb4d81e4bcbdf40f59cb89b4a6a69fa455"}} as unknown as TypedDocumentString<MergeRecordsMutation, MergeRecordsMutationVariables>;
export const MyClientsDocument = {"__meta__":{"documentId":"sha256:cefad24213f87557d413d1d5e86a2ce9aa2eaf6153056d1c45e8bd137ca92c10"}} as unknown as TypedDocumentString<MyClientsQuery, MyClientsQueryVariables>;
export const OpenEmergencyAccessDocument = {"__meta__":{"documentId":"sha256:1ae0a4f89426ae2b3751583c857f01eb150b2096f419617b7dcdf39a8bc6826b"}} as unknown as TypedDocumentString<OpenEmergencyAccessMutation, OpenEmergencyAccessMutationVariables>;
export const OpenFiledContactDocument = {"__meta__":{"documentId":"sha256:2895154220b3545e239dd32694161f929f5562f9d1855dbdbcbd062b9aaeaa73"}} as unknown as TypedDocumentString<OpenFiledContactMutation, OpenFiledContactMutationVariables>;
export const OpenMatterDocument = {"__meta__":{"documentId":"sha256:1206fea5f40cc588f09ca1b1e1edfc85398f7ba10b84c296c97d5283e13df2f4"}} as unknown as TypedDocumentString<OpenMatterMutation, OpenMatterMutationVariables>;
export const OrdersGivenBackDocument = {"__meta__":{"documentId":"sha256:8f10612a37031e3b1fb8defc8a941e85196ea5ad1e4519c5b0e7128d3c18eda1"}} as unknown as TypedDocumentString<OrdersGivenBackQuery, OrdersGivenBackQueryVariables>;
export const PendingMattersDocument = {"__meta__":{"documentId":"sha256:a2baa2fa50dd6017ea697cf9d53c1458af553fa9cc1666dd956e52d0dd6eb340"}} as unknown as TypedDocumentString<PendingMattersQuery, PendingMattersQueryVariables>;
export const PlanPageDocument = {"__meta__":{"documentId":"sha256:7cc6a19b37f45ea8d314221ee08adabc74aa00a46c27aaf377a5d5f0602b8e81"}} as unknown as TypedDocumentString<PlanPageQuery, PlanPageQueryVariables>;
export const PlansAwaitingDocument = {"__meta__":{"documentId":"sha256:84d786d2fa01513365701def70a0b7f7d9ff82f6a5d2aec09bc8962d5b0007a4"}} as unknown as TypedDocumentString<PlansAwaitingQuery, PlansAwaitingQueryVariables>;
export const PrepareBudgetDocument = {"__meta__":{"documentId":"sha256:4a6fa4e7ce573b604d3015b08112349b3e8686d8faa956ad455f5f2ba843dc12"}} as unknown as TypedDocumentString<PrepareBudgetMutation, PrepareBudgetMutationVariables>;
export const ProducerUsersDocument = {"__meta__":{"documentId":"sha256:ca583b9d0e5fa8d196ffa90b72fa0cc5d9f77aa543703238c62066cdb82bd598"}} as unknown as TypedDocumentString<ProducerUsersQuery, ProducerUsersQueryVariables>;
export const ProposeBudgetDocument = {"__meta__":{"documentId":"sha256:01ad85688dfb2f8c873c38b7374cdfe37dd52f6873bc5a6ef4effc7b016ae9cf"}} as unknown as TypedDocumentString<ProposeBudgetMutation, ProposeBudgetMutationVariables>;
export const RecordDeathDocument = {"__meta__":{"documentId":"sha256:264c046cf43a2e126ee448020bf79310d456006ea0afc2368f816e0331833b62"}} as unknown as TypedDocumentString<RecordDeathMutation, RecordDeathMutationVariables>;
export const RecordRepresentationDocument = {"__meta__":{"documentId":"sha256:cf3e330ef2a1d8c135e96c456278e3708ac43956b795914ea5db25948b31eddb"}} as unknown as TypedDocumentString<RecordRepresentationMutation, RecordRepresentationMutationVariables>;
export const RegisterClientDocument = {"__meta__":{"documentId":"sha256:679cfdc637f4f16f21180b582b9f91735cbbda9d7d40a0bd66285dcc2ae9e9f1"}} as unknown as TypedDocumentString<RegisterClientMutation, RegisterClientMutationVariables>;
export const RejectFiledContactDocument = {"__meta__":{"documentId":"sha256:e5a12c1d9936c4b827632d2ae38c4229d73e0b20916a0d79b04e94ac66772846"}} as unknown as TypedDocumentString<RejectFiledContactMutation, RejectFiledContactMutationVariables>;
export const ReturnPlanDocument = {"__meta__":{"documentId":"sha256:6dbb11fb569ebf75e73a8c2905a8c265750d72f23391ace170cc47c323c535a6"}} as unknown as TypedDocumentString<ReturnPlanMutation, ReturnPlanMutationVariables>;
export const ReviewEmergencyAccessDocument = {"__meta__":{"documentId":"sha256:b268ee02ab1df739da780f7c98fc6ffd6ca50c0a9491d45af9b71b6b09e9285c"}} as unknown as TypedDocumentString<ReviewEmergencyAccessMutation, ReviewEmergencyAccessMutationVariables>;
export const SeparateRecordsDocument = {"__meta__":{"documentId":"sha256:ebeedf10cb500cdd3bfbd62af3853ca91772461da9cf69bfe436cf6c021a3846"}} as unknown as TypedDocumentString<SeparateRecordsMutation, SeparateRecordsMutationVariables>;
export const ShowHetuDocument = {"__meta__":{"documentId":"sha256:fa8213b02de23bc1e30b62f4174754cf22090ea6264a292f165e61770ab6497b"}} as unknown as TypedDocumentString<ShowHetuMutation, ShowHetuMutationVariables>;
export const StartAssessmentDocument = {"__meta__":{"documentId":"sha256:21a85a8d0c79361b03aec51759c7ca8ca76621becdc5a53a3a1e04df3c467d3b"}} as unknown as TypedDocumentString<StartAssessmentMutation, StartAssessmentMutationVariables>;
export const StartPlanDocument = {"__meta__":{"documentId":"sha256:f4fea72d37aa8646dd0072a63c643e628cb92ce765874f33ab5b8a3f04b40927"}} as unknown as TypedDocumentString<StartPlanMutation, StartPlanMutationVariables>;
export const StartedAssessmentsDocument = {"__meta__":{"documentId":"sha256:77b54b92e69991b856d9b4520c4fa1365cfc2ecf0c2da6075f7d8569d8d2eb20"}} as unknown as TypedDocumentString<StartedAssessmentsQuery, StartedAssessmentsQueryVariables>;
export const SubmitPlanForClientDocument = {"__meta__":{"documentId":"sha256:7bb4f24312f726e7df7880acadaa29d81c021cf52045d44ec6cbbddb01769d71"}} as unknown as TypedDocumentString<SubmitPlanForClientMutation, SubmitPlanForClientMutationVariables>;
export const SubstitutionsDocument = {"__meta__":{"documentId":"sha256:f41441147173df801712fb7890903af49c20c0c265bcd318d1c7ff9a6cacad8f"}} as unknown as TypedDocumentString<SubstitutionsQuery, SubstitutionsQueryVariables>;
export const UrgentTaskPageDocument = {"__meta__":{"documentId":"sha256:ac6b625b09f0247d35953398fa1fd899813b7b142ac6c0257b501ac1f0e20bd1"}} as unknown as TypedDocumentString<UrgentTaskPageQuery, UrgentTaskPageQueryVariables>;
export const UrgentTasksDocument = {"__meta__":{"documentId":"sha256:7f4d977dae392ba91313995eab5fe68ef7319a6fc46d8d7f2c376fd79a03fda8"}} as unknown as TypedDocumentString<UrgentTasksQuery, UrgentTasksQueryVariables>;
export const WorkersDocument = {"__meta__":{"documentId":"sha256:abed57a7fa78f3fc85b79bc50b5b3b2e0f0b5f6608e6ddd15386f91128db602e"}} as unknown as TypedDocumentString<WorkersQuery, WorkersQueryVariables>;
