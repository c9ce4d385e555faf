// The same questions put to crossfilter2: five dimensions, and groups for day, state, stage and service.

import crossfilter from 'crossfilter2';

const DAY = 86_400_000;
const STATES = ['open', 'inprogress', 'closed'];
const STAGES = ['prd', 'stg'];

/** Crossfilter over a log; its records are row numbers, which is the least that it can hold. */
export class Peer {
	constructor(log) {
		const rows = crossfilter(Array.from({ length: log.rows }, (_, row) => row));
		const texts = log.cells.map((cell) =>
			cell
				.map((service) => log.services[service])
				.join('; ')
				.toLowerCase(),
		);
		this.created = rows.dimension((row) => log.created[row]);
		this.service = rows.dimension((row) => log.cells[log.cell[row]], true);
		this.stage = rows.dimension((row) => STAGES[log.stage[row]]);
		this.state = rows.dimension((row) => STATES[log.state[row]]);
		this.text = rows.dimension((row) => texts[log.cell[row]]);
		this.days = this.created.group((time) => Math.floor(time / DAY));
		this.groups = [this.days, this.state.group(), this.stage.group(), this.service.group()];
		this.total = rows.groupAll();
	}

	/** Replaces all five filters and reads every group. */
	analyse({ from, to, services, states, stages, search }) {
		this.created.filterRange([from, to]);
		this.service.filterFunction((service) => services.has(service));
		this.stage.filterFunction((stage) => stages.has(stage));
		this.state.filterFunction((state) => states.has(state));
		this.text.filterFunction((text) => text.includes(search));
		return { total: this.total.value(), groups: this.groups.map((group) => group.all()) };
	}
}
