/** The last 13 weeks of a service, as the chart draws them and as words say them. */

import type { Week } from './model';

/** What the chart needs: numbers where they are known, and a scale that leaves room for the number on the highest bar. */
export interface WeekChart {
	labels: string[];
	/** null where nobody can know. */
	values: (number | null)[];
	current: boolean[];
	top: number;
	step: number;
	/** "23 in the 10 weeks that are known". */
	sentence: string;
	/** The whole chart in one sentence. */
	description: string;
}

/** Works out what the chart draws and what stands beside it. */
export function weekChart(weeks: readonly Week[]): WeekChart {
	const highest = Math.max(0, ...weeks.filter((week) => week.known).map((week) => week.count));
	const step = niceStep(highest);
	return {
		labels: weeks.map((week) => week.label),
		values: weeks.map((week) => (week.known ? week.count : null)),
		current: weeks.map((week) => week.current),
		top: Math.max(step * 2, Math.ceil(highest / step) * step),
		step,
		sentence: weeksSentence(weeks),
		description: describeWeeks(weeks),
	};
}

/** Says how much is counted, and in how many of the weeks anybody can know. */
export function weeksSentence(weeks: readonly Week[]): string {
	const known = weeks.filter((week) => week.known);
	const sum = known.reduce((total, week) => total + week.count, 0);
	if (known.length === 0) return 'none of these weeks is known';
	if (known.length === weeks.length) return `${sum} in ${weeks.length} weeks`;
	if (known.length === 1) return `${sum} in the one week that is known`;
	return `${sum} in the ${known.length} weeks that are known`;
}

/** What a table's cell says of a week. */
export function weekCell(week: Week): string {
	if (!week.known) return 'not covered';
	return week.current ? `${week.count} so far` : String(week.count);
}

function describeWeeks(weeks: readonly Week[]): string {
	const parts: string[] = [];
	let from = '';
	weeks.forEach((week, i) => {
		if (week.known) {
			parts.push(`${week.label} ${weekCell(week)}`);
			return;
		}
		from ||= week.label;
		if (weeks[i + 1]?.known === false) return;
		parts.push(from === week.label ? `${from} not covered` : `${from} to ${week.label} not covered`);
		from = '';
	});
	return `Incidents per week: ${parts.join(', ')}`;
}

/** The smallest of 1, 2, 5, 10, … that reaches the highest value in three steps. */
function niceStep(highest: number): number {
	for (let unit = 1; ; unit *= 10) {
		for (const factor of [1, 2, 5]) {
			if (unit * factor * 3 >= highest) return unit * factor;
		}
	}
}
