import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aFrame, aRow } from '../domain/testing';
import type { State } from '../domain/model';
import { MonitorState } from './monitor.svelte';
import { aWire } from './testing';

const listener = { announce: vi.fn(), news: vi.fn() };
const github = aRow({ name: 'GitHub' });
const slack = aRow({ name: 'Slack' });
const first: State = { frame: aFrame({ revision: 5 }), rows: [github, slack] };

beforeEach(() => {
	vi.useFakeTimers();
	vi.clearAllMocks();
});
afterEach(() => vi.useRealTimers());

/** A monitor whose state answers are given one after another. */
function start(...answers: (State | Error | Promise<State>)[]) {
	const state = vi.fn(async () => {
		const answer = answers.shift() ?? first;
		if (answer instanceof Error) throw answer;
		return answer;
	});
	const fixture = aWire({ monitor: { state } });
	const monitor = new MonitorState(fixture.wire, listener);
	const stop = monitor.start();
	return { ...fixture, monitor, state, stop };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('MonitorState', () => {
	it('shows what it pulls', async () => {
		const { monitor } = start(first);
		expect(monitor.frame).toBeNull();
		await settle();
		expect(monitor.frame?.revision).toBe(5);
		expect(monitor.rows).toEqual([github, slack]);
	});

	it('replaces one row in its place and passes on what is to be said', async () => {
		const { monitor, send } = start(first);
		await settle();
		const worse = { ...github, level: 'degraded' as const };
		send('row', { revision: 6, row: worse, announce: 'GitHub is degraded.' });
		expect(monitor.rows).toEqual([worse, slack]);
		expect(listener.announce).toHaveBeenCalledExactlyOnceWith('GitHub is degraded.');
	});

	it('shows a row that was overtaken by another one and by the frame', async () => {
		const { monitor, send } = start(first);
		await settle();
		send('row', { revision: 7, row: { ...slack, detail: 'newer' }, announce: '' });
		send('frame', aFrame({ revision: 8 }));
		send('row', { revision: 6, row: { ...github, detail: 'overtaken' }, announce: '' });
		send('row', { revision: 5, row: { ...slack, detail: 'older' }, announce: '' });
		await vi.advanceTimersByTimeAsync(100);
		expect(monitor.rows.map((row) => row.detail)).toEqual(['overtaken', 'newer']);
	});

	it('shows many rows that come at once in few steps, and all of them when the check ends', async () => {
		const { monitor, send } = start({ ...first, frame: aFrame({ revision: 5, checking: true }) });
		await settle();
		const read = (row: typeof github, detail: string, revision: number) =>
			send('row', { revision, row: { ...row, detail }, announce: '' });
		const details = () => monitor.rows.map((row) => row.detail);
		read(github, 'first', 6);
		expect(details()).toEqual(['first', slack.detail]);
		read(slack, 'second', 7);
		read(github, 'third', 8);
		expect(details()).toEqual(['first', slack.detail]);
		await vi.advanceTimersByTimeAsync(100);
		expect(details()).toEqual(['third', 'second']);
		read(slack, 'last', 9);
		send('frame', aFrame({ revision: 10 }));
		expect(details()).toEqual(['third', 'last']);
	});

	it('drops what is older than what it shows', async () => {
		const { monitor, send } = start(first);
		await settle();
		send('row', { revision: 4, row: { ...github, level: 'degraded' }, announce: '' });
		send('frame', aFrame({ revision: 3, offline: true }));
		expect(monitor.rows[0]?.level).toBe('operational');
		expect(monitor.frame?.offline).toBe(false);
	});

	it('loses no event that comes between subscription and answer', async () => {
		let answer: (state: State) => void = () => undefined;
		const { monitor, send } = start(new Promise<State>((resolve) => (answer = resolve)));
		send('row', { revision: 4, row: { ...github, detail: 'older' }, announce: '' });
		send('row', { revision: 6, row: { ...slack, detail: 'newer' }, announce: '' });
		answer(first);
		await settle();
		expect(monitor.rows.map((row) => row.detail)).toEqual([github.detail, 'newer']);
	});

	it('pulls again when the list itself changed, also while it is pulling', async () => {
		const { monitor, state, send } = start(first, { ...first, rows: [slack] });
		send('stale', undefined);
		await settle();
		expect(state).toHaveBeenCalledTimes(2);
		expect(monitor.rows).toEqual([slack]);
	});

	it('says why it could not read, keeps what it has, and tries again', async () => {
		const { monitor, send } = start(first, new Error('The disk is full.'), first);
		await settle();
		send('stale', undefined);
		await settle();
		expect(monitor.error).toBe('The disk is full.');
		expect(monitor.rows).toHaveLength(2);
		await vi.advanceTimersByTimeAsync(10_000);
		expect(monitor.error).toBe('');
	});

	it('reads the strips anew when a check ends', async () => {
		const days = vi.fn(async () => [{ id: 'github', days: [] }]);
		const { wire, send } = aWire({ monitor: { state: async () => first, days } });
		const monitor = new MonitorState(wire, listener);
		monitor.start();
		await settle();
		send('frame', aFrame({ revision: 6, checking: true }));
		expect(days).toHaveBeenCalledTimes(1);
		send('frame', aFrame({ revision: 7 }));
		await settle();
		expect(days).toHaveBeenCalledTimes(2);
		expect(monitor.days.get('github')).toEqual({ id: 'github', days: [] });
	});

	it('leaves no subscription behind', async () => {
		const { handlers, stop } = start(first);
		stop();
		expect(handlers.size).toBe(0);
	});
});
