import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('Toasts', () => {
	it('shows one for six seconds', () => {
		const toasts = new Toasts();
		toasts.show('First');
		toasts.show('Second');
		expect(toasts.current?.text).toBe('Second');
		vi.advanceTimersByTime(6_000);
		expect(toasts.current).toBeNull();
	});

	it('keeps it while it is held', () => {
		const toasts = new Toasts();
		toasts.show('Report copied');
		toasts.hold(true);
		vi.advanceTimersByTime(60_000);
		expect(toasts.current).not.toBeNull();
		toasts.hold(false);
		vi.advanceTimersByTime(6_000);
		expect(toasts.current).toBeNull();
	});

	it('says together what comes at once', () => {
		const toasts = new Toasts();
		toasts.say('GitHub is degraded.');
		toasts.say('Slack is down.');
		vi.advanceTimersByTime(150);
		expect(toasts.spoken).toBe('GitHub is degraded. Slack is down.');
	});

	it('empties the region first, so that the same sentence is read again', () => {
		const toasts = new Toasts();
		toasts.say('Report copied');
		vi.advanceTimersByTime(150);
		toasts.say('Report copied');
		expect(toasts.spoken).toBe('');
		vi.advanceTimersByTime(150);
		expect(toasts.spoken).toBe('Report copied');
	});
});
