/** Logs, filters and zones for property tests. */

import fc from 'fast-check';
import { NO_SPAN, STAGES, STATES, type Filter, type Log } from './model';
import { addDays, bucketStart } from './zone';

/** Zones whose clocks do what clocks do: nothing, changes at night, at midnight, by half an hour, a day left out. */
export const ZONES = [
	'UTC',
	'local',
	'Europe/Berlin',
	'America/Sao_Paulo',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'America/St_Johns',
	'Asia/Kathmandu',
];

/** One incident, for logs written by hand. */
export interface Row {
	created: number;
	cell: number;
	state: number;
	stage: number;
	span: number;
}

/** A log of rows in any order. */
export function aLog(services: readonly string[], cells: readonly (readonly number[])[], rows: readonly Row[]): Log {
	const sorted = [...rows].sort((a, b) => a.created - b.created);
	return {
		rows: rows.length,
		services,
		cells,
		created: Float64Array.from(sorted, (row) => row.created),
		span: Int32Array.from(sorted, (row) => row.span),
		cell: Uint16Array.from(sorted, (row) => row.cell),
		state: Uint8Array.from(sorted, (row) => row.state),
		stage: Uint8Array.from(sorted, (row) => row.stage),
	};
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Around which times incidents happen: ends of months, leap days, changes of clocks, a day that Samoa left out. */
const MOMENTS = [
	Date.UTC(2024, 1, 29),
	Date.UTC(2025, 1, 28, 23),
	Date.UTC(2026, 2, 29, 1),
	Date.UTC(2026, 9, 25, 1),
	Date.UTC(2018, 10, 4, 3),
	Date.UTC(2018, 1, 18, 2),
	Date.UTC(2011, 11, 30, 10),
	Date.UTC(2006, 9, 29, 2, 31),
	Date.UTC(2026, 11, 31, 23),
];

const NAMES = ['Checkout API', 'Café', 'CAFE backup', 'Payments gateway', 'Größe', 'search', 'Search index'];

/** An instant near one of the moments; few values, so that rows and edges often fall together. */
function near(moment: number): fc.Arbitrary<number> {
	return fc.oneof(
		fc.integer({ min: -72, max: 72 }).map((hours) => moment + hours * HOUR),
		fc.integer({ min: -40, max: 40 }).map((days) => moment + days * DAY),
		fc.integer({ min: -3 * DAY, max: 3 * DAY }).map((ms) => moment + ms),
	);
}

const outlier = fc.constantFrom(Date.UTC(1970, 0, 1), Date.UTC(2099, 11, 31, 23, 59));

/** A log around one moment, perhaps with a row of 1970 or 2099. */
export const logs: fc.Arbitrary<Log> = fc
	.record({
		services: fc.shuffledSubarray(NAMES, { minLength: 1 }),
		moment: fc.constantFrom(...MOMENTS),
		far: fc.boolean(),
	})
	.chain(({ services, moment, far }) => {
		const service = fc.integer({ min: 0, max: services.length - 1 });
		const cell = fc.uniqueArray(service, { minLength: 1, maxLength: 3 });
		const created = near(moment);
		return fc.array(cell, { minLength: 1, maxLength: 20 }).chain((cells) =>
			fc
				.array(
					fc.record({
						created: far ? fc.oneof({ arbitrary: created, weight: 30 }, { arbitrary: outlier, weight: 1 }) : created,
						cell: fc.integer({ min: 0, max: cells.length - 1 }),
						state: fc.integer({ min: 0, max: STATES.length - 1 }),
						stage: fc.integer({ min: 0, max: STAGES.length - 1 }),
						span: fc.oneof(fc.constant(NO_SPAN), fc.integer({ min: -10, max: 200_000 })),
					}),
					{ maxLength: 100 },
				)
				.map((rows) => aLog(services, cells, rows)),
		);
	});

/** A set of some, or null for all. */
function some<T>(of: readonly T[]): fc.Arbitrary<ReadonlySet<T> | null> {
	return fc.option(fc.subarray([...of]).map((chosen) => new Set(chosen)));
}

/** A filter whose range often begins and ends exactly at a row, beside one, or at a day of the zone. */
export function filtersOf(log: Log, zone: string): fc.Arbitrary<Filter> {
	const [first, last] = [log.created[0] ?? 0, log.created.at(-1) ?? 0];
	const row = log.rows ? fc.constantFrom(...log.created) : fc.constant(0);
	const exact = fc.oneof(row, fc.integer({ min: first - 50 * DAY, max: last + 50 * DAY }));
	const edge = fc.oneof(
		fc.tuple(exact, fc.integer({ min: -1, max: 1 })).map(([time, by]) => time + by),
		fc.tuple(exact, fc.integer({ min: -40, max: 40 })).map(([time, days]) => addDays(time, days, zone)),
		fc
			.tuple(exact, fc.constantFrom('week' as const, 'month' as const))
			.map(([time, step]) => bucketStart(time, step, zone)),
	);
	return fc.record({
		from: fc.option(edge),
		to: fc.option(edge),
		services: some([...log.services.keys()]),
		states: some(STATES),
		stages: some(STAGES),
		search: fc.constantFrom('', '', 'search', 'CAFÉ', 'grosse', 'e', 'größe', 'nothing of the kind'),
	});
}
