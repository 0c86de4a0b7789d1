-- A GLN or company prefix registered after events named it: its owner takes part in those too. One row, while the worker
-- has leaves left to look through, from the latest down to the first.
CREATE TABLE party_backfill (
  id           integer PRIMARY KEY CHECK (id = 1),
  below        bigint NOT NULL,
  requested_at timestamptz(3) NOT NULL
);
-- Packing a thing elsewhere now ends its earlier container: the worker works containment out again.
TRUNCATE item_containment;
DELETE FROM projection_state WHERE name = 'containment';
