import { describe, expect, it } from 'vitest';
import type { Level } from './model';
import { globalSentence } from './sentence';
import { aFrame, aRow } from './testing';

const now = 1_040_000;
const rows = (...levels: Level[]) => levels.map((level, i) => aRow({ name: `Service ${i}`, level }));

describe('globalSentence', () => {
	it.each<[string, Level[], string, string, string]>([
		['all is well', ['operational', 'operational'], 'operational', 'All 2 services operational', 'checked 40 s ago'],
		['there is one service', ['operational'], 'operational', 'The service is operational', 'checked 40 s ago'],
		['one is ill', ['degraded', 'operational'], 'degraded', '1 service has issues', 'checked 40 s ago'],
		['several are ill', ['degraded', 'major_outage'], 'major_outage', '2 services have issues', 'checked 40 s ago'],
		[
			'one of them could not be read',
			['partial_outage', 'unknown'],
			'partial_outage',
			'1 service has issues',
			'1 could not be read, checked 40 s ago',
		],
		['only reading failed', ['unknown', 'operational'], 'unknown', '1 service could not be read', 'checked 40 s ago'],
		['work is planned', ['maintenance', 'operational'], 'maintenance', '1 of 2 under maintenance', 'checked 40 s ago'],
	])('when %s', (_, levels, sign, title, detail) => {
		expect(globalSentence(aFrame(), rows(...levels), now, 2)).toEqual({ sign, title, detail, old: '' });
	});

	it('asks for a choice where nothing is watched', () => {
		expect(globalSentence(aFrame(), [], now, 2)).toMatchObject({ sign: 'none', title: 'Nothing is watched yet' });
	});

	it('changes only its second line while a check runs', () => {
		const frame = aFrame({ checking: true, done: 9, total: 14 });
		expect(globalSentence(frame, rows('operational', 'operational'), now, 2)).toMatchObject({
			title: 'All 2 services operational',
			detail: 'checked 40 s ago, checking 9 of 14',
		});
	});

	it('blames no service while offline, and says how old the data is', () => {
		const frame = aFrame({ offline: true });
		expect(globalSentence(frame, rows('major_outage'), 1_000_000 + 14 * 60_000, 15)).toEqual({
			sign: 'offline',
			title: 'You are offline',
			detail: 'data is 14 min old',
			old: '',
		});
	});

	it.each([
		[2, 4, ''],
		[2, 5, 'data is 5 min old'],
		[15, 30, ''],
		[15, 31, 'data is 31 min old'],
		[0, 30, ''],
		[0, 31, 'data is 31 min old'],
	])('with checks every %d min calls data of %d min %j', (minutes, old, wanted) => {
		const frame = aFrame();
		expect(globalSentence(frame, rows('operational'), frame.checkedAt + old * 60_000, minutes).old).toBe(wanted);
	});

	it('does not invent an age before the first check', () => {
		expect(globalSentence(aFrame({ checkedAt: 0 }), rows('unknown'), now, 2)).toMatchObject({
			detail: 'not checked yet',
			old: '',
		});
	});
});
