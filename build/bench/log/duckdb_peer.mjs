// Reads an incident log with DuckDB, in the quicker of its two ways: typed columns, with the rows that do not fit set
// aside in its own table of rejects. Prints what pandas_peer.py prints.
//
// usage: duckdb_peer.mjs FILE RUNS
import { DuckDBInstance } from '@duckdb/node-api';

const [file, runs] = process.argv.slice(2);
const quoted = `'${file.replaceAll("'", "''")}'`;
const columns = "{services: 'varchar', state: 'varchar', stage: 'varchar', creationtime: 'timestamp', recentreporttime: 'timestamp'}";

async function read() {
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	const began = performance.now();
	await connection.run(`
		create table log as
		select trim(services) services, lower(trim(state)) state, lower(trim(stage)) stage, creationtime, recentreporttime
		from read_csv(${quoted}, header = true, delim = ',', quote = '"', columns = ${columns}, store_rejects = true)
		where trim(services) <> '' and creationtime is not null`);
	const seconds = (performance.now() - began) / 1000;
	const counted = await connection.runAndReadAll(
		'select (select count(*) from log)::int, (select count(distinct line) from reject_errors)::int',
	);
	const [rows, rejected] = counted.getRows()[0];
	connection.closeSync();
	instance.closeSync();
	return { seconds, rows, rejected };
}

const each = [];
for (let run = 0; run < Number(runs); run++) each.push(await read());
const { rows, rejected } = each.at(-1);
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ seconds: each.map(({ seconds }) => seconds), peak, rows, rejected }));
