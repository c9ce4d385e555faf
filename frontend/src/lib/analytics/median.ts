/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes of columns come from loops within their bounds */

/** How many values one place of a histogram may stand for, and how many places there are. */
const HALF = 16;
const PLACES = 1 << HALF;

/** The middle of values that are not negative, or the mean of the two in the middle; null where there is none. */
export function median(values: Int32Array): number | null {
	const { length } = values;
	if (length === 0) return null;
	const upper = kth(values, length >>> 1);
	return length % 2 ? upper : (kth(values, (length >>> 1) - 1) + upper) / 2;
}

/** The value that would stand at a place if they were sorted: first its upper half, then, among those, its lower. */
function kth(values: Int32Array, place: number): number {
	const places = new Uint32Array(PLACES);
	for (const value of values) places[value >>> HALF]!++;
	const high = reach(places, place);
	const lower = new Uint32Array(PLACES);
	for (const value of values) if (value >>> HALF === high.index) lower[value & (PLACES - 1)]!++;
	return (high.index << HALF) | reach(lower, high.rest).index;
}

/** The index at which the sum of counts passes a place, and what is left of it there. */
function reach(counts: Uint32Array, place: number): { index: number; rest: number } {
	let [index, rest] = [0, place];
	for (; rest >= counts[index]!; index++) rest -= counts[index]!;
	return { index, rest };
}
