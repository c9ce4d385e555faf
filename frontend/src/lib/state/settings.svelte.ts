import type { Settings } from '../domain/model';
import { settingSentence } from '../domain/settings';
import type { WireError } from '../wire';
import type { Preferences } from './preferences.svelte';
import type { Toasts } from './toasts.svelte';

/** A setting. */
export type Field = keyof Settings;

/** The settings while they are changed: each change is stored at once, can be taken back, and says where it is wrong. */
export class SettingsState {
	readonly #preferences: Preferences;
	readonly #toasts: Toasts;
	#wrong = $state.raw<Partial<Record<Field, string>>>({});
	/** What stood before each change, the newest last. */
	#past = $state.raw<readonly Settings[]>([]);

	constructor(preferences: Preferences, toasts: Toasts) {
		this.#preferences = preferences;
		this.#toasts = toasts;
	}

	/** Null until they are read. */
	get values(): Settings | null {
		return this.#preferences.settings;
	}

	/** Whether there is a change to take back. */
	get undoable(): boolean {
		return this.#past.length > 0;
	}

	/** What is wrong with what was entered for a field, as a sentence; empty where nothing is. */
	wrong(field: Field): string {
		return this.#wrong[field] ?? '';
	}

	/** Stores what was read from a field, or says what is wrong with it and stores nothing. */
	async enter<F extends Field>(field: F, read: { value: Settings[F]; wrong: string }): Promise<void> {
		this.#wrong = { ...this.#wrong, [field]: read.wrong };
		if (read.wrong === '') await this.set(field, read.value);
	}

	/** Changes one setting, at once. */
	async set<F extends Field>(field: F, value: Settings[F]): Promise<void> {
		const before = this.values;
		if (!before || same(before[field], value)) return;
		if (!(await this.#save({ ...before, [field]: value }, field))) return;
		this.#past = [...this.#past, before];
		this.#toasts.show(settingSentence(field, value), { text: 'Undo', run: () => void this.undo() });
	}

	/** Takes the newest change back. */
	async undo(): Promise<void> {
		const before = this.#past.at(-1);
		if (!before) return;
		this.#past = this.#past.slice(0, -1);
		this.#toasts.dismiss();
		if (await this.#save(before)) this.#toasts.say('Change undone');
	}

	async #save(settings: Settings, field?: Field): Promise<boolean> {
		try {
			await this.#preferences.save(settings);
			this.#wrong = {};
			return true;
		} catch (cause) {
			const error = cause as WireError;
			const named = error.field in settings ? (error.field as Field) : field;
			if (error.code === 'invalid' && named) this.#wrong = { ...this.#wrong, [named]: error.message };
			else this.#toasts.show(error.message);
			return false;
		}
	}
}

function same(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
