import { asSentence } from '../domain/timeline';
import type { LogFacts, Saved } from '../domain/analytics';
import { WireError } from './types';

/** The size of a piece, in bytes. The window takes longer for a body the larger it is, and much longer above 32 MiB. */
const PIECE = 4 << 20;
/** How many pieces are under way at once. */
const LANES = 6;

/**
 * Fetches the columns of the stored log, in pieces, with zeros in place of the ids. It fails with "not_found" where the
 * log has changed meanwhile.
 */
export async function columns({ revision, bytes, idsFrom, idsTo }: LogFacts): Promise<ArrayBuffer> {
	const whole = new Uint8Array(bytes);
	const left = [...pieces(0, idsFrom), ...pieces(idsTo, bytes)].reverse();
	const lane = async () => {
		for (let piece = left.pop(); piece; piece = left.pop()) {
			const { offset, length } = piece;
			const response = await answer(fetch(`/data/log/${revision}?offset=${offset}&length=${length}`));
			const part = new Uint8Array(await response.arrayBuffer());
			if (part.length !== length) throw new WireError('internal', 'A piece of the incident log is cut off.');
			whole.set(part, offset);
		}
	};
	await Promise.all(Array.from({ length: LANES }, lane));
	return whole.buffer;
}

/** The pieces from one byte on and before another. */
function pieces(from: number, to: number): { offset: number; length: number }[] {
	return Array.from({ length: Math.ceil((to - from) / PIECE) }, (_, i) => {
		const offset = from + i * PIECE;
		return { offset, length: Math.min(PIECE, to - offset) };
	});
}

/** Lets the user choose where the bytes of a PNG are saved. A Blob as the body would end WebKit's process. */
export async function savePicture(name: string, picture: Uint8Array<ArrayBuffer>): Promise<Saved> {
	const request = fetch(`/data/picture?name=${encodeURIComponent(name)}`, { method: 'POST', body: picture });
	const { path } = (await (await answer(request)).json()) as { path: string };
	return { path, rows: 0 };
}

/** Waits for an answer and fails with a WireError where it is not a good one. */
async function answer(request: Promise<Response>): Promise<Response> {
	let response: Response;
	try {
		response = await request;
	} catch (cause) {
		throw new WireError('internal', asSentence(String(cause)));
	}
	if (response.ok) return response;
	throw new WireError(response.status === 404 ? 'not_found' : 'internal', asSentence((await response.text()).trim()));
}
