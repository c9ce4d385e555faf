import { describe, expect, it } from 'vitest';
import { PRESETS, rangeOf, type Preset } from './presets';
import { rangeText } from './words';

describe('rangeOf', () => {
	const sunday = Date.parse('2026-11-22T13:45Z');

	it.each<[Preset, string]>([
		['last 7 days', '16 to 22 Nov 2026'],
		['last 30 days', '24 Oct to 22 Nov 2026'],
		['last 13 weeks', '24 Aug to 22 Nov 2026'],
		['this quarter', '1 Oct to 22 Nov 2026'],
		['last quarter', '1 Jul to 30 Sep 2026'],
		['this year', '1 Jan to 22 Nov 2026'],
		['all', 'all'],
	])('knows %s', (preset, text) => {
		expect(rangeText(rangeOf(preset, sunday, 'UTC'), 'UTC')).toBe(text);
	});

	it.each<[string, string, string, Preset, string, string | null]>([
		['a Monday', '2026-11-23T00:00Z', 'UTC', 'last 13 weeks', '2026-08-31T00:00Z', '2026-11-24T00:00Z'],
		['a leap day', '2024-02-29T12:00Z', 'UTC', 'this quarter', '2024-01-01T00:00Z', '2024-03-01T00:00Z'],
		['the last day of a quarter', '2024-03-31T12:00Z', 'UTC', 'last quarter', '2023-10-01T00:00Z', '2024-01-01T00:00Z'],
		[
			'tomorrow elsewhere',
			'2026-11-22T23:30Z',
			'Europe/Berlin',
			'this quarter',
			'2026-09-30T22:00Z',
			'2026-11-23T23:00Z',
		],
		[
			'a change of clocks',
			'2026-10-26T12:00Z',
			'Europe/Berlin',
			'last 7 days',
			'2026-10-19T22:00Z',
			'2026-10-26T23:00Z',
		],
		[
			'quarters of both clocks',
			'2026-11-22T12:00Z',
			'Europe/Berlin',
			'last quarter',
			'2026-06-30T22:00Z',
			'2026-09-30T22:00Z',
		],
	])('counts on %s', (_, now, zone, preset, from, to) => {
		const range = rangeOf(preset, Date.parse(now), zone);
		expect(range).toEqual({ from: Date.parse(from), to: to && Date.parse(to) });
	});

	it('ends no preset in the past but the quarter that is over', () => {
		const open = PRESETS.filter((preset) => (rangeOf(preset, sunday, 'UTC').to ?? Infinity) > sunday);
		expect(open).toEqual(PRESETS.filter((preset) => preset !== 'last quarter'));
	});
});
