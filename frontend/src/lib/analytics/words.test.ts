import { describe, expect, it } from 'vitest';
import type { Step } from './model';
import {
	barChange,
	barLabel,
	barTitle,
	beforeText,
	change,
	pointsChange,
	rangeText,
	share,
	type Change,
} from './words';

const at = (text: string) => Date.parse(text);

describe('rangeText', () => {
	it.each<[string, string | null, string | null, string, string]>([
		['days of one year', '2026-08-24T00:00Z', '2026-11-23T00:00Z', 'UTC', '24 Aug to 22 Nov 2026'],
		['one day', '2026-11-22T00:00Z', '2026-11-23T00:00Z', 'UTC', '22 Nov 2026'],
		['days of one month', '2026-11-01T00:00Z', '2026-11-23T00:00Z', 'UTC', '1 to 22 Nov 2026'],
		['days of two years', '2025-11-24T00:00Z', '2026-11-23T00:00Z', 'UTC', '24 Nov 2025 to 22 Nov 2026'],
		['a month of two years', '2025-11-01T00:00Z', '2026-11-02T00:00Z', 'UTC', '1 Nov 2025 to 1 Nov 2026'],
		['days of a zone', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 'Europe/Berlin', '25 Oct 2026'],
		['hours', '2026-11-22T08:00Z', '2026-11-22T09:30Z', 'UTC', '22 Nov 2026, 08:00 to 22 Nov 2026, 09:30'],
		['from an hour', '2026-11-21T08:00Z', '2026-11-23T00:00Z', 'UTC', '21 Nov 2026, 08:00 to 22 Nov 2026'],
		['no end', '2026-08-24T00:00Z', null, 'UTC', 'from 24 Aug 2026'],
		['no beginning', null, '2026-11-23T00:00Z', 'UTC', 'until 22 Nov 2026'],
		['neither', null, null, 'UTC', 'all'],
	])('says %s', (_, from, to, zone, text) => {
		expect(rangeText({ from: from && at(from), to: to && at(to) } as Parameters<typeof rangeText>[0], zone)).toBe(text);
	});
});

describe('barLabel and barTitle', () => {
	it.each<[Step, string, string, string, string]>([
		['day', '2026-10-12T00:00Z', '2026-10-13T00:00Z', '12 Oct', 'Mon 12 Oct 2026'],
		['week', '2026-10-12T00:00Z', '2026-10-19T00:00Z', '12 Oct', 'Mon 12 to Sun 18 Oct 2026'],
		['week', '2026-09-28T00:00Z', '2026-10-05T00:00Z', '28 Sep', 'Mon 28 Sep to Sun 4 Oct 2026'],
		['week', '2025-12-29T00:00Z', '2026-01-05T00:00Z', '29 Dec', 'Mon 29 Dec 2025 to Sun 4 Jan 2026'],
		['month', '2026-11-01T00:00Z', '2026-12-01T00:00Z', 'Nov 2026', 'Nov 2026'],
		['year', '2026-01-01T00:00Z', '2027-01-01T00:00Z', '2026', '2026'],
	])('names a %s', (step, start, end, label, title) => {
		expect(barLabel(at(start), step, 'UTC')).toBe(label);
		expect(barTitle({ start: at(start), end: at(end) }, step, 'UTC')).toBe(title);
	});
});

describe('barChange', () => {
	it.each<[number, number, Step, string]>([
		[133, 109, 'week', '24 more than the week before'],
		[0, 1_275, 'day', '1\u00a0275 fewer than the day before'],
		[7, 7, 'month', 'as many as the month before'],
	])('compares %i with %i', (total, before, step, text) => expect(barChange(total, before, step)).toBe(text));
});

describe('change', () => {
	it.each<[number, number | null, Change]>([
		[1_275, 1_185, { text: '7.6\u00a0%', direction: 'up' }],
		[1_152, 1_236, { text: '6.8\u00a0%', direction: 'down' }],
		[39, 33, { text: '6', direction: 'up' }],
		[0, 99, { text: '99', direction: 'down' }],
		[0, 100, { text: '100\u00a0%', direction: 'down' }],
		[1_275, 0, { text: '1\u00a0275', direction: 'up' }],
		[5_000, 200, { text: '2\u00a0400\u00a0%', direction: 'up' }],
		[1_000_300, 1_000_000, { text: '300', direction: 'up' }],
		[1_000_600, 1_000_000, { text: '0.1\u00a0%', direction: 'up' }],
		[500, 500, { text: 'no change', direction: 'same' }],
		[0, 0, { text: 'no change', direction: 'same' }],
		[0, null, { text: 'no earlier period', direction: 'none' }],
	])('from %i against %i', (now, before, want) => expect(change(now, before)).toEqual(want));
});

describe('pointsChange', () => {
	it.each<[number, number | null, Change]>([
		[0.8102, 0.7899, { text: '2 points', direction: 'up' }],
		[0.5, 0.51, { text: '1 point', direction: 'down' }],
		[0.814, 0.806, { text: 'no change', direction: 'same' }],
		[0.5, null, { text: 'no earlier period', direction: 'none' }],
	])('from %f against %f', (now, before, want) => expect(pointsChange(now, before)).toEqual(want));
});

describe('share', () => {
	it.each([
		[1_033, 1_275, 0, '81\u00a0%'],
		[1_236, 1_275, 1, '96.9\u00a0%'],
		[1, 2, 1, '50.0\u00a0%'],
		[0, 0, 0, '0\u00a0%'],
		[0, 7, 1, '0\u00a0%'],
		[7, 7, 1, '100\u00a0%'],
		[1, 1_000, 0, 'under 1\u00a0%'],
		[999, 1_000, 0, 'over 99\u00a0%'],
		[1, 10_000, 1, 'under 0.1\u00a0%'],
		[99_999, 100_000, 1, 'over 99.9\u00a0%'],
	])('of %i in %i', (part, whole, decimals, text) => expect(share(part, whole, decimals)).toBe(text));
});

describe('beforeText', () => {
	it.each([
		['2026-08-24T00:00Z', '2026-11-23T00:00Z', 'UTC', 'in the 13 weeks before'],
		['2026-11-16T00:00Z', '2026-11-23T00:00Z', 'UTC', 'in the 7 days before'],
		['2026-10-31T23:00Z', '2026-11-30T23:00Z', 'Europe/Berlin', 'in the 30 days before'],
		['2026-10-24T22:00Z', '2026-10-25T23:00Z', 'Europe/Berlin', 'on the day before'],
		['2026-11-16T00:00Z', '2026-11-16T01:00Z', 'UTC', 'in the same time before'],
	])('%s to %s', (from, to, zone, text) => expect(beforeText(at(from), at(to), zone)).toBe(text));
});
