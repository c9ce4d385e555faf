import { describe, expect, it, vi } from 'vitest';
import type { Change } from '../domain/model';
import { aRow } from '../domain/testing';
import type { Wire } from '../wire';
import { ChangesState } from './changes.svelte';
import { aWire } from './testing';

const change = (id: number) => ({ id }) as Change;
const page = (from: number, count: number) => Array.from({ length: count }, (_, i) => change(from - i));

function start(...pages: (Change[] | Error)[]) {
	const changes = vi.fn<Wire['preferences']['changes']>(async () => {
		const next = pages.shift() ?? [];
		if (next instanceof Error) throw next;
		return next;
	});
	const fixture = aWire({ preferences: { changes } });
	const state = new ChangesState(fixture.wire);
	return { ...fixture, changes, state, stop: state.start() };
}

describe('ChangesState', () => {
	it('reads page after page until one is not full', async () => {
		const { state, changes } = start(page(60, 50), page(10, 10));
		await vi.waitFor(() => expect(state.loaded).toBe(true));
		expect(state.more).toBe(true);
		await state.loadMore();
		expect(changes).toHaveBeenLastCalledWith(11, 50);
		expect(state.changes.map((each) => each.id)).toEqual(page(60, 60).map((each) => each.id));
		expect(state.more).toBe(false);
	});

	it('puts what is new first, when a level changed', async () => {
		const { state, send, changes, stop, handlers } = start([change(1)], [change(2), change(1)]);
		await vi.waitFor(() => expect(state.loaded).toBe(true));
		send('row', { revision: 1, row: aRow({}), announce: '' });
		expect(changes).toHaveBeenCalledTimes(1);
		send('row', { revision: 2, row: aRow({}), announce: 'GitHub is degraded' });
		await vi.waitFor(() => expect(state.changes.map((each) => each.id)).toEqual([2, 1]));
		stop();
		expect(handlers.size).toBe(0);
	});

	it('says why it could not be read, and keeps what it shows', async () => {
		const { state, send } = start(new Error('locked'), [change(1)], new Error('locked'));
		await vi.waitFor(() => expect(state.error).toBe('locked'));
		expect([state.loaded, state.loading]).toEqual([false, false]);
		await state.loadMore();
		expect([state.error, state.changes.length]).toEqual(['', 1]);
		send('row', { revision: 2, row: aRow({}), announce: 'GitHub is degraded' });
		await Promise.resolve();
		expect(state.changes).toHaveLength(1);
	});
});
