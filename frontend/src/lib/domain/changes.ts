/** The list of changes: what moved, in a sentence, and what became of its notification. */
import { isIssue, levelWord, severity } from './level';
import type { Change } from './model';
import { full, weekday } from './time';

/** The changes of one day. */
export interface ChangeDay {
	title: string;
	changes: Change[];
}

/** Divides changes, newest first, by their day in a zone. */
export function changeDays(changes: readonly Change[], now: number, zone: string): ChangeDay[] {
	const days: ChangeDay[] = [];
	for (const change of changes) {
		const title = dayTitle(change.at, now, zone);
		const last = days.at(-1);
		if (last?.title === title) last.changes.push(change);
		else days.push({ title, changes: [change] });
	}
	return days;
}

/** What moved, to be read after the name of the service. */
export function changeSentence({ from, to, reason }: Change): string {
	const [before, after] = [levelWord(from), levelWord(to)];
	if (to === 'unknown') return reason === '' ? 'could not be read' : `could not be read: ${reason}`;
	if (from === 'unknown') return `can be read: ${after}`;
	if (to === 'maintenance') return isIssue(from) ? `went from ${before} to ${after}` : 'maintenance began';
	if (to === 'operational') return from === 'maintenance' ? 'maintenance ended' : `recovered from ${before}`;
	if (!isIssue(from)) return `left ${before}: ${after}`;
	return `got ${severity(to) > severity(from) ? 'worse' : 'better'}: ${before} to ${after}`;
}

const outcomes: Record<string, string> = { sent: 'Notified', held: 'Held back', failed: 'Not shown' };

/** What became of the notification, and why. */
export function outcome({ notified, why }: Change): { word: string; why: string } {
	return { word: outcomes[notified] ?? stripped(notified), why: stripped(why) };
}

function stripped(text: string): string {
	return text.replace(/\.$/, '');
}

function dayTitle(at: number, now: number, zone: string): string {
	const date = (time: number) => full(time, zone).split(',')[0] ?? '';
	if (date(at) === date(now)) return 'Today';
	if (date(at) === date(now - 86_400_000)) return 'Yesterday';
	const sameYear = date(at).slice(-4) === date(now).slice(-4);
	return sameYear ? weekday(at, zone) : date(at);
}
