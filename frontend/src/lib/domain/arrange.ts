import { isProblem, severity } from './level';
import type { ServiceRow } from './model';

/** What the list is sorted by. */
export type Sorting = 'severity' | 'name';

/** What the list is divided by. */
export type Grouping = 'none' | 'category';

/** Which rows the list shows, and in which order. */
export interface Arrangement {
	query: string;
	onlyProblems: boolean;
	sort: Sorting;
}

/** The rows that match, pinned ones first. */
export function arrange(rows: readonly ServiceRow[], { query, onlyProblems, sort }: Arrangement): ServiceRow[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	return rows
		.filter((row) => (!onlyProblems || isProblem(row.level)) && matches(row, words))
		.sort((a, b) => Number(b.pinned) - Number(a.pinned) || (sort === 'severity' && worse(a, b)) || byName(a, b));
}

function worse(a: ServiceRow, b: ServiceRow): number {
	return severity(b.level) - severity(a.level);
}

function byName(a: ServiceRow, b: ServiceRow): number {
	return compare(a.name, b.name);
}

/**
 * Compares names as people order them: "npm 9" before "NPM 10". By hand, because the tables of Intl.Collator take
 * megabytes, and names of services are short and plain.
 */
export function compare(a: string, b: string): number {
	const [left, right] = [parts(a), parts(b)];
	for (const [i, part] of left.entries()) {
		const other = right[i];
		if (other === undefined) return 1;
		const figures = Number(part) - Number(other);
		if (part !== other) return figures || (part < other ? -1 : 1);
	}
	return left.length - right.length;
}

function parts(name: string): string[] {
	return name.toLowerCase().match(/\d+|\D+/g) ?? [];
}

function matches(row: ServiceRow, words: string[]): boolean {
	const text = `${row.name} ${row.id} ${row.category} ${row.detail}`.toLowerCase();
	return words.every((word) => text.includes(word));
}

/** The rows as they are now, in the order of the ids, though they may no longer match; new matches come last. */
export function keepOrder(
	ids: readonly string[],
	rows: readonly ServiceRow[],
	matching: readonly ServiceRow[],
): ServiceRow[] {
	const known = new Map(rows.map((row) => [row.id, row]));
	const kept = ids.flatMap((id) => known.get(id) ?? []);
	const before = new Set(ids);
	return [...kept, ...matching.filter((row) => !before.has(row.id))];
}

/** A part of the list under a title; the only part of a list that is not divided has none. */
export interface Group {
	title: string;
	rows: readonly ServiceRow[];
}

/** The rows divided, each group in the order of the rows. Pinned rows stay together before all others. */
export function group(rows: readonly ServiceRow[], by: Grouping): Group[] {
	if (by === 'none') return [{ title: '', rows }];
	const pinned = rows.filter((row) => row.pinned);
	const groups = new Map<string, ServiceRow[]>();
	for (const row of rows) {
		if (!row.pinned) groups.set(row.category, [...(groups.get(row.category) ?? []), row]);
	}
	return [
		...(pinned.length ? [{ title: 'Pinned', rows: pinned }] : []),
		...[...groups].map(([title, members]) => ({ title, rows: members })).sort((a, b) => compare(a.title, b.title)),
	];
}
