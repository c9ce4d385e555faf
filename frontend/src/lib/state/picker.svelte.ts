import {
	asAddress,
	choiceSentence,
	isPreset,
	orderedChoice,
	shelves,
	withPreset,
	withTick,
	type PresetMode,
	type Shelf,
} from '../domain/catalogue';
import type { Catalogue, Preset } from '../domain/model';
import type { Wire } from '../wire';

/** Which services are to be watched, while they are being picked. */
export class PickerState {
	readonly #wire: Wire;
	readonly #mode: PresetMode;
	/** What is watched already, in its order. */
	readonly #before: readonly string[];
	#catalogue = $state.raw<Catalogue | null>(null);
	#error = $state('');
	#query = $state('');
	#chosen = $state.raw<ReadonlySet<string>>(new Set());
	#first = $state.raw<ReadonlySet<string>>(new Set());
	#open = $state.raw<ReadonlySet<string>>(new Set());
	#saving = $state(false);
	#adding = $state(false);
	#addError = $state('');

	readonly #shelves = $derived.by(() =>
		shelves(this.#catalogue?.services ?? [], {
			query: this.#query,
			chosen: this.#chosen,
			first: this.#first,
			open: this.#open,
		}),
	);

	/** A picker of a first choice begins with the first preset; another begins with what is watched. */
	constructor(wire: Wire, mode: 'first' | 'more', watched: readonly string[] = []) {
		this.#wire = wire;
		this.#mode = mode === 'first' ? 'replace' : 'add';
		this.#before = watched;
	}

	/** Null until it is read. */
	get catalogue(): Catalogue | null {
		return this.#catalogue;
	}
	get error(): string {
		return this.#error;
	}
	get shelves(): readonly Shelf[] {
		return this.#shelves;
	}
	get chosen(): ReadonlySet<string> {
		return this.#chosen;
	}
	get saving(): boolean {
		return this.#saving;
	}
	/** How many are chosen, and on how many platforms, as words. */
	get sentence(): { count: string; where: string } {
		return choiceSentence(this.#catalogue?.services ?? [], this.#chosen);
	}
	get query(): string {
		return this.#query;
	}
	set query(query: string) {
		this.#query = query;
		this.#addError = '';
	}
	/** The address of a page that was typed instead of a name; else empty. */
	get address(): string {
		return asAddress(this.#query);
	}
	/** Whether the page at that address is being read. */
	get adding(): boolean {
		return this.#adding;
	}
	/** Why it could not be added; else empty. */
	get addError(): string {
		return this.#addError;
	}

	/** Reads what there is to choose from. */
	async load(): Promise<void> {
		try {
			const catalogue = offered(await this.#wire.services.catalogue());
			const watched = catalogue.services.filter((service) => service.watched).map((service) => service.id);
			this.#error = '';
			this.#catalogue = catalogue;
			this.#chosen = new Set(this.#mode === 'replace' ? (catalogue.presets[0]?.ids ?? []) : watched);
			this.#first = this.#chosen;
		} catch (cause) {
			this.#error = (cause as Error).message;
		}
	}

	tick(id: string): void {
		this.#chosen = withTick(this.#chosen, id);
	}

	isPressed(preset: Preset): boolean {
		return isPreset(preset, this.#chosen, this.#mode);
	}

	press(preset: Preset): void {
		this.#chosen = withPreset(preset, this.#chosen, this.#mode, this.#first);
	}

	showAll(category: string): void {
		this.#open = new Set(this.#open).add(category);
	}

	/** Adds the page at the typed address to the catalogue and chooses it. */
	async add(): Promise<void> {
		this.#adding = true;
		this.#addError = '';
		try {
			const added = await this.#wire.services.add(this.address);
			const catalogue = this.#catalogue;
			if (!catalogue) return;
			const others = catalogue.services.filter((service) => service.id !== added.id);
			this.#catalogue = { ...catalogue, services: [...others, added] };
			this.#chosen = new Set(this.#chosen).add(added.id);
			this.#query = added.name;
		} catch (cause) {
			this.#addError = (cause as Error).message;
		} finally {
			this.#adding = false;
		}
	}

	/** Watches what is chosen; fails with a WireError. */
	async save(): Promise<void> {
		this.#saving = true;
		try {
			await this.#wire.services.watch(orderedChoice(this.#catalogue?.services ?? [], this.#chosen, this.#before));
		} finally {
			this.#saving = false;
		}
	}
}

/** The catalogue with the presets made of what it offers: a file of the user's own need not hold what they name. */
function offered({ services, presets }: Catalogue): Catalogue {
	const known = new Set(services.map((service) => service.id));
	const whole = presets.map((preset) => ({ ...preset, ids: preset.ids.filter((id) => known.has(id)) }));
	return { services, presets: whole.filter((preset) => preset.ids.length > 0) };
}
