import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServiceRow } from '../domain/model';
import { aRow } from '../domain/testing';
import { ListState } from './list.svelte';

const github = aRow({ name: 'GitHub' });
const slack = aRow({ name: 'Slack' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function fixture() {
	let now = $state.raw<ServiceRow[]>([github, slack]);
	const rows = {
		set now(changed: ServiceRow[]) {
			now = changed;
		},
	};
	const list = new ListState(() => now);
	return { rows, list, ids: () => list.rows.map((row) => row.id) };
}

describe('ListState', () => {
	it('sorts by severity', () => {
		const { rows, ids } = fixture();
		rows.now = [github, { ...slack, level: 'degraded' }];
		expect(ids()).toEqual(['slack', 'github']);
	});

	it('keeps the order while the pointer is in it, and 2 s longer', () => {
		const { rows, list, ids } = fixture();
		list.hold('pointer', true);
		rows.now = [github, { ...slack, level: 'major_outage' }];
		expect(ids()).toEqual(['github', 'slack']);
		expect(list.rows[1]?.level).toBe('major_outage');
		list.hold('pointer', false);
		vi.advanceTimersByTime(1_900);
		expect(ids()).toEqual(['github', 'slack']);
		vi.advanceTimersByTime(200);
		expect(ids()).toEqual(['slack', 'github']);
	});

	it('keeps it as long as either pointer or focus is there', () => {
		const { rows, list, ids } = fixture();
		list.hold('pointer', true);
		list.hold('focus', true);
		list.hold('pointer', false);
		rows.now = [github, { ...slack, level: 'degraded' }];
		vi.advanceTimersByTime(10_000);
		expect(ids()).toEqual(['github', 'slack']);
	});

	it('does not take a row away from under the pointer', () => {
		const { rows, list, ids } = fixture();
		rows.now = [github, { ...slack, level: 'degraded' }];
		list.toggleProblems();
		list.hold('pointer', true);
		rows.now = [github, slack];
		expect(ids()).toEqual(['slack']);
	});

	it('follows at once what the user asks for', () => {
		const { rows, list, ids } = fixture();
		list.hold('focus', true);
		rows.now = [github, { ...slack, pinned: true }];
		list.settle();
		expect(ids()).toEqual(['slack', 'github']);
		list.query = 'git';
		expect(ids()).toEqual(['github']);
	});

	it('clears what hides rows', () => {
		const { list, ids } = fixture();
		list.query = 'nothing';
		list.toggleProblems();
		expect(list.filtered).toBe(true);
		expect(ids()).toEqual([]);
		list.clear();
		expect(ids()).toEqual(['github', 'slack']);
	});
});
