import type { ImportPreview } from './analytics';
import { GUESSED } from './importing';
import type { Day, Frame, Incident, Level, ServiceRow } from './model';

/** A row for tests: operational, read a moment ago, and different in what is given. */
export function aRow(part: Partial<ServiceRow> = {}): ServiceRow {
	const name = part.name ?? 'GitHub';
	return {
		id: name.toLowerCase().replaceAll(' ', '-'),
		name,
		category: 'Code',
		platform: 'statuspage',
		site: 'https://status.example.com',
		level: 'operational',
		since: 1_000,
		reason: '',
		error: '',
		detail: 'All 28 components',
		checkedAt: 2_000,
		lastGoodAt: 2_000,
		lastGood: 'operational',
		stale: false,
		pinned: false,
		mutedUntil: 0,
		demo: false,
		incidents: [],
		maintenances: [],
		...part,
	};
}

/** An open incident for tests, different in what is given. */
export function anIncident(part: Partial<Incident> = {}): Incident {
	return {
		id: 'i1',
		title: 'Errors',
		impact: 'minor',
		state: 'investigating',
		level: 'degraded',
		longRunning: false,
		closed: false,
		startedAt: 500,
		updatedAt: 600,
		endedAt: 0,
		url: '',
		components: [],
		updates: [],
		...part,
	};
}

/** A frame for tests: a check ended, and nothing else is going on. */
export function aFrame(part: Partial<Frame> = {}): Frame {
	return {
		revision: 1,
		firstStart: false,
		demo: false,
		notice: '',
		checking: false,
		done: 0,
		total: 0,
		checkedAt: 1_000_000,
		nextCheck: 0,
		offline: false,
		offlineAt: 0,
		offlineDetails: '',
		failure: '',
		noNotifications: '',
		...part,
	};
}

/** A day for tests, wholly observed and different in what is given. */
export function aDay(worst: Level, part: Partial<Day> = {}): Day {
	return { start: 0, worst, observed: 96, unreadable: 0, offline: 0, notRunning: 0, ...part };
}

/** A preview for tests: one row was understood and nothing is asked, and it differs in what is given. */
export function aPreview(part: Partial<ImportPreview> = {}): ImportPreview {
	return {
		id: 1,
		name: 'log.csv',
		size: 1_000,
		format: 'csv',
		choices: GUESSED,
		sheets: [],
		header: [],
		missing: [],
		open: [],
		mapped: false,
		warnings: [],
		rows: 1,
		accepted: 1,
		rejected: 0,
		duplicates: 0,
		incidents: 1,
		services: 1,
		from: 0,
		to: 0,
		unknown: [],
		first: [],
		appendNew: 0,
		appendDuplicate: 0,
		...part,
	};
}
