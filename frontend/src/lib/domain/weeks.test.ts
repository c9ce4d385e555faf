import { describe, expect, it } from 'vitest';
import { weekCell, weekChart, weeksSentence } from './weeks';
import type { Week } from './model';

const weeks = (...counts: (number | null)[]): Week[] =>
	counts.map((count, i) => ({
		start: i * 7 * 86_400_000,
		label: `W${35 + i}`,
		count: count ?? 0,
		known: count !== null,
		current: i === counts.length - 1,
	}));

describe('weekChart', () => {
	it('keeps what is not known apart from zero', () => {
		const chart = weekChart(weeks(null, 0, 2));
		expect(chart.values).toEqual([null, 0, 2]);
		expect(chart.current).toEqual([false, false, true]);
	});

	it.each([
		[0, 1, 2],
		[1, 1, 2],
		[3, 1, 3],
		[5, 2, 6],
		[6, 2, 6],
		[7, 5, 10],
		[31, 20, 40],
		[120, 50, 150],
	])('scales %i in steps of %i to %i', (highest, step, top) => {
		expect(weekChart(weeks(highest))).toMatchObject({ step, top });
	});

	it('does not let an unknown week set the scale', () => {
		const odd = [{ start: 0, label: 'W1', count: 900, known: false, current: false }, ...weeks(2)];
		expect(weekChart(odd).top).toBe(2);
	});

	it('says the whole chart in one sentence', () => {
		expect(weekChart(weeks(null, null, 3, null, 0, 2)).description).toBe(
			'Incidents per week: W35 to W36 not covered, W37 3, W38 not covered, W39 0, W40 2 so far',
		);
	});
});

describe('weeksSentence', () => {
	it.each([
		[weeks(null, 3, 4), '7 in the 2 weeks that are known'],
		[weeks(1, 3, 4), '8 in 3 weeks'],
		[weeks(null, 4), '4 in the one week that is known'],
		[weeks(null, null), 'none of these weeks is known'],
	])('counts only what is known', (given, want) => {
		expect(weeksSentence(given)).toBe(want);
	});
});

describe('weekCell', () => {
	it('says what a number means', () => {
		expect(weeks(null, 0, 2).map(weekCell)).toEqual(['not covered', '0', '2 so far']);
	});
});
