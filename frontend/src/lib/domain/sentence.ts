import { isIssue } from './level';
import type { Frame, Level, ServiceRow } from './model';
import { age } from './time';

/** The global state in one sentence, with what is known of its age. */
export interface Sentence {
	/** The sign before it: a level, or why there is none. */
	sign: Level | 'offline' | 'none';
	title: string;
	detail: string;
	/** How old the data is, where it is too old to be trusted silently; else empty. */
	old: string;
}

/** Says how all services are. minutes is the interval of the checks, 0 where none comes by itself. */
export function globalSentence(frame: Frame, rows: readonly ServiceRow[], now: number, minutes: number): Sentence {
	if (rows.length === 0) {
		return { sign: 'none', title: 'Nothing is watched yet', detail: 'choose services to begin', old: '' };
	}
	const old = oldData(frame, now, minutes);
	if (frame.offline)
		return { sign: 'offline', title: 'You are offline', detail: old || lastCheck(frame, now), old: '' };
	const unread = rows.filter((row) => row.level === 'unknown').length;
	const { sign, title } = overall(rows, unread);
	const age = frame.checking ? `checking ${frame.done} of ${frame.total}` : lastCheck(frame, now);
	const before =
		unread && sign !== 'unknown' ? `${unread} could not be read` : frame.checking ? lastCheck(frame, now) : '';
	return { sign, title, detail: [before, age].filter(Boolean).join(', '), old: frame.checking ? '' : old };
}

function overall(rows: readonly ServiceRow[], unread: number): Pick<Sentence, 'sign' | 'title'> {
	const ill = rows.filter((row) => isIssue(row.level));
	if (ill.length) {
		const sign = worst(ill);
		return { sign, title: ill.length === 1 ? '1 service has issues' : `${ill.length} services have issues` };
	}
	if (unread)
		return {
			sign: 'unknown',
			title: unread === 1 ? '1 service could not be read' : `${unread} services could not be read`,
		};
	const planned = rows.filter((row) => row.level === 'maintenance').length;
	if (planned) return { sign: 'maintenance', title: `${planned} of ${rows.length} under maintenance` };
	return {
		sign: 'operational',
		title: rows.length === 1 ? 'The service is operational' : `All ${rows.length} services operational`,
	};
}

function worst(rows: readonly ServiceRow[]): Level {
	const order: Level[] = ['major_outage', 'partial_outage', 'degraded'];
	return order.find((level) => rows.some((row) => row.level === level)) ?? 'unknown';
}

function lastCheck(frame: Frame, now: number): string {
	return frame.checkedAt ? `checked ${age(now - frame.checkedAt)} ago` : 'not checked yet';
}

/** How long after a check its data counts as old where none comes by itself. */
const OLD_WITHOUT_CHECKS = 30;

/** Says how old the data is where that is more than two intervals, or where there is no network; else it is empty. */
function oldData(frame: Frame, now: number, minutes: number): string {
	if (!frame.checkedAt) return '';
	const span = now - frame.checkedAt;
	const limit = (minutes ? 2 * minutes : OLD_WITHOUT_CHECKS) * 60_000;
	return frame.offline || span > limit ? `data is ${age(span)} old` : '';
}
