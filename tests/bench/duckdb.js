// duckdb.js ROWS.CSV CODES.CSV OUT.CSV: the bench's job in DuckDB, on one thread and told all that helps it: types, marks, that order is
// free, domains as bits. Without arguments it only starts and prints the version.
const duckdb = require('@duckdb/node-api');
const [rows, codes, out] = process.argv.slice(2);

async function main() {
    const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run('SET threads = 1');
    await connection.run('SET preserve_insertion_order = false');
    if (!rows) {
        console.log(duckdb.version());
        return;
    }
    await connection.run(`CREATE TABLE codes AS SELECT * FROM read_csv('${codes}', header = true)`);
    await connection.run(`
        COPY (
            SELECT family_id, child_id, max(CASE WHEN status = 'present' THEN rank ELSE 1 END) AS rank,
                bit_count(bit_or(CASE WHEN status = 'present' AND rank > 1 THEN bit ELSE 0 END)) AS domains
            FROM read_csv('${rows}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
                new_line = '\\n', columns = {'family_id': 'VARCHAR', 'child_id': 'VARCHAR', 'date': 'VARCHAR',
                'indicator': 'VARCHAR', 'status': 'VARCHAR', 'agency': 'VARCHAR', 'evidence': 'VARCHAR'})
            JOIN codes USING (indicator)
            GROUP BY family_id, child_id
        ) TO '${out}' (FORMAT csv, HEADER false)`);
}

main().catch((error) => {
    console.error(`duckdb.js: ${error.message}`);
    process.exit(1);
});
