import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refresh } from './refresh.svelte';
import { aWire } from './testing';

const setAutoRefresh = vi.fn(async () => undefined);
const { wire } = aWire({ monitor: { setAutoRefresh } });

beforeEach(() => {
	localStorage.clear();
	vi.clearAllMocks();
});

describe('Refresh', () => {
	it('begins with two minutes', async () => {
		await new Refresh(wire, localStorage).start();
		expect(setAutoRefresh).toHaveBeenCalledExactlyOnceWith(2);
	});

	it('remembers the choice over a restart', async () => {
		await new Refresh(wire, localStorage).choose(0);
		const again = new Refresh(wire, localStorage);
		expect(again.minutes).toBe(0);
		await again.start();
		expect(setAutoRefresh).toHaveBeenLastCalledWith(0);
	});

	it.each(['', '5', 'two', '-2'])('takes %j in the storage for nothing', (text) => {
		localStorage.setItem('isserviceup.refresh', text);
		expect(new Refresh(wire, localStorage).minutes).toBe(2);
	});
});
