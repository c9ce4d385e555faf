import { describe, expect, it } from 'vitest';
import { matchPalette, movePalette, type PaletteItem } from './palette';

const items: PaletteItem[] = [
	{ id: 'gitlab', label: 'GitLab', kind: 'service', level: 'operational' },
	{ id: 'github', label: 'GitHub', kind: 'service', level: 'partial_outage' },
	{ id: 'digitalocean', label: 'DigitalOcean', kind: 'service', level: 'operational', keywords: 'cloud' },
	{ id: 'refresh', label: 'Refresh now', kind: 'action', keywords: 'check reload' },
	{ id: 'mute:github', label: 'Mute GitHub until resolved', kind: 'action', searched: true },
];
const ids = (query: string, limit?: number) => matchPalette(items, query, limit).map((m) => m.item.id);

describe('matchPalette', () => {
	it.each([
		['git', ['gitlab', 'github', 'mute:github', 'digitalocean']],
		['GITH', ['github', 'mute:github']],
		['hub mute', ['mute:github']],
		['reload', ['refresh']],
		['cloud', ['digitalocean']],
		['xyz', []],
	])('ranks for %s', (query, want) => {
		expect(ids(query)).toEqual(want);
	});

	it('shows what stands by itself while nothing is typed', () => {
		expect(ids('  ')).toEqual(['gitlab', 'github', 'digitalocean', 'refresh']);
		expect(ids('', 2)).toHaveLength(2);
	});

	it('sets the letters that matched apart', () => {
		expect(matchPalette(items, 'git')[2]?.pieces).toEqual([
			{ text: 'Mute ', match: false },
			{ text: 'Git', match: true },
			{ text: 'Hub until resolved', match: false },
		]);
	});

	it('sets nothing apart where lower case changes the length', () => {
		const odd: PaletteItem = { id: 'x', label: 'İstanbul', kind: 'service' };
		expect(matchPalette([odd], 'stan')[0]?.pieces).toEqual([{ text: 'İstanbul', match: false }]);
	});
});

describe('movePalette', () => {
	it('goes around', () => {
		expect([movePalette(0, -1, 3), movePalette(2, 1, 3), movePalette(0, 1, 0)]).toEqual([2, 0, 0]);
	});
});
