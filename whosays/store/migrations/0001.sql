-- The tables of a store. What each is for: docs/design/store.md.
CREATE TABLE raw (
  sha256 TEXT PRIMARY KEY,                 -- of the bytes as they came
  size INTEGER NOT NULL,
  packed BLOB,                             -- zlib; empty where a takedown removed them
  fetched_from TEXT,
  kept TEXT NOT NULL
);
CREATE TABLE reports (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  outlet TEXT,
  title TEXT,
  url TEXT,
  published TEXT,
  earliest TEXT,                           -- the time of publication as bounds in UTC, for searching
  latest TEXT,
  language TEXT,
  source TEXT NOT NULL,
  text TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  details TEXT NOT NULL,                   -- the report as JSON, without its text
  raw_sha256 TEXT REFERENCES raw (sha256),
  fetched_from TEXT,
  added TEXT NOT NULL
);
CREATE INDEX reports_by_text ON reports (text_sha256);
CREATE INDEX reports_by_raw ON reports (raw_sha256);
CREATE INDEX reports_by_url ON reports (url);
CREATE TABLE notices (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  report TEXT REFERENCES reports (id),
  source TEXT,
  message TEXT NOT NULL,
  raw_sha256 TEXT REFERENCES raw (sha256),
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  times INTEGER NOT NULL
);
CREATE UNIQUE INDEX notices_once ON notices (kind, ifnull(report, ''), ifnull(source, ''), message);
CREATE INDEX notices_by_report ON notices (report);
CREATE INDEX notices_by_raw ON notices (raw_sha256);
CREATE VIEW refusals AS
  SELECT source, message, first, last, times FROM notices WHERE kind = 'refused' AND report IS NULL;
CREATE TABLE readings (
  report TEXT PRIMARY KEY REFERENCES reports (id),
  fingerprint TEXT NOT NULL,               -- of code, models, tables and settings
  sha256 TEXT NOT NULL,
  packed BLOB NOT NULL
);
CREATE TABLE unread (
  report TEXT PRIMARY KEY REFERENCES reports (id),
  fingerprint TEXT NOT NULL,               -- of the program that could not read it to its end
  why TEXT NOT NULL
);
CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  title TEXT,
  made TEXT NOT NULL,
  needs_telling INTEGER NOT NULL,
  announced INTEGER NOT NULL DEFAULT 0     -- the last version that somebody was told of
);
CREATE INDEX stories_to_tell ON stories (needs_telling);
CREATE TABLE story_reports (
  report TEXT PRIMARY KEY REFERENCES reports (id),
  story TEXT NOT NULL REFERENCES stories (id),
  reason TEXT NOT NULL,
  pinned INTEGER NOT NULL                  -- 1: a person's choice
);
CREATE INDEX story_reports_by_story ON story_reports (story);
CREATE TABLE moves (
  number INTEGER PRIMARY KEY,
  report TEXT NOT NULL,
  from_story TEXT,
  to_story TEXT,
  reason TEXT NOT NULL,
  pinned INTEGER NOT NULL,
  actor TEXT NOT NULL,
  time TEXT NOT NULL
);
CREATE INDEX moves_by_report ON moves (report);
CREATE TABLE records (
  story TEXT NOT NULL REFERENCES stories (id),
  version INTEGER NOT NULL,
  told TEXT NOT NULL,
  sha256 TEXT NOT NULL,                    -- of the canonical JSON
  report_count INTEGER NOT NULL,
  packed BLOB,                             -- zlib of the canonical JSON; empty where a takedown removed it
  PRIMARY KEY (story, version)
);
CREATE TABLE record_reports (
  story TEXT NOT NULL,
  version INTEGER NOT NULL,
  report TEXT NOT NULL,
  PRIMARY KEY (story, version, report),
  FOREIGN KEY (story, version) REFERENCES records (story, version)
) WITHOUT ROWID;
CREATE INDEX record_reports_by_report ON record_reports (report);

