import { describe, expect, it } from 'vitest';
import { fileName, oneAtATime } from './files';

describe('fileName', () => {
	it.each([
		['/home/sam/Störungen Q4.csv', 'Störungen Q4.csv'],
		['C:\\Users\\sam\\log.xlsx', 'log.xlsx'],
		['log.csv', 'log.csv'],
	])('of %s', (path, name) => expect(fileName(path)).toBe(name));
});

describe('oneAtATime', () => {
	it('says which of several files is read', () =>
		expect(oneAtATime('/logs/march.csv', 3)).toBe(
			'3 files were dropped. One is read at a time: this is march.csv, drop the others after it.',
		));
});
