import { describe, expect, it } from 'vitest';
import { arrange, compare, group, keepOrder, type Arrangement } from './arrange';
import { aRow } from './testing';

const rows = [
	aRow({ name: 'Zoom', level: 'major_outage', category: 'Work' }),
	aRow({ name: 'aws', pinned: true, category: 'Cloud' }),
	aRow({ name: 'npm 10' }),
	aRow({ name: 'Slack', level: 'degraded', category: 'Work', detail: 'Search is late' }),
	aRow({ name: 'npm 9' }),
	aRow({ name: 'Datadog', level: 'unknown' }),
	aRow({ name: 'Docker', level: 'maintenance' }),
];
const all: Arrangement = { query: '', onlyProblems: false, sort: 'severity' };
const names = (part: Partial<Arrangement>) => arrange(rows, { ...all, ...part }).map((row) => row.name);

describe('arrange', () => {
	it('puts pinned rows first, then the worst, then by name', () => {
		expect(names({})).toEqual(['aws', 'Zoom', 'Slack', 'Datadog', 'Docker', 'npm 9', 'npm 10']);
	});

	it('sorts by name as people do', () => {
		expect(names({ sort: 'name' })).toEqual(['aws', 'Datadog', 'Docker', 'npm 9', 'npm 10', 'Slack', 'Zoom']);
	});

	it('finds each word, wherever it stands', () => {
		expect(names({ query: 'late WORK' })).toEqual(['Slack']);
		expect(names({ query: 'nothing' })).toEqual([]);
	});

	it('counts what could not be read as a problem, maintenance not', () => {
		expect(names({ onlyProblems: true })).toEqual(['Zoom', 'Slack', 'Datadog']);
	});
});

describe('compare', () => {
	it.each([
		['npm 9', 'NPM 10', -1],
		['Zoom', 'aws', 1],
		['GitHub', 'github', 0],
		['Git', 'GitHub', -1],
		['1Password', 'AWS', -1],
		['', 'a', -1],
	])('orders %j and %j as people do', (a, b, wanted) => {
		expect(Math.sign(compare(a, b))).toBe(wanted);
		expect(Math.sign(compare(b, a))).toBe(0 - wanted);
	});
});

describe('keepOrder', () => {
	it('shows the rows as they are now where they were', () => {
		const now = rows.map((row) => (row.id === 'zoom' ? { ...row, level: 'operational' as const } : row));
		const kept = keepOrder(['zoom', 'aws'], now, arrange(now, all));
		expect(kept.map((row) => `${row.id} ${row.level}`).slice(0, 2)).toEqual(['zoom operational', 'aws operational']);
	});

	it('drops what is no longer watched and adds what is new at the end', () => {
		expect(keepOrder(['gone', 'zoom'], rows, rows.slice(0, 2)).map((row) => row.id)).toEqual(['zoom', 'aws']);
	});
});

describe('group', () => {
	it('does not divide unless asked', () => {
		expect(group(rows, 'none')).toEqual([{ title: '', rows }]);
	});

	it('keeps pinned rows together before the categories', () => {
		const groups = group(arrange(rows, all), 'category');
		expect(groups.map((each) => [each.title, each.rows.length])).toEqual([
			['Pinned', 1],
			['Code', 4],
			['Work', 2],
		]);
	});
});
