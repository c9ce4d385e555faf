import { describe, expect, it } from 'vitest';
import { age, ageShort, at, clock, full, weekday } from './time';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const noon = Date.UTC(2026, 10, 19, 14, 32);

describe('age', () => {
	it.each([
		[-5 * SECOND, '0 s', '0 s'],
		[40 * SECOND + 900, '40 s', '40 s'],
		[MINUTE, '1 min', '1 min'],
		[47 * MINUTE, '47 min', '47 min'],
		[HOUR, '1 h', '1 h'],
		[2 * HOUR + 14 * MINUTE, '2 h 14 min', '2 h'],
		[23 * HOUR + 59 * MINUTE, '23 h 59 min', '23 h'],
		[3 * DAY + 4 * HOUR, '3 d 4 h', '3 d'],
		[62 * DAY + 5 * HOUR, '62 d', '62 d'],
	])('says %d ms as %s, or as %s', (span, long, short) => {
		expect(age(span)).toBe(long);
		expect(ageShort(span)).toBe(short);
	});
});

describe('times', () => {
	it('follow the zone they are shown in', () => {
		expect(clock(noon, 'UTC')).toBe('14:32');
		expect(clock(noon, 'Europe/Berlin')).toBe('15:32');
		expect(weekday(noon, 'Pacific/Auckland')).toBe('Fri 20 Nov');
	});

	it('write midnight as 00:00', () => {
		expect(clock(Date.UTC(2026, 10, 19), 'UTC')).toBe('00:00');
	});

	it('name everything in full for a tooltip', () => {
		expect(full(noon, 'UTC')).toBe('Thu 19 Nov 2026, 14:32 UTC');
	});

	it('name the zone they are told in', () => {
		expect(full(noon, 'America/New_York')).toBe('Thu 19 Nov 2026, 09:32 America/New York');
		expect(full(noon, 'Asia/Kolkata')).toContain('20:02');
	});

	it('agree between the clock of the computer and its zone by name', () => {
		const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
		expect(full(noon, 'local').split(' ').slice(0, 5)).toEqual(full(noon, here).split(' ').slice(0, 5));
		expect(full(noon, 'local')).toMatch(/ UTC([+−]\d+(:\d\d)?)?$/);
	});

	it('are as short as they stay clear', () => {
		expect(at(noon - 47 * MINUTE, noon, 'UTC')).toBe('13:45');
		expect(at(noon - 15 * HOUR, noon, 'UTC')).toBe('18 Nov, 23:32');
		expect(at(noon - 15 * HOUR, noon, 'America/New_York')).toBe('18 Nov, 18:32');
		expect(at(noon - 400 * DAY, noon, 'UTC')).toBe('15 Oct 2025');
	});
});
