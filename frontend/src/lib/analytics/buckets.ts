/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes of columns come from loops within their bounds */

import type { Zone } from '../domain/time';
import type { Granularity, Step } from './model';
import { daysOf, firstDay, nextFirstDay } from './zone';

/** More bars than pixels help nobody; this is what outliers such as a row of 1970 could bring. */
export const MOST_BUCKETS = 2_000;

const steps: readonly Step[] = ['day', 'week', 'month', 'year'];
const shortest = { day: 1, week: 7, month: 28, year: 365 } as const;

/** The bars of a period: bucket i spans bounds[i] to bounds[i + 1]. */
export interface Bars {
	granularity: Step;
	/** Ascending, one more than there are bars; empty where there are none. */
	bounds: Float64Array;
}

/** The bars that cover the time from one instant to another, which is not included, in steps as fine as allowed. */
export function barsOf(from: number, to: number, asked: Granularity, zone: Zone): Bars {
	const days = daysOf(zone);
	if (from >= to) return { granularity: asked, bounds: new Float64Array() };
	const [first, last] = [days.dayOf(from), days.dayOf(to - 1)];
	const granularity = finest(last - first + 1, asked);
	const bounds = new Float64Array(Math.ceil((last - first + 1) / shortest[granularity]) + 2);
	let count = 0;
	for (let day = firstDay(first, granularity); ; day = nextFirstDay(day, granularity)) {
		const start = days.startOf(day);
		// A day that the zone left out has no bar.
		if (count === 0 || start > bounds[count - 1]!) bounds[count++] = start;
		if (start >= to) return { granularity, bounds: bounds.subarray(0, count) };
	}
}

function finest(days: number, asked: Granularity): Step {
	const allowed = steps.slice(steps.indexOf(asked));
	return allowed.find((step) => Math.ceil(days / shortest[step]) + 1 <= MOST_BUCKETS) ?? 'year';
}
