import type { Settings } from '../domain/model';
import type { Zone } from '../domain/time';
import type { Wire } from '../wire';

/** The user's settings as they are stored, and the zone that times are shown in. */
export class Preferences {
	readonly #wire: Wire;
	#settings = $state.raw<Settings | null>(null);
	#zoneName = $state('');

	constructor(wire: Wire) {
		this.#wire = wire;
	}

	/** Null until they are read. */
	get settings(): Settings | null {
		return this.#settings;
	}

	/** The zone that times are told in. */
	get zone(): Zone {
		return this.#settings?.zone || 'local';
	}

	/** The name of that zone, such as "Europe/Berlin". */
	get zoneName(): string {
		return this.#zoneName;
	}

	async load(): Promise<void> {
		const [settings, about] = await Promise.all([this.#wire.preferences.settings(), this.#wire.preferences.about()]);
		this.#settings = settings;
		this.#zoneName = about.zone;
	}

	/** Stores the settings; fails with a WireError that names the wrong field. */
	async save(settings: Settings): Promise<void> {
		await this.#wire.preferences.save(settings);
		await this.load();
	}
}
