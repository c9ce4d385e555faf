import { describe, expect, it, vi } from 'vitest';
import type { ComponentNode, Details, History } from '../domain/model';
import { aRow } from '../domain/testing';
import type { Wire } from '../wire';
import { DetailsState } from './details.svelte';
import { aWire } from './testing';

const leaf = (name: string): ComponentNode => ({
	...{ choice: name, name, depth: 0, group: false, level: 'operational', word: '', leaves: 0, affected: 0 },
});
const row = aRow({ id: 'github', name: 'GitHub' });
const found = (part: Partial<Details> = {}): Details => ({
	...{ row, components: [leaf('Actions'), leaf('Pages')], leaves: 2, affected: 0, incidents: [] },
	...{ chosen: [], warnings: [], ...part },
});
const past: History = { weeks: [], recent: [], error: '' };

function start(monitor: Partial<Wire['monitor']> = {}) {
	const fixture = aWire({ monitor: { details: async () => found(), history: async () => past, ...monitor } });
	const state = new DetailsState(fixture.wire, 'github');
	return { ...fixture, state, stop: state.start() };
}

/** A promise that is settled by hand. */
function later<T>() {
	let settle: ((value: T) => void) | undefined;
	const promise = new Promise<T>((resolve) => (settle = resolve));
	return { promise, resolve: (value: T) => settle?.(value) };
}

describe('DetailsState', () => {
	it('shows the details at once and the past when it comes', async () => {
		const answer = later<History>();
		const { state } = start({ history: () => answer.promise });
		await vi.waitFor(() => expect(state.rows.map((each) => each.name)).toEqual(['Actions', 'Pages']));
		expect(state.history).toBeNull();
		answer.resolve(past);
		await vi.waitFor(() => expect(state.history).toEqual(past));
	});

	it('says why the past could not be read, and tries again', async () => {
		const history = vi.fn().mockRejectedValueOnce(new Error('503')).mockResolvedValue(past);
		const { state } = start({ history });
		await vi.waitFor(() => expect(state.historyError).toBe('503'));
		await state.loadHistory();
		expect([state.historyError, state.history]).toEqual(['', past]);
	});

	it('reads again at news of its own service only, and keeps what it shows where that fails', async () => {
		const details = vi.fn().mockResolvedValueOnce(found()).mockRejectedValue(new Error('gone'));
		const { state, send, stop, handlers } = start({ details });
		await vi.waitFor(() => expect(state.details).not.toBeNull());
		send('row', { revision: 1, row: aRow({ id: 'slack' }), announce: '' });
		expect(details).toHaveBeenCalledTimes(1);
		send('row', { revision: 2, row, announce: '' });
		await vi.waitFor(() => expect(state.error).toBe('gone'));
		expect(state.details).not.toBeNull();
		stop();
		expect(handlers.size).toBe(0);
	});

	it('drops an answer that a newer question has overtaken', async () => {
		const late = later<Details>();
		const details = vi
			.fn()
			.mockReturnValueOnce(late.promise)
			.mockResolvedValue(found({ leaves: 9 }));
		const { state } = start({ details });
		await state.load();
		late.resolve(found({ leaves: 1 }));
		await Promise.resolve();
		expect(state.details?.leaves).toBe(9);
	});

	it('has a search only where the tree is long, and searches', async () => {
		const { state } = start({ details: async () => found({ leaves: 16 }) });
		await vi.waitFor(() => expect(state.searchable).toBe(true));
		state.query = 'page';
		expect(state.rows.map((each) => each.name)).toEqual(['Pages']);
	});

	it('stores a choice, and gives one up', async () => {
		const choose = vi.fn(async () => undefined);
		const { state } = start({ choose, details: async () => found({ chosen: ['Pages'] }) });
		await vi.waitFor(() => expect(state.details).not.toBeNull());
		expect(state.checked).toBeUndefined();
		state.beginChoice();
		expect(state.checked?.get('Pages')).toBe('on');
		state.check('Actions');
		state.cancelChoice();
		await state.saveChoice();
		expect(choose).not.toHaveBeenCalled();
		state.beginChoice();
		state.check('Actions');
		expect(state.drafted).toBe(2);
		await state.saveChoice();
		expect(choose).toHaveBeenCalledWith('github', ['Pages', 'Actions']);
		expect(state.checked).toBeUndefined();
	});

	it('keeps a choice open that could not be stored', async () => {
		const { state } = start({ choose: () => Promise.reject(new Error('full')) });
		await vi.waitFor(() => expect(state.details).not.toBeNull());
		state.beginChoice();
		state.check('Pages');
		await expect(state.saveChoice()).rejects.toThrow('full');
		expect(state.drafted).toBe(1);
		state.clearChoice();
		expect(state.drafted).toBe(0);
	});

	it('opens and closes by hand', async () => {
		const group = { ...leaf('Core'), group: true, leaves: 1 };
		const { state } = start({ details: async () => found({ components: [group, { ...leaf('API'), depth: 1 }] }) });
		await vi.waitFor(() => expect(state.rows).toHaveLength(1));
		state.toggle('Core', true);
		expect(state.rows).toHaveLength(2);
	});
});
