/** The tree of a service's components: which of its rows are seen, what a key does on them, and what is chosen. */
import { severity } from './level';
import type { ComponentNode, Level } from './model';

/** One visible row. A "fold" stands for the healthy siblings of something that is in trouble. */
export interface TreeRow {
	key: string;
	kind: 'group' | 'leaf' | 'fold';
	depth: number;
	name: string;
	level: Level;
	word: string;
	/** What stands at the right of a group: "4 of 6 affected", or how many components are below it. */
	note: string;
	/** null where there is nothing to open. */
	expanded: boolean | null;
	parent: string | null;
	position: number;
	siblings: number;
	/** Whether a sibling can be opened, so that signs of one depth stand below each other. */
	ragged: boolean;
}

/** What decides which rows are seen. */
export interface TreeView {
	query?: string;
	/** Groups and folds that were opened or closed by hand, against what they would be by themselves. */
	toggled?: ReadonlyMap<string, boolean>;
	/** Everything in the page's own order and nothing folded, for choosing. */
	plain?: boolean;
	/** Chosen components: their groups are open while choosing. */
	chosen?: ReadonlySet<string>;
}

/** Whether a choice covers a node: wholly, in part, or not. */
export type Checked = 'on' | 'off' | 'mixed';

interface Branch {
	key: string;
	node: ComponentNode;
	children: Branch[];
}

/** The number of components from which a search is worth its place. */
export const SEARCH_FROM = 15;

/** Lists the rows that are seen, in the order in which they are drawn. */
export function treeRows(nodes: readonly ComponentNode[], view: TreeView = {}): TreeRow[] {
	const query = fold(view.query ?? '');
	const roots = grow(nodes);
	const found = query === '' ? null : matches(roots, query);
	const rows: TreeRow[] = [];
	emit(found === null ? roots : keep(roots, found), null, 0, { ...view, found }, rows);
	return rows;
}

/** Says how far a choice covers each node, by key. A chosen group covers everything below it. */
export function checkedStates(nodes: readonly ComponentNode[], chosen: ReadonlySet<string>): Map<string, Checked> {
	const states = new Map<string, Checked>();
	const visit = (branch: Branch, inherited: boolean): Checked => {
		const own = inherited || chosen.has(branch.node.choice);
		const below = branch.children.map((child) => visit(child, own));
		let state: Checked = own ? 'on' : 'off';
		if (!own && below.length > 0) {
			if (below.every((s) => s === 'on')) state = 'on';
			else if (below.some((s) => s !== 'off')) state = 'mixed';
		}
		states.set(branch.key, state);
		return state;
	};
	grow(nodes).forEach((root) => visit(root, false));
	return states;
}

/**
 * Ticks or unticks a node and returns the new choice. Unticking one component of a chosen group leaves the group's
 * others chosen one by one; ticking a group stands for everything that is or will be below it.
 */
export function toggleChoice(nodes: readonly ComponentNode[], chosen: ReadonlySet<string>, key: string): Set<string> {
	const next = new Set(chosen);
	const path = pathTo(grow(nodes), key);
	const target = path.at(-1);
	if (target === undefined) return next;
	const wasOn = checkedStates(nodes, chosen).get(key) === 'on';
	const holder = path.findIndex((branch) => chosen.has(branch.node.choice));
	if (wasOn && holder >= 0) {
		for (const branch of path.slice(holder, -1)) {
			next.delete(branch.node.choice);
			branch.children.forEach((child) => next.add(child.node.choice));
		}
	}
	dropBelow(target, next);
	if (wasOn) next.delete(target.node.choice);
	else next.add(target.node.choice);
	return next;
}

/** The names of what is chosen, in the page's order; a choice that the page no longer has keeps its own text. */
export function choiceNames(nodes: readonly ComponentNode[], chosen: readonly string[]): string[] {
	const wanted = new Set(chosen);
	const names: string[] = [];
	for (const node of nodes) {
		if (wanted.delete(node.choice)) names.push(node.name);
	}
	return [...names, ...wanted];
}

/** What a key does in the tree: which row gets the focus, or which one opens or closes. null: not ours. */
export function treeKey(
	rows: readonly TreeRow[],
	focused: string,
	key: string,
): { focus: string } | { toggle: string } | null {
	const at = Math.max(
		0,
		rows.findIndex((row) => row.key === focused),
	);
	const row = rows[at];
	if (row === undefined) return null;
	const focus = (index: number) => ({ focus: rows[Math.min(rows.length - 1, Math.max(0, index))]?.key ?? row.key });
	switch (key) {
		case 'ArrowDown':
			return focus(at + 1);
		case 'ArrowUp':
			return focus(at - 1);
		case 'Home':
			return focus(0);
		case 'End':
			return focus(rows.length - 1);
		case 'ArrowRight':
			if (row.expanded === false) return { toggle: row.key };
			return row.expanded === true ? focus(at + 1) : { focus: row.key };
		case 'ArrowLeft':
			if (row.expanded === true) return { toggle: row.key };
			return { focus: row.parent ?? row.key };
		default:
			return typeAhead(rows, at, key);
	}
}

function typeAhead(rows: readonly TreeRow[], at: number, key: string): { focus: string } | null {
	if (key.length !== 1 || key.trim() === '') return null;
	const wanted = fold(key);
	for (let step = 1; step <= rows.length; step++) {
		const row = rows[(at + step) % rows.length];
		if (row !== undefined && fold(row.name).startsWith(wanted)) return { focus: row.key };
	}
	return null;
}

/** Folds case and accents away, so that a search finds what a person means. */
function fold(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}

