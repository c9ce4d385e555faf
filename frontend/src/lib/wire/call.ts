import { asSentence } from '../domain/timeline';
import { WireError } from './types';

/** The longest a call may take. A panic in Go never settles its promise, so the page must not wait for ever. */
export const PATIENCE = 30_000;

/** Settles as the call does, but with a WireError after PATIENCE, and with one in place of whatever Go failed with. */
export async function within<T>(name: string, call: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const timeout = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			reject(new WireError('timeout', `${name} did not answer within ${PATIENCE / 1000} s.`));
		}, PATIENCE);
	});
	try {
		return await settled(Promise.race([call, timeout]));
	} finally {
		clearTimeout(timer);
	}
}

/** Settles as the call does, with a WireError in place of whatever Go failed with. A person may let it wait for long. */
export async function settled<T>(call: Promise<T>): Promise<T> {
	try {
		return lists(await call);
	} catch (cause) {
		throw wireError(cause);
	}
}

/** Puts an empty list wherever Go wrote null: what crosses has no other nulls than lists that were never filled. */
export function lists<T>(value: T): T {
	if (value === null) return [] as T;
	if (typeof value !== 'object') return value;
	for (const [key, part] of Object.entries(value)) {
		if (part === null || typeof part === 'object') (value as Record<string, unknown>)[key] = lists(part);
	}
	return value;
}

function wireError(cause: unknown): WireError {
	if (cause instanceof WireError) return cause;
	const text = cause instanceof Error ? cause.message : String(cause);
	try {
		const { code, message, field } = JSON.parse(text) as { code: string; message: string; field: string };
		return new WireError(code, asSentence(message), field);
	} catch {
		return new WireError('internal', text); // not from the bridge, but from the runtime below it
	}
}
