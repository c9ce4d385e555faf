import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LogFacts } from '../domain/analytics';
import { columns, savePicture } from './data';

afterEach(() => vi.unstubAllGlobals());

const MIB = 1 << 20;

const facts = (part: Partial<LogFacts>): LogFacts => ({
	revision: 7,
	demo: false,
	source: 'march.csv',
	importedAt: 0,
	rows: 1,
	bytes: 0,
	idsFrom: 0,
	idsTo: 0,
	canUndo: false,
	undoes: '',
	...part,
});

/** A file in which each byte tells its place. */
function file(bytes: number): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(bytes);
	for (let i = 0; i < bytes; i++) whole[i] = 1 + (i % 251);
	return whole;
}

/** Serves a file as Go does, and remembers the pieces that were asked for. */
function serve(whole: Uint8Array<ArrayBuffer>): { asked: [number, number][]; atOnce: () => number } {
	const asked: [number, number][] = [];
	let open = 0;
	let most = 0;
	vi.stubGlobal('fetch', async (address: string) => {
		const url = new URL(address, 'http://page.test');
		expect(url.pathname).toBe('/data/log/7');
		const [offset, length] = [Number(url.searchParams.get('offset')), Number(url.searchParams.get('length'))];
		asked.push([offset, length]);
		most = Math.max(most, ++open);
		await new Promise((resolve) => setTimeout(resolve, 1));
		open--;
		return new Response(whole.slice(offset, offset + length));
	});
	return { asked, atOnce: () => most };
}

describe('columns', () => {
	it.each([
		['nothing', 0, 0, 0],
		['one byte', 1, 0, 0],
		['a whole number of pieces', 8 * MIB, 0, 0],
		['one byte more', 8 * MIB + 1, 0, 0],
		['ids before the end', 10 * MIB, 5 * MIB + 8, 10 * MIB - 1000],
		['nothing but ids at the beginning', MIB, 8, MIB],
	])('puts the pieces together: %s', async (_, bytes, idsFrom, idsTo) => {
		const whole = file(bytes);
		const { asked } = serve(whole);
		const got = new Uint8Array(await columns(facts({ bytes, idsFrom, idsTo })));
		whole.fill(0, idsFrom, idsTo);
		expect(Buffer.compare(got, whole)).toBe(0);
		expect(asked.reduce((sum, [, length]) => sum + length, 0)).toBe(bytes - (idsTo - idsFrom));
		expect(Math.max(0, ...asked.map(([, length]) => length))).toBeLessThanOrEqual(16 * MIB);
	});

	it('fetches several pieces at once, but not all of many', async () => {
		const { asked, atOnce } = serve(file(26 * MIB));
		await columns(facts({ bytes: 26 * MIB }));
		expect(asked.length).toBeGreaterThan(atOnce());
		expect(atOnce()).toBeGreaterThan(1);
	});

	it('says where the log has changed', async () => {
		vi.stubGlobal('fetch', async () => new Response('there is no such incident log\n', { status: 404 }));
		const failed = { code: 'not_found', message: 'There is no such incident log.' };
		await expect(columns(facts({ bytes: 10 }))).rejects.toMatchObject(failed);
	});

	it('fails where a piece is cut off, or where nobody answers', async () => {
		serve(file(5));
		await expect(columns(facts({ bytes: 10 }))).rejects.toMatchObject({ code: 'internal' });
		vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Load failed')));
		await expect(columns(facts({ bytes: 10 }))).rejects.toMatchObject({ code: 'internal' });
	});
});

describe('savePicture', () => {
	it('sends bytes, never a Blob, which would end the process of WebKit', async () => {
		const post = vi.fn<typeof fetch>(async () => new Response('{"path":"/tmp/trend.png"}'));
		vi.stubGlobal('fetch', post);
		const picture = new Uint8Array([1, 2, 3]);
		expect(await savePicture('trend ü.png', picture)).toEqual({ path: '/tmp/trend.png', rows: 0 });
		expect(post.mock.calls[0]).toEqual(['/data/picture?name=trend%20%C3%BC.png', { method: 'POST', body: picture }]);
	});

	it('passes on why Go refuses', async () => {
		vi.stubGlobal('fetch', async () => new Response('the picture is no PNG\n', { status: 400 }));
		await expect(savePicture('a.png', new Uint8Array())).rejects.toMatchObject({ message: 'The picture is no PNG.' });
	});
});
