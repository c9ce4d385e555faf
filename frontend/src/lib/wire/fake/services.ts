import type { Incident, Level, Maintenance, ServiceRow } from '../../domain/model';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What one made-up service differs in from a healthy one. */
interface Seed {
	id: string;
	name: string;
	category: string;
	platform: string;
	site: string;
	calm: string;
	level?: Level;
	detail?: string;
	pinned?: boolean;
	mutedFor?: number;
	reason?: string;
	error?: string;
	incidents?: (now: number) => Incident[];
	maintenances?: (now: number) => Maintenance[];
}

function incident(now: number, part: Partial<Incident> & { begun: number; said: number; text: string }): Incident {
	const { begun, said, text, ...rest } = part;
	const at = now - said * MINUTE;
	const state = rest.state ?? 'Investigating';
	return {
		id: `${rest.title}-${begun}`,
		title: '',
		impact: 'major',
		level: 'degraded',
		longRunning: false,
		closed: false,
		startedAt: now - begun * MINUTE,
		updatedAt: at,
		endedAt: 0,
		url: 'https://status.example.com/incidents/1',
		components: [],
		updates: [{ at, state, text }],
		...rest,
		state,
	};
}

/** The fourteen services of the drawing, with its trouble. */
export const seeds: Seed[] = [
	{
		id: 'github',
		name: 'GitHub',
		category: 'Code and delivery',
		platform: 'statuspage',
		site: 'https://www.githubstatus.com',
		calm: 'All 28 components',
		pinned: true,
		level: 'partial_outage',
		detail: '6 of 28 components affected: Actions, Copilot, Pages',
		incidents: (now) => [
			incident(now, {
				title: 'Actions jobs are delayed or fail to start',
				level: 'partial_outage',
				state: 'Identified',
				components: ['Actions', 'Copilot coding agent', 'Pages'],
				begun: 134,
				said: 12,
				text: 'Queue capacity is being added in two regions. Runs that wait already will start without being run again.',
			}),
		],
	},
	{
		id: 'aws',
		name: 'AWS',
		category: 'Cloud and hosting',
		platform: 'aws',
		site: 'https://health.aws.amazon.com/health/status',
		calm: 'All 283 services in 37 regions',
		pinned: true,
	},
	{
		id: 'zoom',
		name: 'Zoom',
		category: 'Work together',
		platform: 'statuspage',
		site: 'https://www.zoomstatus.com',
		calm: 'All 316 components',
		level: 'major_outage',
		detail: 'Meetings, Webinars and Rooms are down; Phone is operational',
		incidents: (now) => [
			incident(now, {
				title: 'Unable to join or start meetings',
				level: 'major_outage',
				impact: 'critical',
				state: 'Identified',
				components: ['Meetings', 'Webinars', 'Rooms'],
				begun: 47,
				said: 6,
				text: 'A failed configuration rollout in the meeting routing layer is being reverted. Joins may fail until it completes.',
			}),
		],
	},
	{
		id: 'slack',
		name: 'Slack',
		category: 'Work together',
		platform: 'slack',
		site: 'https://slack-status.com',
		calm: 'All 12 features',
		level: 'degraded',
		detail: '2 of 12 features affected: Search, Notifications',
		incidents: (now) => [
			incident(now, {
				title: 'Search results and notifications are late',
				components: ['Search', 'Notifications'],
				begun: 38,
				said: 21,
				text: 'Some workspaces see notifications up to ten minutes late and search results without messages of the last hour.',
			}),
		],
	},
	{
		id: 'datadog',
		name: 'Datadog',
		category: 'Observability',
		platform: 'statuspage',
		site: 'https://status.datadoghq.com',
		calm: 'All 34 components',
		level: 'unknown',
		detail: 'Could not be read: TLS certificate expired. Last good 2 h 52 min ago: Operational',
		reason: 'its TLS certificate has expired',
		error: 'fetch: GET https://status.datadoghq.com/api/v2/summary.json: x509: certificate has expired',
	},
	{
		id: 'docker',
		name: 'Docker',
		category: 'Code and delivery',
		platform: 'statusio',
		site: 'https://www.dockerstatus.com',
		calm: 'All 9 components',
		level: 'maintenance',
		detail: 'Docker Hub: registry database upgrade, until 16:00',
		maintenances: (now) => [
			{
				id: 'm1',
				title: 'Registry database upgrade',
				inProgress: true,
				startsAt: now - 62 * MINUTE,
				endsAt: now + 88 * MINUTE,
				url: 'https://www.dockerstatus.com',
				components: ['Docker Hub'],
				updates: [],
			},
		],
	},
	{
		id: 'atlassian',
		name: 'Atlassian',
		category: 'Work together',
		platform: 'statuspage',
		site: 'https://status.atlassian.com',
		calm: 'All 14 products; 1 long-running incident',
		incidents: (now) => [
			incident(now, {
				title: 'Exports of large spaces time out',
				impact: 'minor',
				state: 'Monitoring',
				longRunning: true,
				components: ['Confluence'],
				begun: 30 * 1440,
				said: 21 * 1440,
				text: 'A fix has been deployed and we are watching it.',
			}),
		],
	},
	{
		id: 'azure',
		name: 'Azure',
		category: 'Cloud and hosting',
		platform: 'azure',
		site: 'https://azure.status.microsoft/status',
		calm: 'All 214 services; 1 long-running incident',
		incidents: (now) => [
			incident(now, {
				title: 'Multiple subsea cables are damaged',
				impact: 'minor',
				longRunning: true,
				components: ['Network infrastructure'],
				begun: 62 * 1440,
				said: 17 * 1440,
				text: 'Traffic is re-routed; higher latency is to be expected.',
			}),
		],
	},
	{
		id: 'claude',
		name: 'Claude',
		category: 'AI',
		platform: 'statuspage',
		site: 'https://status.claude.com',
		calm: 'All 6 components',
	},
	{
		id: 'cloudflare',
		name: 'Cloudflare',
		category: 'Cloud and hosting',
		platform: 'statuspage',
		site: 'https://www.cloudflarestatus.com',
		calm: 'Sites and Services: all 61; 4 data centres re-routed',
	},
	{
		id: 'gitlab',
		name: 'GitLab',
		category: 'Code and delivery',
		platform: 'statusio',
		site: 'https://status.gitlab.com',
		calm: 'All 18 components',
	},
	{
		id: 'google-cloud',
		name: 'Google Cloud',
		category: 'Cloud and hosting',
		platform: 'gcp',
		site: 'https://status.cloud.google.com',
		calm: 'All 152 products; maintenance planned for Sat 21 Nov, 02:00',
	},
	{
		id: 'npm',
		name: 'npm',
		category: 'Code and delivery',
		platform: 'statuspage',
		site: 'https://status.npmjs.org',
		calm: 'All 5 components',
		mutedFor: 192,
	},
	{
		id: 'openai',
		name: 'OpenAI',
		category: 'AI',
		platform: 'incidentio',
		site: 'https://status.openai.com',
		calm: 'All 24 components',
	},
];