function grow(nodes: readonly ComponentNode[]): Branch[] {
	const roots: Branch[] = [];
	const open: Branch[] = [];
	const seen = new Map<string, number>();
	for (const node of nodes) {
		// Two components of one page may share a path; rows still need keys of their own.
		const times = seen.get(node.choice) ?? 0;
		seen.set(node.choice, times + 1);
		const key = times === 0 ? node.choice : `${node.choice}\u0000${times}`;
		const branch = { key, node, children: [] };
		open.length = Math.min(open.length, Math.max(0, node.depth));
		(open.at(-1)?.children ?? roots).push(branch);
		open.push(branch);
	}
	return roots;
}

/** The keys of what matches, with every group on the way to it and everything inside a group that matches. */
function matches(roots: readonly Branch[], query: string): { seen: Set<string>; onTheWay: Set<string> } {
	const seen = new Set<string>();
	const onTheWay = new Set<string>();
	const visit = (branch: Branch, inside: boolean): boolean => {
		const own = fold(branch.node.name).includes(query);
		const below = branch.children.map((child) => visit(child, inside || own)).some(Boolean);
		if (below) onTheWay.add(branch.key);
		if (own || below || inside) seen.add(branch.key);
		return own || below;
	};
	roots.forEach((root) => visit(root, false));
	return { seen, onTheWay };
}

function keep(branches: readonly Branch[], found: { seen: Set<string> }): Branch[] {
	return branches
		.filter((branch) => found.seen.has(branch.key))
		.map((branch) => ({ ...branch, children: keep(branch.children, found) }));
}

type Emission = TreeView & { found: { onTheWay: Set<string> } | null };

function emit(
	branches: readonly Branch[],
	parent: string | null,
	depth: number,
	view: Emission,
	rows: TreeRow[],
): void {
	const { shown, folded } = arrange(branches, view);
	const siblings = shown.length + (folded.length > 0 ? 1 : 0);
	const ragged = shown.some((branch) => branch.children.length > 0);
	shown.forEach((branch, index) => {
		const expanded = branch.children.length === 0 ? null : isOpen(branch, view);
		rows.push(rowOf(branch, { parent, depth, expanded, position: index + 1, siblings, ragged }));
		if (expanded === true) emit(branch.children, branch.key, depth + 1, view, rows);
	});
	if (folded.length === 0) return;
	const key = `${parent ?? ''}\u0000fold`;
	const expanded = view.toggled?.get(key) ?? false;
	rows.push({
		...{ key, kind: 'fold', name: `${folded.length} operational`, level: 'operational', word: '', note: '' },
		...{ depth, expanded, parent, position: siblings, siblings, ragged },
	});
	if (!expanded) return;
	folded.forEach((branch, index) => {
		const place = { parent: key, depth: depth + 1, expanded: null, ragged: false };
		rows.push(rowOf(branch, { ...place, position: index + 1, siblings: folded.length }));
	});
}

/** Trouble first, worst first, else as on the page; healthy leaves beside trouble are folded away. */
function arrange(branches: readonly Branch[], view: Emission): { shown: Branch[]; folded: Branch[] } {
	if (view.plain === true) return { shown: [...branches], folded: [] };
	const sorted = branches
		.map((branch, index) => ({ branch, index }))
		.sort((a, b) => urgency(b.branch) - urgency(a.branch) || a.index - b.index)
		.map((entry) => entry.branch);
	const calm = (branch: Branch) => branch.node.level === 'operational' && branch.children.length === 0;
	if (view.found !== null || !sorted.some((branch) => urgency(branch) > 0)) return { shown: sorted, folded: [] };
	return { shown: sorted.filter((branch) => !calm(branch)), folded: sorted.filter(calm) };
}

function isOpen(branch: Branch, view: Emission): boolean {
	const byHand = view.toggled?.get(branch.key);
	if (byHand !== undefined) return byHand;
	if (view.found !== null) return view.found.onTheWay.has(branch.key);
	if (view.plain === true) return branch.children.some((child) => holdsChoice(child, view.chosen));
	return urgency(branch) > 0;
}

function holdsChoice(branch: Branch, chosen: ReadonlySet<string> | undefined): boolean {
	if (chosen === undefined) return false;
	return chosen.has(branch.node.choice) || branch.children.some((child) => holdsChoice(child, chosen));
}

/** How much a branch asks to be seen: the severity of its level, where a group counts only with something affected. */
function urgency(branch: Branch): number {
	if (branch.children.length > 0 && branch.node.affected === 0) return 0;
	return branch.node.level === 'operational' ? 0 : severity(branch.node.level);
}

function rowOf(
	{ key, node, children }: Branch,
	place: Pick<TreeRow, 'parent' | 'depth' | 'expanded' | 'position' | 'siblings' | 'ragged'>,
): TreeRow {
	const group = node.group || children.length > 0;
	let note = '';
	if (group) note = node.affected > 0 ? `${node.affected} of ${node.leaves} affected` : String(node.leaves);
	const { name, level, word } = node;
	return { key, kind: group ? 'group' : 'leaf', name, level, word, note, ...place };
}

function pathTo(branches: readonly Branch[], key: string): Branch[] {
	for (const branch of branches) {
		if (branch.key === key) return [branch];
		const below = pathTo(branch.children, key);
		if (below.length > 0) return [branch, ...below];
	}
	return [];
}

function dropBelow(branch: Branch, chosen: Set<string>): void {
	for (const child of branch.children) {
		chosen.delete(child.node.choice);
		dropBelow(child, chosen);
	}
}
