/** The ranges of time that have a name. All but the last end with today or before it. */

import type { Zone } from '../domain/time';
import { addDays, bucketStart, nextBucket } from './zone';

/** A range of time: the first instant, and the first after it; null where an end is open. */
export interface Range {
	readonly from: number | null;
	readonly to: number | null;
}

/** The presets in the order in which they are offered. */
export const PRESETS = [
	'today',
	'last 7 days',
	'last 30 days',
	'last 13 weeks',
	'this month',
	'last month',
	'last 12 months',
	'all',
] as const;

/** A preset, by what the page calls it. Weeks and months are those of the calendar, the running one among them. */
export type Preset = (typeof PRESETS)[number];

/** The range of a preset. */
export function rangeOf(preset: Preset, now: number, zone: Zone): Range {
	const month = bucketStart(now, 'month', zone);
	const to = nextBucket(now, 'day', zone);
	switch (preset) {
		case 'today':
			return { from: bucketStart(now, 'day', zone), to };
		case 'last 7 days':
			return { from: addDays(now, -6, zone), to };
		case 'last 30 days':
			return { from: addDays(now, -29, zone), to };
		case 'last 13 weeks':
			return { from: addDays(bucketStart(now, 'week', zone), -12 * 7, zone), to };
		case 'this month':
			return { from: month, to };
		case 'last month':
			return { from: monthsBefore(month, 1, zone), to: month };
		case 'last 12 months':
			return { from: monthsBefore(month, 11, zone), to };
		case 'all':
			return { from: null, to: null };
	}
}

function monthsBefore(month: number, count: number, zone: Zone): number {
	let start = month;
	for (let i = 0; i < count; i++) start = bucketStart(start - 1, 'month', zone);
	return start;
}
