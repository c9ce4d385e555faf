import { age } from './time';
import type { ServiceRow } from './model';

const YEAR = 365 * 86_400_000;

/** How far ahead a service is muted until told otherwise. */
export const MUTED_FOR_GOOD = 10 * YEAR;

/** Whether the notifications of a service are held back now. */
export function isMuted(row: ServiceRow, now: number): boolean {
	return row.mutedUntil > now;
}

/** For how long a service stays muted, as a phrase. */
export function muteSentence(row: ServiceRow, now: number): string {
	const left = row.mutedUntil - now;
	return left >= YEAR ? 'Muted until told otherwise' : `Muted for ${age(left)} more`;
}

/** That a service is muted for a span from now, as a phrase. */
export function mutedFor(span: number): string {
	return span >= YEAR ? 'muted' : `muted for ${age(span)}`;
}
