import { afterEach, describe, expect, it, vi } from 'vitest';
import { PATIENCE, lists, settled, within } from './call';

afterEach(() => vi.useRealTimers());

describe('within', () => {
	it('passes on what the call returns', async () => {
		expect(await within('State', Promise.resolve(7))).toBe(7);
	});

	it('fails when Go never answers', async () => {
		vi.useFakeTimers();
		const call = within('State', new Promise(() => undefined));
		const failed = expect(call).rejects.toMatchObject({
			code: 'timeout',
			message: 'State did not answer within 30 s.',
		});
		await vi.advanceTimersByTimeAsync(PATIENCE);
		await failed;
	});

	it('keeps the code and the field of an error of the bridge', async () => {
		const cause = { code: 'invalid', message: 'Too long.', field: 'concurrency' };
		const rejected = Promise.reject(new Error(JSON.stringify(cause))); // as the runtime of Wails does
		await expect(within('Save', rejected)).rejects.toMatchObject(cause);
	});

	it('makes a sentence of what Go says in passing', async () => {
		const rejected = Promise.reject(
			new Error(JSON.stringify({ code: 'internal', message: 'the disk is full', field: '' })),
		);
		await expect(within('Save', rejected)).rejects.toMatchObject({ message: 'The disk is full.' });
	});

	it('passes on what the runtime itself fails with', async () => {
		const failed = { code: 'internal', message: 'no such method' };
		await expect(within('Save', Promise.reject('no such method'))).rejects.toMatchObject(failed);
		await expect(within('Save', Promise.reject(new Error('no such method')))).rejects.toMatchObject(failed);
	});
});

describe('settled', () => {
	it('waits for a person as long as that takes', async () => {
		vi.useFakeTimers();
		const dialog = settled(new Promise((resolve) => setTimeout(() => resolve('/tmp/march.csv'), 100 * PATIENCE)));
		await vi.advanceTimersByTimeAsync(100 * PATIENCE);
		expect(await dialog).toBe('/tmp/march.csv');
	});
});

describe('lists', () => {
	it('writes an empty list for each null, however deep', () => {
		expect(lists({ rows: [{ name: 'a', incidents: null }], days: null })).toEqual({
			rows: [{ name: 'a', incidents: [] }],
			days: [],
		});
	});

	it('leaves everything else alone', () => {
		expect(lists('')).toBe('');
		expect(lists(undefined)).toBeUndefined();
		expect(lists(0)).toBe(0);
	});
});
