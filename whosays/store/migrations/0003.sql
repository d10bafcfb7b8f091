-- What the networks said of a story's texts, by digests: what a telling would otherwise ask again.
CREATE TABLE answers (
  story TEXT PRIMARY KEY REFERENCES stories (id),
  fingerprint TEXT NOT NULL,               -- of code, models, tables and settings
  time TEXT NOT NULL,                      -- of the telling that asked
  sha256 TEXT NOT NULL,
  packed BLOB NOT NULL
);
CREATE INDEX answers_by_time ON answers (time);
