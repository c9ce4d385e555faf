import type { Settings } from '../domain/model';
import type { Wire } from '../wire';

/** The user's settings as they are stored, and the zone that times are shown in. */
export class Preferences {
	readonly #wire: Wire;
	#settings = $state.raw<Settings | null>(null);
	#zone = $state('UTC');

	constructor(wire: Wire) {
		this.#wire = wire;
	}

	/** Null until they are read. */
	get settings(): Settings | null {
		return this.#settings;
	}

	/** The display zone's name. */
	get zone(): string {
		return this.#zone;
	}

	async load(): Promise<void> {
		const [settings, about] = await Promise.all([this.#wire.preferences.settings(), this.#wire.preferences.about()]);
		this.#settings = settings;
		this.#zone = about.zone || 'UTC';
	}

	/** Stores the settings; fails with a WireError that names the wrong field. */
	async save(settings: Settings): Promise<void> {
		await this.#wire.preferences.save(settings);
		await this.load();
	}
}
