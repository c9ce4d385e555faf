import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_BUCKETS } from './buckets';
import { Cube } from './cube';
import { NO_SPAN, type Filter, type Granularity, type Log } from './model';
import * as naive from './naive';
import { aLog, filtersOf, logs, ZONES, type Row } from './testing';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GRANULARITIES: Granularity[] = ['day', 'week', 'month'];
/** Milliseconds that properties may take on a computer that is busy: walking row by row is slow. */
const PATIENCE = 60_000;
const ALL: Filter = { from: null, to: null, services: null, states: null, stages: null, search: '' };

const at = (text: string) => Date.parse(text);
const day = (time: number) => new Date(time).toISOString().slice(0, 10);

/** An incident of the first cell, closed in production, but for what is said. */
function row(created: number, part: Partial<Row> = {}): Row {
	return { created, cell: 0, state: 2, stage: 0, span: NO_SPAN, ...part };
}

/** Checks all that a cube says of a filter against walking row by row. */
function expectRight(cube: Cube, log: Log, zone: string, filter: Filter, granularity: Granularity): void {
	const analysis = cube.analyse(filter, granularity);
	const matching = naive.matching(log, filter);
	expect(analysis.counts).toEqual(naive.counts(log, matching));
	expect(cube.rows(filter)).toBe(matching.length);
	const from = naive.beforeFrom(log, filter, zone);
	const before = from === null ? null : naive.matching(log, { ...filter, from, to: filter.from });
	expect(analysis.before).toEqual(before && naive.counts(log, before));
	expect(analysis.buckets).toEqual(naive.buckets(log, filter, analysis.granularity, zone));
	expect(analysis.buckets.length).toBeLessThanOrEqual(MOST_BUCKETS);
	expect(analysis.services).toEqual(naive.services(log, filter));
	expect(cube.medianSpan(filter)).toBe(naive.medianSpan(log, filter));
	const service = log.services.length - 1;
	const month = naive.sparkMonth(log, filter, service, zone);
	expect(cube.sparks(filter, service)).toEqual({ week: month.slice(-7), month });
}

