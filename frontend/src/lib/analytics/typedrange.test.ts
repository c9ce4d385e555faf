import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from './presets';
import { readRange } from './typedrange';
import { rangeText } from './words';
import { addDays } from './zone';

const said = (text: string, zone = 'UTC') => {
	const typed = readRange(text, zone);
	if ('wrong' in typed) return typed.wrong;
	return typeof typed.period === 'string' ? typed.period : rangeText(typed.period, zone);
};

describe('readRange', () => {
	it.each([
		['2026-08-24 to 2026-11-22', '24 Aug to 22 Nov 2026'],
		['2026-08-24 – 2026-11-22', '24 Aug to 22 Nov 2026'],
		['2026-08-24..2026-11-22', '24 Aug to 22 Nov 2026'],
		['2026-8-24 - 2026-11-22', '24 Aug to 22 Nov 2026'],
		['24.8.2026 to 22.11.2026', '24 Aug to 22 Nov 2026'],
		['24 Aug to 22 Nov 2026', '24 Aug to 22 Nov 2026'],
		[' 24 august  TO 22 november 2026 ', '24 Aug to 22 Nov 2026'],
		['Mon 24 Aug to Sun 22 Nov 2026', '24 Aug to 22 Nov 2026'],
		['1 to 22 Nov 2026', '1 to 22 Nov 2026'],
		['24 Dec 2025 to 6 Jan 2026', '24 Dec 2025 to 6 Jan 2026'],
		['29 Feb 2024', '29 Feb 2024'],
		['Nov 2026', '1 to 30 Nov 2026'],
		['Dec 2026', '1 to 31 Dec 2026'],
		['2026-02', '1 to 28 Feb 2026'],
		['2026', '1 Jan to 31 Dec 2026'],
		['Nov to Dec 2026', '1 Nov to 31 Dec 2026'],
		['2025 to 2026', '1 Jan 2025 to 31 Dec 2026'],
		['from 24 Aug 2026', 'from 24 Aug 2026'],
		['until 2026-08-24', 'until 24 Aug 2026'],
		['Last 13 weeks', 'last 13 weeks'],
		['', 'all'],
	])('reads %j', (text, want) => {
		expect(said(text)).toBe(want);
	});

	it.each(['31 Feb 2026', '2026-13-01', 'yesterday', '24 Foo 2026', '22 Nov', '24 Aug to', '1/2/2026', '0000-01-01'])(
		'says how to write %j',
		(text) => {
			expect(said(text)).toMatch(/^Write dates such as/);
		},
	);

	it('refuses a range that ends before it begins', () => {
		expect(said('2026-11-22 to 2026-08-24')).toBe('The range ends before it begins.');
	});

	it.each(['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia'])('reads in %s what the page writes', (zone) => {
		const day = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2037, 0, 1) });
		fc.assert(
			fc.property(day, fc.integer({ min: 1, max: 900 }), (time, days) => {
				const from = addDays(time, 0, zone);
				const range = { from, to: addDays(from, days, zone) };
				fc.pre(range.to > from);
				expect(readRange(rangeText(range, zone), zone)).toEqual({ period: range });
			}),
		);
	});

	it.each(PRESETS)('knows %s', (preset) => {
		expect(readRange(preset.toUpperCase(), 'UTC')).toEqual({ period: preset });
	});

	it('never fails', () => {
		fc.assert(fc.property(fc.string(), (text) => void readRange(text, 'UTC')));
	});
});
