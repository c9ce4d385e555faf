import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportPreview, ImportProgress, LogFacts } from '../domain/analytics';
import { GUESSED } from '../domain/importing';
import { aPreview } from '../domain/testing';
import { WireError, type Wire } from '../wire';
import { ImportSession, LISTED, SLOW, TYPING } from './importsession.svelte';
import { aWire } from './testing';

type Analytics = Wire['analytics'];

const progress = (id: number, part: Partial<ImportProgress> = {}): ImportProgress => ({
	id,
	rows: 10,
	share: 0.1,
	secondsLeft: 8,
	finished: false,
	error: '',
	...part,
});
const finished = (id: number, error = '') => progress(id, { share: 1, finished: true, error });

/** A promise that is settled by hand. */
function later<T>() {
	let resolve!: (value: T) => void;
	let reject!: (cause: Error) => void;
	const promise = new Promise<T>((...both) => ([resolve, reject] = both));
	return { promise, resolve, reject };
}

/** A session that is started; its readings have the ids 1, 2, 3 … */
function open(calls: Partial<Analytics> = {}) {
	let ids = 0;
	const startImport = vi.fn<Analytics['startImport']>(async () => ++ids);
	const cancelImport = vi.fn<Analytics['cancelImport']>(async () => undefined);
	const preview = vi.fn<Analytics['preview']>(async (id) => aPreview({ id }));
	const fixture = aWire({ analytics: { startImport, cancelImport, preview, ...calls } });
	const say = vi.fn<(sentence: string) => void>();
	const session = new ImportSession(fixture.wire, '/logs/march.csv', say);
	const stop = session.start();
	return { ...fixture, session, stop, say, startImport, cancelImport, preview };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('ImportSession', () => {
	it('reads the file with nothing chosen, and shows what was understood', async () => {
		const { session, send, startImport, say } = open();
		await settle();
		expect(startImport).toHaveBeenCalledWith('/logs/march.csv', GUESSED);
		expect([session.reading, session.preview, session.ready]).toEqual([true, null, false]);
		send('import', finished(1));
		await settle();
		expect([session.reading, session.preview?.id, session.ready]).toEqual([false, 1, true]);
		expect(say).toHaveBeenCalledTimes(1);
	});

	it('takes progress that comes before the id it belongs to', async () => {
		const id = later<number>();
		const { session, send } = open({ startImport: () => id.promise });
		await settle();
		send('import', finished(6));
		send('import', finished(7));
		id.resolve(7);
		await settle();
		expect(session.preview?.id).toBe(7);
	});

	it('drops the progress and the preview of a reading that is over', async () => {
		const old = later<ImportPreview>();
		const { session, send } = open({ preview: async (id) => (id === 1 ? old.promise : aPreview({ id })) });
		await settle();
		send('import', finished(1));
		session.choose({ ...GUESSED, dateOrder: 'dmy' });
		await settle();
		send('import', progress(1, { rows: 999 }));
		old.resolve(aPreview({ id: 1 }));
		await settle();
		expect([session.progress, session.preview, session.reading]).toEqual([null, null, true]);
		send('import', finished(2));
		await settle();
		expect(session.preview?.id).toBe(2);
	});

	it('starts one reading at a time, and of those that wait the last only', async () => {
		const first = later<number>();
		const startImport = vi.fn<Analytics['startImport']>().mockReturnValueOnce(first.promise).mockResolvedValue(2);
		const { session } = open({ startImport });
		await settle();
		for (const dateOrder of ['dmy', 'mdy', 'ymd']) session.choose({ ...GUESSED, dateOrder });
		await settle();
		expect(startImport).toHaveBeenCalledTimes(1);
		first.resolve(1);
		await settle();
		expect(startImport.mock.calls.map(([, choices]) => choices.dateOrder)).toEqual(['', 'ymd']);
	});

	it('keeps what was understood while the file is read again, and lays the choice over it', async () => {
		const { session, send } = open();
		await settle();
		send('import', finished(1));
		await settle();
		session.choose({ ...GUESSED, dateOrder: 'mdy' });
		await settle();
		expect([session.preview?.id, session.shown.dateOrder, session.ready]).toEqual([1, 'mdy', false]);
	});

	it('waits with what is typed until that pauses', async () => {
		const { session, startImport } = open();
		await settle();
		for (const value of ['B', 'Bi', 'Billing']) {
			session.type({ ...GUESSED, set: [{ field: 'services', value }] });
			await vi.advanceTimersByTimeAsync(TYPING - 1);
		}
		expect(startImport).toHaveBeenCalledTimes(1);
		expect(session.shown.set[0]?.value).toBe('Billing');
		await vi.advanceTimersByTimeAsync(1);
		expect(startImport).toHaveBeenCalledTimes(2);
		expect(startImport.mock.lastCall?.[1].set[0]?.value).toBe('Billing');
	});

	it('shows progress only of what takes long, and says it sparsely', async () => {
		const { session, send, say } = open();
		await vi.advanceTimersByTimeAsync(SLOW - 1);
		expect([session.slow, say.mock.calls.length]).toEqual([false, 0]);
		await vi.advanceTimersByTimeAsync(1);
		expect([session.slow, say.mock.calls.length]).toEqual([true, 1]);
		for (let i = 0; i < 100; i++) {
			await vi.advanceTimersByTimeAsync(200);
			send('import', progress(1, { rows: 1_000 * i }));
		}
		expect(session.progress?.rows).toBe(99_000);
		expect(say.mock.calls.length).toBe(3); // at its begin, after 10 and after 20 s
		send('import', finished(1));
		await settle();
		expect([session.slow, session.reading]).toEqual([false, false]);
	});

	it.each([
		['while reading', {}, finished(1, 'Line 7 opens a quote that nothing closes.'), ''],
		[
			'at the start',
			{ startImport: async () => Promise.reject(new WireError('invalid', 'There is no zone “Berlin”.', 'zone')) },
			undefined,
			'zone',
		],
		['afterwards', { preview: async () => Promise.reject(new Error('This import has ended.')) }, finished(1), ''],
	])('says why the file could not be read: %s', async (_, calls, event, field) => {
		const { session, send, say } = open(calls);
		await settle();
		if (event) send('import', event);
		await settle();
		expect(session.failure?.field).toBe(field);
		expect(say).toHaveBeenCalledWith(session.failure?.message);
		expect([session.reading, session.ready]).toEqual([false, false]);
	});

	it('reads again after a failure', async () => {
		const { session, send } = open();
		await settle();
		send('import', finished(1, 'Line 7 opens a quote that nothing closes.'));
		session.choose({ ...GUESSED, encoding: 'utf-8' });
		await settle();
		expect([session.failure, session.reading]).toEqual([null, true]);
		send('import', finished(2));
		await settle();
		expect(session.ready).toBe(true);
	});

	it('takes another file without the choices for this one', async () => {
		const { session, send, startImport } = open();
		await settle();
		send('import', finished(1));
		await settle();
		session.choose({ ...GUESSED, dateOrder: 'mdy' });
		session.open('/logs/april.csv');
		await settle();
		expect(session.preview).toBeNull();
		expect(startImport).toHaveBeenLastCalledWith('/logs/april.csv', GUESSED);
	});

	it('ends the reading when it is closed, even one that is only being started', async () => {
		const id = later<number>();
		const { stop, cancelImport, handlers } = open({ startImport: () => id.promise });
		await settle();
		stop();
		id.resolve(5);
		await settle();
		expect(cancelImport).toHaveBeenCalledWith(5);
		expect(handlers.size).toBe(0);
	});

	describe('import', () => {
		async function read(part: Partial<ImportPreview>, calls: Partial<Analytics>) {
			const fixture = open({ ...calls, preview: async (id) => aPreview({ id, ...part }) });
			await settle();
			fixture.send('import', finished(1));
			await settle();
			return fixture;
		}

		it('stores what was read in the way that was chosen', async () => {
			const facts = { rows: 7 } as LogFacts;
			const store = vi.fn<Analytics['import']>(async () => facts);
			const { session } = await read({}, { import: store });
			session.mode = 'append';
			expect(await session.import()).toBe(facts);
			expect(store).toHaveBeenCalledWith(1, 'append');
		});

		it('does nothing while a question is open or the file is read again', async () => {
			const store = vi.fn<Analytics['import']>();
			const asked = await read({ missing: ['stage'] }, { import: store });
			expect(await asked.session.import()).toBeUndefined();
			const again = await read({}, { import: store });
			again.session.choose({ ...GUESSED, dateOrder: 'mdy' });
			expect(await again.session.import()).toBeUndefined();
			expect(store).not.toHaveBeenCalled();
		});

		it('says why it failed, and can be tried again', async () => {
			const { session } = await read({}, { import: async () => Promise.reject(new Error('The disk is full.')) });
			expect(await session.import()).toBeUndefined();
			expect([session.refusal, session.storing, session.ready]).toEqual(['The disk is full.', false, true]);
		});

		it('lets what is being stored go on when the dialog is closed', async () => {
			const stored = later<LogFacts>();
			const { session, stop, cancelImport } = await read({}, { import: () => stored.promise });
			const done = session.import();
			stop();
			await settle();
			expect(cancelImport).not.toHaveBeenCalled();
			stored.resolve({ rows: 1 } as LogFacts);
			expect(await done).toEqual({ rows: 1 });
		});
	});

	it('lists no more rejected rows than Go does', async () => {
		const { session, send } = open({ preview: async (id) => aPreview({ id, rejected: 5_000_000 }) });
		await settle();
		send('import', finished(1));
		await settle();
		expect(session.rejected?.total).toBe(LISTED);
	});
});
