/** The ranges of time that have a name. All but the last end with today or before it. */

import type { Zone } from '../domain/time';
import { addDays, bucketStart, dateOf, nextBucket } from './zone';

/** A range of time: the first instant, and the first after it; null where an end is open. */
export interface Range {
	readonly from: number | null;
	readonly to: number | null;
}

/** The presets in the order in which they are offered. */
export const PRESETS = [
	'last 7 days',
	'last 30 days',
	'last 13 weeks',
	'this quarter',
	'last quarter',
	'this year',
	'all',
] as const;

/** A preset, by what the page calls it. Weeks, quarters and years are those of the calendar, the running one among them. */
export type Preset = (typeof PRESETS)[number];

/** The range of a preset. */
export function rangeOf(preset: Preset, now: number, zone: Zone): Range {
	const to = nextBucket(now, 'day', zone);
	switch (preset) {
		case 'last 7 days':
			return { from: addDays(now, -6, zone), to };
		case 'last 30 days':
			return { from: addDays(now, -29, zone), to };
		case 'last 13 weeks':
			return { from: addDays(bucketStart(now, 'week', zone), -12 * 7, zone), to };
		case 'this quarter':
			return { from: quarterStart(now, zone), to };
		case 'last quarter': {
			const end = quarterStart(now, zone);
			return { from: quarterStart(end - 1, zone), to: end };
		}
		case 'this year':
			return { from: bucketStart(now, 'year', zone), to };
		case 'all':
			return { from: null, to: null };
	}
}

function quarterStart(time: number, zone: Zone): number {
	let start = bucketStart(time, 'month', zone);
	for (let over = new Date(dateOf(time, zone)).getUTCMonth() % 3; over > 0; over--) {
		start = bucketStart(start - 1, 'month', zone);
	}
	return start;
}
