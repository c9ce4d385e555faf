-- What the monitor remembers. All times are milliseconds since 1970 in UTC, 0 where unknown; levels are the numbers of level.go.

-- A number for each service's id, so that the long tables stay small.
CREATE TABLE service (
	id   INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE -- the service's id in the catalogue
);

-- The level of a service at every change and once in every quarter of an hour.
CREATE TABLE reading (
	service INTEGER NOT NULL REFERENCES service (id),
	at      INTEGER NOT NULL,
	level   INTEGER NOT NULL,
	reason  TEXT    NOT NULL, -- why the level is unknown; else empty
	PRIMARY KEY (service, at)
) WITHOUT ROWID;

-- The newest reading of a service in full, and what else a restart must know.
CREATE TABLE state (
	service  INTEGER PRIMARY KEY REFERENCES service (id),
	at       INTEGER NOT NULL,
	since    INTEGER NOT NULL,
	unknowns INTEGER NOT NULL,
	reading  TEXT    NOT NULL, -- JSON
	good     TEXT    NOT NULL, -- the newest reading that was not unknown, as JSON; empty where it is the newest one, or there is none
	good_at  INTEGER NOT NULL,
	memory   TEXT    NOT NULL  -- what the rule of notifications remembers, as JSON
);

CREATE TABLE incident (
	service    INTEGER NOT NULL REFERENCES service (id),
	id         TEXT    NOT NULL, -- the provider's
	first_seen INTEGER NOT NULL,
	last_seen  INTEGER NOT NULL,
	started    INTEGER NOT NULL,
	ended      INTEGER NOT NULL,
	digest     INTEGER NOT NULL, -- of what the page said last, to pass over what did not change
	document   TEXT    NOT NULL, -- title, impact, level, state, times, address, components and updates, as JSON
	PRIMARY KEY (service, id)
) WITHOUT ROWID;
CREATE INDEX incident_started ON incident (service, started);

-- The span of time in which a service's list of incidents is known to be whole, from its page's own history.
CREATE TABLE history (
	service INTEGER PRIMARY KEY REFERENCES service (id),
	start   INTEGER NOT NULL,
	end     INTEGER NOT NULL
);

-- What was observed of a service in each of the 96 quarters of an hour of a UTC day: a byte each.
CREATE TABLE coverage (
	service  INTEGER NOT NULL REFERENCES service (id),
	day      INTEGER NOT NULL, -- days since 1970
	quarters BLOB    NOT NULL,
	PRIMARY KEY (service, day)
) WITHOUT ROWID;

-- Every change of a level, and what became of its notification.
CREATE TABLE change (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	at         INTEGER NOT NULL,
	service    TEXT    NOT NULL,
	from_level INTEGER NOT NULL,
	to_level   INTEGER NOT NULL,
	reason     TEXT    NOT NULL,
	notified   TEXT    NOT NULL, -- sent, held or failed
	why        TEXT    NOT NULL  -- why it was held back or failed
);
CREATE INDEX change_at ON change (at);

-- The user's choice of services, in the user's order.
CREATE TABLE watch (
	service     TEXT    PRIMARY KEY,
	position    INTEGER NOT NULL,
	pinned      INTEGER NOT NULL DEFAULT 0,
	muted_until INTEGER NOT NULL DEFAULT 0,
	components  TEXT    NOT NULL DEFAULT '[]' -- JSON
);

-- Services that the user added to the catalogue.
CREATE TABLE custom_service (
	id       TEXT PRIMARY KEY,
	document TEXT NOT NULL -- JSON
);

CREATE TABLE setting (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL -- JSON
);
