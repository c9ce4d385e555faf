import { describe, expect, it } from 'vitest';
import type { Incident, Maintenance } from './model';
import { asSentence, began, plannedWhen, stateWord, timeline, took } from './timeline';

const now = Date.UTC(2026, 10, 19, 14, 32);
const reader = { now, zone: 'UTC' };
const MINUTE = 60_000;

describe('timeline', () => {
	const updates = [
		{ at: now - 134 * MINUTE, state: 'investigating', text: 'We are looking.' },
		{ at: now - 12 * MINUTE, state: 'identified', text: 'Found.' },
		{ at: now - 30 * 60 * MINUTE, state: '', text: 'Yesterday.' },
	];

	it('puts the newest first and says its age while it is under way', () => {
		expect(timeline(updates, true, reader).map((entry) => entry.lines)).toEqual([
			['14:20', '12 min ago'],
			['12:18'],
			['18 Nov', '08:32'],
		]);
	});

	it('says no age of what is over', () => {
		expect(timeline(updates, false, reader)[0]?.lines).toEqual(['14:20']);
	});

	it('writes the whole time for the pointer, in the zone that is asked for', () => {
		expect(timeline(updates, true, reader)[0]?.title).toBe('Thu 19 Nov 2026, 14:20 UTC');
		expect(timeline(updates, true, { now, zone: 'Asia/Tokyo' })[0]?.lines[0]).toBe('23:20');
	});

	it('leaves out a time that is not known', () => {
		expect(timeline([{ at: 0, state: 'x', text: '' }], true, reader)[0]).toMatchObject({ lines: [], title: '' });
	});

	it('keeps updates of one moment apart', () => {
		const same = [updates[0], updates[0]].flatMap((update) => update ?? []);
		expect(new Set(timeline(same, true, reader).map((entry) => entry.key)).size).toBe(2);
	});
});

describe('words', () => {
	it.each([
		['in_progress', 'In progress'],
		['Identified', 'Identified'],
		['', ''],
	])('%s', (state, want) => expect(stateWord(state)).toBe(want));

	it.each([
		['its certificate has expired', 'Its certificate has expired.'],
		['Done.', 'Done.'],
		['', ''],
	])('as a sentence: %s', (reason, want) => expect(asSentence(reason)).toBe(want));

	it.each([
		[now - 66 * MINUTE, now, '1 h 06 min'],
		[0, now, ''],
		[now, 0, ''],
		[now, now - 1, ''],
	])('took', (from, to, want) => expect(took(from, to)).toBe(want));

	it.each([
		[Date.UTC(2026, 10, 2), '2 Nov'],
		[Date.UTC(2025, 10, 2), '2 Nov 2025'],
		[0, ''],
	])('began', (startedAt, want) => expect(began({ startedAt } as Incident, reader)).toBe(want));

	it.each([
		[{ startsAt: Date.UTC(2026, 10, 21, 2) }, 'Sat 21 Nov, 02:00'],
		[{ startsAt: 0 }, 'at a time not given'],
		[{ inProgress: true, endsAt: Date.UTC(2026, 10, 19, 16) }, 'in progress until 16:00'],
		[{ inProgress: true, endsAt: 0 }, 'in progress'],
	])('planned', (work, want) => expect(plannedWhen(work as Maintenance, reader)).toBe(want));
});
