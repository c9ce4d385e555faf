import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cube } from './cube';
import { MOST_BUCKETS } from './buckets';
import type { Filter, Granularity, Log } from './model';
import * as naive from './naive';
import { filtersOf, logs, ZONES } from './testing';

const granularities: Granularity[] = ['day', 'week', 'month'];

function agrees(log: Log, zone: string, filter: Filter, granularity: Granularity): void {
	const cube = new Cube(log, zone);
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
	const cases = fc
		.record({ log: logs, zone: fc.constantFrom(...ZONES), granularity: fc.constantFrom(...granularities) })
		.chain((given) => filtersOf(given.log, given.zone).map((filter) => ({ ...given, filter })));

	it('counts what walking row by row counts', () => {
		fc.assert(
			fc.property(cases, ({ log, zone, filter, granularity }) => agrees(log, zone, filter, granularity)),
			{ numRuns: 1_500 },
		);
	});
});
