/** How incidents and maintenances are told: their updates in order, their days and how long they took. */
import type { Incident, Maintenance, Update } from './model';
import { age, ageShort, at, clock, day, full, weekday } from './time';

/** One update as the timeline shows it. */
export interface TimelineEntry {
	key: string;
	/** What stands at the left, a line each: the clock, before it the day where that is not today's, then its age. */
	lines: string[];
	/** The whole time, for the pointer. */
	title: string;
	state: string;
	text: string;
}

/** The moment a timeline is read at, and the zone its times are shown in. */
export interface Reader {
	now: number;
	zone: string;
}

/** Lays out the updates, newest first; of something that is under way, the newest says its age. */
export function timeline(updates: readonly Update[], live: boolean, reader: Reader): TimelineEntry[] {
	const today = full(reader.now, reader.zone).split(',')[0];
	return [...updates]
		.sort((a, b) => b.at - a.at)
		.map(({ at: time, state, text }, i) => {
			const title = time === 0 ? '' : full(time, reader.zone);
			const lines = time === 0 ? [] : [clock(time, reader.zone)];
			if (time !== 0 && title.split(',')[0] !== today) lines.unshift(day(time, reader.zone));
			if (time !== 0 && live && i === 0) lines.push(`${ageShort(reader.now - time)} ago`);
			return { key: `${time} ${i}`, lines, title, state: stateWord(state), text };
		});
}

/** The page's own word for a state, written as people write: "in_progress" is "In progress". */
export function stateWord(state: string): string {
	return capital(state.replaceAll('_', ' ').trim());
}

/** A reason that was written to stand after a colon, as a sentence of its own. */
export function asSentence(reason: string): string {
	const text = capital(reason.trim());
	return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How long something took; empty where its end or its begin is not known. */
export function took(from: number, to: number): string {
	return from > 0 && to >= from ? age(to - from) : '';
}

/** The day on which an incident began, with the year where it is another one. */
export function began(incident: Incident, reader: Reader): string {
	if (incident.startedAt === 0) return '';
	const year = (time: number) => /\d{4}/.exec(full(time, reader.zone))?.[0] ?? '';
	const own = year(incident.startedAt);
	return own === year(reader.now)
		? day(incident.startedAt, reader.zone)
		: `${day(incident.startedAt, reader.zone)} ${own}`;
}

/** When planned work begins, or until when it goes on. */
export function plannedWhen(work: Maintenance, reader: Reader): string {
	if (work.inProgress) {
		return work.endsAt > 0 ? `in progress until ${at(work.endsAt, reader.now, reader.zone)}` : 'in progress';
	}
	if (work.startsAt === 0) return 'at a time not given';
	return `${weekday(work.startsAt, reader.zone)}, ${clock(work.startsAt, reader.zone)}`;
}
