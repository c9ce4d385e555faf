import { describe, expect, it } from 'vitest';
import { ago, lastGood, lasting, reason, stateWord } from './moment';
import { aRow } from './testing';

const now = Date.UTC(2026, 10, 19, 14, 32);
const since = now - 47 * 60_000;
const online = { now, zone: 'UTC', offline: false };
const offline = { now, zone: 'UTC', offline: true };

describe('lasting', () => {
	it('tells the age first', () => {
		expect(lasting(since, now, online)).toEqual({ first: '47 min', second: 'since 13:45' });
	});

	it('tells only the clock while offline', () => {
		expect(lasting(since, now - 14 * 60_000, offline)).toEqual({ first: 'since 13:45', second: 'read 14:18' });
	});

	it('does not invent a start', () => {
		expect(lasting(0, now, online)).toEqual({ first: '', second: 'start unknown' });
	});
});

describe('ago', () => {
	it('is relative, and absolute while offline', () => {
		expect(ago(since, online)).toBe('47 min ago');
		expect(ago(since, offline)).toBe('at 13:45');
		expect(ago(0, online)).toBe('');
	});
});

describe('the sentence of a page that cannot be read', () => {
	it('ends with one full stop', () => {
		expect(reason(aRow({ reason: 'its certificate has expired.' }))).toBe('its certificate has expired.');
		expect(reason(aRow())).toBe('no reason is known.');
	});

	it('names the last good reading where there was one', () => {
		expect(lastGood(aRow({ lastGoodAt: since, lastGood: 'degraded' }), online)).toBe('Last good 47 min ago, Degraded.');
		expect(lastGood(aRow({ lastGoodAt: 0 }), online)).toBe('It was never read.');
	});
});

describe('stateWord', () => {
	it('reads the word of a page', () => {
		expect(stateWord('in_progress')).toBe('In progress');
		expect(stateWord('')).toBe('');
	});
});
