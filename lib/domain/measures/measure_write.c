#include "domain/measures/measure_write.h"

/* Columns of the record, in its order. */
enum {
    MEASURE,
    ORGANISATION,
    AREA,
    PERIOD,
    NUMERATOR,
    DENOMINATOR,
    VALUE,
    UNIT,
    QUADRANT,
    CATEGORY,
    CATEGORY_NAME,
    LOWER,
    UPPER,
    PENDING,
    TARGET,
    DIFFERENCE,
    TITLE,
    REF,
    COLUMNS
};

struct cell_text {
    char digits[MEASURE_TENTHS_BYTES];
    struct text text;
};

static struct text number(uint64_t value, bool hidden, struct text mark, struct cell_text *cell)
{
    return hidden ? mark : number_text(value, cell->digits);
}

static struct text tenths(int64_t value, bool hidden, struct text mark, struct cell_text *cell)
{
    return hidden ? mark : measure_tenths(value, cell->digits);
}

static struct text whole_or_tenths(int64_t value, const struct measure_result *result,
                                   struct text mark, struct cell_text *cell)
{
    if (result->measure->unit == MEASURE_NUMBER && !result->hide_value)
        return number_text((uint64_t)(value / 10), cell->digits);
    return tenths(value, result->hide_value, mark, cell);
}

static struct text cell_of(const struct measure_results *results,
                           const struct measure_result *result, size_t column, struct text mark,
                           struct cell_text *cell)
{
    const struct measure *measure = result->measure;
    switch (column) {
    case MEASURE:
        return measure->code;
    case ORGANISATION:
        return result->organisation;
    case AREA:
        return result->area;
    case PERIOD:
        return results->periods.list[result->period].name;
    case NUMERATOR:
        return number(result->numerator, result->hide_numerator, mark, cell);
    case DENOMINATOR:
        return result->has_denominator
                   ? number(result->denominator, result->hide_denominator, mark, cell)
                   : TEXT("");
    case VALUE:
        return result->has_value ? whole_or_tenths(result->value, result, mark, cell) : TEXT("");
    case UNIT:
        return text_of(measure_unit_names[measure->unit]);
    case QUADRANT:
        return text_of(measure_quadrant_names[measure->quadrant]);
    case CATEGORY:
        return result->category;
    case CATEGORY_NAME:
        return result->category_name;
    case LOWER:
        return result->has_quarters ? tenths(result->lower, result->hide_value, mark, cell)
                                    : TEXT("");
    case UPPER:
        return result->has_quarters ? tenths(result->upper, result->hide_value, mark, cell)
                                    : TEXT("");
    case PENDING:
        return result->has_pending ? number(result->pending, result->hide_pending, mark, cell)
                                   : TEXT("");
    case TARGET:
        return result->has_target ? result->target_text : TEXT("");
    case DIFFERENCE:
        return result->has_difference ? tenths(result->difference, result->hide_value, mark, cell)
                                      : TEXT("");
    case TITLE:
        return measure->title;
    default:
        return measure->ref;
    }
}

bool measures_write(const struct measure_results *results, struct text mark, struct writer *writer)
{
    struct cell_text cell;
    for (size_t i = 0; i < results->count; i++) {
        for (size_t column = 0; column < COLUMNS; column++)
            writer_cell(writer, cell_of(results, &results->list[i], column, mark, &cell));
        if (!writer_end_row(writer))
            return false;
    }
    return true;
}

bool measures_list_write(const struct measures *measures, struct writer *writer)
{
    for (size_t i = 0; i < measures->count; i++) {
        const struct measure *measure = &measures->list[i];
        writer_cell(writer, measure->code);
        writer_cell(writer, measure->title);
        writer_cell(writer, text_of(measure_quadrant_names[measure->quadrant]));
        writer_cell(writer, text_of(measure_unit_names[measure->unit]));
        writer_cell(writer, text_of(measure_better_names[measure->better]));
        writer_cell(writer, text_of(measure_kind_names[measure->kind]));
        writer_cell(writer, text_of(measure_table_names[measure->table]));
        writer_cell(writer, measure->date_text);
        writer_cell(writer, measure->each_text);
        writer_cell(writer, measure->counted_text);
        writer_cell(writer, measure->among_text);
        writer_cell(writer, measure->split);
        writer_cell(writer, text_of(measure_out_of_names[measure->out_of]));
        writer_cell(writer, measure->then_text);
        writer_cell(writer, measure->within ? measure->within->name : TEXT(""));
        writer_cell(writer, measure->counts);
        writer_cell(writer, measure->ref);
        writer_cell(writer, measure->file);
        writer_number(writer, measure->line);
        if (!writer_end_row(writer))
            return false;
    }
    return true;
}
