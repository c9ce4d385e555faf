/* eslint-disable @typescript-eslint/no-non-null-assertion -- indexes of columns come from loops within their bounds */

import { STAGES, STATES, type Filter, type Log } from './model';

/** A text as searches compare it: without case and accents. In capitals, because there "ß" is "SS" and "ς" is "Σ". */
export function fold(text: string): string {
	return text
		.toUpperCase()
		.normalize('NFD')
		.replace(/\p{Mark}/gu, '');
}

/** What a filter chooses of a log, time aside, as flags. */
export interface Selection {
	/** One for each service. */
	services: Uint8Array;
	/** One for each cell: whether one of its services is chosen. */
	cells: Uint8Array;
	/** One for each state. */
	states: Uint8Array;
	/** One for each stage. */
	stages: Uint8Array;
}

/** Turns filters into flags for one log. */
export class Selector {
	private readonly names: readonly string[];

	constructor(private readonly log: Log) {
		this.names = log.services.map(fold);
	}

	select(filter: Filter): Selection {
		const { cells } = this.log;
		const services = this.services(filter);
		const chosen = new Uint8Array(cells.length);
		for (let i = 0; i < chosen.length; i++) {
			for (const service of cells[i]!) chosen[i]! |= services[service]!;
		}
		return { services, cells: chosen, states: flags(STATES, filter.states), stages: flags(STAGES, filter.stages) };
	}

	private services({ services, search }: Filter): Uint8Array {
		const wanted = fold(search);
		const chosen = new Uint8Array(this.names.length);
		for (let i = 0; i < chosen.length; i++) {
			chosen[i] = Number((!services || services.has(i)) && this.names[i]!.includes(wanted));
		}
		return chosen;
	}
}

function flags<Word>(words: readonly Word[], chosen: ReadonlySet<Word> | null): Uint8Array {
	return Uint8Array.from(words, (word) => Number(!chosen || chosen.has(word)));
}
