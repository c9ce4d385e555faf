import { describe, expect, it } from 'vitest';
import { counted, figure, fileSize } from './figures';

describe('figure', () => {
	it.each([
		[0, '0'],
		[999, '999'],
		[1_275, '1\u00a0275'],
		[1_000_000, '1\u00a0000\u00a0000'],
	])('writes %d', (value, text) => expect(figure(value)).toBe(text));
});

describe('counted', () => {
	it.each([
		[counted(1, 'row'), '1 row'],
		[counted(0, 'row'), '0 rows'],
		[counted(1_275, 'entry', 'entries'), '1\u00a0275 entries'],
	])('takes one or many', (said, text) => expect(said).toBe(text));
});

describe('fileSize', () => {
	it.each([
		[1, '1 byte'],
		[999, '999 bytes'],
		[1_000, '1.0 KB'],
		[187_300, '187 KB'],
		[999_499, '999 KB'],
		[999_500, '1.0 MB'],
		[9_949_000, '9.9 MB'],
		[9_950_000, '10 MB'],
		[2_147_483_648, '2.1 GB'],
		[4_000_000_000_000, '4000 GB'],
	])('writes %d', (bytes, text) => expect(fileSize(bytes)).toBe(text));
});
