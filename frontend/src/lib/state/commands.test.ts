import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aRow } from '../domain/testing';
import { matchPalette } from '../domain/palette';
import { AppState } from './app.svelte';
import { commands } from './commands';
import { aWire } from './testing';

const rows = [
	aRow({ id: 'aws', name: 'AWS' }),
	aRow({ id: 'zoom', name: 'Zoom', level: 'major_outage', mutedUntil: Number.MAX_SAFE_INTEGER }),
];
let app: AppState;
const calls = { refresh: vi.fn(async () => {}), openPage: vi.fn(async () => {}), mute: vi.fn(async () => {}) };

beforeEach(async () => {
	const frame = { revision: 1, demo: true };
	const { wire } = aWire({ monitor: { ...calls, state: async () => ({ frame, rows }) as never } });
	app = new AppState(wire, localStorage);
	await app.monitor.pull();
});

const run = (label: string) =>
	commands(app)
		.find((each) => each.label === label)
		?.run();

describe('commands', () => {
	it('puts services first, trouble before the rest, and keeps what is done with one for the search', () => {
		const shown = matchPalette(commands(app), '').map(({ item }) => item.label);
		expect(shown.slice(0, 3)).toEqual(['Zoom', 'AWS', 'Refresh now']);
		expect(shown).not.toContain('Unmute Zoom');
		expect(commands(app).map((each) => each.label)).toEqual(
			expect.arrayContaining(['Unmute Zoom', 'Mute AWS until told otherwise', 'Open the page of AWS', 'End demo']),
		);
	});

	it('has an id of its own for each', () => {
		const ids = commands(app).map((each) => each.id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('does what it says', () => {
		run('Zoom');
		expect(app.layers.open).toEqual([{ kind: 'details', id: 'zoom' }]);
		run('Changes');
		expect(app.layers.open).toEqual([{ kind: 'changes' }]);
		run('Settings');
		expect(app.view).toBe('settings');
		run('Refresh now');
		run('Open the page of AWS');
		run('Unmute Zoom');
		expect(calls.refresh).toHaveBeenCalled();
		expect(calls.openPage).toHaveBeenCalledWith(rows[0]?.site);
		expect(calls.mute).toHaveBeenCalledWith('zoom', 0);
	});
});
