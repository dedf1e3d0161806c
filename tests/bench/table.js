// table.js DIRECTORY OUT.CSV: contacts, referrals, episodes and events of the bench as one list of events in the order of families and
// dates, in DuckDB on one thread, told types and marks. Without arguments it only starts and prints the version.
const duckdb = require('@duckdb/node-api');
const [directory, out] = process.argv.slice(2);

async function main() {
    const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run('SET threads = 1');
    if (!directory) {
        console.log(duckdb.version());
        return;
    }
    const read = (file, columns) => {
        const types = columns.map((name) => `'${name}': '${name.endsWith('date') ? 'DATE' : 'VARCHAR'}'`).join(', ');
        return `read_csv('${directory}/${file}.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
            new_line = '\\n', columns = {${types}})`;
    };
    await connection.run(`
        COPY (
            SELECT family_id, date, event, event_id, person_id, source FROM (
                SELECT family_id, date, 3 AS rank, concat('Contact (', source, '): ', outcome) AS event, contact_id AS event_id,
                    child_id AS person_id, 'contacts' AS source
                FROM ${read('contacts', ['family_id', 'child_id', 'date', 'source', 'outcome', 'contact_id'])}
                UNION ALL SELECT family_id, date, 4, concat('Referral (', source, ')'), referral_id, child_id, 'referrals'
                FROM ${read('referrals', ['family_id', 'child_id', 'date', 'source', 'nfa', 'referral_id', 'close_date'])}
                UNION ALL SELECT family_id, start_date, 5, concat('Early help starts (', organisation, ')'), episode_id, child_id, 'episodes'
                FROM ${read('episodes', ['episode_id', 'family_id', 'child_id', 'start_date', 'end_date', 'organisation'])}
                UNION ALL SELECT family_id, date, 2, event, NULL, person_id, source
                FROM ${read('events', ['family_id', 'date', 'event', 'person_id', 'source'])})
            ORDER BY family_id, date, rank
        ) TO '${out}' (FORMAT csv)`);
}

main().catch((error) => {
    console.error(`table.js: ${error.message}`);
    process.exit(1);
});
