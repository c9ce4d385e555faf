import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogFacts } from '../domain/analytics';
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
let send: ReturnType<typeof aWire>['send'];
const calls = {
	refresh: vi.fn(async () => {}),
	openPage: vi.fn(async () => {}),
	mute: vi.fn(async () => {}),
	undoImport: vi.fn(async () => ({}) as LogFacts),
};

beforeEach(async () => {
	const frame = { revision: 1, demo: true };
	const fixture = aWire({
		monitor: { ...calls, state: async () => ({ frame, rows }) as never },
		analytics: { log: async () => ({}) as LogFacts, undoImport: calls.undoImport },
	});
	send = fixture.send;
	app = new AppState(fixture.wire, localStorage);
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

	it('offers to take back what can be taken back', () => {
		expect(commands(app).map((each) => each.label)).toEqual(expect.arrayContaining(['Import incidents']));
		expect(commands(app).filter((each) => each.label.startsWith('Undo'))).toEqual([]);
		const stop = app.importing.start();
		send('log', { canUndo: true, undoes: 'the import of march.csv' } as LogFacts);
		run('Undo the import of march.csv');
		expect(calls.undoImport).toHaveBeenCalledTimes(1);
		stop();
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