-- The latest record of each story in rows; made anew with every record.
CREATE TABLE claims (
  number INTEGER PRIMARY KEY,
  story TEXT NOT NULL REFERENCES stories (id),
  id TEXT NOT NULL,
  report TEXT NOT NULL REFERENCES reports (id),
  outlet TEXT,
  published TEXT,
  words TEXT NOT NULL,                     -- the printed words; stretches apart are joined by " … "
  spans TEXT NOT NULL,                     -- JSON [[start, end], …]: code points of reports.text
  said_by TEXT,                            -- the outermost named source
  predicate TEXT NOT NULL,
  polarity TEXT NOT NULL,
  factuality TEXT NOT NULL,
  attribution TEXT NOT NULL,
  quote TEXT NOT NULL,
  place TEXT,
  earliest TEXT,                           -- its own time, else that of publication, as bounds in UTC
  latest TEXT,
  status TEXT                              -- of its strongest proposition
);
CREATE UNIQUE INDEX claims_by_id ON claims (story, id);
CREATE INDEX claims_by_report ON claims (report);
CREATE TABLE entities (
  story TEXT NOT NULL REFERENCES stories (id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  names TEXT NOT NULL,                     -- every name it goes by, folded, each between vertical bars
  PRIMARY KEY (story, id)
) WITHOUT ROWID;
CREATE TABLE claim_entities (
  story TEXT NOT NULL,
  claim TEXT NOT NULL,
  entity TEXT NOT NULL,
  PRIMARY KEY (story, entity, claim)
) WITHOUT ROWID;
CREATE TABLE report_entities (
  story TEXT NOT NULL,
  report TEXT NOT NULL REFERENCES reports (id),
  entity TEXT NOT NULL,
  PRIMARY KEY (story, entity, report)
) WITHOUT ROWID;
CREATE INDEX report_entities_by_report ON report_entities (report);
CREATE TABLE propositions (
  story TEXT NOT NULL REFERENCES stories (id),
  id TEXT NOT NULL,
  statement TEXT NOT NULL,
  status TEXT NOT NULL,
  independent_sources INTEGER NOT NULL,
  independent_sources_entailed INTEGER NOT NULL,
  PRIMARY KEY (story, id)
) WITHOUT ROWID;
CREATE TABLE proposition_claims (
  story TEXT NOT NULL,
  proposition TEXT NOT NULL,
  claim TEXT NOT NULL,
  PRIMARY KEY (story, proposition, claim)
) WITHOUT ROWID;
CREATE INDEX proposition_claims_by_claim ON proposition_claims (story, claim);
CREATE TABLE findings (
  story TEXT NOT NULL REFERENCES stories (id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  slot TEXT NOT NULL,
  question TEXT NOT NULL,
  computation TEXT NOT NULL,
  shown INTEGER NOT NULL,
  PRIMARY KEY (story, id)
) WITHOUT ROWID;

CREATE TABLE decisions (
  number INTEGER PRIMARY KEY,
  story TEXT NOT NULL REFERENCES stories (id),
  decision TEXT NOT NULL,
  details TEXT NOT NULL,                   -- the decision as JSON
  decided_by TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  kept TEXT NOT NULL
);
CREATE INDEX decisions_by_story ON decisions (story);
CREATE TABLE feeds (
  url TEXT PRIMARY KEY,
  etag TEXT,
  last_modified TEXT,
  next_due TEXT,
  last_visit TEXT,
  failures INTEGER NOT NULL,
  moved_to TEXT,
  note TEXT
);
CREATE TABLE entries (
  mark TEXT PRIMARY KEY,                   -- SHA-256 of what an entry of a feed held
  tries INTEGER,                           -- how often its page was asked for in vain; empty where it is dealt with
  time TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE states (
  name TEXT PRIMARY KEY,
  packed BLOB NOT NULL                     -- zlib; holds words of reports, and can be made anew
);
CREATE TABLE tombstones (
  report TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,                    -- of the report as it was kept
  text_sha256 TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  time TEXT NOT NULL,
  scrubbed INTEGER NOT NULL                -- 0: a reader still held the old bytes when it was taken down
);
CREATE TABLE removed (
  sha256 TEXT NOT NULL,                    -- of something the log names and a takedown removed
  op TEXT NOT NULL,
  report TEXT NOT NULL REFERENCES tombstones (report),
  PRIMARY KEY (op, sha256)
) WITHOUT ROWID;
CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  prev TEXT NOT NULL,
  op TEXT NOT NULL,
  object TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  actor TEXT NOT NULL,
  time TEXT NOT NULL,
  link TEXT NOT NULL
);
CREATE TRIGGER log_keeps_its_entries BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_keeps_its_words BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE VIRTUAL TABLE reports_index USING fts5 (
  title, text, content = 'reports', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claims_index USING fts5 (
  words, said_by, content = 'claims', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIEW open_disputes AS
  SELECT stories.title AS story, findings.kind, findings.slot, findings.question, findings.computation
  FROM findings JOIN stories ON stories.id = findings.story WHERE findings.shown = 1;
CREATE VIEW statements AS
  SELECT stories.title AS story, propositions.statement, propositions.status, propositions.independent_sources
  FROM propositions JOIN stories ON stories.id = propositions.story;
CREATE VIEW story_list AS
  SELECT stories.id, stories.title, stories.needs_telling,
    (SELECT count(*) FROM story_reports WHERE story_reports.story = stories.id) AS reports,
    (SELECT max(version) FROM records WHERE records.story = stories.id) AS version
  FROM stories;
