import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogFacts } from '../domain/analytics';
import { arrowFile, services, type FakeIncident } from '../wire/fake/log';
import { WireError } from '../wire';
import { AnalyticsState } from './analytics.svelte';
import { aWire } from './testing';

const NOW = Date.parse('2026-11-22T13:45Z');
const OPEN = 0;
const IN_PROGRESS = 1;
const CLOSED = 2;
const [CHECKOUT = '', PAYMENTS = '', PORTAL = ''] = services;

const incident = (created: string, service: number, state: number, stage = 0, hours = 1): FakeIncident => {
	const time = Date.parse(created);
	return { created: time, reported: time + hours * 3_600_000, cell: service, state, stage };
};

/** Six incidents: two of the newest week, four of the three weeks before. */
const rows = [
	incident('2026-10-26T00:00Z', 0, CLOSED, 0, 3),
	incident('2026-11-02T08:00Z', 1, CLOSED, 1, 5),
	incident('2026-11-04T08:00Z', 0, CLOSED),
	incident('2026-11-10T08:00Z', 2, IN_PROGRESS),
	incident('2026-11-16T00:00Z', 0, OPEN, 1),
	incident('2026-11-22T12:00Z', 0, OPEN),
];
const log = arrowFile({ cells: services.map((_, i) => [i]), rows });
const facts = (revision: number): LogFacts => ({
	revision,
	demo: false,
	source: 'march.csv',
	importedAt: NOW,
	rows: revision && rows.length,
	bytes: log.byteLength,
	idsFrom: 0,
	idsTo: 0,
	canUndo: false,
	undoes: '',
});

let zone = 'local';
let started: (() => void) | undefined;

/** Analytics with a log, or with what the calls say instead. */
async function open(calls: Parameters<typeof aWire>[0] = {}) {
	const columns = vi.fn(async () => log.slice(0));
	const fixture = aWire({ analytics: { log: async () => facts(1), columns, ...calls.analytics } });
	const analytics = new AnalyticsState(fixture.wire, localStorage, { now: () => NOW, zone: () => zone });
	started = analytics.source.start();
	await vi.advanceTimersByTimeAsync(0);
	return { ...fixture, analytics, columns };
}

const total = (analytics: AnalyticsState) => analytics.analysis?.counts.total;
const texts = (analytics: AnalyticsState) => analytics.chips.map(({ label, text }) => `${label} ${text}`);

beforeEach(() => {
	vi.useFakeTimers();
	localStorage.clear();
	zone = 'local';
});
afterEach(() => {
	started?.();
	vi.useRealTimers();
});

describe('the log', () => {
	it('is read once for each revision', async () => {
		const { analytics, columns, send } = await open();
		expect(total(analytics)).toBe(6);
		await analytics.source.pull();
		expect(columns).toHaveBeenCalledTimes(1);
		send('log', facts(2));
		await vi.advanceTimersByTimeAsync(0);
		expect(columns).toHaveBeenCalledTimes(2);
	});

	it('is none where none is stored', async () => {
		const { analytics, columns } = await open({ analytics: { log: async () => facts(0) } });
		expect(analytics.source.facts?.revision).toBe(0);
		expect(analytics.analysis).toBeNull();
		expect(columns).not.toHaveBeenCalled();
	});

	it('goes when it is taken away', async () => {
		const { analytics, send } = await open();
		send('log', facts(0));
		await vi.advanceTimersByTimeAsync(0);
		expect([analytics.source.log, analytics.cards]).toEqual([null, []]);
	});

	it('stays while the next one cannot be read, which is said until it can', async () => {
		const { analytics, columns, send } = await open();
		columns.mockRejectedValueOnce(new WireError('internal', 'The disk is gone.'));
		send('log', facts(2));
		await vi.advanceTimersByTimeAsync(0);
		expect([analytics.source.error, analytics.source.failedAt > 0]).toEqual(['The disk is gone.', true]);
		expect(total(analytics)).toBe(6);
		send('log', facts(3));
		await vi.advanceTimersByTimeAsync(0);
		expect(analytics.source.error).toBe('');
	});

	it('is asked for again where it changed while it was read', async () => {
		const columns = vi.fn(async () => log.slice(0));
		columns.mockRejectedValueOnce(new WireError('not_found', 'The log has changed.'));
		const { analytics } = await open({ analytics: { columns } });
		expect([analytics.source.error, total(analytics)]).toEqual(['', 6]);
	});

	it('is not asked for again and again where it cannot be found', async () => {
		const columns = vi.fn(async () => Promise.reject(new WireError('not_found', 'There is no such log.')));
		const { analytics } = await open({ analytics: { columns } });
		expect([analytics.source.error, columns.mock.calls.length]).toEqual(['There is no such log.', 2]);
	});

	it('is known before its rows are there', async () => {
		const { analytics } = await open({ analytics: { columns: () => new Promise(() => undefined) } });
		expect([analytics.source.facts?.rows, analytics.source.log]).toEqual([6, null]);
	});

	it('shows the newest answer where an older one comes later', async () => {
		let answer: (bytes: ArrayBuffer) => void = () => undefined;
		const columns = vi.fn(async () => log.slice(0));
		columns.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
		const { analytics, send } = await open({ analytics: { columns } });
		send('log', facts(2));
		await vi.advanceTimersByTimeAsync(0);
		answer(log.slice(0));
		await vi.advanceTimersByTimeAsync(0);
		expect(analytics.source.facts?.revision).toBe(2);
	});

	it('says in a sentence what is no log', async () => {
		const { analytics } = await open({ analytics: { columns: async () => new ArrayBuffer(8) } });
		expect(analytics.source.error).toMatch(/cannot be read/);
	});
});

