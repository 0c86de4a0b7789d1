-- Why anchoring stands still, told by the worker and shown by the API: two processes, one truth.
CREATE TABLE ledger_alarm (
  log_id   integer PRIMARY KEY,
  code     text NOT NULL,
  sentence text NOT NULL,
  since    timestamptz(3) NOT NULL
);
