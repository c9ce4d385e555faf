import { describe, expect, it, vi } from 'vitest';
import type { LogFacts } from '../domain/analytics';
import { aPreview } from '../domain/testing';
import type { Wire } from '../wire';
import { Importing } from './importing.svelte';
import { Layers } from './layers.svelte';
import { aWire } from './testing';
import { Toasts } from './toasts.svelte';

const facts = (part: Partial<LogFacts> = {}): LogFacts => ({
	revision: 1,
	demo: false,
	source: '',
	importedAt: 0,
	rows: 0,
	bytes: 0,
	idsFrom: 0,
	idsTo: 0,
	canUndo: false,
	undoes: '',
	...part,
});

function start(calls: Partial<Wire['analytics']> = {}, logIsOpen = true) {
	const fixture = aWire({ analytics: { log: async () => facts(), ...calls } });
	const layers = new Layers();
	const toasts = new Toasts();
	const openLog = vi.fn();
	const importing = new Importing(fixture.wire, {
		layers,
		toasts,
		attempt: (call) => call.catch(() => undefined),
		logIsOpen: () => logIsOpen,
		openLog,
	});
	const stop = importing.start();
	return { ...fixture, layers, toasts, openLog, importing, stop };
}

describe('Importing', () => {
	it('knows the log, and what becomes of it', async () => {
		const { importing, send, stop, handlers } = start();
		await vi.waitFor(() => expect(importing.facts).toEqual(facts()));
		send('log', facts({ revision: 2, rows: 7 }));
		expect(importing.facts?.rows).toBe(7);
		stop();
		expect(handlers.size).toBe(0);
	});

	it('prefers what it is told to what it asked for before', async () => {
		let answer: (log: LogFacts) => void = () => undefined;
		const { importing, send } = start({ log: () => new Promise((resolve) => (answer = resolve)) });
		send('log', facts({ revision: 2, rows: 7 }));
		answer(facts());
		await Promise.resolve();
		expect(importing.facts?.rows).toBe(7);
	});

	it('opens the import of a file that is dropped on the log', () => {
		const { layers, send, importing } = start();
		importing.dragging = true;
		send('dropped', ['/logs/march.csv']);
		expect(layers.open).toEqual([{ kind: 'import', path: '/logs/march.csv', note: '' }]);
		expect(importing.dragging).toBe(false);
	});

	it('asks what a file is for where another view is open', () => {
		const { layers, send } = start({}, false);
		send('dropped', ['/logs/march.csv']);
		expect(layers.open).toEqual([{ kind: 'dropped', path: '/logs/march.csv', note: '' }]);
	});

	it('takes one of several files and says so', () => {
		const { layers, send } = start();
		send('dropped', ['/logs/march.csv', '/logs/april.csv']);
		expect(layers.open).toHaveLength(1);
		expect(layers.open[0]).toMatchObject({ path: '/logs/march.csv', note: expect.stringContaining('2 files') });
	});

	it('opens nothing where nothing was dropped or chosen', async () => {
		const { layers, send, importing } = start({ pickLog: async () => '' });
		send('dropped', []);
		await importing.upload();
		expect(layers.open).toEqual([]);
	});

	it('opens the import of a file that was chosen', async () => {
		const { layers, importing } = start({ pickLog: async () => '/logs/march.csv' });
		await importing.upload();
		expect(layers.open).toEqual([{ kind: 'import', path: '/logs/march.csv', note: '' }]);
	});

	it.each([
		['replace' as const, 'Imported 1\u00a0275 incidents'],
		['append' as const, 'Imported 1 incident'],
	])('shows what was imported, by %s', (mode, text) => {
		const { importing, openLog, toasts } = start();
		importing.done(aPreview({ incidents: 1_275, appendNew: 1 }), mode);
		expect(openLog).toHaveBeenCalled();
		expect(toasts.current).toMatchObject({ text, action: { text: 'Undo' } });
	});

	it('takes the import back from the toast, and says so', async () => {
		const undoImport = vi.fn(async () => facts({ revision: 3 }));
		const { importing, toasts, send } = start({ undoImport });
		send('log', facts({ revision: 2, canUndo: true, undoes: 'the import of march.csv' }));
		importing.done(aPreview(), 'replace');
		toasts.current?.action?.run();
		await vi.waitFor(() => expect(toasts.current?.text).toBe('Took back the import of march.csv'));
		expect(undoImport).toHaveBeenCalledTimes(1);
	});

	it('says nothing of an undoing that failed', async () => {
		const { importing, toasts } = start({ undoImport: async () => Promise.reject(new Error('The disk is full.')) });
		await importing.undo();
		expect(toasts.current).toBeNull();
	});
});
