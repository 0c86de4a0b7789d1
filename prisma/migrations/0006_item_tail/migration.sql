-- Each item once, written backwards: what people type is the end of an identifier (a lot, a serial, its last digits).
-- A projection, made by the worker beside the path of capture and rebuildable from event_item.
CREATE TABLE item_tail (
  reversed text COLLATE "C" PRIMARY KEY
);
