"""Foundation: tables, row-level security, append-only triggers and the app role's rights."""

import re

from alembic import context, op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENT_END = re.compile(r";\n\s*(?=CREATE|ALTER|GRANT|INSERT)")

FUNCTIONS = """
CREATE FUNCTION ctx_organiser() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.organiser', true), '')::uuid;
CREATE FUNCTION ctx_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.actor', true), '')::uuid;
CREATE FUNCTION ctx_party() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.party', true), '')::uuid;
CREATE FUNCTION ctx_on_behalf_of() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.on_behalf_of', true), '')::uuid;
CREATE FUNCTION ctx_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.role', true), '');
CREATE FUNCTION ctx_door() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('hb.door', true), '');
CREATE FUNCTION ctx_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('hb.now', true), '')::timestamptz, transaction_timestamp());
CREATE FUNCTION ctx_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (ctx_now() AT TIME ZONE 'Europe/Helsinki')::date;

CREATE FUNCTION fi_sort(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN translate(lower(normalize(t, nfc)), 'åäöæøüõéèáàóšžđ', '{|}|}yoeeaaoszd') COLLATE "C";
"""

TABLES = """
CREATE TABLE account (
  organiser_id UUID NOT NULL,
  budget_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  month INTEGER NOT NULL,
  measure VARCHAR(40) NOT NULL,
  client_id UUID NOT NULL,
  granted BIGINT NOT NULL,
  reserved BIGINT NOT NULL,
  used BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  head BYTEA NOT NULL,
  CONSTRAINT account_pkey PRIMARY KEY (organiser_id, budget_id, line_no, month, measure),
  CONSTRAINT account_not_negative_check CHECK (granted >= 0 AND reserved >= 0 AND used >= 0),
  CONSTRAINT account_limit_check CHECK (reserved + used <= granted),
  CONSTRAINT account_measure_check CHECK (measure IN ('CENTS', 'MINUTES', 'PIECES'))
)
 WITH (fillfactor = 50);
CREATE TABLE audit_event (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  actor_id UUID NOT NULL,
  role VARCHAR(40) NOT NULL,
  on_behalf_of UUID,
  action TEXT NOT NULL,
  client_id UUID,
  subject_id UUID,
  facts JSONB NOT NULL,
  outcome VARCHAR(40) NOT NULL,
  CONSTRAINT audit_event_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT audit_event_role_check CHECK (role IN ('SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER', 'ON_CALL_WORKER', 'PRODUCER_COORDINATOR', 'INVOICE_CHECKER', 'PAYMENT_APPROVER', 'CONTROLLER', 'AUDITOR', 'CLIENT', 'REPRESENTATIVE', 'PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT', 'DEVELOPER')),
  CONSTRAINT audit_event_outcome_check CHECK (outcome IN ('DONE', 'DENIED'))
);
CREATE INDEX audit_event_organiser_id_at_id_idx ON audit_event (organiser_id, at, id);
CREATE INDEX audit_event_organiser_id_client_id_at_idx ON audit_event (organiser_id, client_id, at);
CREATE TABLE command (
  organiser_id UUID NOT NULL,
  actor_id UUID NOT NULL,
  key UUID NOT NULL,
  name TEXT NOT NULL,
  input_hash BYTEA NOT NULL,
  result JSONB,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT command_pkey PRIMARY KEY (organiser_id, actor_id, key)
);
CREATE TABLE link (
  organiser_id UUID NOT NULL,
  budget_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  month INTEGER NOT NULL,
  measure VARCHAR(40) NOT NULL,
  seq BIGINT NOT NULL,
  client_id UUID NOT NULL,
  posting_id UUID NOT NULL,
  granted_delta BIGINT NOT NULL,
  reserved_delta BIGINT NOT NULL,
  used_delta BIGINT NOT NULL,
  transfers_count INTEGER NOT NULL,
  digest BYTEA NOT NULL,
  head BYTEA NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT link_pkey PRIMARY KEY (organiser_id, budget_id, line_no, month, measure, seq),
  CONSTRAINT link_measure_check CHECK (measure IN ('CENTS', 'MINUTES', 'PIECES'))
);
CREATE TABLE message (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  recipient_id UUID NOT NULL,
  client_id UUID,
  event VARCHAR(40) NOT NULL,
  channel VARCHAR(40) NOT NULL,
  state VARCHAR(40) NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  subject_id UUID,
  facts JSONB NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  read_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT message_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT message_event_check CHECK (event IN ('ASSESSMENT_COMPLETED', 'BUDGET_AWAITS_DECISION', 'BUDGET_RUNNING_OUT', 'DECISION_MADE', 'DELIVERY_REFUSED', 'EMERGENCY_ACCESS_OPENED', 'MONTH_CLOSED', 'OFFERING_DECIDED', 'ORDER_ANSWERED', 'ORDER_CANCELLED', 'ORDER_CHANGED', 'ORDER_WAITING', 'PAYMENT_ACCOUNT_APPROVED', 'PLAN_APPROVED', 'PLAN_RETURNED', 'PLAN_SUBMITTED', 'PRICE_DECIDED', 'PRODUCER_DECIDED', 'REPRESENTATION_RECORDED', 'SETTLEMENT_RELEASED')),
  CONSTRAINT message_channel_check CHECK (channel IN ('SUOMI_FI', 'LETTER', 'EMAIL', 'SMS', 'WEBHOOK')),
  CONSTRAINT message_state_check CHECK (state IN ('WAITING', 'SENT', 'FAILED'))
);
CREATE INDEX message_organiser_id_recipient_id_at_id_idx ON message (organiser_id, recipient_id, at, id);
CREATE INDEX message_waiting_idx ON message (organiser_id, at) WHERE state = 'WAITING';
CREATE TABLE municipality (
  code TEXT NOT NULL,
  name_fi TEXT NOT NULL,
  name_sv TEXT NOT NULL,
  CONSTRAINT municipality_pkey PRIMARY KEY (code)
);
CREATE TABLE organiser (
  id UUID NOT NULL,
  business_id TEXT NOT NULL,
  name_fi TEXT NOT NULL,
  name_sv TEXT NOT NULL,
  CONSTRAINT organiser_pkey PRIMARY KEY (id),
  CONSTRAINT organiser_business_id_key UNIQUE (business_id)
);
CREATE TABLE parameter (
  organiser_id UUID NOT NULL,
  name VARCHAR(40) NOT NULL,
  valid_from DATE NOT NULL,
  value BIGINT NOT NULL,
  CONSTRAINT parameter_pkey PRIMARY KEY (organiser_id, name, valid_from),
  CONSTRAINT parameter_name_check CHECK (name IN ('APPEAL_DAYS', 'CARRY_OVER_PERCENT', 'REPORTING_DAYS', 'RUNNING_OUT_PERCENT'))
);
CREATE TABLE period (
  organiser_id UUID NOT NULL,
  month INTEGER NOT NULL,
  state VARCHAR(40) NOT NULL,
  reporting_deadline DATE NOT NULL,
  closed_at TIMESTAMP WITH TIME ZONE,
  closed_by UUID,
  CONSTRAINT period_pkey PRIMARY KEY (organiser_id, month),
  CONSTRAINT period_month_check CHECK (month BETWEEN 200001 AND 299912 AND month % 100 BETWEEN 1 AND 12),
  CONSTRAINT period_state_check CHECK (state IN ('OPEN', 'CLOSED'))
);
CREATE TABLE producer (
  id UUID NOT NULL,
  business_id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_sort TEXT COLLATE "C" GENERATED ALWAYS AS (fi_sort(name)) STORED NOT NULL,
  kind VARCHAR(40) NOT NULL,
  CONSTRAINT producer_pkey PRIMARY KEY (id),
  CONSTRAINT producer_business_id_key UNIQUE (business_id),
  CONSTRAINT producer_kind_check CHECK (kind IN ('PUBLIC', 'PRIVATE', 'THIRD_SECTOR'))
);
CREATE INDEX producer_name_sort_id_idx ON producer (name_sort, id);
CREATE TABLE reach (
  organiser_id UUID NOT NULL,
  party_id UUID NOT NULL,
  client_id UUID NOT NULL,
  ground VARCHAR(40) NOT NULL,
  source_id UUID NOT NULL,
  scope VARCHAR(40) NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE,
  CONSTRAINT reach_pkey PRIMARY KEY (organiser_id, party_id, client_id, ground, source_id),
  CONSTRAINT reach_validity_check CHECK (valid_until IS NULL OR valid_until >= valid_from),
  CONSTRAINT reach_ground_check CHECK (ground IN ('SELF', 'CARE_RELATIONSHIP', 'TEAM', 'SUBSTITUTION', 'REPRESENTATION', 'ORDER', 'EMERGENCY')),
  CONSTRAINT reach_scope_check CHECK (scope IN ('FULL', 'FINANCIAL', 'VIEW', 'ORDER')),
  CONSTRAINT reach_organiser_id_source_id_party_id_client_id_ground_key UNIQUE (organiser_id, source_id, party_id, client_id, ground)
);
CREATE INDEX reach_organiser_id_client_id_idx ON reach (organiser_id, client_id);
CREATE TABLE reporting_exception (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  month INTEGER NOT NULL,
  producer_id UUID NOT NULL,
  granted_by UUID NOT NULL,
  reason TEXT NOT NULL,
  valid_until DATE NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT reporting_exception_pkey PRIMARY KEY (organiser_id, id)
);
CREATE INDEX reporting_exception_organiser_id_producer_id_month_idx ON reporting_exception (organiser_id, producer_id, month);
CREATE TABLE representative (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  phone TEXT,
  email TEXT,
  language VARCHAR(40) NOT NULL,
  CONSTRAINT representative_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT representative_language_check CHECK (language IN ('FI', 'SV', 'SE', 'SMN', 'SMS', 'FSE', 'FSS', 'EN'))
);
CREATE TABLE role_assignment (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  user_id UUID NOT NULL,
  role VARCHAR(40) NOT NULL,
  party_id UUID NOT NULL,
  substitutes_for UUID,
  valid_from DATE NOT NULL,
  valid_until DATE,
  CONSTRAINT role_assignment_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT role_assignment_validity_check CHECK (valid_until IS NULL OR valid_until >= valid_from),
  CONSTRAINT role_assignment_role_check CHECK (role IN ('SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER', 'ON_CALL_WORKER', 'PRODUCER_COORDINATOR', 'INVOICE_CHECKER', 'PAYMENT_APPROVER', 'CONTROLLER', 'AUDITOR', 'CLIENT', 'REPRESENTATIVE', 'PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT', 'DEVELOPER'))
);
CREATE INDEX role_assignment_organiser_id_user_id_role_idx ON role_assignment (organiser_id, user_id, role);
CREATE INDEX role_assignment_substitution_idx ON role_assignment (organiser_id, substitutes_for) WHERE substitutes_for IS NOT NULL;
CREATE TABLE service_category (
  code TEXT NOT NULL,
  name_fi TEXT NOT NULL,
  name_sv TEXT NOT NULL,
  name_en TEXT NOT NULL,
  unit VARCHAR(40) NOT NULL,
  CONSTRAINT service_category_pkey PRIMARY KEY (code),
  CONSTRAINT service_category_unit_check CHECK (unit IN ('HOUR', 'PIECE'))
);
CREATE TABLE team (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT team_pkey PRIMARY KEY (organiser_id, id)
);
CREATE TABLE transfer (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  posting_id UUID NOT NULL,
  code VARCHAR(40) NOT NULL,
  client_id UUID NOT NULL,
  budget_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  month INTEGER NOT NULL,
  cents BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  pieces BIGINT NOT NULL,
  rows_count INTEGER NOT NULL,
  subject_id UUID,
  payee_id UUID,
  settlement_month INTEGER,
  draws_on UUID,
  resolves_id UUID,
  digest BYTEA NOT NULL,
  actor_id UUID NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT transfer_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT transfer_draw_check CHECK ((code = 'DRAW') = (draws_on IS NOT NULL)),
  CONSTRAINT transfer_settled_check CHECK ((code = 'DRAW') = (settlement_month IS NOT NULL)),
  CONSTRAINT transfer_resolve_check CHECK ((code IN ('VOID', 'EXPIRE')) = (resolves_id IS NOT NULL)),
  CONSTRAINT transfer_not_negative_check CHECK (code = 'CARRY_OVER' OR (cents >= 0 AND minutes >= 0 AND pieces >= 0)),
  CONSTRAINT transfer_code_check CHECK (code IN ('GRANT', 'CUT', 'RESERVE', 'DRAW', 'VOID', 'EXPIRE', 'CARRY_OVER'))
);
CREATE INDEX transfer_organiser_id_budget_id_id_idx ON transfer (organiser_id, budget_id, id);
CREATE UNIQUE INDEX transfer_resolves_once ON transfer (organiser_id, resolves_id) WHERE resolves_id IS NOT NULL;
CREATE INDEX transfer_settlement_idx ON transfer (organiser_id, settlement_month, payee_id) WHERE settlement_month IS NOT NULL;
CREATE TABLE use_log (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  actor_id UUID NOT NULL,
  role VARCHAR(40) NOT NULL,
  on_behalf_of UUID,
  purpose VARCHAR(40) NOT NULL,
  operation TEXT NOT NULL,
  client_ids UUID[] NOT NULL,
  CONSTRAINT use_log_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT use_log_role_check CHECK (role IN ('SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER', 'ON_CALL_WORKER', 'PRODUCER_COORDINATOR', 'INVOICE_CHECKER', 'PAYMENT_APPROVER', 'CONTROLLER', 'AUDITOR', 'CLIENT', 'REPRESENTATIVE', 'PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT', 'DEVELOPER')),
  CONSTRAINT use_log_purpose_check CHECK (purpose IN ('CARE', 'OWN_MATTER', 'SERVICE_DELIVERY', 'PAYMENT', 'STEERING', 'OVERSIGHT'))
);
CREATE INDEX use_log_client_ids_idx ON use_log USING gin (client_ids);
CREATE INDEX use_log_organiser_id_at_id_idx ON use_log (organiser_id, at, id);
CREATE TABLE client (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  name_sort TEXT COLLATE "C" GENERATED ALWAYS AS (fi_sort(last_name || ' ' || first_name)) STORED NOT NULL,
  birth_date DATE NOT NULL,
  language VARCHAR(40) NOT NULL,
  municipality_code TEXT NOT NULL,
  phone TEXT,
  email TEXT,
  street_address TEXT,
  postal_code TEXT,
  postal_office TEXT,
  non_disclosure BOOLEAN NOT NULL,
  consents_to_electronic BOOLEAN DEFAULT false NOT NULL,
  version INTEGER NOT NULL,
  registered_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT client_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT client_language_check CHECK (language IN ('FI', 'SV', 'SE', 'SMN', 'SMS', 'FSE', 'FSS', 'EN')),
  CONSTRAINT client_municipality_code_fkey FOREIGN KEY(municipality_code) REFERENCES municipality (code)
);
CREATE INDEX client_organiser_id_name_sort_id_idx ON client (organiser_id, name_sort, id);
CREATE TABLE payment_account (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  producer_id UUID NOT NULL,
  iban TEXT NOT NULL,
  valid_from DATE NOT NULL,
  proposed_by UUID NOT NULL,
  proposed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  approved_by UUID,
  approved_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT payment_account_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT payment_account_two_persons_check CHECK (approved_by IS NULL OR approved_by <> proposed_by),
  CONSTRAINT payment_account_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id)
);
CREATE INDEX payment_account_organiser_id_producer_id_valid_from_idx ON payment_account (organiser_id, producer_id, valid_from);
CREATE TABLE producer_approval (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  producer_id UUID NOT NULL,
  rule_book_version TEXT NOT NULL,
  state VARCHAR(40) NOT NULL,
  segment VARCHAR(40),
  applied_by UUID NOT NULL,
  applied_at TIMESTAMP WITH TIME ZONE NOT NULL,
  decided_by UUID,
  decided_at TIMESTAMP WITH TIME ZONE,
  reason TEXT,
  CONSTRAINT producer_approval_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT producer_approval_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT producer_approval_state_check CHECK (state IN ('APPLIED', 'APPROVED', 'REJECTED', 'REVOKED')),
  CONSTRAINT producer_approval_segment_check CHECK (segment IN ('CORE', 'SUPPORTIVE', 'COMPLEMENTARY')),
  CONSTRAINT producer_approval_organiser_id_producer_id_key UNIQUE (organiser_id, producer_id)
);
CREATE TABLE producer_user (
  id UUID NOT NULL,
  producer_id UUID NOT NULL,
  name TEXT NOT NULL,
  role VARCHAR(40) NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE,
  CONSTRAINT producer_user_pkey PRIMARY KEY (id),
  CONSTRAINT producer_user_producer_role_check CHECK (role IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')),
  CONSTRAINT producer_user_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT producer_user_role_check CHECK (role IN ('SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER', 'ON_CALL_WORKER', 'PRODUCER_COORDINATOR', 'INVOICE_CHECKER', 'PAYMENT_APPROVER', 'CONTROLLER', 'AUDITOR', 'CLIENT', 'REPRESENTATIVE', 'PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT', 'DEVELOPER'))
);
CREATE INDEX producer_user_producer_id_idx ON producer_user (producer_id);
CREATE TABLE rate (
  organiser_id UUID NOT NULL,
  category_code TEXT NOT NULL,
  support_class INTEGER NOT NULL,
  valid_from DATE NOT NULL,
  unit_cents BIGINT NOT NULL,
  CONSTRAINT rate_pkey PRIMARY KEY (organiser_id, category_code, support_class, valid_from),
  CONSTRAINT rate_positive_check CHECK (unit_cents > 0),
  CONSTRAINT rate_category_code_fkey FOREIGN KEY(category_code) REFERENCES service_category (code)
);
CREATE TABLE service_product (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  category_code TEXT NOT NULL,
  code TEXT NOT NULL,
  name_fi TEXT NOT NULL,
  name_sv TEXT NOT NULL,
  unit VARCHAR(40) NOT NULL,
  CONSTRAINT service_product_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT service_product_category_code_fkey FOREIGN KEY(category_code) REFERENCES service_category (code),
  CONSTRAINT service_product_unit_check CHECK (unit IN ('HOUR', 'PIECE'))
);
CREATE UNIQUE INDEX service_product_code_key ON service_product (organiser_id, code);
CREATE TABLE service_unit (
  id UUID NOT NULL,
  producer_id UUID NOT NULL,
  soteri_oid TEXT NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT service_unit_pkey PRIMARY KEY (id),
  CONSTRAINT service_unit_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT service_unit_soteri_oid_key UNIQUE (soteri_oid)
);
CREATE INDEX service_unit_producer_id_idx ON service_unit (producer_id);
CREATE TABLE settlement (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  producer_id UUID NOT NULL,
  month INTEGER NOT NULL,
  total_cents BIGINT NOT NULL,
  deliveries_count INTEGER NOT NULL,
  state VARCHAR(40) NOT NULL,
  iban TEXT,
  calculated_at TIMESTAMP WITH TIME ZONE NOT NULL,
  checked_by UUID,
  checked_at TIMESTAMP WITH TIME ZONE,
  released_by UUID,
  released_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT settlement_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT settlement_two_persons_check CHECK (released_by IS NULL OR released_by <> checked_by),
  CONSTRAINT settlement_checked_check CHECK ((state = 'CALCULATED') = (checked_by IS NULL)),
  CONSTRAINT settlement_released_check CHECK ((state = 'RELEASED') = (released_by IS NOT NULL AND iban IS NOT NULL)),
  CONSTRAINT settlement_not_negative_check CHECK (total_cents >= 0),
  CONSTRAINT settlement_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT settlement_state_check CHECK (state IN ('CALCULATED', 'CHECKED', 'RELEASED'))
);
CREATE UNIQUE INDEX settlement_month_key ON settlement (organiser_id, month, producer_id);
CREATE TABLE worker (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  team_id UUID NOT NULL,
  CONSTRAINT worker_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT worker_organiser_id_team_id_fkey FOREIGN KEY(organiser_id, team_id) REFERENCES team (organiser_id, id)
);
CREATE TABLE care_relationship (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  worker_id UUID NOT NULL,
  team_id UUID NOT NULL,
  kind VARCHAR(40) NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE,
  CONSTRAINT care_relationship_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT care_relationship_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id),
  CONSTRAINT care_relationship_organiser_id_worker_id_fkey FOREIGN KEY(organiser_id, worker_id) REFERENCES worker (organiser_id, id),
  CONSTRAINT care_relationship_organiser_id_team_id_fkey FOREIGN KEY(organiser_id, team_id) REFERENCES team (organiser_id, id),
  CONSTRAINT care_relationship_validity_check CHECK (valid_until IS NULL OR valid_until >= valid_from),
  CONSTRAINT care_relationship_one_own_worker EXCLUDE USING gist (organiser_id WITH =, client_id WITH =, daterange(valid_from, valid_until, '[)') WITH &&) WHERE (kind = 'OWN_WORKER'),
  CONSTRAINT care_relationship_kind_check CHECK (kind IN ('OWN_WORKER', 'CARE'))
);
CREATE INDEX care_relationship_organiser_id_client_id_idx ON care_relationship (organiser_id, client_id);
CREATE INDEX care_relationship_organiser_id_worker_id_idx ON care_relationship (organiser_id, worker_id);
CREATE TABLE client_identity (
  organiser_id UUID NOT NULL,
  client_id UUID NOT NULL,
  hetu_ciphertext BYTEA NOT NULL,
  hetu_index BYTEA NOT NULL,
  key_id TEXT NOT NULL,
  CONSTRAINT client_identity_pkey PRIMARY KEY (organiser_id, client_id),
  CONSTRAINT client_identity_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX client_identity_hetu_key ON client_identity (organiser_id, hetu_index);
CREATE TABLE emergency_access (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  worker_id UUID NOT NULL,
  reason TEXT NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  valid_until DATE NOT NULL,
  reviewed_at TIMESTAMP WITH TIME ZONE,
  reviewed_by UUID,
  CONSTRAINT emergency_access_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT emergency_access_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id),
  CONSTRAINT emergency_access_organiser_id_worker_id_fkey FOREIGN KEY(organiser_id, worker_id) REFERENCES worker (organiser_id, id),
  CONSTRAINT emergency_access_reviewed_by_another_check CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL) AND reviewed_by <> worker_id)
);
CREATE INDEX emergency_access_open_idx ON emergency_access (organiser_id, opened_at, id) WHERE reviewed_at IS NULL;
CREATE INDEX emergency_access_organiser_id_client_id_opened_at_id_idx ON emergency_access (organiser_id, client_id, opened_at, id);
CREATE TABLE matter (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  service_task VARCHAR(40) NOT NULL,
  source VARCHAR(40) NOT NULL,
  state VARCHAR(40) NOT NULL,
  pending_since DATE NOT NULL,
  description TEXT NOT NULL,
  opened_by UUID NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  closed_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT matter_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT matter_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id),
  CONSTRAINT matter_service_task_check CHECK (service_task IN ('FAMILIES_WITH_CHILDREN', 'WORKING_AGE', 'OLDER_PERSONS', 'SUBSTANCE_ABUSE', 'DISABILITY', 'CHILD_WELFARE', 'FAMILY_LAW')),
  CONSTRAINT matter_source_check CHECK (source IN ('APPLICATION', 'CONTACT', 'WORKER')),
  CONSTRAINT matter_state_check CHECK (state IN ('PENDING', 'CLOSED'))
);
CREATE INDEX matter_organiser_id_client_id_opened_at_id_idx ON matter (organiser_id, client_id, opened_at, id);
CREATE TABLE price_cap (
  organiser_id UUID NOT NULL,
  product_id UUID NOT NULL,
  valid_from DATE NOT NULL,
  cap_cents BIGINT NOT NULL,
  CONSTRAINT price_cap_pkey PRIMARY KEY (organiser_id, product_id, valid_from),
  CONSTRAINT price_cap_organiser_id_product_id_fkey FOREIGN KEY(organiser_id, product_id) REFERENCES service_product (organiser_id, id),
  CONSTRAINT price_cap_positive_check CHECK (cap_cents > 0)
);
CREATE TABLE representation (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  representative_id UUID NOT NULL,
  kind VARCHAR(40) NOT NULL,
  scope VARCHAR(40) NOT NULL,
  ground TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE,
  CONSTRAINT representation_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT representation_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id),
  CONSTRAINT representation_organiser_id_representative_id_fkey FOREIGN KEY(organiser_id, representative_id) REFERENCES representative (organiser_id, id),
  CONSTRAINT representation_validity_check CHECK (valid_until IS NULL OR valid_until >= valid_from),
  CONSTRAINT representation_kind_check CHECK (kind IN ('GUARDIAN', 'CUSTODIAN', 'AUTHORISED')),
  CONSTRAINT representation_scope_check CHECK (scope IN ('FULL', 'FINANCIAL', 'VIEW'))
);
CREATE INDEX representation_organiser_id_client_id_idx ON representation (organiser_id, client_id);
CREATE INDEX representation_organiser_id_representative_id_idx ON representation (organiser_id, representative_id);
CREATE TABLE service_point (
  id UUID NOT NULL,
  service_unit_id UUID NOT NULL,
  producer_id UUID NOT NULL,
  name TEXT NOT NULL,
  street_address TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  municipality_code TEXT NOT NULL,
  languages TEXT[] NOT NULL,
  CONSTRAINT service_point_pkey PRIMARY KEY (id),
  CONSTRAINT service_point_service_unit_id_fkey FOREIGN KEY(service_unit_id) REFERENCES service_unit (id),
  CONSTRAINT service_point_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT service_point_municipality_code_fkey FOREIGN KEY(municipality_code) REFERENCES municipality (code)
);
CREATE INDEX service_point_producer_id_idx ON service_point (producer_id);
CREATE INDEX service_point_service_unit_id_idx ON service_point (service_unit_id);
CREATE TABLE assessment (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  matter_id UUID NOT NULL,
  state VARCHAR(40) NOT NULL,
  summary TEXT NOT NULL,
  client_view TEXT NOT NULL,
  conclusions TEXT NOT NULL,
  own_worker_estimate TEXT NOT NULL,
  worker_id UUID NOT NULL,
  version INTEGER NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  completed_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT assessment_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT assessment_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id),
  CONSTRAINT assessment_organiser_id_matter_id_fkey FOREIGN KEY(organiser_id, matter_id) REFERENCES matter (organiser_id, id),
  CONSTRAINT assessment_state_check CHECK (state IN ('STARTED', 'COMPLETED'))
);
CREATE INDEX assessment_completed_at_idx ON assessment (organiser_id, client_id, completed_at, id) WHERE completed_at IS NOT NULL;
CREATE INDEX assessment_organiser_id_client_id_started_at_id_idx ON assessment (organiser_id, client_id, started_at, id);
CREATE TABLE offering (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  producer_id UUID NOT NULL,
  service_point_id UUID NOT NULL,
  product_id UUID NOT NULL,
  category_code TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_sort TEXT COLLATE "C" GENERATED ALWAYS AS (fi_sort(name)) STORED NOT NULL,
  description TEXT NOT NULL,
  languages TEXT[] NOT NULL,
  unit VARCHAR(40) NOT NULL,
  state VARCHAR(40) NOT NULL,
  proposed_by UUID NOT NULL,
  proposed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  decided_by UUID,
  decided_at TIMESTAMP WITH TIME ZONE,
  reason TEXT,
  CONSTRAINT offering_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT offering_organiser_id_product_id_fkey FOREIGN KEY(organiser_id, product_id) REFERENCES service_product (organiser_id, id),
  CONSTRAINT offering_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT offering_service_point_id_fkey FOREIGN KEY(service_point_id) REFERENCES service_point (id),
  CONSTRAINT offering_category_code_fkey FOREIGN KEY(category_code) REFERENCES service_category (code),
  CONSTRAINT offering_unit_check CHECK (unit IN ('HOUR', 'PIECE')),
  CONSTRAINT offering_state_check CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN'))
);
CREATE UNIQUE INDEX offering_code_key ON offering (organiser_id, producer_id, code);
CREATE INDEX offering_organiser_id_category_code_name_sort_id_idx ON offering (organiser_id, category_code, name_sort, id);
CREATE INDEX offering_organiser_id_name_sort_id_idx ON offering (organiser_id, name_sort, id);
CREATE TABLE service_area (
  service_point_id UUID NOT NULL,
  municipality_code TEXT NOT NULL,
  CONSTRAINT service_area_pkey PRIMARY KEY (service_point_id, municipality_code),
  CONSTRAINT service_area_service_point_id_fkey FOREIGN KEY(service_point_id) REFERENCES service_point (id),
  CONSTRAINT service_area_municipality_code_fkey FOREIGN KEY(municipality_code) REFERENCES municipality (code)
);
CREATE TABLE budget_proposal (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  assessment_id UUID NOT NULL,
  cents_per_month BIGINT NOT NULL,
  explanation JSONB NOT NULL,
  made_by UUID NOT NULL,
  made_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT budget_proposal_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT budget_proposal_organiser_id_assessment_id_fkey FOREIGN KEY(organiser_id, assessment_id) REFERENCES assessment (organiser_id, id),
  CONSTRAINT budget_proposal_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id)
);
CREATE INDEX budget_proposal_organiser_id_assessment_id_made_at_idx ON budget_proposal (organiser_id, assessment_id, made_at);
CREATE TABLE need (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  assessment_id UUID NOT NULL,
  life_domain VARCHAR(40) NOT NULL,
  duration VARCHAR(40) NOT NULL,
  description TEXT NOT NULL,
  category_code TEXT,
  support_class INTEGER NOT NULL,
  minutes_per_month INTEGER NOT NULL,
  pieces_per_month INTEGER NOT NULL,
  CONSTRAINT need_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT need_organiser_id_assessment_id_fkey FOREIGN KEY(organiser_id, assessment_id) REFERENCES assessment (organiser_id, id),
  CONSTRAINT need_support_class_check CHECK (support_class BETWEEN 1 AND 5),
  CONSTRAINT need_not_negative_check CHECK (minutes_per_month >= 0 AND pieces_per_month >= 0),
  CONSTRAINT need_life_domain_check CHECK (life_domain IN ('DAILY_ACTIVITIES', 'HOUSEHOLD', 'MOBILITY', 'HEALTH', 'MENTAL_WELLBEING', 'SOCIAL_RELATIONS', 'PARTICIPATION', 'WORK_AND_STUDY', 'HOUSING', 'FAMILY_AND_CARE')),
  CONSTRAINT need_duration_check CHECK (duration IN ('TEMPORARY', 'RECURRING', 'LONG_TERM')),
  CONSTRAINT need_category_code_fkey FOREIGN KEY(category_code) REFERENCES service_category (code)
);
CREATE INDEX need_organiser_id_assessment_id_id_idx ON need (organiser_id, assessment_id, id);
CREATE TABLE price (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  offering_id UUID NOT NULL,
  unit_cents BIGINT NOT NULL,
  evening_percent INTEGER NOT NULL,
  saturday_percent INTEGER NOT NULL,
  sunday_percent INTEGER NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE,
  state VARCHAR(40) NOT NULL,
  proposed_by UUID NOT NULL,
  proposed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  decided_by UUID,
  decided_at TIMESTAMP WITH TIME ZONE,
  reason TEXT,
  CONSTRAINT price_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT price_organiser_id_offering_id_fkey FOREIGN KEY(organiser_id, offering_id) REFERENCES offering (organiser_id, id),
  CONSTRAINT price_positive_check CHECK (unit_cents > 0),
  CONSTRAINT price_multipliers_check CHECK (evening_percent >= 100 AND saturday_percent >= 100 AND sunday_percent >= 100),
  CONSTRAINT price_validity_check CHECK (valid_until IS NULL OR valid_until >= valid_from),
  CONSTRAINT price_no_overlap EXCLUDE USING gist (organiser_id WITH =, offering_id WITH =, daterange(valid_from, valid_until, '[]') WITH &&) WHERE (state = 'APPROVED'),
  CONSTRAINT price_state_check CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED'))
);
CREATE INDEX price_organiser_id_offering_id_valid_from_idx ON price (organiser_id, offering_id, valid_from);
CREATE TABLE budget (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  proposal_id UUID,
  state VARCHAR(40) NOT NULL,
  slicing VARCHAR(40) NOT NULL,
  valid_from DATE NOT NULL,
  valid_until DATE NOT NULL,
  prepared_by UUID NOT NULL,
  prepared_at TIMESTAMP WITH TIME ZONE NOT NULL,
  version INTEGER NOT NULL,
  CONSTRAINT budget_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT budget_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id),
  CONSTRAINT budget_organiser_id_proposal_id_fkey FOREIGN KEY(organiser_id, proposal_id) REFERENCES budget_proposal (organiser_id, id),
  CONSTRAINT budget_validity_check CHECK (valid_until >= valid_from),
  CONSTRAINT budget_no_overlap EXCLUDE USING gist (organiser_id WITH =, client_id WITH =, daterange(valid_from, valid_until, '[]') WITH &&) WHERE (state <> 'ENDED'),
  CONSTRAINT budget_state_check CHECK (state IN ('PREPARED', 'ACTIVE', 'ENDED')),
  CONSTRAINT budget_slicing_check CHECK (slicing IN ('MONTHLY', 'WHOLE'))
);
CREATE INDEX budget_organiser_id_client_id_valid_from_id_idx ON budget (organiser_id, client_id, valid_from, id);
CREATE TABLE proposal_line (
  organiser_id UUID NOT NULL,
  client_id UUID NOT NULL,
  proposal_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  category_code TEXT NOT NULL,
  minutes_per_month INTEGER NOT NULL,
  pieces_per_month INTEGER NOT NULL,
  cents_per_month BIGINT NOT NULL,
  CONSTRAINT proposal_line_pkey PRIMARY KEY (organiser_id, proposal_id, line_no),
  CONSTRAINT proposal_line_organiser_id_proposal_id_fkey FOREIGN KEY(organiser_id, proposal_id) REFERENCES budget_proposal (organiser_id, id),
  CONSTRAINT proposal_line_category_code_fkey FOREIGN KEY(category_code) REFERENCES service_category (code)
);
CREATE TABLE budget_line (
  organiser_id UUID NOT NULL,
  budget_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  client_id UUID NOT NULL,
  category_code TEXT NOT NULL,
  kind VARCHAR(40) NOT NULL,
  way_of_organising VARCHAR(40) NOT NULL,
  cents_per_month BIGINT NOT NULL,
  minutes_per_month INTEGER,
  pieces_per_month INTEGER,
  CONSTRAINT budget_line_pkey PRIMARY KEY (organiser_id, budget_id, line_no),
  CONSTRAINT budget_line_organiser_id_budget_id_fkey FOREIGN KEY(organiser_id, budget_id) REFERENCES budget (organiser_id, id),
  CONSTRAINT budget_line_line_no_check CHECK (line_no BETWEEN 1 AND 99),
  CONSTRAINT budget_line_not_negative_check CHECK (cents_per_month >= 0 AND minutes_per_month >= 0 AND pieces_per_month >= 0),
  CONSTRAINT budget_line_one_quantity_check CHECK (minutes_per_month IS NULL OR pieces_per_month IS NULL),
  CONSTRAINT budget_line_category_code_fkey FOREIGN KEY(category_code) REFERENCES service_category (code),
  CONSTRAINT budget_line_kind_check CHECK (kind IN ('EARMARKED', 'FLEXIBLE')),
  CONSTRAINT budget_line_way_of_organising_check CHECK (way_of_organising IN ('OWN_PRODUCTION', 'PURCHASE', 'VOUCHER_FIXED', 'VOUCHER_INCOME_TESTED', 'EMPLOYER_MODEL'))
);
CREATE TABLE decision (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  budget_id UUID NOT NULL,
  kind VARCHAR(40) NOT NULL,
  reasons TEXT NOT NULL,
  provisions TEXT NOT NULL,
  decided_by UUID NOT NULL,
  decided_at TIMESTAMP WITH TIME ZONE NOT NULL,
  effective_from DATE NOT NULL,
  granted_cents BIGINT NOT NULL,
  appeal_days INTEGER NOT NULL,
  previous_id UUID,
  CONSTRAINT decision_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT decision_organiser_id_budget_id_fkey FOREIGN KEY(organiser_id, budget_id) REFERENCES budget (organiser_id, id),
  CONSTRAINT decision_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id),
  CONSTRAINT decision_organiser_id_previous_id_fkey FOREIGN KEY(organiser_id, previous_id) REFERENCES decision (organiser_id, id),
  CONSTRAINT decision_kind_check CHECK (kind IN ('GRANT', 'CHANGE', 'END'))
);
CREATE INDEX decision_organiser_id_budget_id_decided_at_id_idx ON decision (organiser_id, budget_id, decided_at, id);
CREATE INDEX decision_organiser_id_client_id_decided_at_id_idx ON decision (organiser_id, client_id, decided_at, id);
CREATE TABLE plan (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  budget_id UUID NOT NULL,
  state VARCHAR(40) NOT NULL,
  version INTEGER NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  submitted_at TIMESTAMP WITH TIME ZONE,
  submitted_by UUID,
  approved_at TIMESTAMP WITH TIME ZONE,
  approved_by UUID,
  return_reason TEXT,
  CONSTRAINT plan_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT plan_organiser_id_budget_id_fkey FOREIGN KEY(organiser_id, budget_id) REFERENCES budget (organiser_id, id),
  CONSTRAINT plan_organiser_id_client_id_fkey FOREIGN KEY(organiser_id, client_id) REFERENCES client (organiser_id, id),
  CONSTRAINT plan_state_check CHECK (state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'CLOSED'))
);
CREATE INDEX plan_approved_at_idx ON plan (organiser_id, client_id, approved_at, id) WHERE approved_at IS NOT NULL;
CREATE UNIQUE INDEX plan_open_key ON plan (organiser_id, budget_id) WHERE state != 'CLOSED';
CREATE INDEX plan_organiser_id_budget_id_idx ON plan (organiser_id, budget_id);
CREATE INDEX plan_organiser_id_client_id_started_at_id_idx ON plan (organiser_id, client_id, started_at, id);
CREATE INDEX plan_submitted_at_idx ON plan (organiser_id, client_id, submitted_at, id) WHERE submitted_at IS NOT NULL;
CREATE TABLE assisted_choice (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  plan_id UUID NOT NULL,
  item_id UUID NOT NULL,
  worker_id UUID NOT NULL,
  kind VARCHAR(40) NOT NULL,
  channel VARCHAR(40) NOT NULL,
  heard TEXT NOT NULL,
  shown TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT assisted_choice_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT assisted_choice_organiser_id_plan_id_fkey FOREIGN KEY(organiser_id, plan_id) REFERENCES plan (organiser_id, id),
  CONSTRAINT assisted_choice_kind_check CHECK (kind IN ('ADD', 'CHANGE', 'REMOVE', 'END')),
  CONSTRAINT assisted_choice_channel_check CHECK (channel IN ('PHONE', 'VISIT', 'OFFICE', 'VIDEO'))
);
CREATE INDEX assisted_choice_organiser_id_plan_id_at_idx ON assisted_choice (organiser_id, plan_id, at);
CREATE TABLE decision_line (
  organiser_id UUID NOT NULL,
  decision_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  client_id UUID NOT NULL,
  category_code TEXT NOT NULL,
  kind VARCHAR(40) NOT NULL,
  way_of_organising VARCHAR(40) NOT NULL,
  cents_per_month BIGINT NOT NULL,
  minutes_per_month INTEGER,
  pieces_per_month INTEGER,
  CONSTRAINT decision_line_pkey PRIMARY KEY (organiser_id, decision_id, line_no),
  CONSTRAINT decision_line_organiser_id_decision_id_fkey FOREIGN KEY(organiser_id, decision_id) REFERENCES decision (organiser_id, id),
  CONSTRAINT decision_line_category_code_fkey FOREIGN KEY(category_code) REFERENCES service_category (code),
  CONSTRAINT decision_line_kind_check CHECK (kind IN ('EARMARKED', 'FLEXIBLE')),
  CONSTRAINT decision_line_way_of_organising_check CHECK (way_of_organising IN ('OWN_PRODUCTION', 'PURCHASE', 'VOUCHER_FIXED', 'VOUCHER_INCOME_TESTED', 'EMPLOYER_MODEL'))
);
CREATE TABLE plan_item (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  client_id UUID NOT NULL,
  plan_id UUID NOT NULL,
  budget_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  offering_id UUID NOT NULL,
  producer_id UUID NOT NULL,
  category_code TEXT NOT NULL,
  unit VARCHAR(40) NOT NULL,
  time_of_week VARCHAR(40) NOT NULL,
  quantity_per_month INTEGER NOT NULL,
  first_month INTEGER NOT NULL,
  last_month INTEGER NOT NULL,
  state VARCHAR(40) NOT NULL,
  order_id UUID,
  assisted_choice_id UUID,
  added_by UUID NOT NULL,
  added_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT plan_item_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT plan_item_organiser_id_plan_id_fkey FOREIGN KEY(organiser_id, plan_id) REFERENCES plan (organiser_id, id),
  CONSTRAINT plan_item_organiser_id_budget_id_fkey FOREIGN KEY(organiser_id, budget_id) REFERENCES budget (organiser_id, id),
  CONSTRAINT plan_item_organiser_id_offering_id_fkey FOREIGN KEY(organiser_id, offering_id) REFERENCES offering (organiser_id, id),
  CONSTRAINT plan_item_organiser_id_budget_id_line_no_fkey FOREIGN KEY(organiser_id, budget_id, line_no) REFERENCES budget_line (organiser_id, budget_id, line_no),
  CONSTRAINT plan_item_organiser_id_assisted_choice_id_fkey FOREIGN KEY(organiser_id, assisted_choice_id) REFERENCES assisted_choice (organiser_id, id),
  CONSTRAINT plan_item_positive_check CHECK (quantity_per_month > 0),
  CONSTRAINT plan_item_months_check CHECK (last_month >= first_month),
  CONSTRAINT plan_item_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT plan_item_category_code_fkey FOREIGN KEY(category_code) REFERENCES service_category (code),
  CONSTRAINT plan_item_unit_check CHECK (unit IN ('HOUR', 'PIECE')),
  CONSTRAINT plan_item_time_of_week_check CHECK (time_of_week IN ('WEEKDAY', 'EVENING', 'SATURDAY', 'SUNDAY')),
  CONSTRAINT plan_item_state_check CHECK (state IN ('ACTIVE', 'REMOVED', 'ENDED'))
);
CREATE INDEX plan_item_organiser_id_plan_id_added_at_id_idx ON plan_item (organiser_id, plan_id, added_at, id);
CREATE TABLE plan_item_month (
  organiser_id UUID NOT NULL,
  item_id UUID NOT NULL,
  month INTEGER NOT NULL,
  client_id UUID NOT NULL,
  budget_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  producer_id UUID NOT NULL,
  category_code TEXT NOT NULL,
  municipality_code TEXT NOT NULL,
  order_id UUID,
  reservation_id UUID NOT NULL,
  unit_cents BIGINT NOT NULL,
  unit_size INTEGER NOT NULL,
  planned_quantity BIGINT NOT NULL,
  reserved_cents BIGINT NOT NULL,
  delivered_quantity BIGINT NOT NULL,
  delivered_cents BIGINT NOT NULL,
  deliveries_count INTEGER DEFAULT '0' NOT NULL,
  resolved_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT plan_item_month_pkey PRIMARY KEY (organiser_id, item_id, month),
  CONSTRAINT plan_item_month_organiser_id_item_id_fkey FOREIGN KEY(organiser_id, item_id) REFERENCES plan_item (organiser_id, id),
  CONSTRAINT plan_item_month_unit_size_check CHECK (unit_size IN (1, 60)),
  CONSTRAINT plan_item_month_quantity_check CHECK (delivered_quantity BETWEEN 0 AND planned_quantity),
  CONSTRAINT plan_item_month_cents_check CHECK (delivered_cents BETWEEN 0 AND reserved_cents),
  CONSTRAINT plan_item_month_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id)
)
 WITH (fillfactor = 70);
CREATE INDEX plan_item_month_open_idx ON plan_item_month (organiser_id, month, item_id) WHERE resolved_at IS NULL;
CREATE INDEX plan_item_month_organiser_id_budget_id_month_idx ON plan_item_month (organiser_id, budget_id, month);
CREATE INDEX plan_item_month_organiser_id_month_producer_id_idx ON plan_item_month (organiser_id, month, producer_id);
CREATE INDEX plan_item_month_organiser_id_order_id_month_idx ON plan_item_month (organiser_id, order_id, month);
CREATE TABLE service_order (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  order_id UUID NOT NULL,
  client_id UUID NOT NULL,
  item_id UUID NOT NULL,
  producer_id UUID NOT NULL,
  offering_id UUID NOT NULL,
  unit VARCHAR(40) NOT NULL,
  time_of_week VARCHAR(40) NOT NULL,
  quantity_per_month INTEGER NOT NULL,
  first_month INTEGER NOT NULL,
  last_month INTEGER NOT NULL,
  state VARCHAR(40) NOT NULL,
  sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
  sent_by UUID NOT NULL,
  answered_at TIMESTAMP WITH TIME ZONE,
  answered_by UUID,
  reason TEXT,
  CONSTRAINT service_order_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT service_order_organiser_id_item_id_fkey FOREIGN KEY(organiser_id, item_id) REFERENCES plan_item (organiser_id, id),
  CONSTRAINT service_order_organiser_id_offering_id_fkey FOREIGN KEY(organiser_id, offering_id) REFERENCES offering (organiser_id, id),
  CONSTRAINT service_order_same_id_check CHECK (order_id = id),
  CONSTRAINT service_order_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT service_order_unit_check CHECK (unit IN ('HOUR', 'PIECE')),
  CONSTRAINT service_order_time_of_week_check CHECK (time_of_week IN ('WEEKDAY', 'EVENING', 'SATURDAY', 'SUNDAY')),
  CONSTRAINT service_order_state_check CHECK (state IN ('SENT', 'ACCEPTED', 'DECLINED', 'CANCELLED'))
);
CREATE INDEX service_order_answered_at_idx ON service_order (organiser_id, client_id, answered_at, id) WHERE answered_at IS NOT NULL;
CREATE UNIQUE INDEX service_order_item_key ON service_order (organiser_id, item_id);
CREATE INDEX service_order_organiser_id_client_id_sent_at_id_idx ON service_order (organiser_id, client_id, sent_at, id);
CREATE INDEX service_order_organiser_id_producer_id_sent_at_id_idx ON service_order (organiser_id, producer_id, sent_at, id);
CREATE TABLE delivery (
  organiser_id UUID NOT NULL,
  id UUID NOT NULL,
  producer_id UUID NOT NULL,
  external_id TEXT NOT NULL,
  order_id UUID NOT NULL,
  item_id UUID NOT NULL,
  client_id UUID NOT NULL,
  kind VARCHAR(40) NOT NULL,
  service_date DATE NOT NULL,
  service_month INTEGER NOT NULL,
  settlement_month INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  cents BIGINT NOT NULL,
  content_hash BYTEA NOT NULL,
  transfer_id UUID NOT NULL,
  reported_by UUID NOT NULL,
  reported_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT delivery_pkey PRIMARY KEY (organiser_id, id),
  CONSTRAINT delivery_organiser_id_order_id_fkey FOREIGN KEY(organiser_id, order_id) REFERENCES service_order (organiser_id, id),
  CONSTRAINT delivery_amounts_check CHECK (quantity > 0 AND cents >= 0),
  CONSTRAINT delivery_kind_check CHECK (kind IN ('DELIVERED', 'CANCELLED_LATE', 'MISSED'))
);
CREATE UNIQUE INDEX delivery_external_id_key ON delivery (organiser_id, producer_id, external_id);
CREATE INDEX delivery_organiser_id_client_id_service_date_id_idx ON delivery (organiser_id, client_id, service_date, id);
CREATE INDEX delivery_organiser_id_order_id_service_date_id_idx ON delivery (organiser_id, order_id, service_date, id);
CREATE INDEX delivery_organiser_id_producer_id_service_date_id_idx ON delivery (organiser_id, producer_id, service_date, id);
CREATE TABLE order_recipient (
  organiser_id UUID NOT NULL,
  order_id UUID NOT NULL,
  client_id UUID NOT NULL,
  producer_id UUID NOT NULL,
  name TEXT NOT NULL,
  phone TEXT,
  street_address TEXT,
  postal_code TEXT,
  postal_office TEXT,
  contact_through_organiser BOOLEAN NOT NULL,
  language VARCHAR(40) NOT NULL,
  CONSTRAINT order_recipient_pkey PRIMARY KEY (organiser_id, order_id),
  CONSTRAINT order_recipient_organiser_id_order_id_fkey FOREIGN KEY(organiser_id, order_id) REFERENCES service_order (organiser_id, id),
  CONSTRAINT order_recipient_producer_id_fkey FOREIGN KEY(producer_id) REFERENCES producer (id),
  CONSTRAINT order_recipient_language_check CHECK (language IN ('FI', 'SV', 'SE', 'SMN', 'SMS', 'FSE', 'FSS', 'EN'))
);
"""

