import { describe, expect, it } from 'vitest';
import { pagesShown } from './pages';

describe('pagesShown', () => {
	it.each([
		['all where they are few', 2, 7, '0 1 2 3 4 5 6'],
		['none where there are none', 0, 0, ''],
		['the first ones', 0, 20, '0 1 2 3 4 . 19'],
		['the first ones from the third', 3, 20, '0 1 2 3 4 . 19'],
		['those around', 10, 20, '0 . 9 10 11 . 19'],
		['the last ones', 19, 20, '0 . 15 16 17 18 19'],
		['one gap fewer as soon as it would stand for one page', 16, 20, '0 . 15 16 17 18 19'],
	])('offers %s', (_, page, pages, want) => {
		const text = pagesShown(page, pages)
			.map((shown) => shown ?? '.')
			.join(' ');
		expect(text).toBe(want);
	});
});
