// A small client of WebKit's remote inspector: what it takes to evaluate a script in the page of a real window.
import { until } from './app.mjs';

const loaded = `document.readyState === 'complete' && location.protocol === 'wails:'`;

export class Inspector {
	#socket;
	#target;
	#next = 0;
	#waiting = new Map();

	/** Connects to the page once the window has one and it is loaded: a new window begins with an empty one. */
	static connect(address) {
		return until('the page can be inspected', async () => {
			const index = await (await fetch(`http://${address}/`)).text();
			const path = index.match(/\/socket\/\d+\/\d+\/WebPage/)[0];
			const inspector = new Inspector(new WebSocket(`ws://${address}${path}`));
			try {
				await until('the page has a target', () => inspector.#target, 2);
				await until('the page is loaded', () => inspector.evaluate(loaded, 2), 2);
				return inspector;
			} catch (error) {
				inspector.close();
				throw error;
			}
		});
	}

	constructor(socket) {
		this.#socket = socket;
		socket.onmessage = (event) => this.#receive(JSON.parse(String(event.data)));
	}

	#receive({ method, params }) {
		switch (method) {
			case 'Target.targetCreated':
				if (params.targetInfo.type === 'page') this.#target = params.targetInfo.targetId;
				break;
			case 'Target.didCommitProvisionalTarget':
				this.#target = params.newTargetId;
				break;
			case 'Target.dispatchMessageFromTarget': {
				const answer = JSON.parse(params.message);
				this.#waiting.get(answer.id)?.(answer);
				this.#waiting.delete(answer.id);
			}
		}
	}

	#send(method, params, seconds) {
		const id = ++this.#next;
		const message = JSON.stringify({ id, method, params });
		this.#socket.send(
			JSON.stringify({
				id: ++this.#next,
				method: 'Target.sendMessageToTarget',
				params: { targetId: this.#target, message },
			}),
		);
		return new Promise((resolve, reject) => {
			const limit = setTimeout(() => reject(new Error(`no answer to ${method}`)), seconds * 1000);
			this.#waiting.set(id, (answer) => {
				clearTimeout(limit);
				if (answer.error || answer.result?.wasThrown)
					reject(new Error(JSON.stringify(answer.error ?? answer.result.result)));
				else resolve(answer.result.result);
			});
		});
	}

	/** Evaluates an expression in the page and returns its value, or what its promise came to. */
	async evaluate(expression, seconds = 15) {
		// The value travels as JSON, because by-value results of the inspector lose what is nested deeply.
		const wrapped = `Promise.resolve((async () => (${expression}))()).then((v) => JSON.stringify(v) ?? 'null')`;
		const promise = await this.#send('Runtime.evaluate', { expression: wrapped }, seconds);
		const { value } = await this.#send(
			'Runtime.awaitPromise',
			{
				promiseObjectId: promise.objectId,
				returnByValue: true,
			},
			seconds,
		);
		return JSON.parse(value);
	}

	close() {
		this.#socket.close();
	}
}
