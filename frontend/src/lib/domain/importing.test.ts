import { describe, expect, it } from 'vitest';
import {
	GUESSED,
	columnRows,
	firstColumns,
	importable,
	looseFields,
	shownChoices,
	withColumn,
	withConstant,
	withHeaderChoice,
	withWord,
	wordRows,
} from './importing';
import { aPreview } from './testing';

const understood = {
	...GUESSED,
	encoding: 'windows-1252',
	delimiter: ';',
	headerRow: 3,
	columns: [
		{ field: 'services', value: 'Service' },
		{ field: 'state', value: 'Status' },
	],
	set: [{ field: 'stage', value: 'prd' }],
	words: [{ field: 'state', word: 'Parked', meaning: 'inprogress' }],
	dateOrder: 'dmy',
};

describe('withHeaderChoice', () => {
	it('gives up what was said of the columns, and keeps the rest', () => {
		const own = withWord(withConstant({ ...GUESSED, dateOrder: 'dmy', headerRow: 4 }, 'stage', 'stg'), {
			field: 'state',
			word: 'Parked',
			meaning: 'closed',
		});
		const changed = withHeaderChoice(own, 'delimiter', '\t');
		expect(changed).toEqual({ ...own, delimiter: '\t', set: [], columns: [] });
	});

	it('looks for the header of another sheet anew', () => {
		expect(withHeaderChoice({ ...GUESSED, headerRow: 4 }, 'sheet', 'Q4')).toMatchObject({ sheet: 'Q4', headerRow: 0 });
		expect(withHeaderChoice(GUESSED, 'headerRow', 7)).toMatchObject({ headerRow: 7 });
	});
});

describe('withColumn', () => {
	it('takes a free column for a field', () => {
		const own = withColumn(GUESSED, understood, 'Environment', 'stage');
		expect(own.columns).toEqual([{ field: 'stage', value: 'Environment' }]);
	});

	it('leaves the field that had the column without one', () => {
		const own = withColumn(GUESSED, understood, 'Status', 'stage');
		expect(own.columns).toEqual([
			{ field: 'state', value: '' },
			{ field: 'stage', value: 'Status' },
		]);
	});

	it('takes the field off its column', () => {
		expect(withColumn(GUESSED, understood, 'Status', '').columns).toEqual([{ field: 'state', value: '' }]);
		expect(withColumn(GUESSED, understood, 'Environment', '').columns).toEqual([]);
	});

	it('says each field once, however often it is changed', () => {
		let own = withColumn(GUESSED, understood, 'Environment', 'state');
		own = withColumn(own, shownChoices(understood, own), 'Environment', 'stage');
		own = withColumn(own, shownChoices(understood, own), 'Status', 'state');
		expect(own.columns).toEqual([
			{ field: 'stage', value: 'Environment' },
			{ field: 'state', value: 'Status' },
		]);
	});

	it('takes the place of a constant, and the other way round', () => {
		const constant = withConstant(GUESSED, 'stage', 'stg');
		expect(withColumn(constant, understood, 'Environment', 'stage').set).toEqual([]);
		const column = withColumn(GUESSED, understood, 'Environment', 'stage');
		expect(withConstant(column, 'stage', 'prd')).toMatchObject({
			columns: [],
			set: [{ field: 'stage', value: 'prd' }],
		});
	});
});

describe('shownChoices', () => {
	it('is what was understood where nothing is said', () => {
		expect(shownChoices(understood, GUESSED)).toEqual(understood);
	});

	it('lays what the user says over it', () => {
		const own = withWord(withConstant(withColumn(GUESSED, understood, 'Status', 'id'), 'stage', 'stg'), {
			field: 'state',
			word: 'Parked',
			meaning: '',
		});
		expect(shownChoices(understood, { ...own, dateOrder: 'mdy' })).toEqual({
			...understood,
			columns: [
				{ field: 'services', value: 'Service' },
				{ field: 'id', value: 'Status' },
			],
			set: [{ field: 'stage', value: 'stg' }],
			words: [{ field: 'state', word: 'Parked', meaning: '' }],
			dateOrder: 'mdy',
		});
	});
});

describe('columnRows', () => {
	it('says what each column is taken for, and which cannot be chosen', () => {
		expect(columnRows(['Service', '', 'Status', 'Status'], understood.columns)).toEqual([
			{ at: 0, header: 'Service', field: 'services', why: '' },
			{ at: 1, header: '', field: '', why: 'no name' },
			{ at: 2, header: 'Status', field: 'state', why: '' },
			{ at: 3, header: 'Status', field: '', why: 'name occurs twice' },
		]);
	});

	it('lists the first ones and all that are used', () => {
		const rows = columnRows(['A', 'B', 'C', 'Status', 'D'], understood.columns);
		expect(firstColumns(rows, 2).map(({ header }) => header)).toEqual(['A', 'B', 'Status']);
	});
});

describe('looseFields', () => {
	const preview = aPreview({ missing: ['stage', 'creationtime'] });

	it('puts what must be answered first', () => {
		const shown = { ...GUESSED, set: [{ field: 'recentreporttime', value: '' }] };
		expect(looseFields(preview, shown)).toEqual([
			{ field: 'stage', value: null },
			{ field: 'creationtime', value: null },
			{ field: 'recentreporttime', value: '' },
		]);
	});

	it('asks no more for what has been answered since', () => {
		const own = withColumn(withConstant(GUESSED, 'stage', 'prd'), GUESSED, 'Opened', 'creationtime');
		expect(looseFields(preview, shownChoices(GUESSED, own))).toEqual([{ field: 'stage', value: 'prd' }]);
	});
});

describe('wordRows', () => {
	const preview = aPreview({
		unknown: [
			{ field: 'state', word: 'Zombie', count: 7 },
			{ field: 'state', word: 'Cancelled', count: 2 },
			{ field: 'stage', word: 'DR', count: 4 },
		],
	});

	it('keeps a word at its place when it is given a meaning', () => {
		const before = wordRows(preview, GUESSED, 9).map(({ word }) => word);
		const own = withWord(GUESSED, { field: 'state', word: 'Cancelled', meaning: 'closed' });
		expect(wordRows(preview, own, 9).map(({ word }) => word)).toEqual(before);
		expect(before).toEqual(['DR', 'Cancelled', 'Zombie']);
	});

	it('lists those that most rows have, and every one that was told', () => {
		const own = withWord(GUESSED, { field: 'state', word: 'Parked', meaning: 'open' });
		expect(wordRows(preview, own, 2)).toEqual([
			{ field: 'state', word: 'Parked', meaning: 'open', count: 0 },
			{ field: 'state', word: 'Zombie', meaning: '', count: 7 },
		]);
	});

	it('counts the rows of a word that was told to stay out', () => {
		const own = withWord(GUESSED, { field: 'stage', word: 'DR', meaning: '' });
		expect(wordRows(preview, own, 9)[0]).toEqual({ field: 'stage', word: 'DR', meaning: '', count: 4 });
	});
});

describe('importable', () => {
	it.each([
		['a file that was understood', {}, true],
		['a missing column', { missing: ['stage'] }, false],
		['an open question', { open: ['dmy', 'mdy'] }, false],
		['no incident', { incidents: 0 }, false],
	])('%s', (_, part, can) => expect(importable(aPreview(part))).toBe(can));
});
