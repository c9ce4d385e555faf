/** What the pure code of Analytics speaks of. Times are milliseconds since 1970 in UTC. */

/** The states, in the order of their codes. */
export const STATES = ['open', 'inprogress', 'closed'] as const;
export type IncidentState = (typeof STATES)[number];

/** The stages, in the order of their codes. */
export const STAGES = ['prd', 'stg'] as const;
export type Stage = (typeof STAGES)[number];

export type Granularity = 'day' | 'week' | 'month';

/** What one bar of the trend spans. Years are not chosen: they come where even months would be too many. */
export type Step = Granularity | 'year';

/** An incident log as columns, one entry a row in each, sorted by time of creation. Nobody changes it. */
export interface Log {
	readonly rows: number;
	/** The names of the services, each once. */
	readonly services: readonly string[];
	/** The combinations of services that occur, as indexes into services; an incident has one of them. */
	readonly cells: readonly (readonly number[])[];
	/** When an incident was created. */
	readonly created: Float64Array;
	/** Seconds from creation to the last report, or NO_SPAN. */
	readonly span: Int32Array;
	/** Index into cells. */
	readonly cell: Uint16Array | Uint32Array;
	/** Index into STATES. */
	readonly state: Uint8Array;
	/** Index into STAGES. */
	readonly stage: Uint8Array;
}

/** The span of an incident without a last report. */
export const NO_SPAN = -0x80000000;

/** What is chosen. null chooses all; an empty set chooses nothing. An incident counts if one of its services does. */
export interface Filter {
	/** The first instant, included; null: from the beginning. */
	readonly from: number | null;
	/** The last instant, not included; null: to the end. */
	readonly to: number | null;
	/** Indexes into the log's services. */
	readonly services: ReadonlySet<number> | null;
	readonly states: ReadonlySet<IncidentState> | null;
	readonly stages: ReadonlySet<Stage> | null;
	/** A part of a service's name, without regard to case and accents; '' is all. */
	readonly search: string;
}

/** Counts of incidents. */
export interface Counts {
	readonly total: number;
	readonly open: number;
	readonly inprogress: number;
	readonly closed: number;
	readonly prd: number;
	readonly stg: number;
}

/** One bar of the trend: the incidents created in it. */
export interface Bucket {
	/** Its first instant, and the first of the next: a day, a week from Monday, a month or a year of the zone. */
	readonly start: number;
	readonly end: number;
	readonly open: number;
	readonly inprogress: number;
	readonly closed: number;
}

/** One service under the filter. An incident of several services counts once for each. */
export interface ServiceCounts {
	/** Index into the log's services. */
	readonly service: number;
	readonly total: number;
	readonly open: number;
	readonly inprogress: number;
	/** When its newest matching incident was created. */
	readonly last: number;
}

/** Everything the view shows of a filter, but the sparklines and the median, which are asked for when shown. */
export interface Analysis {
	readonly counts: Counts;
	/**
	 * The same filter over the equal period before: as many days where the period is one of whole days, else as long to
	 * the millisecond. null where the filter has no first instant or ends before it.
	 */
	readonly before: Counts | null;
	/** What a bucket spans: the granularity asked for, or the next coarser one that needs at most 2,000 buckets. */
	readonly granularity: Step;
	/** Without gaps; the first and last may be cut by the range. */
	readonly buckets: readonly Bucket[];
	/** The chosen services that have a matching incident, most incidents first. */
	readonly services: readonly ServiceCounts[];
}

/**
 * The days of one card: one count a day of the zone, the last is the one in which the range ends. They honour every
 * filter but the first instant, so that a short range has a past to be compared with.
 */
export interface Sparks {
	readonly week: readonly number[];
	readonly month: readonly number[];
}
