import type { Day, DayDetail, Level, ServiceRow } from '../../domain/model';

const DAY = 86_400_000;
const letters: Record<string, Level> = { d: 'degraded', p: 'partial_outage', x: 'major_outage', m: 'maintenance' };

/** A number in [0, 1) that is always the same for the same seed. */
function dice(seed: string): number {
	let hash = 2166136261;
	for (const char of seed) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
	hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
	return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}

/** The quarters of a made-up day: nights and every second weekend the program did not run. */
export function quarters(row: ServiceRow, start: number, now: number): string {
	const begun = Math.min(96, Math.ceil((now - start) / 900_000));
	const age = Math.floor((now - start) / DAY);
	const weekend = [0, 6].includes(new Date(start + DAY / 2).getUTCDay());
	if (weekend && age > 7 && age < 28) return '.'.repeat(begun);
	const morning = dice(`${start}`) < 0.3 ? Math.floor(dice(`${start}m`) * 48) : 0;
	const day = [...('.'.repeat(morning) + 'o'.repeat(96 - morning))];
	const roll = dice(row.id + start);
	const from = 50 + (Math.floor(roll * 100) % 30);
	if (age > 0 && roll < 0.09) day.fill(roll < 0.03 ? 'p' : 'd', from, from + 8);
	if (roll > 0.95) day.fill('u', from, from + 3);
	if (age === 0) day.fill(today(row.level), Math.max(0, begun - 4), begun);
	return day.join('').slice(0, begun);
}

function today(level: Level): string {
	if (level === 'unknown') return 'u';
	return Object.keys(letters).find((letter) => letters[letter] === level) ?? 'o';
}

/** The thirty cells of a made-up service. */
export function strip(row: ServiceRow, now: number): Day[] {
	const today = new Date(now).setHours(0, 0, 0, 0);
	return Array.from({ length: 30 }, (_, i) => {
		const start = today - (29 - i) * DAY;
		const text = quarters(row, start, now);
		const count = (wanted: string) => [...text].filter((letter) => wanted.includes(letter)).length;
		const worst = [...'xpdm'].find((letter) => text.includes(letter));
		return {
			start,
			worst: worst ? (letters[worst] ?? 'operational') : 'operational',
			observed: count('omdpx'),
			unreadable: count('u'),
			offline: count('f'),
			notRunning: count('.'),
		};
	});
}

/** One made-up day, quarter by quarter. */
export function detail(row: ServiceRow, start: number, now: number): DayDetail {
	return { start, quarters: quarters(row, start, now) };
}
