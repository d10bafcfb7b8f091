-- Inputs that are known by their bytes, who was told of what, and what a feed gave last.
CREATE TABLE inputs (
  mark TEXT PRIMARY KEY,                   -- SHA-256 of the bytes, of what was stated of them, and of the program that read them
  items TEXT NOT NULL,                     -- JSON: [report, source] or [kind, report, source, message], in the order given
  time TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE listeners (
  name TEXT PRIMARY KEY,                   -- SHA-256 of the address that changes are posted to
  since TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE heard (
  listener TEXT NOT NULL REFERENCES listeners (name),
  story TEXT NOT NULL REFERENCES stories (id),
  version INTEGER NOT NULL,                -- the last one that arrived
  tried INTEGER NOT NULL DEFAULT 0,        -- the version that did not arrive
  tries INTEGER NOT NULL DEFAULT 0,        -- and how often
  PRIMARY KEY (listener, story)
) WITHOUT ROWID;
ALTER TABLE entries ADD COLUMN feed TEXT;
CREATE INDEX entries_by_feed ON entries (feed, time);
