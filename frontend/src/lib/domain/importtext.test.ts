import { describe, expect, it } from 'vitest';
import type { LogFacts } from './analytics';
import {
	delimiters,
	encodings,
	foundSentence,
	hindrance,
	importCounts,
	noteWords,
	orderQuestion,
	outcome,
	progressWords,
	rowTime,
	separators,
	stateWords,
	unreadSentence,
} from './importtext';
import { aPreview } from './testing';

const log = { rows: 990, demo: false } as LogFacts;

describe('choices on offer', () => {
	it('hold what is in force, even where it is unusual', () => {
		expect(encodings('ibm866')[0]).toEqual({ value: 'ibm866', text: 'ibm866' });
		expect(delimiters('^')[0]).toEqual({ value: '^', text: '^' });
		expect(separators('+')[0]).toEqual({ value: '+', text: '+' });
	});

	it('hold nothing twice', () => {
		for (const choices of [encodings('utf-8'), delimiters('\t'), separators(';|'), separators('')]) {
			expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
		}
	});
});

describe('orderQuestion', () => {
	it.each([
		[['dmy', 'mdy'], '03/04/2026 may be 3 April or 4 March.'],
		[['ymd', 'dmy'], '03/04/05 may be 5 April 2003 or 3 April 2005.'],
		[['ymd', 'dmy', 'mdy'], '03/04/05 may be 5 April 2003 or 3 April 2005 or 4 March 2005.'],
	])('between %j', (open, question) => expect(orderQuestion(open)).toBe(question));
});

describe('unreadSentence', () => {
	it.each([
		['logs: this is a folder: choose a file in it', 'This is a folder: choose a file in it.'],
		['Logs: this is a picture: export the table itself.', 'This is a picture: export the table itself.'],
		['Line 7 opens a quote that nothing closes.', 'Line 7 opens a quote that nothing closes.'],
	])('of “%s”', (message, said) => expect(unreadSentence('logs', message)).toBe(said));
});

describe('progressWords', () => {
	const at = (secondsLeft: number) =>
		progressWords({ id: 1, rows: 412_000, share: 0.4, secondsLeft, finished: false, error: '' });
	it.each([
		[-1, ''],
		[0, 'about 1 s left'],
		[89, 'about 89 s left'],
		[90, 'about 2 min left'],
	])('with %d s left', (seconds, left) => expect(at(seconds)).toEqual({ done: '412\u00a0000 rows read', left }));
});

describe('importCounts', () => {
	const preview = aPreview({ incidents: 100, appendNew: 44, appendDuplicate: 56, duplicates: 3, rejected: 5 });
	const of = (mode: 'replace' | 'append') => importCounts(preview, mode).map(({ id, value }) => [id, value]);

	it('counts what is in the file', () =>
		expect(of('replace')).toEqual([
			['new', 100],
			['duplicates', 3],
			['rejected', 5],
		]));

	it('counts what comes to the log', () =>
		expect(of('append')).toEqual([
			['new', 44],
			['there', 56],
			['duplicates', 3],
			['rejected', 5],
		]));
});

describe('outcome', () => {
	const preview = aPreview({ incidents: 1, appendNew: 1_044 });
	it.each([
		['where there is no log', 'replace' as const, null, '1 incident.', 'also after a restart'],
		['in place of a log', 'replace' as const, log, '1 incident.', 'take the place of the 990 there are'],
		['in place of a demo', 'replace' as const, { ...log, demo: true }, '1 incident.', 'the 990 simulated'],
		['beside a log', 'append' as const, log, '1\u00a0044 new incidents.', 'come to the 990 there are'],
	])('%s', (_, mode, facts, count, rest) => {
		const said = outcome(preview, mode, facts);
		expect(said.count).toBe(count);
		expect(said.rest).toContain(rest);
	});
});

describe('hindrance', () => {
	it.each([
		['a file that was understood', {}, ''],
		['one column missing', { missing: ['stage'] }, 'The file has no column for “stage”.'],
		[
			'three columns missing',
			{ missing: ['services', 'state', 'creationtime'] },
			'The file has no column for “service”, “state” and “created”.',
		],
		['an open question', { open: ['dmy', 'mdy'] }, 'Choose the order of the dates at the left.'],
		['all rejected', { incidents: 0, rejected: 9 }, 'Every row is rejected'],
		['nothing in it', { incidents: 0, rejected: 0 }, 'No row of it is an incident.'],
	])('%s', (_, part, said) => {
		const why = hindrance(aPreview(part));
		if (said === '') expect(why).toBe('');
		else expect(why.startsWith(said)).toBe(true);
	});
});

describe('foundSentence', () => {
	it('says the counts, or what is asked', () => {
		expect(foundSentence(aPreview({ name: 'march.csv', incidents: 1_275, duplicates: 2 }), 'replace')).toBe(
			'march.csv is read. New incidents: 1\u00a0275. Duplicates: 2. Rejected: 0.',
		);
		expect(foundSentence(aPreview({ name: 'march.csv', missing: ['stage'] }), 'replace')).toContain('no column');
	});
});

describe('noteWords', () => {
	it.each([
		['of the file', 1, 0, ''],
		['of one row', 1, 2_210, ': line 2\u00a0210'],
		['of several', 12, 431, ': 12, first in line 431'],
	])('%s', (_, count, line, where) =>
		expect(noteWords({ text: 'last report before creation', count, line })).toEqual({
			text: 'Last report before creation',
			where,
		}),
	);
});

describe('rows', () => {
	it('are told in UTC and in words', () => {
		expect(rowTime(Date.UTC(2026, 9, 14, 9, 12, 5))).toBe('2026-10-14 09:12:05');
		expect(stateWords('inprogress')).toBe('in progress');
		expect(stateWords('odd')).toBe('odd');
	});
});
