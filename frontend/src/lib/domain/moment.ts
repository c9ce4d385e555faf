import { age, at, clock } from './time';
import type { ServiceRow } from './model';
import { levelWord } from './level';

/** What a time is told against. Offline no age is told, because nobody knows what happened since. */
export interface Moment {
	now: number;
	zone: string;
	offline: boolean;
}

/** How long something has been going on, and since when; offline since when, and when that was read. */
export function lasting(
	since: number,
	read: number,
	{ now, zone, offline }: Moment,
): { first: string; second: string } {
	const begun = since ? `since ${at(since, now, zone)}` : 'start unknown';
	if (offline) return { first: begun, second: `read ${clock(read, zone)}` };
	return { first: since ? age(now - since) : '', second: begun };
}

/** How long ago something was said: "6 min ago", offline "at 14:10". */
export function ago(time: number, { now, zone, offline }: Moment): string {
	if (!time) return '';
	return offline ? `at ${at(time, now, zone)}` : `${age(now - time)} ago`;
}

/** When a page that cannot be read was last read, and what it said then. */
export function lastGood(row: ServiceRow, moment: Moment): string {
	if (!row.lastGoodAt) return 'It was never read.';
	return `Last good ${ago(row.lastGoodAt, moment)}, ${levelWord(row.lastGood)}.`;
}

/** Why a page could not be read, as the end of a sentence. */
export function reason(row: ServiceRow): string {
	return `${(row.reason || 'no reason is known').replace(/\.$/, '')}.`;
}

/** A state's word as people read it: "in_progress" is "In progress". */
export function stateWord(state: string): string {
	const text = state.replaceAll('_', ' ').trim();
	return text.charAt(0).toUpperCase() + text.slice(1);
}
