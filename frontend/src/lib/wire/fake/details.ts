import type { Details, History, Incident, Level, Maintenance, ServiceRow, Update } from '../../domain/model';
import { counts, tree } from './trees';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** What the dialog of a made-up service shows; chosen is what the user chose of its components. */
export function details(row: ServiceRow, chosen: string[]): Details {
	const components = tree(row.id, row.platform, row.level);
	const now = Date.now();
	return {
		row: row.id === 'github' ? { ...row, maintenances: [failover(now)] } : row,
		components,
		...counts(components),
		incidents: row.incidents.map((each) => ({ ...each, updates: [...each.updates, ...before(each)] })),
		chosen,
		warnings: row.id === 'zoom' ? ['Its page uses a word that nobody knows: “brownout” of Rooms.'] : [],
	};
}

function failover(now: number): Maintenance {
	const startsAt = Math.ceil(now / DAY) * DAY + DAY + 2 * HOUR;
	return {
		id: 'failover',
		title: 'Database failover test',
		inProgress: false,
		startsAt,
		endsAt: startsAt + 2 * HOUR,
		url: 'https://www.githubstatus.com',
		components: ['API and webhooks'],
		updates: [],
	};
}

function before({ startedAt }: Incident): Update[] {
	return [
		{
			at: startedAt + 29 * MINUTE,
			state: 'Update',
			text: 'About 38 % of requests start more than 15 minutes late. What waits in the same queue is late as well.',
		},
		{ at: startedAt, state: 'Investigating', text: 'We are looking into reports of trouble.' },
	];
}

const past: [days: number, minutes: number, title: string, level: Level][] = [
	[1, 66, 'Git operations over SSH are slow', 'degraded'],
	[8, 43, 'Webhook deliveries are late', 'degraded'],
	[17, 151, 'Pull request pages return 500', 'partial_outage'],
	[21, 192, 'Codespaces fail to resume in Europe', 'degraded'],
];

/** Thirteen made-up weeks, three of which nobody can know, and incidents that are over. */
export function history(now: number): History {
	const monday = Math.floor((now - 4 * DAY) / WEEK) * WEEK + 4 * DAY;
	const counted = [null, null, null, 3, 1, 4, 2, 0, 5, 2, 3, 1, 2];
	return {
		weeks: counted.map((count, i) => ({
			start: monday - (12 - i) * WEEK,
			label: `W${35 + i}`,
			count: count ?? 0,
			known: count !== null,
			current: i === 12,
		})),
		recent: past.map(([days, minutes, title, level]) => over(now - days * DAY, minutes, title, level)),
		error: '',
	};
}

function over(startedAt: number, minutes: number, title: string, level: Level): Incident {
	const endedAt = startedAt + minutes * MINUTE;
	return {
		id: title,
		title,
		impact: 'minor',
		state: 'Resolved',
		level,
		longRunning: false,
		closed: true,
		startedAt,
		updatedAt: endedAt,
		endedAt,
		url: 'https://status.example.com/incidents/2',
		components: ['Webhooks', 'API requests'],
		updates: [
			{ at: endedAt, state: 'Resolved', text: 'This incident has been resolved.' },
			{ at: startedAt + 10 * MINUTE, state: 'Identified', text: 'The cause is known and a fix is being rolled out.' },
			{ at: startedAt, state: 'Investigating', text: 'We are looking into it.' },
		],
	};
}
