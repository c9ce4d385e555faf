/** Where the bars of the trend lie, in pixels. Plain arithmetic, so that it can be tested without a canvas. */

import { STATES, type Bucket } from '../../lib/analytics/model';

/** The part of the canvas in which bars stand. */
export interface Area {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** The scale of numbers: from 0 to top, in so many equal steps. */
export interface Scale {
	top: number;
	steps: number;
}

/** How bars stand: the states above each other, or side by side. */
export type Layout = 'stacked' | 'grouped';

/** The states of a bar from the floor up, as indexes into STATES: what is over lies lowest. */
export const FLOOR_UP = [2, 1, 0] as const;

/** The share of a column's place that a stack takes, and that a group of three takes. */
const STACK = 0.65;
const GROUP = 0.8;
/** The least height of a number that is not 0, so that one open incident among thousands is seen. */
const LEAST = 3;
/** How many steps a scale has. */
const STEPS = 4;
/** Between the parts of a bar, because colours alone do not tell them apart. */
const GAP = 1;

/** The smallest scale that holds the highest bar: of four steps, so that it seldom changes, or of as many as there are. */
export function scaleOf(buckets: readonly Bucket[], layout: Layout): Scale {
	let highest = 1;
	for (const { open, inprogress, closed } of buckets) {
		highest = Math.max(highest, layout === 'stacked' ? open + inprogress + closed : Math.max(open, inprogress, closed));
	}
	return highest < STEPS ? { top: highest, steps: highest } : { top: STEPS * niceStep(highest / STEPS), steps: STEPS };
}

/** The smallest of 1, 2, 3, 4, 5, 6, 8, 10, 20, … that is not below least. */
function niceStep(least: number): number {
	const unit = 10 ** Math.floor(Math.log10(least));
	return unit * ([1, 2, 3, 4, 5, 6, 8].find((factor) => unit * factor >= least) ?? 10);
}

/** Calls paint for every part of every bar of one state, in order of time, with whole pixels. */
export function eachBar(
	state: number,
	buckets: readonly Bucket[],
	{ area, scale, layout }: { area: Area; scale: Scale; layout: Layout },
	paint: (index: number, left: number, top: number, width: number, height: number) => void,
): void {
	const place = area.width / buckets.length;
	const floor = area.top + area.height;
	const lower = layout === 'stacked' ? FLOOR_UP.slice(0, FLOOR_UP.indexOf(state as 0 | 1 | 2)) : [];
	const { offset, width } = layout === 'stacked' ? stackIn(place) : groupIn(place, state);
	const heightOf = (bucket: Bucket, of: number) => {
		const value = bucket[STATES[of] as (typeof STATES)[number]];
		return value === 0 ? 0 : Math.max(LEAST, Math.round((value / scale.top) * area.height));
	};
	for (const [i, bucket] of buckets.entries()) {
		const height = heightOf(bucket, state);
		if (height === 0) continue;
		let base = floor;
		for (const below of lower) base -= heightOf(bucket, below) && heightOf(bucket, below) + GAP;
		paint(i, Math.round(area.left + i * place + offset), base - height, width, height);
	}
}

function stackIn(place: number): { offset: number; width: number } {
	const width = Math.max(1, Math.round(place * STACK));
	return { offset: (place - width) / 2, width };
}

function groupIn(place: number, state: number): { offset: number; width: number } {
	const width = Math.max(1, Math.round((place * GROUP) / STATES.length - GAP));
	const whole = STATES.length * (width + GAP) - GAP;
	return { offset: Math.max(0, (place - whole) / 2) + state * (width + GAP), width };
}

/** The column under a horizontal position, the nearest one where it is beside them all; -1 where there are none. */
export function columnAt(x: number, count: number, area: Area): number {
	const index = Math.floor(((x - area.left) / area.width) * count);
	return Math.min(count - 1, Math.max(0, index));
}

/** The edges of a column's place. */
export function placeOf(index: number, count: number, area: Area): { left: number; right: number } {
	const place = area.width / count;
	return { left: area.left + index * place, right: area.left + (index + 1) * place };
}

/** The columns that carry a label: as many as have room, evenly apart. */
export function labelled(count: number, width: number, room: number): number[] {
	const every = Math.max(1, Math.ceil((count * room) / width));
	return Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
}

/** The incidents of a bar. */
export function totalOf({ open, inprogress, closed }: Bucket): number {
	return open + inprogress + closed;
}
