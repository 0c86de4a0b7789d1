-- Recalls and error declarations are rare and looked for often: partial indexes find them without a cost per capture.
CREATE INDEX event_declared_wrong ON event (event_time DESC, batch_id DESC, pos DESC) WHERE error_declaration;
CREATE INDEX event_recalled ON event (event_time DESC, batch_id DESC, pos DESC) WHERE disposition = 'recalled';
