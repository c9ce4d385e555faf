import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { About, Settings } from '../domain/model';
import { WireError } from '../wire';
import { Preferences } from './preferences.svelte';
import { SettingsState } from './settings.svelte';
import { aWire } from './testing';
import { Toasts } from './toasts.svelte';

const stored: Settings = {
	...{ notifyFrom: 'degraded', notifyRecovery: true, notifyMaintenance: false, concurrency: 64 },
	...{ timeoutSeconds: 10, probeAddresses: ['a:1'], retentionDays: 400, maxMegabytes: 200 },
	...{ zone: 'local', compact: false, colourBlind: false },
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function open() {
	let settings = stored;
	const save = vi.fn(async (changed: Settings) => {
		settings = changed;
	});
	const { wire } = aWire({ preferences: { settings: async () => settings, about: async () => ({}) as About, save } });
	const preferences = new Preferences(wire);
	await preferences.load();
	const toasts = new Toasts();
	return { form: new SettingsState(preferences, toasts), toasts, save };
}

describe('SettingsState', () => {
	it('stores a change at once, and takes it back', async () => {
		const { form, toasts } = await open();
		await form.set('compact', true);
		expect(form.values?.compact).toBe(true);
		expect(toasts.current?.text).toBe('Compact rows: on');
		toasts.current?.action?.run();
		await vi.waitFor(() => expect(form.values?.compact).toBe(false));
		expect([form.undoable, toasts.current]).toEqual([false, null]);
	});

	it('takes changes back one by one, the newest first', async () => {
		const { form } = await open();
		await form.set('compact', true);
		await form.set('concurrency', 32);
		await form.undo();
		expect([form.values?.compact, form.values?.concurrency]).toEqual([true, 64]);
		await form.undo();
		await form.undo();
		expect(form.values).toEqual(stored);
	});

	it('stores nothing that is wrong or the same', async () => {
		const { form, save } = await open();
		await form.enter('concurrency', { value: 5, wrong: 'Too few.' });
		expect(form.wrong('concurrency')).toBe('Too few.');
		await form.enter('concurrency', { value: 64, wrong: '' });
		expect(form.wrong('concurrency')).toBe('');
		await form.set('probeAddresses', ['a:1']);
		expect(save).not.toHaveBeenCalled();
	});

	it('shows what Go finds wrong at the field it names', async () => {
		const { form, save } = await open();
		save.mockRejectedValueOnce(new WireError('invalid', 'There is no such zone.', 'zone'));
		await form.set('zone', 'Mars/Base');
		expect([form.wrong('zone'), form.values?.zone, form.undoable]).toEqual(['There is no such zone.', 'local', false]);
		save.mockRejectedValueOnce(new WireError('invalid', 'No.', 'notify.from'));
		await form.set('notifyFrom', 'major_outage');
		expect(form.wrong('notifyFrom')).toBe('No.');
	});

	it('says in a toast what else fails', async () => {
		const { form, toasts, save } = await open();
		save.mockRejectedValueOnce(new WireError('internal', 'The disk is full.'));
		await form.set('compact', true);
		expect([toasts.current?.text, form.wrong('compact')]).toEqual(['The disk is full.', '']);
	});
});
