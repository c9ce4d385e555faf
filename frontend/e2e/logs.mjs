// Incident logs for the end-to-end tests.
import { writeFileSync } from 'node:fs';

const DAY = 86_400_000;

/** One incident of a log, as its columns are. */
function incident(number, day, services, state, stage) {
	const created = new Date(Date.UTC(2026, 8, 1, 9) + day * DAY);
	const reported = new Date(created.getTime() + 90 * 60_000);
	return [`INC-${number}`, services, state, stage, created.toISOString(), reported.toISOString()].join(',');
}

/**
 * Writes a log of 60 days from 1 September 2026: an incident a day of Checkout API, on each second day one of Search
 * index, on each third one of both, the last four still open, and three rows that are broken. In all 110 incidents.
 */
export function writeLog(file) {
	const rows = [];
	for (let day = 0; day < 60; day++) {
		const state = day < 56 ? 'closed' : 'open';
		rows.push(incident(rows.length, day, 'Checkout API', state, 'prd'));
		if (day % 2 === 0) rows.push(incident(rows.length, day, 'Search index', 'closed', 'stg'));
		if (day % 3 === 0) rows.push(incident(rows.length, day, 'Checkout API; Search index', 'in progress', 'prd'));
	}
	rows.push(
		'INC-900,,open,prd,2026-09-01,',
		'INC-901,Checkout API,open,prd,31/31/2026,',
		'INC-902,Checkout API,gone,prd,2026-09-01,',
	);
	writeFileSync(file, ['id,services,state,stage,creationtime,recentreporttime', ...rows, ''].join('\n'));
	return file;
}

/** What writeLog makes. */
export const made = { incidents: 110, rejected: 3, open: 4, inProgress: 20, closed: 86, prd: 80, stg: 30, search: 50 };