describe('Cube', () => {
	it(
		'says of every filter what walking row by row says',
		() => {
			const cases = fc
				.record({ log: logs, zone: fc.constantFrom(...ZONES), granularity: fc.constantFrom(...GRANULARITIES) })
				.chain((given) =>
					fc.record({
						...constants(given),
						filters: fc.array(filtersOf(given.log, given.zone), { minLength: 1, maxLength: 3 }),
					}),
				);
			fc.assert(
				fc.property(cases, ({ log, zone, granularity, filters }) => {
					const cube = new Cube(log, zone);
					for (const filter of filters) expectRight(cube, log, zone, filter, granularity);
				}),
				{ numRuns: 400 },
			);
		},
		PATIENCE,
	);

	describe('of logs that fill it', () => {
		const cases: [string, Log][] = [
			['thousands of rows a day', manyRows(8_192, 2 * DAY, 12)],
			['100 cells over 9 years of days', manyRows(30_000, 3_285 * DAY, 100)],
			['3,000 cells of few rows', manyRows(9_600, 400 * DAY, 3_000)],
		];
		it.each(cases)(
			'says the same: %s',
			(_, log) => {
				const cube = new Cube(log, 'UTC');
				const filter = filtersOf(log, 'UTC');
				fc.assert(
					fc.property(filter, (filter) => expectRight(cube, log, 'UTC', filter, 'month')),
					{ numRuns: 20 },
				);
			},
			PATIENCE,
		);
	});

	it('counts an incident of several services once, and once for each on the cards', () => {
		const log = aLog(['a', 'b', 'c'], [[0, 1], [2]], [row(0), row(1, { state: 0 }), row(2, { cell: 1 })]);
		const { counts, services, buckets } = new Cube(log, 'UTC').analyse({ ...ALL, services: new Set([0, 1]) }, 'day');
		expect(counts).toEqual({ total: 2, open: 1, inprogress: 0, closed: 1, prd: 2, stg: 0 });
		expect(services).toEqual([
			{ service: 0, total: 2, open: 1, inprogress: 0, last: 1 },
			{ service: 1, total: 2, open: 1, inprogress: 0, last: 1 },
		]);
		expect(buckets).toEqual([{ start: 0, end: DAY, open: 1, inprogress: 0, closed: 1 }]);
	});

	it('shows only chosen services on cards, though an incident has others', () => {
		const log = aLog(['a', 'b'], [[0, 1]], [row(0)]);
		const { services } = new Cube(log, 'UTC').analyse({ ...ALL, services: new Set([1]) }, 'day');
		expect(services.map(({ service }) => service)).toEqual([1]);
	});

	it.each([
		['CAFE', 2],
		['fÉ', 2],
		['grosse', 1],
		['GRÖSSE', 1],
		['große', 1],
		['grose', 0],
		['suche', 1],
		['', 3],
	])('finds services by “%s” without regard to case and accents', (search, total) => {
		const log = aLog(['Café', 'Große Suche'], [[0], [1]], [row(0), row(1), row(2, { cell: 1 })]);
		const found = new Cube(log, 'UTC').rows({ ...ALL, search });
		expect(found).toBe(total);
	});

	it.each<[string, Partial<Filter>]>([
		['no service', { services: new Set() }],
		['no state', { states: new Set() }],
		['no stage', { stages: new Set() }],
		['no time', { from: 5, to: 5 }],
		['time that runs backwards', { from: 9, to: 5 }],
		['a search for nothing there', { search: 'x' }],
	])('matches nothing with %s', (_, part) => {
		const log = aLog(['a'], [[0]], [row(5), row(6, { span: 3 })]);
		const cube = new Cube(log, 'UTC');
		const { counts, services, buckets } = cube.analyse({ ...ALL, ...part }, 'day');
		expect(counts.total).toBe(0);
		expect(services).toEqual([]);
		expect(buckets.every(({ closed }) => closed === 0)).toBe(true);
		expect(cube.medianSpan({ ...ALL, ...part })).toBeNull();
	});

	it('answers an empty log', () => {
		const cube = new Cube(aLog([], [], []), 'Europe/Berlin');
		const none = { total: 0, open: 0, inprogress: 0, closed: 0, prd: 0, stg: 0 };
		expect(cube.analyse(ALL, 'day')).toEqual({
			counts: none,
			before: null,
			granularity: 'day',
			buckets: [],
			services: [],
		});
		expect(cube.lastDay(ALL)).toBeNull();
		expect(cube.medianSpan(ALL)).toBeNull();
	});

	it.each<[string, string | null, string | null, string, string | null]>([
		['whole days', '2026-11-16T00:00Z', '2026-11-23T00:00Z', 'UTC', '2026-11-09T00:00Z'],
		['a month, by its days', '2026-11-01T00:00Z', '2026-12-01T00:00Z', 'UTC', '2026-10-02T00:00Z'],
		['a leap February', '2024-02-01T00:00Z', '2024-03-01T00:00Z', 'UTC', '2024-01-03T00:00Z'],
		['days over a change of clocks', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 'Europe/Berlin', '2026-10-23T22:00Z'],
		['the first half of a day', '2026-11-16T00:00Z', '2026-11-16T12:00Z', 'UTC', '2026-11-15T12:00Z'],
		['a part of a day', '2026-11-16T06:00Z', '2026-11-16T09:00Z', 'UTC', '2026-11-16T03:00Z'],
		['days that are whole elsewhere', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 'UTC', '2026-10-23T21:00Z'],
		['what has no end, to the last day of the log', '2026-11-29T00:00Z', null, 'UTC', '2026-11-27T00:00Z'],
		['nothing where there is no beginning', null, '2026-11-16T00:00Z', 'UTC', null],
		['nothing after the end of the log', '2026-12-01T00:00Z', null, 'UTC', null],
	])('compares %s with as much before', (_, from, to, zone, want) => {
		// One incident each hour tells how long the period before is.
		const [first, last] = [at('2024-01-01T00:00Z'), at('2026-11-30T12:00Z')];
		const log = aLog(
			['a'],
			[[0]],
			Array.from({ length: (last - first) / HOUR + 1 }, (_, i) => row(first + i * HOUR)),
		);
		const filter = { ...ALL, from: from === null ? null : at(from), to: to === null ? null : at(to) };
		const { before } = new Cube(log, zone).analyse(filter, 'day');
		expect(before && before.total).toBe(from && want && (at(from) - at(want)) / HOUR);
	});

	it.each<[string, string, Granularity, string]>([
		['1970-01-01T00:00Z', '1975-06-01T00:00Z', 'day', 'day'],
		['1970-01-01T00:00Z', '1975-07-01T00:00Z', 'day', 'week'],
		['1970-01-01T00:00Z', '2026-11-22T00:00Z', 'day', 'month'],
		['1970-01-01T00:00Z', '2099-12-31T00:00Z', 'week', 'month'],
		['0001-01-01T00:00Z', '2026-11-22T00:00Z', 'month', 'year'],
	])('from %s to %s, shows bars of a bearable number for each %s: one for each %s', (first, last, asked, used) => {
		const log = aLog(['a'], [[0]], [row(at(first)), row(at(last))]);
		const { granularity, buckets } = new Cube(log, 'UTC').analyse(ALL, asked);
		expect(granularity).toBe(used);
		expect(buckets.length).toBeLessThan(2_100);
		expect([buckets.at(0)?.closed, buckets.at(-1)?.closed]).toEqual([1, 1]);
	});

	it('shows the whole chosen range, beyond the log too', () => {
		const log = aLog(['a'], [[0]], [row(at('2026-11-11T12:00Z'))]);
		const filter = { ...ALL, from: at('2026-11-10T00:00Z'), to: at('2026-11-13T00:00Z') };
		const { buckets } = new Cube(log, 'UTC').analyse(filter, 'day');
		expect(buckets.map(({ start, closed }) => [day(start), closed])).toEqual([
			['2026-11-10', 0],
			['2026-11-11', 1],
			['2026-11-12', 0],
		]);
	});

	describe('sparks', () => {
		const log = aLog(
			['a', 'b'],
			[[0], [1]],
			[
				row(at('2026-10-01T12:00Z')),
				row(at('2026-10-25T12:00Z')),
				row(at('2026-11-20T12:00Z'), { cell: 1 }),
				row(at('2026-11-23T11:59Z')),
				row(at('2026-11-23T12:00Z'), { state: 0 }),
			],
		);
		const cube = new Cube(log, 'UTC');

		it('end with the day of the last incident', () => {
			const { week, month } = cube.sparks(ALL, 0);
			expect(month).toEqual([1, ...Array.from({ length: 28 }, () => 0), 2]);
			expect(week).toEqual([0, 0, 0, 0, 0, 0, 2]);
			expect(cube.lastDay(ALL)).toBe(at('2026-11-23T00:00Z'));
		});

		it('end where the range does, and reach further back than it', () => {
			const filter = { ...ALL, from: at('2026-11-22T00:00Z'), to: at('2026-11-23T12:00Z') };
			expect(cube.sparks(filter, 0).month).toEqual([1, ...Array.from({ length: 28 }, () => 0), 1]);
			expect(cube.lastDay({ ...filter, to: at('2026-11-23T00:00Z') })).toBe(at('2026-11-22T00:00Z'));
		});

		it('honour the other filters', () => {
			expect(cube.sparks({ ...ALL, states: new Set(['open']) }, 0).week).toEqual([0, 0, 0, 0, 0, 0, 1]);
			expect(cube.sparks({ ...ALL, stages: new Set(['stg']) }, 0).week).toEqual([0, 0, 0, 0, 0, 0, 0]);
		});
	});

	it('takes the median of closed incidents whose span is known and not below zero', () => {
		const log = aLog(
			['a'],
			[[0]],
			[
				row(1, { span: 100 }),
				row(2, { span: 7 }),
				row(3, { span: -5 }),
				row(4),
				row(5, { span: 1, state: 0 }),
				row(6, { span: 20 }),
				row(7, { span: 0 }),
			],
		);
		expect(new Cube(log, 'UTC').medianSpan(ALL)).toBe(13.5);
		expect(new Cube(log, 'UTC').medianSpan({ ...ALL, to: 6 })).toBe(53.5);
		expect(new Cube(log, 'UTC').medianSpan({ ...ALL, states: new Set(['open']) })).toBeNull();
	});
});

/** A log whose rows lie evenly over a span of time and come from its cells in turn, in a way that mixes states and stages. */
function manyRows(rows: number, span: number, cells: number): Log {
	const services = Array.from({ length: 20 }, (_, i) => `service ${i}`);
	const some = Array.from({ length: cells }, (_, i) => (i < 20 ? [i] : [i % 20, (i + 1 + (i % 7)) % 20]));
	const start = at('2020-02-29T18:00Z');
	return aLog(
		services,
		some,
		Array.from({ length: rows }, (_, i) => ({
			created: start + Math.floor((i * span) / rows),
			cell: (i * 7_919) % cells,
			state: (i * i) % 3,
			stage: i % 5 === 0 ? 1 : 0,
			span: (i * 31) % 5_000,
		})),
	);
}

/** Each value as an arbitrary that is always it. */
function constants<T extends object>(of: T): { [Key in keyof T]: fc.Arbitrary<T[Key]> } {
	return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, fc.constant(value)])) as {
		[Key in keyof T]: fc.Arbitrary<T[Key]>;
	};
}
