import { describe, expect, it } from 'vitest';
import { sparkline } from './sparkline';

describe('sparkline', () => {
	it.each<[string, readonly number[], number | undefined, string]>([
		['nothing', [], undefined, ''],
		['only zeros', [0, 0, 0], undefined, 'M0 22L30 22L60 22'],
		['one value', [4], undefined, 'M0 3L60 3'],
		['up to the highest', [0, 1, 4], undefined, 'M0 22L30 17.3L60 3'],
		['on the scale of a longer line', [0, 1, 2], 4, 'M0 22L30 17.3L60 12.5'],
		['zeros on such a scale', [0, 0], 4, 'M0 22L60 22'],
		['thirds of the width', [1, 1, 1, 1], undefined, 'M0 3L20 3L40 3L60 3'],
		[
			'parts of a pixel, shortly',
			[0, 0, 3, 0, 0, 0, 0, 1],
			undefined,
			'M0 22L8.6 22L17.1 3L25.7 22L34.3 22L42.9 22L51.4 22L60 15.7',
		],
	])('draws %s', (_, values, max, line) => {
		expect(sparkline(values, 60, 24, max).line).toBe(line);
	});

	it('closes the area along the bottom', () => {
		expect(sparkline([0, 2], 60, 24).area).toBe('M0 22L60 3L60 24L0 24Z');
		expect(sparkline([], 60, 24).area).toBe('');
	});
});
