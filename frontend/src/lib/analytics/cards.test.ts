import { describe, expect, it } from 'vitest';
import { sortCards } from './cards';
import type { Sort } from './filterstate';
import type { ServiceCounts } from './model';

const names = ['Search 10', 'api', 'Search 9'];
const services: ServiceCounts[] = [
	{ service: 0, total: 30, open: 0, inprogress: 1, last: 5 },
	{ service: 1, total: 20, open: 2, inprogress: 1, last: 9 },
	{ service: 2, total: 10, open: 0, inprogress: 1, last: 7 },
];
const before = [6, 3, 0];
const sparks = (service: number) => {
	const week = [1, 1, 1, 1, 1, 1, 1];
	return { week, month: [99, ...week.map(() => before[service] ?? 0), ...week] };
};

describe('sortCards', () => {
	it.each<[Sort, number[]]>([
		['incidents', [0, 1, 2]],
		['open', [1, 0, 2]],
		['newest', [1, 2, 0]],
		['rising', [2, 1, 0]],
		['name', [1, 2, 0]],
	])('by %s', (sort, want) => {
		expect(sortCards(services, sort, names, sparks).map(({ service }) => service)).toEqual(want);
	});

	it('leaves what it is given as it is', () => {
		sortCards(services, 'name', names, sparks);
		expect(services.map(({ service }) => service)).toEqual([0, 1, 2]);
	});
});
