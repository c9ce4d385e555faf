import fc from 'fast-check';
import { expect, it } from 'vitest';
import { median } from './median';

it.each<[string, number[], number | null]>([
	['nothing', [], null],
	['one', [7], 7],
	['two', [7, 10], 8.5],
	['the same', [3, 3, 3, 3], 3],
	['what needs all bits', [2 ** 31 - 1, 2 ** 31 - 2, 0], 2 ** 31 - 2],
	['both sides of a place of the histogram', [65_535, 65_536], 65_535.5],
])('finds the middle of %s', (_, values, want) => expect(median(Int32Array.from(values))).toBe(want));

it('finds what sorting finds', () => {
	fc.assert(
		fc.property(fc.int32Array({ min: 0, minLength: 1 }), (values) => {
			const sorted = values.slice().sort();
			const half = sorted.length / 2;
			const [low, high] = [sorted[Math.ceil(half) - 1] ?? NaN, sorted[Math.floor(half)] ?? NaN];
			expect(median(values)).toBe((low + high) / 2);
		}),
	);
});
