// duckdb-rows.js MODULES FILE.csv...: the rows of the files as DuckDB reads them when it is told nothing but to keep the text,
// an object a line, with the file's name first. MODULES is where npm has put the package.
'use strict';
const path = require('path');
const [modules, ...files] = process.argv.slice(2);
const duckdb = require(path.join(modules, '@duckdb/node-api'));

async function main() {
    const connection = await (await duckdb.DuckDBInstance.create(':memory:', { threads: '1' })).connect();
    for (const file of files) {
        try {
            const result = await connection.runAndReadAll(`FROM read_csv('${file}', all_varchar = true)`);
            for (const row of result.getRowObjects()) console.log(JSON.stringify({ '=': file, ...row }));
        } catch (error) {
            console.error(`${file}: ${error.message.split('\n')[0]}`);
        }
    }
}

main();
