import { describe, expect, it } from 'vitest';
import { changeDays, changeSentence, outcome } from './changes';
import type { Change, Level } from './model';

const now = Date.UTC(2026, 10, 19, 14, 32);
const change = (part: Partial<Change>): Change => ({
	...{ id: 1, at: now, service: 'github', name: 'GitHub', from: 'operational', to: 'degraded' },
	...{ reason: '', notified: 'sent', why: '', demo: false, ...part },
});

describe('changeDays', () => {
	it('divides by day, named as people name them', () => {
		const times = [
			now,
			Date.UTC(2026, 10, 19, 0, 1),
			Date.UTC(2026, 10, 18, 23, 59),
			Date.UTC(2026, 10, 15),
			Date.UTC(2025, 10, 15),
		];
		const days = changeDays(
			times.map((at) => change({ at })),
			now,
			'UTC',
		);
		expect(days.map((day) => [day.title, day.changes.length])).toEqual([
			['Today', 2],
			['Yesterday', 1],
			['Sun 15 Nov', 1],
			['Sat 15 Nov 2025', 1],
		]);
	});

	it('divides in the zone that is shown', () => {
		const late = change({ at: Date.UTC(2026, 10, 18, 23, 30) });
		expect(changeDays([late], now, 'Europe/Berlin')[0]?.title).toBe('Today');
		expect(changeDays([], now, 'UTC')).toEqual([]);
	});
});

describe('changeSentence', () => {
	it.each<[Level, Level, string]>([
		['operational', 'degraded', 'left Operational: Degraded'],
		['degraded', 'major_outage', 'got worse: Degraded to Major outage'],
		['major_outage', 'degraded', 'got better: Major outage to Degraded'],
		['degraded', 'operational', 'recovered from Degraded'],
		['operational', 'maintenance', 'maintenance began'],
		['degraded', 'maintenance', 'went from Degraded to Maintenance'],
		['maintenance', 'operational', 'maintenance ended'],
		['maintenance', 'degraded', 'left Maintenance: Degraded'],
		['unknown', 'operational', 'can be read: Operational'],
		['operational', 'unknown', 'could not be read'],
	])('%s to %s', (from, to, want) => expect(changeSentence(change({ from, to }))).toBe(want));

	it('says why a page could not be read', () => {
		expect(changeSentence(change({ to: 'unknown', reason: 'TLS error' }))).toBe('could not be read: TLS error');
	});
});

describe('outcome', () => {
	it.each([
		['sent', '', { word: 'Notified', why: '' }],
		['held', 'The service is muted.', { word: 'Held back', why: 'The service is muted' }],
		['failed', 'no daemon', { word: 'Not shown', why: 'no daemon' }],
		['odd', '', { word: 'odd', why: '' }],
	])('%s', (notified, why, want) => expect(outcome(change({ notified, why }))).toEqual(want));
});
