/** What the page says in passing. */
export interface Message {
	text: string;
	action?: { text: string; run: () => void };
}

const SHOWN_FOR = 6_000;

/** One toast at a time, and the sentences of the live region. */
export class Toasts {
	#current = $state.raw<Message | null>(null);
	#spoken = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;
	#pending: string[] = [];

	get current(): Message | null {
		return this.#current;
	}

	/** What the live region holds. */
	get spoken(): string {
		return this.#spoken;
	}

	/** Shows a toast in place of the one before it, and says it. */
	show(text: string, action?: Message['action']): void {
		this.#current = { text, action };
		this.say(text);
		this.hold(false);
	}

	/** Keeps the toast while it is hovered or focused. */
	hold(held: boolean): void {
		clearTimeout(this.#timer);
		if (!held) this.#timer = setTimeout(() => this.dismiss(), SHOWN_FOR);
	}

	dismiss(): void {
		clearTimeout(this.#timer);
		this.#current = null;
	}

	/** Says a sentence in the live region. What comes within the same moment is said together, as one would cut off the other. */
	say(text: string): void {
		this.#pending.push(text);
		if (this.#pending.length > 1) return;
		// Emptied first: a region that is given the same text again stays silent.
		this.#spoken = '';
		setTimeout(() => {
			this.#spoken = this.#pending.join(' ');
			this.#pending = [];
		}, 150);
	}
}
