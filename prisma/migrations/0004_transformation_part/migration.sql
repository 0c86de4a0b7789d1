-- Transformations told in several events (EPCIS 2.0 §7.4.5): which events of an organisation share a transformationID.
-- A projection, made by the worker and rebuildable from the events. The key is a hash, because an id may be of any length.
CREATE TABLE transformation_part (
  organisation_id uuid NOT NULL,
  key             bytea NOT NULL,
  batch_id        bigint NOT NULL,
  pos             integer NOT NULL,
  PRIMARY KEY (organisation_id, key, batch_id, pos)
);
CREATE INDEX transformation_part_by_event ON transformation_part (batch_id, pos);
