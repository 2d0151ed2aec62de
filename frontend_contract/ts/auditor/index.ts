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

/** In which order a log is listed. */
export type LogOrder =
  /** The newest first. */
  | 'NEWEST'
  /** The oldest first. */
  | 'OLDEST';

/** Whether it was done, or attempted and refused (lopputulos). */
export type Outcome =
  /** It was done. */
  | 'DONE'
  /** It was attempted and refused. */
  | 'DENIED';

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
  | 'DEVELOPER';

/** Which uses to list. */
export type UseLogFilter = {
  /** Only of this client's data. */
  readonly clientId?: string | null | undefined;
  /** Only by this person or program. */
  readonly actorId?: string | null | undefined;
  /** Only for this purpose. */
  readonly purpose?: Purpose | null | undefined;
  /** From this instant on. */
  readonly since?: string | null | undefined;
  /** Before this instant. */
  readonly before?: string | null | undefined;
};

export type AuditTrailQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
  orderBy?: LogOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditTrailQuery = { readonly auditTrail: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly action: string, readonly outcome: Outcome, readonly actorId: string, readonly role: Role, readonly onBehalfOf: string | null, readonly clientId: string | null, readonly subjectId: string | null, readonly address: string | null, readonly facts: unknown, readonly worker: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DisclosureLogQueryVariables = Exact<{
  filter?: DisclosureFilter | null | undefined;
  orderBy?: DisclosureOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DisclosureLogQuery = { readonly disclosures: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly clientId: string, readonly firstDay: string, readonly lastDay: string, readonly reason: string, readonly role: Role, readonly producer: { readonly id: string, readonly name: string }, readonly producerUser: { readonly id: string, readonly name: string, readonly role: Role }, readonly worker: { readonly id: string, readonly name: string } | null, readonly ended: { readonly endedAt: string, readonly worker: { readonly id: string, readonly name: string } | null } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SealsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SealsQuery = { readonly seals: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly since: string, readonly until: string, readonly sealedAt: string, readonly hoursCount: number, readonly rowsCount: number, readonly head: string }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type UseLogQueryVariables = Exact<{
  filter?: UseLogFilter | null | undefined;
  orderBy?: LogOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UseLogQuery = { readonly useLog: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly requestId: string, readonly at: string, readonly clientId: string, readonly actorId: string, readonly role: Role, readonly onBehalfOf: string | null, readonly purpose: Purpose, readonly operation: string, readonly worker: { readonly id: string, readonly name: string, readonly team: { readonly id: string, readonly name: string } } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

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

export const AuditTrailDocument = {"__meta__":{"documentId":"sha256:f4488bbfee62de7cf9613d6b396f2243b22dc7fc219d945cbbad1d219fd73edf"}} as unknown as TypedDocumentString<AuditTrailQuery, AuditTrailQueryVariables>;
export const DisclosureLogDocument = {"__meta__":{"documentId":"sha256:d825ac1ce20adb72f8120e5c2f72961058762438b2e0dc51ae805561a90e1606"}} as unknown as TypedDocumentString<DisclosureLogQuery, DisclosureLogQueryVariables>;
export const SealsDocument = {"__meta__":{"documentId":"sha256:13bac9906c3e29b897ed4cc5908889964191d5e71a11aa570e0f0a9aea576375"}} as unknown as TypedDocumentString<SealsQuery, SealsQueryVariables>;
export const UseLogDocument = {"__meta__":{"documentId":"sha256:e5336e973135a16d8e49bf93de7742ef7b063b44fa21d2260f0421bb7d4e9010"}} as unknown as TypedDocumentString<UseLogQuery, UseLogQueryVariables>;
