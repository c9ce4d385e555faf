import { describe, expect, it } from 'vitest';
import type { Bucket } from '../../lib/analytics/model';
import { columnAt, eachBar, FLOOR_UP, labelled, placeOf, scaleOf, type Layout, type Scale } from './bars';

const bucket = (open: number, inprogress: number, closed: number): Bucket => ({
	start: 0,
	end: 1,
	open,
	inprogress,
	closed,
});
const area = { left: 36, top: 0, width: 1000, height: 200 };

/** Every part of every bar: state, index, left, top, width and height. */
function bars(buckets: Bucket[], scale: Scale, layout: Layout): number[][] {
	const out: number[][] = [];
	for (const state of FLOOR_UP) {
		eachBar(state, buckets, { area, scale, layout }, (...rectangle) => out.push([state, ...rectangle]));
	}
	return out;
}

describe('scaleOf', () => {
	it.each([
		[0, 1, 1],
		[1, 1, 1],
		[3, 3, 3],
		[4, 4, 4],
		[5, 8, 4],
		[17, 20, 4],
		[118, 120, 4],
		[133, 160, 4],
		[321, 400, 4],
		[4812, 8000, 4],
	])('holds a bar of %i with a top of %i in %i steps', (highest, top, steps) => {
		expect(scaleOf([bucket(0, 0, highest)], 'stacked')).toEqual({ top, steps });
	});

	it('holds the sum of the states where they are stacked, and the largest where they stand side by side', () => {
		expect(scaleOf([bucket(10, 20, 30)], 'stacked').top).toBe(80);
		expect(scaleOf([bucket(10, 20, 30)], 'grouped').top).toBe(32);
	});

	it('stands without any bar', () => {
		expect(scaleOf([], 'stacked')).toEqual({ top: 1, steps: 1 });
	});
});

describe('eachBar', () => {
	it('stacks the states from the floor, one pixel apart', () => {
		expect(bars([bucket(10, 20, 50)], { top: 100, steps: 4 }, 'stacked')).toEqual([
			[2, 0, 211, 100, 650, 100],
			[1, 0, 211, 59, 650, 40],
			[0, 0, 211, 38, 650, 20],
		]);
	});

	it('leaves no gap for a state without incidents, and shows one incident among thousands', () => {
		expect(bars([bucket(1, 0, 5000)], { top: 8000, steps: 4 }, 'stacked')).toEqual([
			[2, 0, 211, 75, 650, 125],
			[0, 0, 211, 71, 650, 3],
		]);
	});

	it('puts the states side by side, all on the floor', () => {
		const parts = bars([bucket(10, 20, 50)], { top: 100, steps: 4 }, 'grouped');
		expect(parts.every(([, , , top = 0, , height = 0]) => top + height === 200)).toBe(true);
		const [closed = [], inprogress = [], open = []] = parts;
		expect((open[2] ?? 0) + (open[4] ?? 0) + 1).toBe(inprogress[2]);
		expect((inprogress[2] ?? 0) + (inprogress[4] ?? 0) + 1).toBe(closed[2]);
	});

	it.each(['stacked', 'grouped'] as const)('draws more %s bars than there are pixels', (layout) => {
		const parts = bars(
			Array.from({ length: 1800 }, () => bucket(1, 1, 1)),
			{ top: 3, steps: 3 },
			layout,
		);
		expect(parts).toHaveLength(3 * 1800);
		expect(parts.every(([, , , , width = 0]) => width >= 1)).toBe(true);
	});
});

describe('columnAt', () => {
	it.each([
		['left of all', 0, 0],
		['the first', 40, 0],
		['the last pixel of a place', 135.9, 0],
		['the first pixel of the next', 136, 1],
		['right of all', 2000, 9],
	])('finds %s', (_, x, index) => {
		expect(columnAt(x, 10, area)).toBe(index);
	});

	it('finds none where there are none', () => {
		expect(columnAt(500, 0, area)).toBe(-1);
	});

	it('is the other way round of placeOf', () => {
		const { left, right } = placeOf(3, 10, area);
		expect([columnAt(left, 10, area), columnAt(right - 1, 10, area)]).toEqual([3, 3]);
	});
});

describe('labelled', () => {
	it.each([
		['all that have room', 13, 1160, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
		['every second one', 8, 300, [0, 2, 4, 6]],
		['the only one', 1, 30, [0]],
		['none', 0, 300, []],
	])('labels %s', (_, count, width, want) => {
		expect(labelled(count, width, 56)).toEqual(want);
	});
});
