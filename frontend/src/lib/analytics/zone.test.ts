import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Step } from './model';
import { ZONES } from './testing';
import { addDays, bucketStart, dateOf, Days, isDayStart, nextBucket } from './zone';

const at = (text: string) => Date.parse(text);
const iso = (time: number) => new Date(time).toISOString().replace(/:00\.000Z$/, 'Z');

describe('bucketStart and nextBucket', () => {
	it.each<[string, string, Step, string, string, string]>([
		['a day', '2026-11-22T13:45Z', 'day', 'UTC', '2026-11-22T00:00Z', '2026-11-23T00:00Z'],
		['the first instant of a day', '2026-11-22T00:00Z', 'day', 'UTC', '2026-11-22T00:00Z', '2026-11-23T00:00Z'],
		['a Sunday', '2026-11-22T23:59Z', 'week', 'UTC', '2026-11-16T00:00Z', '2026-11-23T00:00Z'],
		['a Monday', '2026-11-23T00:00Z', 'week', 'UTC', '2026-11-23T00:00Z', '2026-11-30T00:00Z'],
		['a week over a new year', '2026-01-01T12:00Z', 'week', 'UTC', '2025-12-29T00:00Z', '2026-01-05T00:00Z'],
		['a week before 1970', '1969-12-28T12:00Z', 'week', 'UTC', '1969-12-22T00:00Z', '1969-12-29T00:00Z'],
		['a leap day', '2024-02-29T12:00Z', 'day', 'UTC', '2024-02-29T00:00Z', '2024-03-01T00:00Z'],
		['a leap February', '2024-02-29T12:00Z', 'month', 'UTC', '2024-02-01T00:00Z', '2024-03-01T00:00Z'],
		['a December', '2026-12-31T12:00Z', 'month', 'UTC', '2026-12-01T00:00Z', '2027-01-01T00:00Z'],
		['a year', '2026-12-31T12:00Z', 'year', 'UTC', '2026-01-01T00:00Z', '2027-01-01T00:00Z'],
		['the year 1', '0001-03-31T12:00Z', 'year', 'UTC', '0001-01-01T00:00Z', '0002-01-01T00:00Z'],
		['a day of 23 hours', '2026-03-29T12:00Z', 'day', 'Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
		['a day of 25 hours', '2026-10-25T12:00Z', 'day', 'Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
		[
			'a month that ends an hour later',
			'2026-10-02T00:00Z',
			'month',
			'Europe/Berlin',
			'2026-09-30T22:00Z',
			'2026-10-31T23:00Z',
		],
		[
			'a day without midnight',
			'2018-11-04T12:00Z',
			'day',
			'America/Sao_Paulo',
			'2018-11-04T03:00Z',
			'2018-11-05T02:00Z',
		],
		[
			'a day with 23 to 24 h twice',
			'2018-02-18T02:30Z',
			'day',
			'America/Sao_Paulo',
			'2018-02-17T02:00Z',
			'2018-02-18T03:00Z',
		],
		['half an hour', '2026-04-05T12:00Z', 'day', 'Australia/Lord_Howe', '2026-04-04T13:00Z', '2026-04-05T13:30Z'],
		[
			'the day before one left out',
			'2011-12-30T09:00Z',
			'day',
			'Pacific/Apia',
			'2011-12-29T10:00Z',
			'2011-12-30T10:00Z',
		],
		[
			'the day after one left out',
			'2011-12-30T10:00Z',
			'day',
			'Pacific/Apia',
			'2011-12-30T10:00Z',
			'2011-12-31T10:00Z',
		],
		[
			'a midnight that comes twice',
			'2006-10-29T02:45Z',
			'day',
			'America/St_Johns',
			'2006-10-29T02:30Z',
			'2006-10-30T03:30Z',
		],
		[
			'a day before zones were agreed',
			'1850-06-01T12:00Z',
			'day',
			'Europe/Berlin',
			'1850-05-31T23:00Z',
			'1850-06-01T23:00Z',
		],
		[
			'hours and three quarters ahead',
			'2026-11-22T18:14Z',
			'day',
			'Asia/Kathmandu',
			'2026-11-21T18:15Z',
			'2026-11-22T18:15Z',
		],
	])('finds %s', (_, time, step, zone, start, next) => {
		expect(iso(bucketStart(at(time), step, zone))).toBe(start);
		expect(iso(nextBucket(at(time), step, zone))).toBe(next);
	});

	const steps = fc.constantFrom<Step>('day', 'week', 'month', 'year');
	const times = fc.integer({ min: at('1950-01-01T00:00Z'), max: at('2100-01-01T00:00Z') });

	it('puts every instant into one bucket, and each bucket right behind the one before', () => {
		fc.assert(
			fc.property(times, steps, fc.constantFrom(...ZONES), (time, step, zone) => {
				const start = bucketStart(time, step, zone);
				const next = nextBucket(time, step, zone);
				expect(start).toBeLessThanOrEqual(time);
				expect(next).toBeGreaterThan(time);
				expect(bucketStart(start, step, zone)).toBe(start);
				expect(bucketStart(next - 1, step, zone)).toBe(start);
				expect(bucketStart(next, step, zone)).toBe(next);
				expect(nextBucket(start, step, zone)).toBe(next);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('begins a day where clocks of the zone begin to show it', () => {
		const shown = (time: number, timeZone: string | undefined) =>
			new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time);
		// Without St John's, whose clocks showed midnight twice.
		const zones = fc.constantFrom(...ZONES.filter((zone) => zone !== 'America/St_Johns'));
		fc.assert(
			fc.property(times, zones, (time, zone) => {
				const name = zone === 'local' ? undefined : zone;
				const start = bucketStart(time, 'day', zone);
				expect(shown(start, name)).toBe(shown(time, name));
				expect(shown(start - 1, name) < shown(start, name)).toBe(true);
				expect(new Date(dateOf(time, zone)).toISOString().slice(0, 10)).toBe(shown(time, name));
			}),
			{ numRuns: 300 },
		);
	});

	it('goes by the clock of the computer for the local zone', () => {
		const before = process.env.TZ;
		process.env.TZ = 'America/Sao_Paulo';
		const days = new Days('local');
		const day = days.dayOf(at('2018-11-04T12:00Z'));
		expect([day, day + 1].map((each) => iso(days.startOf(each)))).toEqual(['2018-11-04T03:00Z', '2018-11-05T02:00Z']);
		if (before === undefined) delete process.env.TZ;
		else process.env.TZ = before;
	});

	it('asks for the clocks of a zone a few times in two years, not once a day', () => {
		const asked = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
		const days = new Days('Europe/Paris');
		for (let time = at('2025-01-01T00:00Z'); time < at('2027-01-01T00:00Z'); time += 3_600_000) days.dayOf(time);
		expect(asked.mock.calls.length).toBeLessThan(250);
		asked.mockRestore();
	});
});

describe('addDays', () => {
	it.each([
		['back over a change of clocks', '2026-10-31T23:00Z', -31, 'Europe/Berlin', '2026-09-30T22:00Z'],
		['on over one', '2026-03-28T12:00Z', 2, 'Europe/Berlin', '2026-03-29T22:00Z'],
		['none', '2026-03-28T12:00Z', 0, 'UTC', '2026-03-28T00:00Z'],
		['to a day that was left out', '2011-12-29T12:00Z', 1, 'Pacific/Apia', '2011-12-30T10:00Z'],
	])('goes %s', (_, time, days, zone, want) => {
		expect(iso(addDays(at(time), days, zone))).toBe(want);
	});
});

describe('isDayStart', () => {
	it.each([
		['2026-11-22T00:00Z', 'UTC', true],
		['2026-11-22T00:00:00.001Z', 'UTC', false],
		['2026-11-21T23:00Z', 'Europe/Berlin', true],
		['2018-11-04T03:00Z', 'America/Sao_Paulo', true],
		['2018-11-04T02:00Z', 'America/Sao_Paulo', false],
	])('%s in %s: %s', (time, zone, is) => expect(isDayStart(at(time), zone)).toBe(is));
});