/** The row of a made-up service as it stands at now; calm leaves its trouble out. */
export function row(seed: Seed, now: number, calm: boolean, age: number): ServiceRow {
	const incidents = seed.incidents?.(now) ?? [];
	const unreadable = !calm && seed.level === 'unknown';
	const level = calm ? 'operational' : (seed.level ?? 'operational');
	return {
		id: seed.id,
		name: seed.name,
		category: seed.category,
		platform: seed.platform,
		site: seed.site,
		level,
		since: incidents[0]?.startedAt ?? now - 3 * DAY,
		reason: unreadable ? (seed.reason ?? '') : '',
		error: unreadable ? (seed.error ?? '') : '',
		detail: calm ? seed.calm : (seed.detail ?? seed.calm),
		checkedAt: now - age,
		lastGoodAt: unreadable ? now - 172 * MINUTE : now - age,
		lastGood: unreadable ? 'operational' : level,
		stale: false,
		pinned: seed.pinned ?? false,
		mutedUntil: seed.mutedFor ? now + seed.mutedFor * MINUTE : 0,
		demo: false,
		incidents: calm ? incidents.filter((each) => each.longRunning) : incidents,
		maintenances: calm ? [] : (seed.maintenances?.(now) ?? []),
	};
}

/** count services that do not exist, to see how a long list behaves. */
export function manySeeds(count: number): Seed[] {
	return Array.from({ length: count }, (_, i) => ({
		id: `service-${i}`,
		name: `Service ${i + 1}`,
		category: ['Cloud and hosting', 'Code and delivery', 'AI', 'Observability'][i % 4] ?? '',
		platform: 'statuspage',
		site: 'https://status.example.com',
		calm: `All ${3 + (i % 40)} components`,
		...(i % 41 === 7 ? { level: 'degraded' as const, detail: '1 of 8 components affected: API' } : {}),
	}));
}
