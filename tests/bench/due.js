// due.js ACTIONS.CSV OUT.CSV: what is due by 2026-12-15 and neither done nor dropped, soonest first, in DuckDB on one thread, told
// types and marks. Without arguments it only starts and prints the version.
const duckdb = require('@duckdb/node-api');
const [rows, out] = process.argv.slice(2);

async function main() {
    const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run('SET threads = 1');
    if (!rows) {
        console.log(duckdb.version());
        return;
    }
    const columns = ['family_id', 'child_id', 'action_id', 'goal', 'action', 'who', 'agency', 'start', 'due', 'status'];
    const types = columns.map((name) => `'${name}': '${name === 'due' ? 'DATE' : 'VARCHAR'}'`).join(', ');
    await connection.run(`
        COPY (
            SELECT family_id, child_id, action_id, action, who, agency, due, DATE '2026-12-01' - due AS days_late, status, goal
            FROM read_csv('${rows}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
                new_line = '\\n', columns = {${types}})
            WHERE due <= DATE '2026-12-15' AND status IN ('open', 'in-progress')
            ORDER BY due
        ) TO '${out}' (FORMAT csv)`);
}

main().catch((error) => {
    console.error(`due.js: ${error.message}`);
    process.exit(1);
});
