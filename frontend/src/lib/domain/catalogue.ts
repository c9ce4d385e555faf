/** The picker of services: what is offered, in which order, and what a click makes of the choice. */

import type { CatalogueService, Preset } from './model';

/** One category of the picker. */
export interface Shelf {
	category: string;
	total: number;
	/** How many of the category are chosen, whether they are shown or not. */
	chosen: number;
	offers: CatalogueService[];
	/** How many more "Show all" would bring. */
	hidden: number;
}

/** What decides what the picker shows. */
export interface ShelfView {
	query?: string;
	chosen: ReadonlySet<string>;
	/** What was chosen when the picker opened: it stands first, and ticking moves nothing. */
	first: ReadonlySet<string>;
	open?: ReadonlySet<string>;
}

/** A preset is made of what is offered; replacing is for a first choice, adding for one that exists. */
export type PresetMode = 'replace' | 'add';

/** Rows a category shows before "Show all": more where there are three long columns, fewer below them. */
const LONG = 8;
const SHORT = 6;
const COLUMNS = 3;

/** Groups what is offered by category, in the order of the catalogue. */
export function shelves(offers: readonly CatalogueService[], view: ShelfView): Shelf[] {
	const words = terms(view.query ?? '');
	const categories = new Map<string, CatalogueService[]>();
	for (const offer of offers) {
		const shelf = categories.get(offer.category);
		if (shelf === undefined) categories.set(offer.category, [offer]);
		else shelf.push(offer);
	}
	return [...categories].flatMap(([category, all], index) => {
		const found = words.length === 0 ? firstChosen(all, view.first) : all.filter((offer) => fits(offer, words));
		if (found.length === 0) return [];
		const limit = view.open?.has(category) === true || words.length > 0 ? Infinity : rowsOf(index);
		return [
			{
				...{ category, total: all.length, chosen: all.filter((offer) => view.chosen.has(offer.id)).length },
				...{ offers: found.slice(0, limit), hidden: Math.max(0, found.length - limit) },
			},
		];
	});
}

/** Whether a preset is what is chosen: exactly while replacing, wholly among it while adding. */
export function isPreset(preset: Preset, chosen: ReadonlySet<string>, mode: PresetMode): boolean {
	const covered = preset.ids.length > 0 && preset.ids.every((id) => chosen.has(id));
	return covered && (mode === 'add' || chosen.size === new Set(preset.ids).size);
}

/** The choice after a click on a preset; a second click takes it back, but never what was chosen before. */
export function withPreset(
	preset: Preset,
	chosen: ReadonlySet<string>,
	mode: PresetMode,
	first: ReadonlySet<string> = new Set(),
): Set<string> {
	const on = isPreset(preset, chosen, mode);
	if (mode === 'replace') return on ? new Set() : new Set(preset.ids);
	const next = new Set(chosen);
	for (const id of preset.ids) {
		if (!on) next.add(id);
		else if (!first.has(id)) next.delete(id);
	}
	return next;
}

/** The choice after a tick. */
export function withTick(chosen: ReadonlySet<string>, id: string): Set<string> {
	const next = new Set(chosen);
	if (!next.delete(id)) next.add(id);
	return next;
}

/** The chosen ids: what was watched in its order, then the new ones in the catalogue's. */
export function orderedChoice(
	offers: readonly CatalogueService[],
	chosen: ReadonlySet<string>,
	before: readonly string[],
): string[] {
	const kept = before.filter((id) => chosen.has(id));
	const known = new Set(kept);
	return [...kept, ...offers.map((offer) => offer.id).filter((id) => chosen.has(id) && !known.has(id))];
}

/** "14 services chosen", and on how many platforms. */
export function choiceSentence(
	offers: readonly CatalogueService[],
	chosen: ReadonlySet<string>,
): { count: string; where: string } {
	const platforms = new Set(offers.filter((offer) => chosen.has(offer.id)).map((offer) => offer.platform));
	if (chosen.size === 0) return { count: 'No service chosen', where: '' };
	return { count: `${plural(chosen.size, 'service')} chosen`, where: `on ${plural(platforms.size, 'platform')}` };
}

/** "Watch 14 services". */
export function watchLabel(count: number): string {
	return count === 0 ? 'Watch services' : `Watch ${plural(count, 'service')}`;
}

function plural(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function rowsOf(index: number): number {
	return index < COLUMNS ? LONG : SHORT;
}

function firstChosen(offers: readonly CatalogueService[], first: ReadonlySet<string>): CatalogueService[] {
	return [...offers.filter((offer) => first.has(offer.id)), ...offers.filter((offer) => !first.has(offer.id))];
}

function fits(offer: CatalogueService, words: readonly string[]): boolean {
	const text = `${offer.name} ${offer.category} ${offer.host} ${offer.platform} ${offer.id}`.toLowerCase();
	return words.every((word) => text.includes(word));
}

/** The words of a search; an address that was pasted counts by its host. */
function terms(query: string): string[] {
	const text = query.trim().toLowerCase();
	const address = /^(?:https?:\/\/)(?:www\.)?([^/?#\s]+)/.exec(text);
	if (address?.[1] !== undefined) return [address[1]];
	return text.split(/\s+/).filter((word) => word !== '');
}

/** The query where it is the address of a page rather than a name; else empty. */
export function asAddress(query: string): string {
	const text = query.trim();
	return /^(?:https?:\/\/)?[^\s/?#]+\.[^\s/?#.]{2,}(?:\/\S*)?$|^https?:\/\/\S+$/i.test(text) ? text : '';
}