POLICIES = """
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
CREATE POLICY account_policy ON account USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR (SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = account.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = account.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR (SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = account.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = account.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_event_reading ON audit_event FOR SELECT USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR (SELECT ctx_role()) = 'AUDITOR'));
CREATE POLICY audit_event_writing ON audit_event FOR INSERT WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND actor_id = (SELECT ctx_actor()));
ALTER TABLE command ENABLE ROW LEVEL SECURITY;
ALTER TABLE command FORCE ROW LEVEL SECURITY;
CREATE POLICY command_policy ON command USING (organiser_id = (SELECT ctx_organiser()) AND actor_id = (SELECT ctx_actor())) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND actor_id = (SELECT ctx_actor()));
ALTER TABLE link ENABLE ROW LEVEL SECURITY;
ALTER TABLE link FORCE ROW LEVEL SECURITY;
CREATE POLICY link_policy ON link USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR (SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = link.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = link.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR (SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = link.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = link.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE message ENABLE ROW LEVEL SECURITY;
ALTER TABLE message FORCE ROW LEVEL SECURITY;
CREATE POLICY message_policy ON message USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR recipient_id IN ((SELECT ctx_party()),
    (SELECT ctx_actor()), (SELECT ctx_on_behalf_of())))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR recipient_id IN ((SELECT ctx_party()),
    (SELECT ctx_actor()), (SELECT ctx_on_behalf_of()))));
ALTER TABLE parameter ENABLE ROW LEVEL SECURITY;
ALTER TABLE parameter FORCE ROW LEVEL SECURITY;
CREATE POLICY parameter_policy ON parameter USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE period ENABLE ROW LEVEL SECURITY;
ALTER TABLE period FORCE ROW LEVEL SECURITY;
CREATE POLICY period_policy ON period USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE reach ENABLE ROW LEVEL SECURITY;
ALTER TABLE reach FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_reading ON reach FOR SELECT USING (organiser_id = (SELECT ctx_organiser()) AND (party_id = (SELECT ctx_party()) OR (SELECT ctx_door()) = 'command'));
CREATE POLICY reach_giving ON reach FOR INSERT WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command'
    AND (SELECT ctx_role()) IN ('SERVICE_GUIDE', 'SOCIAL_WORKER', 'TEAM_LEADER', 'ON_CALL_WORKER'));
CREATE POLICY reach_ending ON reach FOR UPDATE USING (organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command') WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command');
ALTER TABLE reporting_exception ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_exception FORCE ROW LEVEL SECURITY;
CREATE POLICY reporting_exception_policy ON reporting_exception USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE representative ENABLE ROW LEVEL SECURITY;
ALTER TABLE representative FORCE ROW LEVEL SECURITY;
CREATE POLICY representative_policy ON representative USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR id = (SELECT ctx_party())
    OR EXISTS (SELECT 1 FROM representation WHERE representation.organiser_id = representative.organiser_id
    AND representation.representative_id = representative.id))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR id = (SELECT ctx_party())
    OR EXISTS (SELECT 1 FROM representation WHERE representation.organiser_id = representative.organiser_id
    AND representation.representative_id = representative.id)));
ALTER TABLE role_assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE role_assignment FORCE ROW LEVEL SECURITY;
CREATE POLICY role_assignment_policy ON role_assignment USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR user_id = (SELECT ctx_actor())
    OR role NOT IN ('CLIENT', 'REPRESENTATIVE'))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR user_id = (SELECT ctx_actor())
    OR role NOT IN ('CLIENT', 'REPRESENTATIVE')));
ALTER TABLE team ENABLE ROW LEVEL SECURITY;
ALTER TABLE team FORCE ROW LEVEL SECURITY;
CREATE POLICY team_policy ON team USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE transfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE transfer FORCE ROW LEVEL SECURITY;
CREATE POLICY transfer_policy ON transfer USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR (SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = transfer.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = transfer.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR (SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = transfer.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = transfer.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE use_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE use_log FORCE ROW LEVEL SECURITY;
CREATE POLICY use_log_reading ON use_log FOR SELECT USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_door()) = 'command' OR (SELECT ctx_role()) = 'AUDITOR'));
CREATE POLICY use_log_writing ON use_log FOR INSERT WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND actor_id = (SELECT ctx_actor()));
ALTER TABLE client ENABLE ROW LEVEL SECURITY;
ALTER TABLE client FORCE ROW LEVEL SECURITY;
CREATE POLICY client_policy ON client USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = client.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = client.id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = client.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = client.id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE payment_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment_account FORCE ROW LEVEL SECURITY;
CREATE POLICY payment_account_policy ON payment_account USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE producer_approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE producer_approval FORCE ROW LEVEL SECURITY;
CREATE POLICY producer_approval_policy ON producer_approval USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE rate ENABLE ROW LEVEL SECURITY;
ALTER TABLE rate FORCE ROW LEVEL SECURITY;
CREATE POLICY rate_policy ON rate USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE service_product ENABLE ROW LEVEL SECURITY;
ALTER TABLE service_product FORCE ROW LEVEL SECURITY;
CREATE POLICY service_product_policy ON service_product USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE settlement ENABLE ROW LEVEL SECURITY;
ALTER TABLE settlement FORCE ROW LEVEL SECURITY;
CREATE POLICY settlement_policy ON settlement USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR (settlement.producer_id = (SELECT ctx_party())
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR (settlement.producer_id = (SELECT ctx_party())
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT'))));
ALTER TABLE worker ENABLE ROW LEVEL SECURITY;
ALTER TABLE worker FORCE ROW LEVEL SECURITY;
CREATE POLICY worker_policy ON worker USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE care_relationship ENABLE ROW LEVEL SECURITY;
ALTER TABLE care_relationship FORCE ROW LEVEL SECURITY;
CREATE POLICY care_relationship_policy ON care_relationship USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = care_relationship.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = care_relationship.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = care_relationship.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = care_relationship.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE client_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE client_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY client_identity_policy ON client_identity USING (organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command') WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (SELECT ctx_door()) = 'command');
ALTER TABLE emergency_access ENABLE ROW LEVEL SECURITY;
ALTER TABLE emergency_access FORCE ROW LEVEL SECURITY;
CREATE POLICY emergency_access_policy ON emergency_access USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = emergency_access.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = emergency_access.client_id
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = emergency_access.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = emergency_access.client_id
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE matter ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter FORCE ROW LEVEL SECURITY;
CREATE POLICY matter_policy ON matter USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = matter.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = matter.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = matter.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = matter.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE price_cap ENABLE ROW LEVEL SECURITY;
ALTER TABLE price_cap FORCE ROW LEVEL SECURITY;
CREATE POLICY price_cap_policy ON price_cap USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE representation ENABLE ROW LEVEL SECURITY;
ALTER TABLE representation FORCE ROW LEVEL SECURITY;
CREATE POLICY representation_policy ON representation USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = representation.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = representation.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = representation.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = representation.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE assessment ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessment FORCE ROW LEVEL SECURITY;
CREATE POLICY assessment_policy ON assessment USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = assessment.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = assessment.client_id
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = assessment.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = assessment.client_id
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE offering ENABLE ROW LEVEL SECURITY;
ALTER TABLE offering FORCE ROW LEVEL SECURITY;
CREATE POLICY offering_policy ON offering USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE budget_proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget_proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY budget_proposal_policy ON budget_proposal USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = budget_proposal.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = budget_proposal.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = budget_proposal.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = budget_proposal.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE need ENABLE ROW LEVEL SECURITY;
ALTER TABLE need FORCE ROW LEVEL SECURITY;
CREATE POLICY need_policy ON need USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = need.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = need.client_id
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = need.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = need.client_id
    AND reach.scope <> 'ORDER' AND reach.scope <> 'FINANCIAL' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE price ENABLE ROW LEVEL SECURITY;
ALTER TABLE price FORCE ROW LEVEL SECURITY;
CREATE POLICY price_policy ON price USING (organiser_id = (SELECT ctx_organiser())) WITH CHECK (organiser_id = (SELECT ctx_organiser()));
ALTER TABLE budget ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget FORCE ROW LEVEL SECURITY;
CREATE POLICY budget_policy ON budget USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER') OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = budget.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = budget.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER') OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = budget.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = budget.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE proposal_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE proposal_line FORCE ROW LEVEL SECURITY;
CREATE POLICY proposal_line_policy ON proposal_line USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = proposal_line.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = proposal_line.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = proposal_line.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = proposal_line.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE budget_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE budget_line FORCE ROW LEVEL SECURITY;
CREATE POLICY budget_line_policy ON budget_line USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER') OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = budget_line.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = budget_line.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER') OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = budget_line.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = budget_line.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE decision FORCE ROW LEVEL SECURITY;
CREATE POLICY decision_policy ON decision USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = decision.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = decision.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = decision.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = decision.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan FORCE ROW LEVEL SECURITY;
CREATE POLICY plan_policy ON plan USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = plan.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = plan.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = plan.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = plan.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE assisted_choice ENABLE ROW LEVEL SECURITY;
ALTER TABLE assisted_choice FORCE ROW LEVEL SECURITY;
CREATE POLICY assisted_choice_policy ON assisted_choice USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = assisted_choice.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = assisted_choice.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = assisted_choice.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = assisted_choice.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE decision_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE decision_line FORCE ROW LEVEL SECURITY;
CREATE POLICY decision_line_policy ON decision_line USING (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = decision_line.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = decision_line.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND (EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = decision_line.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = decision_line.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE plan_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_item FORCE ROW LEVEL SECURITY;
CREATE POLICY plan_item_policy ON plan_item USING (organiser_id = (SELECT ctx_organiser()) AND ((plan_item.producer_id = (SELECT ctx_party()) AND plan_item.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = plan_item.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = plan_item.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((plan_item.producer_id = (SELECT ctx_party()) AND plan_item.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = plan_item.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = plan_item.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE plan_item_month ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_item_month FORCE ROW LEVEL SECURITY;
CREATE POLICY plan_item_month_policy ON plan_item_month USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR (plan_item_month.producer_id = (SELECT ctx_party()) AND plan_item_month.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = plan_item_month.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = plan_item_month.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR (plan_item_month.producer_id = (SELECT ctx_party()) AND plan_item_month.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = plan_item_month.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = plan_item_month.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE service_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE service_order FORCE ROW LEVEL SECURITY;
CREATE POLICY service_order_policy ON service_order USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR (service_order.producer_id = (SELECT ctx_party()) AND service_order.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = service_order.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = service_order.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR (service_order.producer_id = (SELECT ctx_party()) AND service_order.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = service_order.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = service_order.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY delivery_policy ON delivery USING (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR (delivery.producer_id = (SELECT ctx_party()) AND delivery.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = delivery.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = delivery.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((SELECT ctx_role()) IN ('CONTROLLER', 'INVOICE_CHECKER', 'PAYMENT_APPROVER') OR (delivery.producer_id = (SELECT ctx_party()) AND delivery.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = delivery.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = delivery.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
ALTER TABLE order_recipient ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_recipient FORCE ROW LEVEL SECURITY;
CREATE POLICY order_recipient_policy ON order_recipient USING (organiser_id = (SELECT ctx_organiser()) AND ((order_recipient.producer_id = (SELECT ctx_party()) AND order_recipient.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = order_recipient.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = order_recipient.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL)))) WITH CHECK (organiser_id = (SELECT ctx_organiser()) AND ((order_recipient.producer_id = (SELECT ctx_party()) AND order_recipient.order_id IS NOT NULL
    AND (SELECT ctx_role()) IN ('PRODUCER_ADMINISTRATOR', 'PRODUCER_REPORTER', 'SERVICE_ACCOUNT')) OR EXISTS (SELECT 1 FROM reach WHERE reach.organiser_id = order_recipient.organiser_id
    AND reach.party_id = (SELECT ctx_party()) AND reach.client_id = order_recipient.client_id
    AND reach.scope <> 'ORDER' AND reach.valid_from <= (SELECT ctx_today())
    AND (reach.valid_until IS NULL OR reach.valid_until >= (SELECT ctx_today()))
    AND ((SELECT ctx_role()) <> 'REPRESENTATIVE' OR reach.client_id = (SELECT ctx_on_behalf_of()))
    AND (reach.ground <> 'EMERGENCY' OR (SELECT ctx_role()) IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
    AND (reach.ground <> 'CARE_RELATIONSHIP' OR (SELECT ctx_on_behalf_of()) IS NULL)
    AND (reach.ground <> 'SUBSTITUTION' OR (SELECT ctx_on_behalf_of()) IS NOT NULL))));
"""

