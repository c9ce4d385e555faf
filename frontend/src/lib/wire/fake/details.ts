import type { ComponentNode, Details, History, Incident, Level, ServiceRow } from '../../domain/model';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

const words: Record<Level, string> = {
	operational: 'operational',
	maintenance: 'under_maintenance',
	unknown: 'unknown',
	degraded: 'degraded_performance',
	partial_outage: 'partial_outage',
	major_outage: 'major_outage',
};

function tree(level: Level): ComponentNode[] {
	const leaf = (name: string, depth: number, own: Level = 'operational'): ComponentNode => ({
		choice: name.toLowerCase().replaceAll(' ', '-'),
		name,
		depth,
		group: false,
		level: own,
		word: words[own],
		leaves: 0,
		affected: 0,
	});
	const group = (name: string, own: Level, leaves: number, affected: number): ComponentNode => ({
		...leaf(name, 0, own),
		group: true,
		leaves,
		affected,
	});
	const hit = level === 'operational' ? 0 : 2;
	return [
		group('Build and ship', level, 6, hit),
		leaf('Actions', 1, level),
		leaf('Pages', 1, hit ? 'degraded' : 'operational'),
		leaf('Packages', 1),
		leaf('Codespaces', 1),
		leaf('Copilot', 1),
		leaf('Releases', 1),
		group('Core', 'operational', 4, 0),
		leaf('Git operations', 1),
		leaf('API requests', 1),
		leaf('Webhooks', 1),
		leaf('Issues', 1),
		leaf('Website', 0),
		leaf('Support', 0),
	];
}

/** What the dialog of a made-up service shows. */
export function details(row: ServiceRow): Details {
	const components = tree(row.level);
	return {
		row,
		components,
		leaves: components.filter((node) => !node.group).length,
		affected: components.filter((node) => !node.group && node.level !== 'operational').length,
		incidents: row.incidents.map((incident) => ({ ...incident, updates: [...incident.updates, ...before(incident)] })),
		chosen: [],
		warnings: [],
	};
}

function before(incident: Incident) {
	return [
		{
			at: incident.startedAt + HOUR / 3,
			state: 'Investigating',
			text: 'We see more errors than usual in two regions.',
		},
		{ at: incident.startedAt, state: 'Investigating', text: 'We are looking into reports of trouble.' },
	];
}

/** Thirteen made-up weeks, two of which nobody can know, and three incidents that are over. */
export function history(now: number): History {
	const monday = Math.floor((now - 4 * 24 * HOUR) / WEEK) * WEEK + 4 * 24 * HOUR;
	const counts = [0, 0, 2, 1, 0, 3, 1, 2, 0, 1, 4, 1, 2];
	return {
		weeks: counts.map((count, i) => ({
			start: monday - (12 - i) * WEEK,
			label: `W${35 + i}`,
			count,
			known: i > 1,
			current: i === 12,
		})),
		recent: ['Webhooks were delivered late', 'Some pages failed to build', 'Elevated errors of the API'].map(
			(title, i) => {
				const startedAt = now - (i + 2) * 55 * HOUR;
				const endedAt = startedAt + 2 * HOUR;
				return {
					id: `recent-${i}`,
					title,
					impact: 'minor',
					state: 'Resolved',
					level: 'degraded',
					longRunning: false,
					closed: true,
					startedAt,
					updatedAt: endedAt,
					endedAt,
					url: 'https://status.example.com/incidents/2',
					components: ['Webhooks'],
					updates: [
						{ at: endedAt, state: 'Resolved', text: 'This incident has been resolved.' },
						{ at: startedAt, state: 'Investigating', text: 'We are looking into it.' },
					],
				};
			},
		),
		error: '',
	};
}
