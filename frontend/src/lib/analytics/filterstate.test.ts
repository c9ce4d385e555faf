import { describe, expect, it } from 'vitest';
import {
	alone,
	chips,
	parseFilterState,
	serviceText,
	toFilter,
	UNFILTERED,
	withFilter,
	without,
	withoutAll,
	type FilterState,
} from './filterstate';
import { aLog } from './testing';

const NOW = Date.parse('2026-11-22T13:45Z');
const names = ['Checkout API', 'Payments gateway', 'Search index'];
const range = { from: Date.parse('2026-11-02T00:00Z'), to: Date.parse('2026-11-09T00:00Z') };

/** Everything that can be set, in an order that is not that of the chips. */
const full: FilterState = (
	[
		['search', 'pay'],
		['services', ['Payments gateway', 'Search index']],
		['period', 'last 13 weeks'],
		['states', ['open', 'inprogress']],
		['stages', ['prd']],
	] as const
).reduce<FilterState>((state, [name, value]) => withFilter(state, name, value), UNFILTERED);

describe('the order of filters', () => {
	it('keeps what was set last at the end', () => {
		expect(full.order).toEqual(['search', 'services', 'period', 'states', 'stages']);
		expect(withFilter(full, 'search', 'paym').order).toEqual(['services', 'period', 'states', 'stages', 'search']);
	});

	it('drops what narrows no more', () => {
		expect(without(full, 'services')).toMatchObject({
			services: null,
			order: ['search', 'period', 'states', 'stages'],
		});
		expect(withFilter(full, 'search', '  ').order).toEqual(['services', 'period', 'states', 'stages']);
	});

	it('is emptied at once without a change of how things are shown', () => {
		const shown = { ...full, granularity: 'day', bars: 'grouped', sort: 'name' } as const;
		expect(withoutAll(shown)).toEqual({ ...UNFILTERED, granularity: 'day', bars: 'grouped', sort: 'name' });
	});
});

describe('alone', () => {
	it.each([
		['chooses one of all', null, ['open']],
		['one of several', ['open', 'closed'], ['open']],
		['another one', ['closed'], ['open']],
		['all after the same', ['open'], null],
	])('%s', (_, chosen, want) => expect(alone(chosen, 'open')).toEqual(want));
});

describe('chips', () => {
	const texts = (state: FilterState) => chips(state, names, 'UTC').map(({ label, text }) => `${label} ${text}`);

	it('says what is chosen', () => {
		expect(texts(UNFILTERED)).toEqual([]);
		expect(texts(full)).toEqual([
			'Dates last 13 weeks',
			'Service 2 of 3',
			'Stage prd',
			'State open, in progress',
			'Search pay',
		]);
	});

	it.each<[string, FilterState, string]>([
		['a range', withFilter(UNFILTERED, 'period', range), 'Dates 2 to 8 Nov 2026'],
		['one service', withFilter(UNFILTERED, 'services', ['Search index']), 'Service Search index'],
		['no state', withFilter(UNFILTERED, 'states', []), 'State none'],
		['no stage', withFilter(UNFILTERED, 'stages', []), 'Stage none'],
	])('says %s', (_, state, text) => expect(texts(state)).toEqual([text]));
});

describe('serviceText', () => {
	it.each([
		[[], 'none'],
		[['gone'], 'none'],
		[['gone', 'Search index'], 'Search index'],
		[['Search index', 'Checkout API'], '2 of 3'],
	])('of %j', (chosen, text) => expect(serviceText(chosen, names)).toBe(text));
});

describe('toFilter', () => {
	const log = aLog(names, [[0]], []);

	it('turns names into places', () => {
		expect(toFilter({ ...full, search: ' pay ' }, log, NOW, 'UTC')).toEqual({
			from: Date.parse('2026-08-24T00:00Z'),
			to: Date.parse('2026-11-23T00:00Z'),
			services: new Set([1, 2]),
			states: new Set(['open', 'inprogress']),
			stages: new Set(['prd']),
			search: 'pay',
		});
	});

	it('chooses all where nothing is set', () => {
		expect(toFilter(UNFILTERED, log, NOW, 'UTC')).toEqual({
			from: null,
			to: null,
			services: null,
			states: null,
			stages: null,
			search: '',
		});
	});

	it('matches nothing where the log names none of the services', () => {
		const filter = toFilter(withFilter(UNFILTERED, 'services', ['gone']), log, NOW, 'UTC');
		expect(filter.services).toEqual(new Set());
	});
});

describe('parseFilterState', () => {
	it.each<[string, FilterState]>([
		['nothing', UNFILTERED],
		['everything', full],
		['a range', withFilter(full, 'period', range)],
		['a range without end', withFilter(full, 'period', { from: range.from, to: null })],
		['empty choices', withFilter(withFilter(full, 'states', []), 'services', [])],
		['another view', { ...full, granularity: 'month', bars: 'grouped', sort: 'newest' }],
	])('reads %s as it was written', (_, state) => {
		expect(parseFilterState(JSON.parse(JSON.stringify(state)))).toEqual(state);
	});

	it('takes over nothing that it does not know', () => {
		expect(parseFilterState({ ...full, more: 1 })).toEqual(full);
	});

	it.each<[string, unknown]>([
		['null', null],
		['a list', []],
		['text', 'all'],
		['an unknown preset', { ...full, period: 'last year' }],
		['a range that ends before it begins', { ...full, period: { from: range.to, to: range.from } }],
		['an empty range', { ...full, period: { from: range.to, to: range.to } }],
		['a range without ends', { ...full, period: { from: null, to: null } }],
		['a range of texts', { ...full, period: { from: '2026-11-02', to: null } }],
		['a part of a millisecond', { ...full, period: { from: 0.5, to: null } }],
		['a time beyond the calendar', { ...full, period: { from: null, to: 1e15 } }],
		['services that are none', { ...full, services: [1] }],
		['a service twice', { ...full, services: ['a', 'a'] }],
		['too many services', { ...full, services: Array.from({ length: 10_001 }, (_, i) => `s${i}`) }],
		['an unknown state', { ...full, states: ['solved'] }],
		['an unknown stage', { ...full, stages: ['test'] }],
		['a search that is none', { ...full, search: null }],
		['a search of a book', { ...full, search: 'x'.repeat(1_001) }],
		['an unknown granularity', { ...full, granularity: 'year' }],
		['an unknown layout', { ...full, bars: 'piled' }],
		['an unknown order of cards', { ...full, sort: 'size' }],
		['no order', { ...full, order: null }],
		['an order without one that is set', { ...full, order: full.order.slice(1) }],
		['an order with one that is not', { ...UNFILTERED, order: ['search'] }],
		['an order with one twice', { ...full, order: [...full.order.slice(1), 'stages'] }],
	])('refuses %s', (_, json) => expect(parseFilterState(json)).toBeNull());
});
