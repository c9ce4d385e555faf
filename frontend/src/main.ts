import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { connect } from './lib/wire';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

const wire = await connect();
target.replaceChildren();
mount(App, { target, props: { wire } });