VIEWS = """
CREATE VIEW assessment_completed WITH (security_invoker = true) AS
SELECT organiser_id, id, client_id, completed_at AS at FROM assessment WHERE completed_at IS NOT NULL;

CREATE VIEW budget_balance WITH (security_invoker = true) AS
SELECT organiser_id, budget_id, client_id, granted AS granted_cents, reserved AS reserved_cents,
  used AS used_cents, granted - reserved - used AS available_cents
FROM account
WHERE line_no = 0 AND month = 0 AND measure = 'CENTS';

CREATE VIEW client_timeline WITH (security_invoker = true) AS
SELECT organiser_id, id, text 'AssessmentCompleted' AS type, client_id, completed_at AS at FROM assessment WHERE completed_at IS NOT NULL
UNION ALL
SELECT organiser_id, id, text 'DecisionMade' AS type, client_id, decided_at AS at FROM decision WHERE decided_at IS NOT NULL
UNION ALL
SELECT organiser_id, id, text 'DeliveryReported' AS type, client_id, reported_at AS at FROM delivery WHERE reported_at IS NOT NULL
UNION ALL
SELECT organiser_id, id, text 'MatterOpened' AS type, client_id, opened_at AS at FROM matter WHERE opened_at IS NOT NULL
UNION ALL
SELECT organiser_id, id, text 'OrderAnswered' AS type, client_id, answered_at AS at FROM service_order WHERE answered_at IS NOT NULL
UNION ALL
SELECT organiser_id, id, text 'OrderSent' AS type, client_id, sent_at AS at FROM service_order WHERE sent_at IS NOT NULL
UNION ALL
SELECT organiser_id, id, text 'PlanApproved' AS type, client_id, approved_at AS at FROM plan WHERE approved_at IS NOT NULL
UNION ALL
SELECT organiser_id, id, text 'PlanSubmitted' AS type, client_id, submitted_at AS at FROM plan WHERE submitted_at IS NOT NULL;

CREATE VIEW client_use WITH (security_invoker = true) AS
SELECT organiser_id, use_log.id, client.id AS client_id, at, actor_id, role, on_behalf_of, purpose, operation
FROM use_log CROSS JOIN LATERAL unnest(client_ids) AS client (id);

CREATE VIEW decision_made WITH (security_invoker = true) AS
SELECT organiser_id, id, client_id, decided_at AS at FROM decision WHERE decided_at IS NOT NULL;

CREATE VIEW delivery_reported WITH (security_invoker = true) AS
SELECT organiser_id, id, client_id, reported_at AS at FROM delivery WHERE reported_at IS NOT NULL;

CREATE VIEW limit_balance WITH (security_invoker = true) AS
SELECT organiser_id, budget_id, line_no, month, measure, client_id, granted, reserved, used,
  granted - reserved - used AS available
FROM account;

CREATE VIEW matter_opened WITH (security_invoker = true) AS
SELECT organiser_id, id, client_id, opened_at AS at FROM matter WHERE opened_at IS NOT NULL;

CREATE VIEW offering_price WITH (security_invoker = true) AS
SELECT offering.organiser_id, offering.id, offering.code, offering.name, offering.name_sort,
    offering.description, offering.category_code, offering.product_id, offering.producer_id,
    producer.name AS producer_name, producer.name_sort AS producer_name_sort, producer.kind AS producer_kind,
    offering.service_point_id, service_point.name AS service_point_name, service_point.municipality_code,
    ARRAY(SELECT service_area.municipality_code FROM service_area
        WHERE service_area.service_point_id = offering.service_point_id
        ORDER BY service_area.municipality_code) AS served_municipalities,
    offering.languages, offering.unit, price.id AS price_id, price.unit_cents,
    (price.unit_cents * price.evening_percent + 50) / 100 AS evening_cents,
    (price.unit_cents * price.saturday_percent + 50) / 100 AS saturday_cents,
    (price.unit_cents * price.sunday_percent + 50) / 100 AS sunday_cents,
    price.valid_from, price.valid_until
FROM offering
JOIN price ON price.organiser_id = offering.organiser_id AND price.offering_id = offering.id
    AND price.state = 'APPROVED' AND price.valid_from <= (SELECT ctx_today())
    AND (price.valid_until IS NULL OR price.valid_until >= (SELECT ctx_today()))
JOIN producer_approval ON producer_approval.organiser_id = offering.organiser_id
    AND producer_approval.producer_id = offering.producer_id AND producer_approval.state = 'APPROVED'
JOIN producer ON producer.id = offering.producer_id
JOIN service_point ON service_point.id = offering.service_point_id
WHERE offering.state = 'APPROVED';

CREATE VIEW order_answered WITH (security_invoker = true) AS
SELECT organiser_id, id, client_id, answered_at AS at FROM service_order WHERE answered_at IS NOT NULL;

CREATE VIEW order_sent WITH (security_invoker = true) AS
SELECT organiser_id, id, client_id, sent_at AS at FROM service_order WHERE sent_at IS NOT NULL;

CREATE VIEW plan_approved WITH (security_invoker = true) AS
SELECT organiser_id, id, client_id, approved_at AS at FROM plan WHERE approved_at IS NOT NULL;

CREATE VIEW plan_submitted WITH (security_invoker = true) AS
SELECT organiser_id, id, client_id, submitted_at AS at FROM plan WHERE submitted_at IS NOT NULL;

CREATE VIEW spend WITH (security_invoker = true) AS
SELECT organiser_id, month, category_code, municipality_code, producer_id,
  CAST(sum(CASE WHEN resolved_at IS NULL THEN reserved_cents - delivered_cents ELSE 0 END) AS bigint)
    AS reserved_cents,
  CAST(sum(delivered_cents) AS bigint) AS delivered_cents,
  CAST(sum(deliveries_count) AS int) AS deliveries_count
FROM plan_item_month GROUP BY organiser_id, month, category_code, municipality_code, producer_id;

CREATE VIEW spend_by_category WITH (security_invoker = true) AS
SELECT organiser_id, month, category_code,
  CAST(sum(CASE WHEN resolved_at IS NULL THEN reserved_cents - delivered_cents ELSE 0 END) AS bigint)
    AS reserved_cents,
  CAST(sum(delivered_cents) AS bigint) AS delivered_cents,
  CAST(sum(deliveries_count) AS int) AS deliveries_count
FROM plan_item_month GROUP BY organiser_id, month, category_code;

CREATE VIEW spend_by_municipality WITH (security_invoker = true) AS
SELECT organiser_id, month, municipality_code,
  CAST(sum(CASE WHEN resolved_at IS NULL THEN reserved_cents - delivered_cents ELSE 0 END) AS bigint)
    AS reserved_cents,
  CAST(sum(delivered_cents) AS bigint) AS delivered_cents,
  CAST(sum(deliveries_count) AS int) AS deliveries_count
FROM plan_item_month GROUP BY organiser_id, month, municipality_code;

CREATE VIEW spend_by_producer WITH (security_invoker = true) AS
SELECT organiser_id, month, producer_id,
  CAST(sum(CASE WHEN resolved_at IS NULL THEN reserved_cents - delivered_cents ELSE 0 END) AS bigint)
    AS reserved_cents,
  CAST(sum(delivered_cents) AS bigint) AS delivered_cents,
  CAST(sum(deliveries_count) AS int) AS deliveries_count
FROM plan_item_month GROUP BY organiser_id, month, producer_id;
"""

