/**
 * SQL: from an event `m` to the other events `o` that tell the same transformation (EPCIS 2.0 §7.4). Only those of
 * the same organisation count: an id that another one writes down links nothing to goods it never handled.
 */
export const OTHER_PARTS = `
  JOIN transformation_part t ON t.batch_id = m.batch_id AND t.pos = m.pos
  JOIN transformation_part o ON o.organisation_id = t.organisation_id AND o.key = t.key`;
