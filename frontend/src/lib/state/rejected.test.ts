import { describe, expect, it, vi } from 'vitest';
import type { RejectedRow } from '../domain/analytics';
import { RejectedRows } from './rejected.svelte';

const row = (line: number): RejectedRow => ({ line, column: 'Opened', value: '', reason: 'no creation time' });

function list(total: number) {
	const load = vi.fn(async (offset: number, limit: number) =>
		Array.from({ length: Math.min(limit, total - offset) }, (_, i) => row(offset + i)),
	);
	return { load, rows: new RejectedRows(total, load) };
}

describe('RejectedRows', () => {
	it('fetches what is in sight, once', async () => {
		const { rows, load } = list(1_000);
		rows.need(0, 30);
		rows.need(5, 35);
		expect(rows.row(29)).toBeUndefined();
		await vi.waitFor(() => expect(rows.row(29)?.line).toBe(29));
		rows.need(0, 30);
		expect(load.mock.calls).toEqual([[0, 200]]);
	});

	it('fetches every page that is in sight, and none beyond the end', async () => {
		const { rows, load } = list(401);
		rows.need(190, 999);
		await vi.waitFor(() => expect(rows.row(400)?.line).toBe(400));
		expect(load.mock.calls.map(([offset]) => offset)).toEqual([0, 200, 400]);
		expect(rows.row(401)).toBeUndefined();
	});

	it('fetches nothing where there is nothing', () => {
		const { rows, load } = list(0);
		rows.need(0, 0);
		expect(load).not.toHaveBeenCalled();
	});

	it('forgets what was scrolled far away, and fetches it again', async () => {
		const { rows, load } = list(100_000);
		const visit = async (page: number) => {
			rows.need(page * 200, page * 200 + 30);
			await vi.waitFor(() => expect(rows.row(page * 200)?.line).toBe(page * 200), { interval: 1 });
		};
		for (let page = 0; page < 20; page++) await visit(page);
		expect(rows.row(0)).toBeUndefined();
		await visit(0);
		expect(load).toHaveBeenCalledTimes(21);
	});

	it('keeps what is in sight, however long ago it was fetched', async () => {
		const { rows } = list(100_000);
		for (let page = 0; page < 8; page++) rows.need(page * 200, page * 200 + 1);
		await vi.waitFor(() => expect(rows.row(1_400)).toBeDefined());
		rows.need(190, 201);
		rows.need(50_000, 50_001);
		await vi.waitFor(() => expect(rows.row(50_000)).toBeDefined());
		expect(rows.row(190)?.line).toBe(190);
	});

	it('says why rows could not be had, and tries again when they are wanted again', async () => {
		const { rows, load } = list(10);
		load.mockRejectedValueOnce(new Error('This import has ended.'));
		rows.need(0, 10);
		await vi.waitFor(() => expect(rows.error).toBe('This import has ended.'));
		rows.need(0, 10);
		await vi.waitFor(() => expect(rows.row(9)?.line).toBe(9));
		expect(rows.error).toBe('');
	});
});
