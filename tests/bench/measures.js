// measures.js EPISODES.CSV CONTACTS.CSV OUT.CSV: five of the counts of eh-review measures in DuckDB, on one thread and told all that helps
// it: types, marks, that order is free. Without arguments it only starts and prints the version.
const duckdb = require('@duckdb/node-api');
const [episodes, contacts, out] = process.argv.slice(2);

const read = (file, columns) => `read_csv('${file}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
    new_line = '\\n', dateformat = '%Y-%m-%d', columns = {${columns.map(([name, type]) => `'${name}': '${type}'`).join(', ')}})`;

async function main() {
    const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run('SET threads = 1');
    await connection.run('SET preserve_insertion_order = false');
    if (!episodes) {
        console.log(duckdb.version());
        return;
    }
    await connection.run(`CREATE TABLE e AS SELECT child, start_date, end_date, organisation, worker FROM ${read(episodes,
        [['episode', 'VARCHAR'], ['child', 'VARCHAR'], ['start_date', 'DATE'], ['end_date', 'DATE'], ['reason', 'VARCHAR'],
            ['end_reason', 'VARCHAR'], ['organisation', 'VARCHAR'], ['worker', 'VARCHAR']])}
        WHERE end_date IS NULL OR end_date >= DATE '2025-11-23'`);
    await connection.run(`CREATE TABLE c AS SELECT source, outcome, organisation FROM ${read(contacts,
        [['contact', 'VARCHAR'], ['child', 'VARCHAR'], ['date', 'DATE'], ['source', 'VARCHAR'], ['outcome', 'VARCHAR'],
            ['organisation', 'VARCHAR']])}
        WHERE date BETWEEN DATE '2025-11-23' AND DATE '2026-11-22'`);
    const open = `start_date <= DATE '2026-11-22' AND (end_date IS NULL OR end_date > DATE '2026-11-22')`;
    await connection.run(`
        COPY (
            SELECT 'open-children' AS measure, coalesce(organisation, '') AS organisation, count(DISTINCT child) AS numerator
            FROM e WHERE ${open} GROUP BY GROUPING SETS ((organisation), ())
            UNION ALL
            SELECT 'lead-practitioners', coalesce(organisation, ''), count(DISTINCT worker) FROM e WHERE ${open}
            GROUP BY GROUPING SETS ((organisation), ())
            UNION ALL
            SELECT 'contacts-nfa', coalesce(organisation, ''), count(*) FILTER (outcome IN ('No Further Action', 'NFA')) FROM c
            GROUP BY GROUPING SETS ((organisation), ())
            UNION ALL
            SELECT 'contacts-to-referral', coalesce(organisation, ''), count(*) FILTER (outcome = 'CIN Referral') FROM c
            GROUP BY GROUPING SETS ((organisation), ())
            UNION ALL
            SELECT 'referral-sources ' || source, coalesce(organisation, ''), count(*)
            FROM c WHERE outcome IN ('EH Referral', 'CIN Referral') GROUP BY GROUPING SETS ((organisation, source), (source))
        ) TO '${out}' (FORMAT csv, HEADER false)`);
}

main().catch((error) => {
    console.error(`measures.js: ${error.message}`);
    process.exit(1);
});
