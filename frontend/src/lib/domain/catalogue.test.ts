import { describe, expect, it } from 'vitest';
import {
	asAddress,
	choiceSentence,
	isPreset,
	orderedChoice,
	shelves,
	watchLabel,
	withPreset,
	withTick,
} from './catalogue';
import type { CatalogueService } from './model';

const offer = (id: string, category: string, platform = 'statuspage'): CatalogueService => ({
	...{ id, name: id.toUpperCase(), category, platform, host: `status.${id}.com`, watched: false },
});
const many = Array.from({ length: 12 }, (_, i) => offer(`s${i}`, 'Cloud'));
const offers = [...many, offer('slack', 'Work', 'slack'), offer('zoom', 'Work')];
const none = new Set<string>();

describe('shelves', () => {
	it('counts the chosen of all, shown or not', () => {
		const shown = shelves(offers, { chosen: new Set(['s11', 's0', 'zoom']), first: none });
		expect(shown.map((s) => [s.chosen, s.total, s.offers.length, s.hidden])).toEqual([
			[2, 12, 8, 4],
			[1, 2, 2, 0],
		]);
	});

	it('puts first what was chosen at the beginning, and moves nothing on a tick', () => {
		const first = new Set(['s9']);
		const ids = (chosen: Set<string>) => shelves(offers, { chosen, first })[0]?.offers.map((o) => o.id);
		expect(ids(first)?.[0]).toBe('s9');
		expect(ids(withTick(first, 's5'))).toEqual(ids(first));
	});

	it('shows all of an opened category, and fewer in the second row of categories', () => {
		const long = ['A', 'B', 'C', 'D'].flatMap((c) => Array.from({ length: 10 }, (_, i) => offer(`${c}${i}`, c)));
		const shown = shelves(long, { chosen: none, first: none, open: new Set(['B']) });
		expect(shown.map((s) => s.offers.length)).toEqual([8, 10, 8, 6]);
	});

	it.each([
		['slack', ['slack']],
		['  ZOOM ', ['zoom']],
		['work s', ['slack', 'zoom']],
		['status.zoom.com', ['zoom']],
		['https://www.status.slack.com/history?x=1', ['slack']],
		['https://status.slack.com/history?x=1', ['slack']],
		['nothing', []],
	])('finds %s', (query, want) => {
		const found = shelves(offers, { query, chosen: none, first: none }).flatMap((s) => s.offers.map((o) => o.id));
		expect(found).toEqual(want);
	});
});

describe('presets', () => {
	const preset = { name: 'Two', ids: ['s0', 'zoom'] };
	it('replaces a first choice and takes it back', () => {
		const chosen = withPreset(preset, new Set(['s5']), 'replace');
		expect([...chosen]).toEqual(['s0', 'zoom']);
		expect(isPreset(preset, chosen, 'replace')).toBe(true);
		expect(withPreset(preset, chosen, 'replace').size).toBe(0);
		expect(isPreset(preset, withTick(chosen, 's1'), 'replace')).toBe(false);
	});

	it('adds to a choice that exists, and never takes away what was watched', () => {
		const first = new Set(['s0', 's5']);
		const chosen = withPreset(preset, first, 'add', first);
		expect([...chosen]).toEqual(['s0', 's5', 'zoom']);
		expect(isPreset(preset, chosen, 'add')).toBe(true);
		expect([...withPreset(preset, chosen, 'add', first)]).toEqual(['s0', 's5']);
	});

	it('is never pressed when it is empty', () => {
		expect(isPreset({ name: 'Empty', ids: [] }, none, 'replace')).toBe(false);
	});
});

describe('the choice', () => {
	it('keeps the order of what was watched and appends the new', () => {
		expect(orderedChoice(offers, new Set(['s1', 'zoom', 's0']), ['zoom', 's7', 's1'])).toEqual(['zoom', 's1', 's0']);
	});

	it('says itself', () => {
		expect(choiceSentence(offers, new Set(['slack', 'zoom', 's1']))).toEqual({
			count: '3 services chosen',
			where: 'on 2 platforms',
		});
		expect(choiceSentence(offers, new Set(['slack']))).toEqual({ count: '1 service chosen', where: 'on 1 platform' });
		expect(choiceSentence(offers, none)).toEqual({ count: 'No service chosen', where: '' });
		expect([watchLabel(14), watchLabel(1), watchLabel(0)]).toEqual([
			'Watch 14 services',
			'Watch 1 service',
			'Watch services',
		]);
	});
});

describe('asAddress', () => {
	it.each([
		['status.acme.com', 'status.acme.com'],
		['https://status.acme.com/eu/incidents/1', 'https://status.acme.com/eu/incidents/1'],
		['http://localhost:8080/x', 'http://localhost:8080/x'],
		['  status.acme.com ', 'status.acme.com'],
		['github', ''],
		['google cloud', ''],
		['a.b c', ''],
		['', ''],
	])('takes %j for %j', (query, address) => expect(asAddress(query)).toBe(address));
});
