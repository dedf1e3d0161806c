// journey.js DIRECTORY OUT.CSV: the codes of contacts, referrals and episodes of each child, in the order of their dates, with the days
// between first and last, in DuckDB on one thread, told types and marks.
const duckdb = require('@duckdb/node-api');
const [directory, out] = process.argv.slice(2);

async function main() {
    const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run('SET threads = 1');
    const read = (file, columns) => {
        const types = columns.map((name) => `'${name}': '${name.endsWith('date') ? 'DATE' : 'VARCHAR'}'`).join(', ');
        return `read_csv('${directory}/${file}.csv', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
            new_line = '\\n', columns = {${types}})`;
    };
    await connection.run(`
        CREATE TABLE episodes AS SELECT * FROM ${read('episodes', ['episode_id', 'child_id', 'start_date', 'end_date'])}`);
    await connection.run(`
        COPY (
            SELECT child_id, string_agg(code, ' ' ORDER BY date, rank) AS journey, min(date) AS first_date, max(date) AS last_date,
                date_diff('day', min(date), max(date)) AS days, string_agg(date, ';' ORDER BY date, rank) AS dates FROM (
                SELECT child_id, date, 10 AS rank, 'C' AS code FROM ${read('contacts', ['contact_id', 'child_id', 'date'])}
                UNION ALL SELECT child_id, date, 20, 'R' FROM ${read('referrals', ['referral_id', 'child_id', 'date'])}
                UNION ALL SELECT child_id, start_date, 30, 'EH' FROM episodes
                UNION ALL SELECT child_id, end_date, 46, 'EH|' FROM episodes WHERE end_date IS NOT NULL)
            GROUP BY child_id ORDER BY child_id
        ) TO '${out}' (FORMAT csv)`);
}

main().catch((error) => {
    console.error(`journey.js: ${error.message}`);
    process.exit(1);
});
