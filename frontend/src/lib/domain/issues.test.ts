import { describe, expect, it } from 'vitest';
import { issuesOf, levelSince, nameList, problemIds, serviceNames } from './issues';
import { aRow, anIncident } from './testing';

describe('issuesOf', () => {
	it('puts the worst first, and of equals the newest', () => {
		const rows = [
			aRow({ name: 'A', level: 'degraded', incidents: [anIncident({ id: 'old', startedAt: 1 })] }),
			aRow({ name: 'B', level: 'degraded', incidents: [anIncident({ id: 'new', startedAt: 2 })] }),
			aRow({ name: 'C', level: 'major_outage', incidents: [anIncident({ id: 'bad', level: 'major_outage' })] }),
		];
		expect(issuesOf(rows).open.map((each) => each.incident?.id)).toEqual(['bad', 'new', 'old']);
	});

	it('gives a service in trouble whose page publishes nothing a row of its own', () => {
		const [issue] = issuesOf([aRow({ level: 'partial_outage' })]).open;
		expect(issue).toMatchObject({ level: 'partial_outage', incident: null });
	});

	it('leaves out what raises no level beside what does', () => {
		const told = anIncident({ id: 'told', level: 'operational' });
		const raising = anIncident({ id: 'raising' });
		expect(issuesOf([aRow({ level: 'degraded', incidents: [told, raising] })]).open).toHaveLength(1);
		expect(issuesOf([aRow({ level: 'degraded', incidents: [told] })]).open).toMatchObject([
			{ level: 'degraded', incident: { id: 'told' } },
		]);
		expect(issuesOf([aRow({ incidents: [told] })]).open).toEqual([]);
	});

	it('keeps long-running incidents and unreadable pages apart', () => {
		const rows = [
			aRow({
				name: 'Azure',
				incidents: [anIncident({ longRunning: true }), anIncident({ id: 'i2', longRunning: true })],
			}),
			aRow({ name: 'Datadog', level: 'unknown' }),
		];
		const issues = issuesOf(rows);
		expect(issues.open).toEqual([]);
		expect(serviceNames(issues.longRunning)).toBe('Azure');
		expect(issues.unreadable.map((row) => row.name)).toEqual(['Datadog']);
	});

	it('sums up the levels, worst first', () => {
		const rows = [
			aRow({ name: 'A', level: 'degraded' }),
			aRow({ name: 'B', level: 'major_outage' }),
			aRow({ name: 'C', level: 'degraded' }),
			aRow({ name: 'D', level: 'unknown' }),
		];
		expect(issuesOf(rows).summary).toBe('1 major outage, 2 degraded');
	});
});

describe('problemIds', () => {
	it('names what a person should look at, maintenance not', () => {
		const rows = [
			aRow({ name: 'A', level: 'maintenance' }),
			aRow({ name: 'B', level: 'unknown' }),
			aRow({ name: 'C', level: 'degraded' }),
		];
		expect(problemIds(rows)).toEqual(['b', 'c']);
	});
});

describe('levelSince', () => {
	const row = aRow({ level: 'degraded', since: 1_000 });

	it('goes back to the incident of that level, which began before anybody looked', () => {
		expect(levelSince({ ...row, incidents: [anIncident({ startedAt: 700 }), anIncident({ startedAt: 300 })] })).toBe(
			300,
		);
	});

	it('does not go back to what raised another level, or none', () => {
		const other = anIncident({ level: 'major_outage', startedAt: 300 });
		expect(levelSince({ ...row, incidents: [other, anIncident({ longRunning: true, startedAt: 100 })] })).toBe(1_000);
		expect(levelSince({ ...row, level: 'operational', incidents: [anIncident()] })).toBe(1_000);
	});

	it('is 0 where nobody knows', () => {
		expect(levelSince({ ...row, since: 0 })).toBe(0);
	});
});

describe('nameList', () => {
	it('names each once', () => {
		expect(nameList(['North', 'North', 'API'])).toBe('North, API');
	});
});