APPEND_ONLY = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER use_log_append_only BEFORE UPDATE OR DELETE ON use_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER use_log_no_truncate BEFORE TRUNCATE ON use_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_append_only BEFORE UPDATE OR DELETE ON transfer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_no_truncate BEFORE TRUNCATE ON transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER link_append_only BEFORE UPDATE OR DELETE ON link FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER link_no_truncate BEFORE TRUNCATE ON link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_line_append_only BEFORE UPDATE OR DELETE ON decision_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_line_no_truncate BEFORE TRUNCATE ON decision_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER delivery_append_only BEFORE UPDATE OR DELETE ON delivery FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER delivery_no_truncate BEFORE TRUNCATE ON delivery FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

CODES = """
INSERT INTO municipality (code, name_fi, name_sv) VALUES
  ('106', 'Hyvinkää', 'Hyvinge'), ('186', 'Järvenpää', 'Träskända'), ('444', 'Lohja', 'Lojo'),
  ('505', 'Mäntsälä', 'Mäntsälä'), ('543', 'Nurmijärvi', 'Nurmijärvi'), ('611', 'Pornainen', 'Borgnäs'),
  ('638', 'Porvoo', 'Borgå'), ('753', 'Sipoo', 'Sibbo'), ('858', 'Tuusula', 'Tusby'),
  ('049', 'Espoo', 'Esbo'), ('091', 'Helsinki', 'Helsingfors'), ('092', 'Vantaa', 'Vanda'),
  ('235', 'Kauniainen', 'Grankulla'), ('245', 'Kerava', 'Kervo'), ('257', 'Kirkkonummi', 'Kyrkslätt');
INSERT INTO service_category (code, name_fi, name_sv, name_en, unit) VALUES
  ('HOME_CARE', 'Kotihoito', 'Hemvård', 'Home care', 'HOUR'),
  ('CLEANING', 'Siivous', 'Städning', 'Cleaning', 'HOUR'),
  ('PERSONAL_ASSISTANCE', 'Henkilökohtainen apu', 'Personlig assistans', 'Personal assistance', 'HOUR'),
  ('FAMILY_WORK', 'Perhetyö', 'Familjearbete', 'Family work', 'HOUR'),
  ('SUPPORT_PERSON', 'Tukihenkilötoiminta', 'Stödpersonsverksamhet', 'Support person', 'HOUR'),
  ('CARER_LEAVE', 'Omaishoidon vapaa', 'Närståendevårdarens ledighet', 'Carer''s leave', 'PIECE'),
  ('PHYSIOTHERAPY', 'Fysioterapia', 'Fysioterapi', 'Physiotherapy', 'PIECE'),
  ('DAY_ACTIVITY', 'Päivätoiminta', 'Dagverksamhet', 'Day activity', 'PIECE'),
  ('SHORT_TERM_CARE', 'Lyhytaikainen huolenpito', 'Kortvarig omsorg', 'Short-term care', 'PIECE'),
  ('MEALS', 'Ateriapalvelu', 'Måltidsservice', 'Meals', 'PIECE'),
  ('TRANSPORT', 'Liikkumisen tuki', 'Stöd för rörlighet', 'Transport', 'PIECE'),
  ('MEDICINE_DOSING', 'Lääkkeiden annosjakelu', 'Dosdispensering', 'Medicine dosing', 'PIECE');
"""

