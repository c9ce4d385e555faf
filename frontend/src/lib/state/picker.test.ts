import { describe, expect, it, vi } from 'vitest';
import type { Catalogue, CatalogueService } from '../domain/model';
import type { Wire } from '../wire';
import { PickerState } from './picker.svelte';
import { aWire } from './testing';

const service = (id: string, watched = false): CatalogueService => ({
	...{ id, name: id, category: 'Cloud', platform: 'statuspage', host: `${id}.com`, watched },
});
const recommended = { name: 'Recommended', ids: ['aws', 'azure'] };
const catalogue: Catalogue = {
	services: [service('aws'), service('azure'), service('fastly', true)],
	presets: [recommended],
};

async function picker(mode: 'first' | 'more', before: string[] = []) {
	const watch = vi.fn<Wire['services']['watch']>(async () => undefined);
	const { wire } = aWire({ services: { catalogue: async () => catalogue, watch } });
	const state = new PickerState(wire, mode, before);
	await state.load();
	return { state, watch };
}

describe('PickerState', () => {
	it('begins a first choice with the first preset', async () => {
		const { state, watch } = await picker('first');
		expect(state.isPressed(recommended)).toBe(true);
		expect(state.sentence).toEqual({ count: '2 services chosen', where: 'on 1 platform' });
		await state.save();
		expect(watch).toHaveBeenCalledWith(['aws', 'azure']);
	});

	it('begins later with what is watched, and keeps its order', async () => {
		const { state, watch } = await picker('more', ['fastly']);
		expect([...state.chosen]).toEqual(['fastly']);
		state.tick('aws');
		await state.save();
		expect(watch).toHaveBeenCalledWith(['fastly', 'aws']);
	});

	it('offers no preset of what is not offered', async () => {
		const presets = [
			{ name: 'Mixed', ids: ['aws', 'gone'] },
			{ name: 'Gone', ids: ['gone'] },
		];
		const { wire } = aWire({ services: { catalogue: async () => ({ ...catalogue, presets }) } });
		const state = new PickerState(wire, 'first');
		await state.load();
		expect(state.catalogue?.presets).toEqual([{ name: 'Mixed', ids: ['aws'] }]);
		expect([...state.chosen]).toEqual(['aws']);
	});

	it('adds a preset and takes it back', async () => {
		const { state } = await picker('more', ['fastly']);
		state.press(recommended);
		expect(state.chosen.size).toBe(3);
		state.press(recommended);
		expect([...state.chosen]).toEqual(['fastly']);
	});

	it('searches and shows all', async () => {
		const { state } = await picker('more');
		state.query = 'azu';
		expect(state.shelves.flatMap((shelf) => shelf.offers.map((offer) => offer.id))).toEqual(['azure']);
		state.query = '';
		state.showAll('Cloud');
		expect(state.shelves[0]?.offers).toHaveLength(3);
	});

	it('says why nothing can be listed, and is not saving after a failure', async () => {
		const failing = () => Promise.reject(new Error('no'));
		const { wire } = aWire({ services: { catalogue: failing, watch: failing } });
		const state = new PickerState(wire, 'first');
		await state.load();
		expect([state.error, state.catalogue, state.shelves]).toEqual(['no', null, []]);
		await expect(state.save()).rejects.toThrow('no');
		expect(state.saving).toBe(false);
	});

	it('adds the page whose address was typed, and chooses it', async () => {
		const add = vi.fn<Wire['services']['add']>(async () => service('own-acme'));
		const { wire } = aWire({ services: { catalogue: async () => catalogue, add } });
		const state = new PickerState(wire, 'first');
		await state.load();
		state.query = 'status.acme.com';
		await state.add();
		expect(add).toHaveBeenCalledWith('status.acme.com');
		expect(state.chosen.has('own-acme')).toBe(true);
		expect(state.shelves.flatMap((shelf) => shelf.offers.map((offer) => offer.id))).toEqual(['own-acme']);
	});

	it('says why a page could not be added, until something else is typed', async () => {
		const add = async () => Promise.reject(new Error('No page was found there.'));
		const { wire } = aWire({ services: { catalogue: async () => catalogue, add } });
		const state = new PickerState(wire, 'first');
		await state.load();
		state.query = 'status.acme.com';
		await state.add();
		expect(state.addError).toBe('No page was found there.');
		state.query = 'x';
		expect(state.addError).toBe('');
	});
});
