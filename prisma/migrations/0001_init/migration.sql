-- party ---------------------------------------------------------------------------------------------------------
CREATE TABLE organisation (
  id             uuid PRIMARY KEY,
  slug           text NOT NULL UNIQUE,
  name           text NOT NULL,
  roles          text[] NOT NULL DEFAULT '{}',
  country        text,
  share_upstream boolean NOT NULL DEFAULT true,
  created_at     timestamptz(3) NOT NULL DEFAULT now()
);
CREATE TABLE organisation_prefix (
  prefix          text PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation(id)
);
CREATE TABLE location (
  gln             text PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation(id),
  name            text NOT NULL,
  city            text,
  country         text,
  latitude        double precision,
  longitude       double precision
);
CREATE TABLE product (
  gtin            text PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation(id),
  name            text NOT NULL
);

-- trace: the hot tables carry no foreign keys, fsck holds them together -------------------------------------------
CREATE TABLE capture_job (
  id              uuid PRIMARY KEY,
  organisation_id uuid NOT NULL,
  created_by      text NOT NULL,
  created_at      timestamptz(3) NOT NULL,
  finished_at     timestamptz(3),
  running         boolean NOT NULL,
  success         boolean NOT NULL,
  error_behaviour text NOT NULL,
  event_count     integer NOT NULL,
  accepted        integer NOT NULL DEFAULT 0,
  duplicates      integer NOT NULL DEFAULT 0,
  errors          jsonb NOT NULL DEFAULT '[]',
  -- the document's bytes around and between its events: with them it is rebuilt byte for byte
  frame           bytea
);
CREATE INDEX capture_job_by_organisation ON capture_job (organisation_id, created_at DESC, id);
-- which events a job answered with, duplicates included, in document order
CREATE TABLE capture_job_event (
  job_id    uuid NOT NULL,
  ordinal   integer NOT NULL,
  batch_id  bigint NOT NULL,
  pos       integer NOT NULL,
  duplicate boolean NOT NULL,
  PRIMARY KEY (job_id, ordinal)
);
CREATE TABLE epcis_context (
  id    bytea PRIMARY KEY,
  value text NOT NULL
);
CREATE SEQUENCE batch_id_seq AS bigint;
CREATE TABLE event (
  batch_id               bigint NOT NULL,
  pos                    integer NOT NULL,
  event_id               text NOT NULL,
  organisation_id        uuid NOT NULL,
  capture_job_id         uuid NOT NULL,
  type                   text NOT NULL,
  action                 text,
  event_time             timestamptz(3) NOT NULL,
  event_time_text        text NOT NULL,
  event_time_zone_offset text NOT NULL,
  record_time            timestamptz(3) NOT NULL,
  biz_step               text,
  disposition            text,
  read_point             text,
  biz_location           text,
  error_declaration      boolean NOT NULL,
  item_count             integer NOT NULL,
  cbv_hash               bytea NOT NULL,
  context_id             bytea NOT NULL,
  payload                bytea NOT NULL,
  credential             text NOT NULL,
  PRIMARY KEY (batch_id, pos)
);
CREATE INDEX event_by_event_id ON event (event_id);
CREATE INDEX event_by_cbv_hash ON event (cbv_hash);
CREATE INDEX event_by_time ON event (event_time DESC, batch_id DESC, pos DESC);
CREATE INDEX event_by_organisation ON event (organisation_id, event_time DESC, batch_id DESC, pos DESC);
CREATE INDEX event_by_job ON event (capture_job_id);
-- destroying a secret makes the digests of its credential meaningless: erasure
CREATE TABLE event_secret (
  batch_id bigint NOT NULL,
  pos      integer NOT NULL,
  secret   bytea NOT NULL,
  PRIMARY KEY (batch_id, pos)
);
CREATE TABLE event_identity (
  organisation_id uuid NOT NULL,
  key             bytea NOT NULL,
  batch_id        bigint NOT NULL,
  pos             integer NOT NULL,
  PRIMARY KEY (organisation_id, key)
);
CREATE TABLE event_item (
  item     text NOT NULL,
  batch_id bigint NOT NULL,
  pos      integer NOT NULL,
  role     smallint NOT NULL,
  ordinal  integer NOT NULL,
  original text NOT NULL,
  quantity double precision,
  uom      text,
  PRIMARY KEY (item, batch_id, pos, role, ordinal)
);
CREATE INDEX event_item_by_event ON event_item (batch_id, pos, role, ordinal);
CREATE INDEX event_item_prefix ON event_item (item text_pattern_ops);
CREATE TABLE event_party (
  organisation_id uuid NOT NULL,
  batch_id        bigint NOT NULL,
  pos             integer NOT NULL,
  role            smallint NOT NULL,
  PRIMARY KEY (organisation_id, batch_id, pos, role)
);
CREATE INDEX event_party_by_event ON event_party (batch_id, pos);
-- projections, made by the worker from the tables above and rebuildable from them
CREATE TABLE item_containment (
  child        text NOT NULL,
  parent       text NOT NULL,
  from_time    timestamptz(3) NOT NULL,
  to_time      timestamptz(3),
  from_batch   bigint NOT NULL,
  from_pos     integer NOT NULL,
  to_batch     bigint,
  to_pos       integer,
  PRIMARY KEY (child, parent, from_batch, from_pos)
);
CREATE INDEX item_containment_by_parent ON item_containment (parent, from_time);
CREATE TABLE projection_state (
  name       text PRIMARY KEY,
  next_index bigint NOT NULL
);

