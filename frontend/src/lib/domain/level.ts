import type { Level } from './model';

const words: Record<Level, string> = {
	operational: 'Operational',
	maintenance: 'Maintenance',
	unknown: 'Unknown',
	degraded: 'Degraded',
	partial_outage: 'Partial outage',
	major_outage: 'Major outage',
};

/** All levels, best first. */
export const levels = Object.keys(words) as Level[];

/** The level as people read it. */
export function levelWord(level: Level): string {
	return words[level];
}

/** How bad a level is: the higher, the worse. Unknown stands between well and ill. */
export function severity(level: Level): number {
	return levels.indexOf(level);
}

/** Whether the level says that something is wrong, as known. */
export function isIssue(level: Level): boolean {
	return severity(level) >= severity('degraded');
}

/** Whether a person should look: something is wrong, or nobody knows. */
export function isProblem(level: Level): boolean {
	return level === 'unknown' || isIssue(level);
}
