import { isIssue, isProblem, levelWord, levels, severity } from './level';
import type { Incident, Level, ServiceRow } from './model';

/** One row of the accordion: an incident of a service, or a service in trouble whose page publishes none. */
export interface Issue {
	key: string;
	row: ServiceRow;
	level: Level;
	incident: Incident | null;
}

/** What the accordion shows. */
export interface Issues {
	open: Issue[];
	longRunning: Issue[];
	unreadable: ServiceRow[];
	/** How many services have which level: "1 major outage, 1 degraded". */
	summary: string;
}

/** Sorts what is wrong apart: what is open, worst and newest first, what is long-running, and what could not be read. */
export function issuesOf(rows: readonly ServiceRow[]): Issues {
	const ill = rows.filter((row) => isIssue(row.level));
	return {
		open: ill.flatMap(openIssues).sort((a, b) => severity(b.level) - severity(a.level) || begun(b) - begun(a)),
		longRunning: rows.flatMap((row) =>
			row.incidents.filter((each) => each.longRunning).map((each) => issue(row, each)),
		),
		unreadable: rows.filter((row) => row.level === 'unknown'),
		summary: levels
			.toReversed()
			.map((level) => ({ level, count: ill.filter((row) => row.level === level).length }))
			.filter(({ count }) => count > 0)
			.map(({ level, count }) => `${count} ${levelWord(level).toLowerCase()}`)
			.join(', '),
	};
}

/** The ids of the services that a person should look at. */
export function problemIds(rows: readonly ServiceRow[]): string[] {
	return rows.filter((row) => isProblem(row.level)).map((row) => row.id);
}

function openIssues(row: ServiceRow): Issue[] {
	const open = row.incidents.filter((each) => !each.longRunning && !each.closed);
	const raising = open.filter((each) => isIssue(each.level));
	if (raising.length) return raising.map((each) => issue(row, each));
	return open.length ? open.map((each) => issue(row, each)) : [issue(row, null)];
}

function issue(row: ServiceRow, incident: Incident | null): Issue {
	const level = incident && isIssue(incident.level) ? incident.level : row.level;
	return { key: `${row.id} ${incident?.id ?? ''}`, row, level, incident };
}

function begun({ incident, row }: Issue): number {
	return incident?.startedAt || row.since;
}

/** Since when a service has its level: since it was seen, or since an older incident of that level began; 0 where unknown. */
export function levelSince(row: ServiceRow): number {
	const issues = isIssue(row.level) ? openIssues(row).filter((each) => each.level === row.level) : [];
	const known = [row.since, ...issues.map(begun)].filter((time) => time > 0);
	return known.length ? Math.min(...known) : 0;
}

/** Names in a row, each once: components of different groups may share one. */
export function nameList(names: readonly string[]): string {
	return [...new Set(names)].join(', ');
}

/** The names of the services: "Atlassian, Azure". */
export function serviceNames(issues: readonly Issue[]): string {
	return nameList(issues.map((each) => each.row.name));
}
