import type { Change, Level } from '../../domain/model';

const rows: [minutes: number, id: string, name: string, from: Level, to: Level, notified: string, why: string][] = [
	[6, 'zoom', 'Zoom', 'partial_outage', 'major_outage', 'sent', ''],
	[38, 'slack', 'Slack', 'operational', 'degraded', 'sent', ''],
	[47, 'zoom', 'Zoom', 'operational', 'partial_outage', 'failed', 'no notification daemon runs on this desktop'],
	[62, 'docker', 'Docker', 'operational', 'maintenance', 'held', 'Maintenances are not notified.'],
	[134, 'github', 'GitHub', 'degraded', 'partial_outage', 'sent', ''],
	[150, 'npm', 'npm', 'degraded', 'operational', 'held', 'The service is muted.'],
	[
		172,
		'datadog',
		'Datadog',
		'operational',
		'unknown',
		'held',
		'A page that cannot be read is notified after three readings in a row.',
	],
	[1500, 'claude', 'Claude', 'degraded', 'operational', 'sent', ''],
	[1560, 'claude', 'Claude', 'operational', 'degraded', 'sent', ''],
];

/** The made-up changes older than the one with the id before. */
export function changes(now: number, before: number, limit: number): Change[] {
	return rows
		.map(([minutes, service, name, from, to, notified, why], i) => ({
			id: rows.length - i,
			at: now - minutes * 60_000,
			service,
			name,
			from,
			to,
			reason: to === 'unknown' ? 'its TLS certificate has expired' : '',
			notified,
			why,
			demo: false,
		}))
		.filter((change) => before === 0 || change.id < before)
		.slice(0, limit);
}
