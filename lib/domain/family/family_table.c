#include "domain/family/family_table.h"

#include "base/memory.h"
#include "records/schema.h"

/* The columns of the record and of the table, or of the record and `notes`. */
static bool open_writer(struct family_table *table, struct table *source)
{
    size_t count;
    table->definition = record_definition_new(
        table->relationships ? TEXT("relationships") : TEXT("people"), table->reporter);
    struct writer_column *columns = table->definition ? schema_columns(table->definition, source,
                                                                       &count, table->reporter)
                                                      : NULL;
    if (!columns)
        return false;
    table->extras = source ? table_extra_count(source) : 0;
    if (table->notes) {
        struct writer_column *more = memory_resize(columns, count + 1, sizeof *columns);
        if (!more) {
            memory_free(columns);
            return report(table->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
        }
        columns = more;
        columns[count++] = (struct writer_column){
            .name = TEXT("notes"), .kind = WRITER_IS_TEXT, .for_people = true};
    }
    table->writer = writer_new(table->settings, columns, count, table->output, table->reporter);
    memory_free(columns);
    return table->writer != NULL;
}

static bool begin(void *context, struct table *source)
{
    struct family_table *table = context;
    return table->writer || open_writer(table, source);
}

static void write_date(struct writer *writer, struct text cell)
{
    char iso[DATE_TEXT_BYTES];
    struct date date;
    if (cell.length == 0 || date_read(cell, &date) != DATE_READ || date.precision == DATE_NONE) {
        writer_cell(writer, cell);
        return;
    }
    date_write(&date, iso);
    writer_cell(writer, text_of(iso));
}

static bool write_row(struct family_table *table, const struct family_row *row, size_t cells)
{
    if (!table->writer && !open_writer(table, NULL))
        return false;
    for (size_t i = 0; i < cells; i++) {
        bool date = table->relationships ? i == RELATION_START || i == RELATION_END
                                         : i == PERSON_DOB || i == PERSON_DOD;
        if (date)
            write_date(table->writer, row->cells[i]);
        else
            writer_cell(table->writer, row->cells[i]);
    }
    for (size_t i = 0; i < table->extras; i++) {
        bool quoted;
        struct text cell = table_extra_cell(row->table, i, &quoted);
        writer_passed(table->writer, cell, quoted);
    }
    if (table->notes)
        writer_cell(table->writer, row->notes);
    table->rows++;
    return writer_end_row(table->writer);
}

static bool take_person(void *context, const struct family_row *row)
{
    struct family_table *table = context;
    return table->relationships || write_row(table, row, PERSON_CELLS);
}

static bool take_relationship(void *context, const struct family_row *row)
{
    struct family_table *table = context;
    return !table->relationships || write_row(table, row, RELATION_CELLS);
}

struct family_sink family_table_sink(struct family_table *table)
{
    return (struct family_sink){
        .begin = begin,
        .person = take_person,
        .relationship = take_relationship,
        .context = table,
        .whole = true,
    };
}

bool family_table_finish(struct family_table *table)
{
    return (table->writer || open_writer(table, NULL)) && writer_finish(table->writer);
}

void family_table_release(struct family_table *table)
{
    writer_free(table->writer);
    record_definition_free(table->definition);
}
