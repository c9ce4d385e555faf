import { describe, expect, it } from 'vitest';
import { checkedStates, choiceNames, toggleChoice, treeKey, treeRows } from './tree';
import type { ComponentNode, Level } from './model';

const leaf = (name: string, depth: number, level: Level = 'operational', choice = name): ComponentNode => ({
	...{ choice, name, depth, level, word: level, group: false, leaves: 0, affected: 0 },
});
const group = (
	name: string,
	leaves: number,
	affected: number,
	level: Level = 'operational',
	depth = 0,
): ComponentNode => ({
	...{ choice: name, name, depth, level, word: level, group: true, leaves, affected },
});

const page: ComponentNode[] = [
	group('API', 2, 0),
	leaf('REST', 1),
	leaf('Webhooks', 1),
	group('Pages', 2, 1, 'degraded'),
	leaf('Serving', 1),
	leaf('Builds', 1, 'degraded'),
	group('Actions', 4, 3, 'partial_outage'),
	leaf('Larger runners', 1, 'degraded'),
	leaf('Queue', 1, 'partial_outage'),
	leaf('Cache', 1),
	leaf('Linux', 1, 'partial_outage'),
];
const names = (rows: { name: string; depth: number }[]) => rows.map((r) => '  '.repeat(r.depth) + r.name);

describe('treeRows', () => {
	it('opens what is affected, worst first, and folds its healthy siblings', () => {
		expect(names(treeRows(page))).toEqual([
			'Actions',
			'  Queue',
			'  Linux',
			'  Larger runners',
			'  1 operational',
			'Pages',
			'  Builds',
			'  1 operational',
			'API',
		]);
	});

	it('says how much of a group is affected, else how much is in it', () => {
		const notes = treeRows(page)
			.filter((row) => row.kind === 'group')
			.map((row) => row.note);
		expect(notes).toEqual(['3 of 4 affected', '1 of 2 affected', '2']);
	});

	it('opens and closes by hand', () => {
		const toggled = new Map([
			['Actions', false],
			['API', true],
			['Pages\u0000fold', true],
		]);
		expect(names(treeRows(page, { toggled }))).toEqual([
			'Actions',
			'Pages',
			'  Builds',
			'  1 operational',
			'    Serving',
			'API',
			'  REST',
			'  Webhooks',
		]);
	});

	it('shows everything at the top of a flat page without trouble, and folds it beside trouble', () => {
		const flat = [leaf('a', 0), leaf('b', 0), leaf('c', 0)];
		expect(names(treeRows(flat))).toEqual(['a', 'b', 'c']);
		expect(names(treeRows([...flat, leaf('d', 0, 'degraded')]))).toEqual(['d', '3 operational']);
	});

	it('never folds what is unknown or under maintenance', () => {
		const rows = treeRows([leaf('a', 0), leaf('b', 0, 'unknown'), leaf('c', 0, 'maintenance')]);
		expect(names(rows)).toEqual(['b', 'c', '1 operational']);
	});

	it('finds by name without case and accents, with the groups on the way', () => {
		expect(names(treeRows([...page, leaf('São Paulo', 0)], { query: 'SAO' }))).toEqual(['São Paulo']);
		expect(names(treeRows(page, { query: 'que' }))).toEqual(['Actions', '  Queue']);
		expect(names(treeRows(page, { query: 'webh' }))).toEqual(['API', '  Webhooks']);
		expect(treeRows(page, { query: 'nothing' })).toEqual([]);
	});

	it('lets a group that matches be opened to all that is in it', () => {
		expect(names(treeRows(page, { query: 'api' }))).toEqual(['API']);
		const toggled = new Map([['API', true]]);
		expect(names(treeRows(page, { query: 'api', toggled }))).toEqual(['API', '  REST', '  Webhooks']);
	});

	it('gives every row its place for assistive technology', () => {
		const rows = treeRows(page);
		expect(rows[0]).toMatchObject({ position: 1, siblings: 3, parent: null, expanded: true });
		expect(rows[4]).toMatchObject({ kind: 'fold', position: 4, siblings: 4, parent: 'Actions', expanded: false });
	});

	it('keeps two components of one path apart', () => {
		const keys = treeRows([leaf('a', 0, 'operational', 'same'), leaf('b', 0, 'operational', 'same')]).map((r) => r.key);
		expect(new Set(keys).size).toBe(2);
	});

	it('survives depths that skip', () => {
		expect(names(treeRows([leaf('a', 3), leaf('b', 7)]))).toEqual(['a']);
	});

	it('keeps the order of the page while choosing, and opens where something is chosen', () => {
		const rows = treeRows(page, { plain: true, chosen: new Set(['Builds']) });
		expect(names(rows)).toEqual(['API', 'Pages', '  Serving', '  Builds', 'Actions']);
	});
});

describe('treeKey', () => {
	const rows = treeRows(page);
	it.each([
		['ArrowDown', 'Actions', { focus: 'Queue' }],
		['ArrowUp', 'Queue', { focus: 'Actions' }],
		['ArrowUp', 'Actions', { focus: 'Actions' }],
		['Home', 'Builds', { focus: 'Actions' }],
		['End', 'Actions', { focus: 'API' }],
		['ArrowRight', 'API', { toggle: 'API' }],
		['ArrowRight', 'Actions', { focus: 'Queue' }],
		['ArrowLeft', 'Queue', { focus: 'Actions' }],
		['ArrowLeft', 'Actions', { toggle: 'Actions' }],
		['l', 'Actions', { focus: 'Linux' }],
		['l', 'Linux', { focus: 'Larger runners' }],
		['z', 'Actions', null],
		['Escape', 'Actions', null],
		['ArrowDown', 'gone', { focus: 'Queue' }],
	])('%s on %s', (key, focused, want) => {
		expect(treeKey(rows, focused, key)).toEqual(want);
	});

	it('has nothing to do in an empty tree', () => {
		expect(treeKey([], '', 'ArrowDown')).toBeNull();
	});
});

describe('choosing', () => {
	it('ticks a group for all that is below it', () => {
		const states = checkedStates(page, new Set(['API', 'Builds']));
		expect([states.get('API'), states.get('REST'), states.get('Pages'), states.get('Builds')]).toEqual([
			'on',
			'on',
			'mixed',
			'on',
		]);
		expect(states.get('Actions')).toBe('off');
	});

	it.each<[string, string[], string, string[]]>([
		['ticks a leaf', [], 'REST', ['REST']],
		['unticks a leaf', ['REST'], 'REST', []],
		['ticks a group and drops what it now covers', ['REST'], 'API', ['API']],
		['unticks a group', ['API'], 'API', []],
		['unticks one of a chosen group', ['API'], 'REST', ['Webhooks']],
		['unticks a group whose leaves were all ticked', ['REST', 'Webhooks'], 'API', []],
		['leaves the choice alone for a key it does not know', ['REST'], 'gone', ['REST']],
	])('%s', (_, chosen, key, want) => {
		expect([...toggleChoice(page, new Set(chosen), key)]).toEqual(want);
	});

	it('names what is chosen in the order of the page', () => {
		expect(choiceNames(page, ['Queue', 'REST', 'no longer there'])).toEqual(['REST', 'Queue', 'no longer there']);
	});
});