describe('filters', () => {
	it('narrow every number', async () => {
		const { analytics } = await open();
		analytics.filterBy('services', [CHECKOUT]);
		analytics.filterBy('stages', ['prd']);
		expect(analytics.analysis?.counts).toMatchObject({ total: 3, open: 1, closed: 2, prd: 3, stg: 0 });
		expect(analytics.cards.map(({ name, total: each }) => [name, each])).toEqual([[CHECKOUT, 3]]);
		expect(texts(analytics)).toEqual([`Service ${CHECKOUT}`, 'Stage prd']);
	});

	it('compare with the equal period before', async () => {
		const { analytics } = await open();
		analytics.filterBy('period', 'last 7 days');
		expect([total(analytics), analytics.analysis?.before?.total]).toEqual([2, 1]);
		expect(analytics.comparedTo).toBe(Date.parse('2026-11-23T00:00Z'));
	});

	it('are cleared one by one, the last first', async () => {
		const { analytics } = await open();
		analytics.filterBy('stages', ['prd']);
		analytics.filterBy('search', 'check');
		analytics.filterBy('states', ['open']);
		const left = () => [analytics.clearLast(), texts(analytics)][1];
		expect([left(), left(), left(), left()]).toEqual([['Stage prd', 'Search check'], ['Stage prd'], [], []]);
	});

	it('are cleared all at once, and what is shown stays as it is shown', async () => {
		const { analytics } = await open();
		analytics.show({ granularity: 'day', bars: 'grouped', sort: 'name' });
		analytics.filterBy('stages', ['prd']);
		analytics.clearAll();
		expect(texts(analytics)).toEqual([]);
		expect(analytics.filters).toMatchObject({ granularity: 'day', bars: 'grouped', sort: 'name' });
	});

	it('survive a restart', async () => {
		const { analytics } = await open();
		analytics.filterBy('period', 'last 13 weeks');
		analytics.filterBy('services', [PAYMENTS]);
		analytics.show({ granularity: 'month' });
		const { analytics: again } = await open();
		expect([texts(again), again.step, total(again)]).toEqual([texts(analytics), 'month', 1]);
	});

	it.each(['', 'no json', 'null', '[]', '{"filters":{"period":"yesterday"}}', '{"around":"all"}'])(
		'begin anew where %j is kept',
		async (kept) => {
			localStorage.setItem('isserviceup.analytics', kept);
			const { analytics } = await open();
			expect([texts(analytics), total(analytics)]).toEqual([[], 6]);
		},
	);

	it('that match nothing say which of them would help', async () => {
		const { analytics } = await open();
		analytics.filterBy('services', [PORTAL]);
		analytics.filterBy('states', ['closed']);
		expect(total(analytics)).toBe(0);
		const reliefs = analytics.reliefs.map(({ chip, rows: left }) => [chip.label, left]);
		expect(reliefs).toEqual([
			['Service', 3],
			['State', 1],
		]);
	});

	it.each([
		['local', '2026-11-16T00:00:00.000Z', 'UTC'],
		['UTC', '2026-11-16T00:00:00.000Z', 'UTC'],
		['Europe/Berlin', '2026-11-15T23:00:00.000Z', 'Europe/Berlin'],
	])('count the weeks of the zone %s from %s', async (chosen, start, name) => {
		zone = chosen;
		const { analytics } = await open();
		analytics.filterBy('period', 'last 7 days');
		expect(new Date(analytics.buckets[0]?.start ?? 0).toISOString()).toBe(start);
		expect(analytics.zone).toBe(name);
	});
});