-- ledger ----------------------------------------------------------------------------------------------------------
CREATE TABLE log_head (
  log_id     integer PRIMARY KEY,
  origin     text NOT NULL,
  next_index bigint NOT NULL
);
CREATE TABLE log_batch (
  log_id      integer NOT NULL,
  first_index bigint NOT NULL,
  n           integer NOT NULL,
  batch_id    bigint NOT NULL UNIQUE,
  entries     bytea NOT NULL,
  created_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (log_id, first_index),
  CHECK (octet_length(entries) = 32 * n)
);
CREATE TABLE key_event (
  batch_id  bigint NOT NULL,
  pos       integer NOT NULL,
  kid       text NOT NULL UNIQUE,
  statement text NOT NULL,
  PRIMARY KEY (batch_id, pos)
);
CREATE TABLE log_tree (
  log_id   integer PRIMARY KEY,
  size     bigint NOT NULL,
  root     bytea NOT NULL,
  frontier bytea NOT NULL
);
CREATE TABLE tile (
  log_id integer NOT NULL,
  level  integer NOT NULL,
  idx    bigint NOT NULL,
  width  integer NOT NULL,
  hashes bytea NOT NULL,
  PRIMARY KEY (log_id, level, idx),
  CHECK (octet_length(hashes) = 32 * width AND width BETWEEN 1 AND 256)
);
CREATE TABLE checkpoint (
  log_id     integer NOT NULL,
  size       bigint NOT NULL,
  root       bytea NOT NULL,
  note       text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (log_id, size)
);
CREATE TABLE anchor (
  log_id       integer NOT NULL,
  size         bigint NOT NULL,
  chain_id     numeric(78) NOT NULL,
  contract     text NOT NULL,
  publisher    text NOT NULL,
  status       text NOT NULL CHECK (status IN ('sent', 'final')),
  tx_hash      text NOT NULL,
  raw_tx       text NOT NULL,
  sent_at      timestamptz(3) NOT NULL,
  block_number bigint,
  block_hash   text,
  -- raw sealed header, account and storage proofs: gathered once, when the anchor is final
  proof        jsonb,
  final_at     timestamptz(3),
  PRIMARY KEY (log_id, size, chain_id, contract)
);

-- audit -----------------------------------------------------------------------------------------------------------
CREATE TABLE read_audit (
  id              uuid PRIMARY KEY,
  at              timestamptz(3) NOT NULL,
  subject         text NOT NULL,
  username        text NOT NULL,
  organisation_id uuid,
  request_id      text NOT NULL,
  action          text NOT NULL,
  target          text NOT NULL,
  outcome         text NOT NULL CHECK (outcome IN ('permit', 'deny')),
  returned        integer NOT NULL
);
CREATE INDEX read_audit_by_time ON read_audit (at DESC, id);
