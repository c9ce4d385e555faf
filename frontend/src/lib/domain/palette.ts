/** The palette: what a few typed letters mean among the services and the actions. */

import type { Level } from './model';

/** Something the palette can do. */
export interface PaletteItem {
	id: string;
	label: string;
	kind: 'service' | 'action';
	/** The level of a service, for its sign. */
	level?: Level;
	/** The icon of an action. */
	icon?: string;
	/** What stands at the right, such as the word of the level or a key. */
	hint?: string;
	/** Words that find it although they are not in its label. */
	keywords?: string;
	/** Whether it stays away until something is typed, such as what can be done with one service. */
	searched?: boolean;
}

/** A piece of a label; the pieces that matched are set in a stronger weight. */
export interface Piece {
	text: string;
	match: boolean;
}

/** An item that matched, with its label in pieces. */
export interface PaletteMatch {
	item: PaletteItem;
	pieces: Piece[];
}

/** How many rows the palette shows at most. */
export const PALETTE_ROWS = 9;

/** Ranks the items for what was typed: names that begin so, then words that begin so, then anything that holds it. */
export function matchPalette(items: readonly PaletteItem[], query: string, limit = PALETTE_ROWS): PaletteMatch[] {
	const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) {
		return items
			.filter((item) => item.searched !== true)
			.slice(0, limit)
			.map((item) => ({ item, pieces: [{ text: item.label, match: false }] }));
	}
	return items
		.map((item, index) => ({ item, index, score: score(item, words) }))
		.filter((entry) => entry.score > 0)
		.sort((a, b) => b.score - a.score || a.index - b.index)
		.slice(0, limit)
		.map(({ item }) => ({ item, pieces: pieces(item.label, words) }));
}

/** Moves the chosen row by so many places, around the ends. */
export function movePalette(current: number, by: number, length: number): number {
	return length === 0 ? 0 : (current + by + length) % length;
}

const BEGINS = 100;
const WORD_BEGINS = 60;
const HOLDS = 30;
const KEYWORD = 10;

/** 0 where a word is not found at all. A service stands before an action of the same fit. */
function score(item: PaletteItem, words: readonly string[]): number {
	const label = item.label.toLowerCase();
	let total = item.kind === 'service' ? 5 : 0;
	for (const word of words) {
		const at = label.indexOf(word);
		if (at === 0) total += BEGINS;
		else if (atWord(label, word)) total += WORD_BEGINS;
		else if (at > 0) total += HOLDS;
		else if (item.keywords?.toLowerCase().includes(word) === true) total += KEYWORD;
		else return 0;
	}
	return total;
}

function atWord(label: string, word: string): boolean {
	return ` ${label.replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${word}`);
}

function pieces(label: string, words: readonly string[]): Piece[] {
	const lower = label.toLowerCase();
	// Some letters change their length in lower case; then nothing is set stronger rather than the wrong letters.
	if (lower.length !== label.length) return [{ text: label, match: false }];
	const hit = new Array<boolean>(label.length).fill(false);
	for (const word of words) {
		const at = lower.indexOf(word);
		if (at >= 0) hit.fill(true, at, at + word.length);
	}
	const out: Piece[] = [];
	for (const [i, match] of hit.entries()) {
		const last = out.at(-1);
		if (last?.match === match) last.text += label.charAt(i);
		else out.push({ text: label.charAt(i), match });
	}
	return out;
}