STATISTICS = """
SELECT pg_restore_attribute_stats('schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', 'organiser_id',
  'inherited', false, 'null_frac', 0.0::real, 'avg_width', 16, 'n_distinct', 1.0::real)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind = 'r' AND a.attname = 'organiser_id' AND n.nspname = current_schema()
"""
"""Until the first ANALYZE the planner takes an organiser for one row and may walk all of its accounts."""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON account TO {app_role};
GRANT SELECT ON assessment_completed TO {app_role};
GRANT SELECT, INSERT ON audit_event TO {app_role};
GRANT SELECT ON budget_balance TO {app_role};
GRANT SELECT ON client_timeline TO {app_role};
GRANT SELECT ON client_use TO {app_role};
GRANT SELECT, INSERT, UPDATE ON command TO {app_role};
GRANT SELECT ON decision_made TO {app_role};
GRANT SELECT ON delivery_reported TO {app_role};
GRANT SELECT ON limit_balance TO {app_role};
GRANT SELECT, INSERT ON link TO {app_role};
GRANT SELECT ON matter_opened TO {app_role};
GRANT SELECT, INSERT, UPDATE ON message TO {app_role};
GRANT SELECT, INSERT, UPDATE ON municipality TO {app_role};
GRANT SELECT ON offering_price TO {app_role};
GRANT SELECT ON order_answered TO {app_role};
GRANT SELECT ON order_sent TO {app_role};
GRANT SELECT, INSERT, UPDATE ON organiser TO {app_role};
GRANT SELECT, INSERT, UPDATE ON parameter TO {app_role};
GRANT SELECT, INSERT, UPDATE ON period TO {app_role};
GRANT SELECT ON plan_approved TO {app_role};
GRANT SELECT ON plan_submitted TO {app_role};
GRANT SELECT, INSERT, UPDATE ON producer TO {app_role};
GRANT SELECT, INSERT, UPDATE ON reach TO {app_role};
GRANT SELECT, INSERT, UPDATE ON reporting_exception TO {app_role};
GRANT SELECT, INSERT, UPDATE ON representative TO {app_role};
GRANT SELECT, INSERT, UPDATE ON role_assignment TO {app_role};
GRANT SELECT, INSERT, UPDATE ON service_category TO {app_role};
GRANT SELECT, INSERT, UPDATE ON team TO {app_role};
GRANT SELECT, INSERT ON transfer TO {app_role};
GRANT SELECT, INSERT ON use_log TO {app_role};
GRANT SELECT, INSERT, UPDATE ON client TO {app_role};
GRANT SELECT, INSERT, UPDATE ON payment_account TO {app_role};
GRANT SELECT, INSERT, UPDATE ON producer_approval TO {app_role};
GRANT SELECT, INSERT, UPDATE ON producer_user TO {app_role};
GRANT SELECT, INSERT, UPDATE ON rate TO {app_role};
GRANT SELECT, INSERT, UPDATE ON service_product TO {app_role};
GRANT SELECT, INSERT, UPDATE ON service_unit TO {app_role};
GRANT SELECT, INSERT, UPDATE ON settlement TO {app_role};
GRANT SELECT ON spend TO {app_role};
GRANT SELECT ON spend_by_category TO {app_role};
GRANT SELECT ON spend_by_municipality TO {app_role};
GRANT SELECT ON spend_by_producer TO {app_role};
GRANT SELECT, INSERT, UPDATE ON worker TO {app_role};
GRANT SELECT, INSERT, UPDATE ON care_relationship TO {app_role};
GRANT SELECT, INSERT, UPDATE ON client_identity TO {app_role};
GRANT SELECT, INSERT, UPDATE ON emergency_access TO {app_role};
GRANT SELECT, INSERT, UPDATE ON matter TO {app_role};
GRANT SELECT, INSERT, UPDATE ON price_cap TO {app_role};
GRANT SELECT, INSERT, UPDATE ON representation TO {app_role};
GRANT SELECT, INSERT, UPDATE ON service_point TO {app_role};
GRANT SELECT, INSERT, UPDATE ON assessment TO {app_role};
GRANT SELECT, INSERT, UPDATE ON offering TO {app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON service_area TO {app_role};
GRANT SELECT, INSERT, UPDATE ON budget_proposal TO {app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON need TO {app_role};
GRANT SELECT, INSERT, UPDATE ON price TO {app_role};
GRANT SELECT, INSERT, UPDATE ON budget TO {app_role};
GRANT SELECT, INSERT, UPDATE ON proposal_line TO {app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON budget_line TO {app_role};
GRANT SELECT, INSERT ON decision TO {app_role};
GRANT SELECT, INSERT, UPDATE ON plan TO {app_role};
GRANT SELECT, INSERT, UPDATE ON assisted_choice TO {app_role};
GRANT SELECT, INSERT ON decision_line TO {app_role};
GRANT SELECT, INSERT, UPDATE ON plan_item TO {app_role};
GRANT SELECT, INSERT, UPDATE ON plan_item_month TO {app_role};
GRANT SELECT, INSERT, UPDATE ON service_order TO {app_role};
GRANT SELECT, INSERT ON delivery TO {app_role};
GRANT SELECT, INSERT, UPDATE ON order_recipient TO {app_role};
GRANT SELECT ON alembic_version TO {app_role};
"""


def upgrade() -> None:
    """Create everything; the app role (`app_role` attribute, hb_app unless told otherwise) owns nothing."""
    app_role = context.config.attributes.get("app_role", "hb_app")
    bind = op.get_bind()
    bind.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS btree_gist")
    for statements in (FUNCTIONS, TABLES, POLICIES, VIEWS, APPEND_ONLY, CODES, STATISTICS):
        for statement in STATEMENT_END.split(statements.strip()):
            bind.exec_driver_sql(statement)
    quoted = '"' + app_role.replace('"', '""') + '"'
    for statement in STATEMENT_END.split(GRANTS.replace("{app_role}", quoted).strip()):
        bind.exec_driver_sql(statement)


def downgrade() -> None:
    """The first migration is not undone: a new database is made instead."""
    message = "the foundation cannot be taken away from under the data"
    raise NotImplementedError(message)
