/** The time that every age on the page is counted from, so that all of them move at once. */
export class Clock {
	#now = $state(Date.now());

	get now(): number {
		return this.#now;
	}

	/** Moves the time on every ten seconds, until the function it returns is called. */
	start(): () => void {
		const timer = setInterval(() => this.touch(), 10_000);
		return () => clearInterval(timer);
	}

	/** Moves the time on at once, for news that is younger than the last tick. */
	touch(): void {
		this.#now = Date.now();
	}
}
