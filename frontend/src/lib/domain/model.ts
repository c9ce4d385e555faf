/**
 * The words the page is written in. They mirror what crosses from Go, in plain types, so that pure modules and
 * components need not know how it crosses; lib/wire proves to the compiler that both agree.
 * Every time is in milliseconds since 1970 in UTC, 0 where it is not known.
 */

/** How well a service is. */
export type Level = 'operational' | 'maintenance' | 'unknown' | 'degraded' | 'partial_outage' | 'major_outage';

/** What the Monitor shows around its rows. */
export interface Frame {
	revision: number;
	firstStart: boolean;
	demo: boolean;
	notice: string;
	checking: boolean;
	done: number;
	total: number;
	checkedAt: number;
	nextCheck: number;
	offline: boolean;
	offlineAt: number;
	offlineDetails: string;
	failure: string;
	noNotifications: string;
}

/** Everything the Monitor shows but the strips of days. */
export interface State {
	frame: Frame;
	rows: ServiceRow[];
}

/** One service's new row; announce is empty where its level did not change. */
export interface RowChange {
	revision: number;
	row: ServiceRow;
	announce: string;
}

/** One service of the list. */
export interface ServiceRow {
	id: string;
	name: string;
	category: string;
	platform: string;
	site: string;
	level: Level;
	since: number;
	reason: string;
	error: string;
	detail: string;
	checkedAt: number;
	lastGoodAt: number;
	lastGood: Level;
	stale: boolean;
	pinned: boolean;
	mutedUntil: number;
	demo: boolean;
	incidents: Incident[];
	maintenances: Maintenance[];
}

/** A published incident; impact and state are the page's own words. */
export interface Incident {
	id: string;
	title: string;
	impact: string;
	state: string;
	level: Level;
	longRunning: boolean;
	closed: boolean;
	startedAt: number;
	updatedAt: number;
	endedAt: number;
	url: string;
	components: string[];
	updates: Update[];
}

/** One posted message. */
export interface Update {
	at: number;
	state: string;
	text: string;
}

/** Planned work, in progress or to come. */
export interface Maintenance {
	id: string;
	title: string;
	inProgress: boolean;
	startsAt: number;
	endsAt: number;
	url: string;
	components: string[];
	updates: Update[];
}

/** What the dialog of one service shows at once. */
export interface Details {
	row: ServiceRow;
	components: ComponentNode[];
	leaves: number;
	affected: number;
	incidents: Incident[];
	chosen: string[];
	warnings: string[];
}

/** One node of a service's tree of components, each before those below it. */
export interface ComponentNode {
	choice: string;
	name: string;
	depth: number;
	group: boolean;
	level: Level;
	word: string;
	leaves: number;
	affected: number;
}

/** What is known of a service's past. */
export interface History {
	weeks: Week[];
	recent: Incident[];
	error: string;
}

/** One ISO week in UTC; known is false where nobody can know, which is not zero. */
export interface Week {
	start: number;
	label: string;
	count: number;
	known: boolean;
	current: boolean;
}

/** The strip of one service: a cell a day, oldest first. */
export interface ServiceDays {
	id: string;
	days: Day[];
}

/** The quarter-hours of one day that have begun; worst is of the observed ones. */
export interface Day {
	start: number;
	worst: Level;
	observed: number;
	unreadable: number;
	offline: number;
	notRunning: number;
}

/** One day, a character for each quarter-hour that has begun: o m d p x observed, u unreadable, f offline, "." not running. */
export interface DayDetail {
	start: number;
	quarters: string;
}

/** One service of the picker. */
export interface CatalogueService {
	id: string;
	name: string;
	category: string;
	platform: string;
	host: string;
	watched: boolean;
}

/** A choice of services that one click makes. */
export interface Preset {
	name: string;
	ids: string[];
}

/** What the picker shows. */
export interface Catalogue {
	services: CatalogueService[];
	presets: Preset[];
}

/** A level that moved, and what became of its notification: "sent", "held" or "failed". */
export interface Change {
	id: number;
	at: number;
	service: string;
	name: string;
	from: Level;
	to: Level;
	reason: string;
	notified: string;
	why: string;
	demo: boolean;
}

/** The user's settings. */
export interface Settings {
	notifyFrom: Level;
	notifyRecovery: boolean;
	notifyMaintenance: boolean;
	concurrency: number;
	timeoutSeconds: number;
	probeAddresses: string[];
	retentionDays: number;
	maxMegabytes: number;
	zone: string;
	compact: boolean;
	colourBlind: boolean;
}

/** What the program says of itself; zone is the display zone's name. */
export interface About {
	version: string;
	dataDir: string;
	database: number;
	zone: string;
}