describe('the trend', () => {
	it('goes on showing the bars around those that are chosen on it', async () => {
		const { analytics } = await open();
		analytics.chooseBars({ first: 1, last: 1 });
		expect([total(analytics), analytics.buckets.length, analytics.chosen]).toEqual([2, 4, { first: 1, last: 1 }]);
		expect(texts(analytics)).toEqual(['Dates 2 to 8 Nov 2026']);
	});

	it.each<[string, (analytics: AnalyticsState) => void]>([
		['choosing them again', (analytics) => analytics.chooseBars({ first: 10, last: 11 })],
		['Esc', (analytics) => analytics.clearLast()],
	])('gives the dates before back by %s', async (_, back) => {
		const { analytics } = await open();
		analytics.filterBy('period', 'last 13 weeks');
		analytics.chooseBars({ first: 10, last: 11 });
		expect(total(analytics)).toBe(3);
		analytics.chooseService(CHECKOUT);
		analytics.chooseService(CHECKOUT);
		back(analytics);
		expect([texts(analytics), analytics.chosen]).toEqual([['Dates last 13 weeks'], null]);
	});

	it('lets Esc clear a filter that came after the bars first', async () => {
		const { analytics } = await open();
		analytics.chooseBars({ first: 1, last: 1 });
		analytics.chooseState('closed');
		analytics.clearLast();
		expect(texts(analytics)).toEqual(['Dates 2 to 8 Nov 2026']);
	});

	it('forgets the bars around where the dates are cleared or set otherwise', async () => {
		const { analytics } = await open();
		analytics.filterBy('period', 'last 13 weeks');
		analytics.chooseBars({ first: 1, last: 2 });
		analytics.clear('period');
		expect([texts(analytics), analytics.buckets.length]).toEqual([[], 4]);
		analytics.chooseBars({ first: 0, last: 0 });
		analytics.filterBy('period', 'last 7 days');
		expect([analytics.buckets.length, analytics.chosen]).toEqual([1, null]);
	});

	it('keeps what was chosen among them over a restart', async () => {
		const { analytics } = await open();
		analytics.filterBy('period', 'last 13 weeks');
		analytics.chooseBars({ first: 10, last: 11 });
		const { analytics: again } = await open();
		expect([again.buckets.length, again.chosen]).toEqual([13, { first: 10, last: 11 }]);
		again.clearLast();
		expect(texts(again)).toEqual(['Dates last 13 weeks']);
	});

	it('chooses a state alone, and all again', async () => {
		const { analytics } = await open();
		analytics.chooseState('open');
		expect([texts(analytics), total(analytics)]).toEqual([['State open'], 2]);
		analytics.chooseState('open');
		expect(total(analytics)).toBe(6);
	});
});

describe('the cards', () => {
	it('come sorted, with the days that end the range', async () => {
		const { analytics } = await open();
		expect(analytics.cards.map(({ name }) => name)).toEqual([CHECKOUT, PAYMENTS, PORTAL]);
		analytics.show({ sort: 'newest' });
		expect(analytics.cards.map(({ name }) => name)).toEqual([CHECKOUT, PORTAL, PAYMENTS]);
		expect(analytics.cards[0]?.sparks.week).toEqual([1, 0, 0, 0, 0, 0, 1]);
	});

	it('come eight a page, and a filter leads back to the first', async () => {
		const many = services.map((_, i) => incident('2026-11-16T00:00Z', i, OPEN));
		const bytes = arrowFile({ cells: services.map((_, i) => [i]), rows: many });
		const { analytics } = await open({ analytics: { columns: async () => bytes } });
		expect([analytics.carded, analytics.pages, analytics.cards.length]).toEqual([40, 5, 8]);
		analytics.page = 4;
		expect(analytics.cards.map(({ name }) => name)).toEqual(services.slice(32));
		analytics.show({ granularity: 'day' });
		expect(analytics.page).toBe(4);
		analytics.filterBy('search', 'a');
		expect(analytics.page).toBe(0);
	});
});

describe('the median', () => {
	it('follows the filters after the frame', async () => {
		const { analytics } = await open();
		const stop = $effect.root(() => {
			$effect(() => analytics.settle());
		});
		flushSync();
		expect(analytics.median).toBeNull();
		await vi.advanceTimersByTimeAsync(100);
		expect(analytics.median).toBe(3 * 3600);
		analytics.filterBy('services', [PAYMENTS]);
		flushSync();
		expect(analytics.median).toBe(3 * 3600);
		await vi.advanceTimersByTimeAsync(100);
		expect(analytics.median).toBe(5 * 3600);
		stop();
	});
});

describe('what is exported', () => {
	it('is all where nothing is filtered', async () => {
		const { analytics } = await open();
		expect(analytics.exported).toEqual({
			from: 0,
			to: 0,
			services: [],
			states: [],
			stages: [],
			zone: 'UTC',
			words: ['No filters'],
		});
	});

	it('is what the filters choose, in names and in words', async () => {
		const { analytics } = await open();
		analytics.filterBy('period', 'last 7 days');
		analytics.filterBy('search', 'check');
		analytics.filterBy('services', [CHECKOUT, PAYMENTS]);
		analytics.filterBy('states', ['open']);
		expect(analytics.exported).toEqual({
			from: Date.parse('2026-11-16T00:00Z'),
			to: Date.parse('2026-11-23T00:00Z'),
			services: [CHECKOUT],
			states: ['open'],
			stages: [],
			zone: 'UTC',
			words: [
				'Dates: last 7 days, 16 to 22 Nov 2026',
				`Service: ${CHECKOUT}, ${PAYMENTS}`,
				'State: open',
				'Search: check',
			],
		});
	});
});
