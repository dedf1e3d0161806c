#include "base/limits.h"
#include "base/memory.h"
#include "records/page.h"
#include "records/prose.h"
#include "records/writer_private.h"

enum {
    USUAL_WIDTH = 100,
    GREATEST_WIDTH = 10000,
    PROSE_WIDTH = 100,   /* title and explanation: longer lines are hard to read */
    GAP = 2,             /* blanks between columns */
    SHORTEST_BREAK = 12, /* side by side, a word no longer than this is whole */
    NARROWEST_VALUE = 8,
    NARROWEST_PROSE = 20,
    LONG_LINE = 40,     /* a longer line of words is prose */
    GREATEST_PART = 12, /* one very long cell takes no more than so many times an equal part */
    LONG_WORD = 32,     /* html: a column with longer words may break them */
    PAPER_WIDTH = 1016, /* html: pixels between the margins of A4 lying across */
    SHARE = 4096        /* the greatest weight: one part more is at most one column more */
};

/* ---- cleaning and measuring ---- */

static bool clean(struct writer *writer, struct text from, struct text *to)
{
    struct buffer made;
    buffer_init(&made, SIZE_MAX / 2);
    bool done = prose_clean(&made, from);
    if (done)
        *to = arena_copy(&writer->arena, buffer_text(&made));
    buffer_release(&made);
    return done && to->data;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- holding ---- */

static bool fail(struct writer *writer)
{
    writer->failed = true;
    return report(writer->reporter, place_of_file(writer->output->name), MESSAGE_OUT_OF_MEMORY);
}

/* `lead_practitioner` for people: `Lead practitioner`; and `family_id`: `Family ID`. */
static bool add_heading(struct buffer *to, struct text name)
{
    struct text rest = name, word;
    for (bool first = true; text_next(&rest, '_', &word); first = false) {
        if (!first)
            buffer_add_byte(to, ' ');
        if (text_equal(word, TEXT("id"))) {
            buffer_put(to, "ID");
            continue;
        }
        size_t start = to->length;
        buffer_add(to, word);
        if (first && !buffer_failed(to) && word.length > 0 && word.data[0] >= 'a' &&
            word.data[0] <= 'z')
            to->data[start] = (char)(word.data[0] - 'a' + 'A');
    }
    return !buffer_failed(to);
}

static bool heading_of(struct writer *writer, struct text name, struct text *heading)
{
    struct buffer made;
    buffer_init(&made, SIZE_MAX / 2);
    bool done = add_heading(&made, name) && clean(writer, buffer_text(&made), heading);
    buffer_release(&made);
    return done;
}

bool held_start(struct writer *writer)
{
    if (!clean(writer, writer->title, &writer->title) ||
        !clean(writer, writer->explanation, &writer->explanation) ||
        !heading_of(writer, writer->record.length ? writer->record : TEXT("table"),
                    &writer->record))
        return false;
    for (size_t i = 0; i < writer->count; i++) {
        struct writer_field *field = &writer->fields[i];
        if (field->heading.length ? !clean(writer, field->heading, &field->heading)
                                  : !heading_of(writer, field->name, &field->heading))
            return false;
    }
    return true;
}

/* What is held of an earlier column of the same row, when the next cell is that of `field`. */
static struct text cell_before(const struct writer *writer, const struct writer_field *field,
                               const struct writer_field *earlier)
{
    size_t number = writer->end_count - field->place + earlier->place;
    size_t start = number > 0 ? writer->ends[number - 1] : 0;
    return text_part(buffer_text(&writer->cells), start, writer->ends[number] - start);
}

void held_cell(struct writer *writer, struct text cell, bool quoted)
{
    (void)quoted;
    struct writer_field *field = &writer->fields[writer->column];
    if (!field->for_people || writer->failed)
        return;
    struct buffer *cells = &writer->cells;
    size_t used = cells->length + writer->end_count * sizeof *writer->ends;
    if (cell.length + sizeof *writer->ends > LIMIT_TABLE_BYTES - smaller(used, LIMIT_TABLE_BYTES)) {
        char digits[24];
        writer->failed = true;
        report_with(writer->reporter, place_of_file(writer->output->name), MESSAGE_TABLE_TOO_LARGE,
                    number_text(LIMIT_TABLE_BYTES, digits));
        return;
    }
    void *ends = writer->ends;
    bool room = memory_reserve(&ends, &writer->end_capacity, writer->end_count + 1,
                               sizeof *writer->ends);
    writer->ends = ends;
    size_t start = cells->length;
    if (!room || !prose_clean(cells, cell)) {
        fail(writer);
        return;
    }
    struct text kept = text_part(buffer_text(cells), start, cells->length);
    if (field->unlike && text_equal(kept, cell_before(writer, field, field->unlike)))
        cells->length = start;
    writer->ends[writer->end_count++] = cells->length;
    if (cells->length == start)
        return;
    size_t widest = 0;
    field->filled = true;
    if (prose_measure(kept, &widest, &field->longest))
        field->lines = true;
    if (widest > LONG_LINE && memchr(kept.data, ' ', kept.length))
        field->prose = true;
    field->widest = larger(field->widest, widest);
}

void held_end_row(struct writer *writer)
{
    (void)writer;
}

/* ---- the columns that are shown ---- */

struct shown {
    const struct writer_field *field;
    size_t place; /* among the columns that are held */
    bool right;

    /* text: the layout */
    size_t low, high; /* bounds of the width */
    size_t broken;    /* the low bound when words may be broken */
    size_t weight, width;
    size_t wait;      /* empty lines above, so that headings stand on the rule */
    struct text rest; /* of the cell */
};

struct view {
    const struct writer *writer;
    struct shown *columns;
    size_t count;
    size_t held; /* columns held, shown or not */
    size_t rows;
};

static struct text cell_at(const struct view *view, size_t row, const struct shown *column)
{
    const size_t *ends = view->writer->ends;
    size_t number = row * view->held + column->place;
    size_t start = number > 0 ? ends[number - 1] : 0;
    return text_part(buffer_text(&view->writer->cells), start, ends[number] - start);
}

static bool is_number(const struct writer_field *field)
{
    return field->kind == WRITER_IS_NUMBER || field->kind == WRITER_IS_INTEGER ||
           field->kind == WRITER_IS_FIGURE;
}

/* Gathers the columns that have a value. The caller frees view->columns. */
static bool view_make(struct view *view, const struct writer *writer)
{
    *view = (struct view){.writer = writer,
                          .columns = memory_new(writer->count, sizeof *view->columns)};
    if (!view->columns)
        return false;
    for (size_t i = 0; i < writer->count; i++) {
        const struct writer_field *field = &writer->fields[i];
        if (!field->for_people)
            continue;
        if (field->filled)
            view->columns[view->count++] = (struct shown){
                .field = field, .place = view->held, .right = is_number(field)};
        view->held++;
    }
    view->rows = view->held > 0 ? writer->end_count / view->held : 0;
    return true;
}

/* ---- text ---- */

/* Writes what the columns' `rest` holds, line by line, without blanks at the end of any. */
static void put_cells(struct output *output, struct shown *columns, size_t count)
{
    for (bool more = true; more;) {
        more = false;
        size_t column_start = 0, written = 0;
        for (struct shown *column = columns; column < columns + count; column++) {
            size_t used = 0, start = column_start;
            struct text line = TEXT("");
            if (column->wait > 0)
                column->wait--;
            else if (column->rest.data)
                line = prose_line(&column->rest, column->width, &used);
            if (column->right && used < column->width)
                start += column->width - used;
            if (line.length > 0) {
                prose_blanks(output, start > written ? start - written : 0);
                output_write(output, line);
                written = start + used;
            }
            column_start += column->width + GAP;
            more = more || column->rest.data;
        }
        output_byte(output, '\n');
    }
}

/* Gives each column `part` times its weight, within its bounds; returns the sum. */
static size_t give(struct view *view, size_t part)
{
    size_t sum = 0;
    for (size_t i = 0; i < view->count; i++) {
        struct shown *column = &view->columns[i];
        uint64_t wanted = (uint64_t)part * column->weight / SHARE;
        column->width = wanted < column->high ? larger((size_t)wanted, column->low) : column->high;
        sum += column->width;
    }
    return sum;
}

/* The largest part for which all fits `room`; the first columns get what is left over. */
static size_t share(struct view *view, size_t room)
{
    size_t low = 0, high = room * SHARE;
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (give(view, middle) <= room)
            low = middle;
        else
            high = middle - 1;
    }
    size_t left = room - smaller(give(view, low), room);
    for (size_t i = 0; i < view->count && left > 0; i++) {
        if (view->columns[i].width < view->columns[i].high) {
            view->columns[i].width++;
            left--;
        }
    }
    return low;
}

/*
 * Shares `room` out among the columns. Those that need no more than an equal part get what they
 * need; the others share the rest in proportion to their longest lines, so that they come out about
 * equally tall, but none falls below three quarters of an equal part. Words are kept whole; when
 * they do not fit, the longest are broken first. False when not even that fits, or when a column of
 * prose would be too narrow to read.
 */
static bool share_width(struct view *view, size_t room)
{
    size_t wanted = 0, whole_words = 0, broken_words = 0;
    for (size_t i = 0; i < view->count; i++) {
        struct shown *column = &view->columns[i];
        size_t widest = column->field->widest, longest = column->field->longest;
        size_t least = column->field->prose ? NARROWEST_PROSE : 0;
        prose_measure(column->field->heading, &widest, &longest);
        column->weight = SHARE;
        column->low = larger(longest, least);
        column->high = widest;
        column->broken = larger(smaller(longest, SHORTEST_BREAK), least);
        wanted += widest;
        whole_words += column->low;
        broken_words += column->broken;
    }
    if (broken_words > room)
        return false;
    if (whole_words > room) {
        for (size_t i = 0; i < view->count; i++) {
            struct shown *column = &view->columns[i];
            column->high = column->low;
            column->low = column->broken;
        }
    }
    size_t equal = share(view, room);
    if (whole_words > room || wanted <= room)
        return true;
    for (size_t i = 0; i < view->count; i++) {
        struct shown *column = &view->columns[i];
        if (column->high <= equal) {
            column->low = column->high;
        } else {
            column->low = larger(column->low, equal * 3 / 4);
            column->weight = smaller(column->high, smaller(GREATEST_PART * equal, SHARE));
        }
    }
    share(view, room);
    return true;
}

static void put_headings(struct output *output, struct view *view)
{
    size_t tallest = 0, used;
    for (size_t i = 0; i < view->count; i++) {
        struct shown *column = &view->columns[i];
        struct text rest = column->field->heading;
        for (column->wait = 0; rest.data; column->wait++)
            prose_line(&rest, column->width, &used);
        tallest = larger(tallest, column->wait);
    }
    for (size_t i = 0; i < view->count; i++) {
        struct shown *column = &view->columns[i];
        column->wait = tallest - column->wait;
        column->rest = column->field->heading;
    }
    put_cells(output, view->columns, view->count);
    for (size_t i = 0; i < view->count; i++) {
        prose_blanks(output, i > 0 ? GAP : 0);
        for (size_t j = 0; j < view->columns[i].width; j++)
            output_put(output, "\xe2\x94\x80");
    }
    output_byte(output, '\n');
}

static bool is_tall(const struct view *view, size_t row)
{
    for (size_t i = 0; i < view->count; i++) {
        size_t widest = 0, longest = 0;
        if (prose_measure(cell_at(view, row, &view->columns[i]), &widest, &longest) ||
            widest > view->columns[i].width)
            return true;
    }
    return false;
}

static void put_side_by_side(struct output *output, struct view *view)
{
    size_t tall = 0;
    for (size_t row = 0; row < view->rows; row++)
        tall += is_tall(view, row);
    /* A few tall rows among many are told apart well enough by the columns that they leave blank.
     */
    bool apart = tall > 0 && tall >= (view->rows + 1) / 2;
    put_headings(output, view);
    for (size_t row = 0; row < view->rows && !output->failed; row++) {
        if (apart && row > 0)
            output_byte(output, '\n');
        for (size_t i = 0; i < view->count; i++)
            view->columns[i].rest = cell_at(view, row, &view->columns[i]);
        put_cells(output, view->columns, view->count);
    }
}

static void put_blocks(struct output *output, struct view *view, size_t width)
{
    struct shown pair[2] = {0};
    for (size_t i = 0; i < view->count; i++) {
        size_t widest = 0, longest = 0;
        prose_measure(view->columns[i].field->heading, &widest, &longest);
        pair[0].width = larger(pair[0].width, smaller(widest, larger(width / 3, NARROWEST_VALUE)));
    }
    pair[1].width = larger(width, pair[0].width + GAP + NARROWEST_VALUE) - pair[0].width - GAP;
    for (size_t row = 0; row < view->rows && !output->failed; row++) {
        if (row > 0)
            output_byte(output, '\n');
        for (size_t i = 0; i < view->count; i++) {
            pair[0].rest = view->columns[i].field->heading;
            pair[1].rest = cell_at(view, row, &view->columns[i]);
            if (pair[1].rest.length > 0)
                put_cells(output, pair, 2);
        }
    }
}

void text_finish(struct writer *writer)
{
    struct output *output = writer->output;
    struct view view;
    if (!view_make(&view, writer)) {
        fail(writer);
        return;
    }
    size_t width = writer->width ? smaller(writer->width, GREATEST_WIDTH) : USUAL_WIDTH;
    size_t prose = smaller(width, PROSE_WIDTH);
    if (writer->title.length > 0) {
        prose_put(output, writer->title, 0, prose);
        output_byte(output, '\n');
    }
    if (writer->explanation.length > 0) {
        prose_put(output, writer->explanation, 0, prose);
        output_byte(output, '\n');
    }
    size_t gaps = view.count > 0 ? GAP * (view.count - 1) : 0;
    if (view.count == 0)
        prose_put(output, TEXT("There is nothing to show."), 0, prose);
    else if (gaps < width && share_width(&view, width - gaps))
        put_side_by_side(output, &view);
    else
        put_blocks(output, &view, width);
    memory_free(view.columns);
}

/* ---- html ---- */

static const char table_style[] =
    ".scroll{overflow-x:auto}\n"
    "table{border-collapse:collapse;font-size:.875rem}\n"
    "caption{padding:0 0 .5rem;text-align:left;color:#46525a}\n"
    "th,td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid #d3dade;text-align:left;\n"
    " vertical-align:top}\n"
    "thead th{border-bottom:2px solid #46525a;vertical-align:bottom}\n"
    "th{font-weight:600}\n"
    ".number{text-align:right;font-variant-numeric:tabular-nums}\n"
    ".wide{min-width:12rem}\n"
    ".long{overflow-wrap:anywhere}\n"
    "@media print{\n"
    " .scroll{overflow:visible}\n"
    " table{font-size:9pt}\n"
    " thead{display:table-header-group}\n"
    " tr{break-inside:avoid}\n"
    " th,td{padding:1.2mm 4mm 1.2mm 0}\n"
    " .wide{min-width:10rem}\n"
    " .small{font-size:8pt}\n"
    " .smaller{font-size:7pt}\n"
    " .small th,.small td{padding-right:3mm}\n"
    " .smaller th,.smaller td{padding:.8mm 2mm .8mm 0}\n"
    " .small .wide{min-width:7rem}\n"
    " .smaller .wide{min-width:5rem}\n"
    " .broken th,.broken td{overflow-wrap:anywhere}\n"
    "}\n";

/*
 * How the table is printed, so that nothing is lost at the right edge of A4 lying across: in the
 * greatest letters in which the longest words of all columns stand side by side, or broken words.
 * Sizes in pixels of the style above, and the letters of a wide face.
 */
static const char *html_print_class(const struct view *view)
{
    static const struct print_size {
        const char *name;
        size_t tenths, gap, wide; /* tenths of a pixel a letter; after a column; least of prose */
    } sizes[] = {
        {"", 76, 16, 160}, {" class=\"small\"", 67, 12, 112}, {" class=\"smaller\"", 59, 8, 80}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t width = 0;
        for (size_t j = 0; j < view->count; j++) {
            const struct writer_field *field = view->columns[j].field;
            size_t widest = 0, longest = 0;
            prose_measure(field->heading, &widest, &longest);
            if (field->longest <= LONG_WORD)
                longest = larger(longest, field->longest);
            size_t letters = longest * sizes[i].tenths / 10;
            bool wide = !view->columns[j].right && (field->prose || field->longest > LONG_WORD);
            width += larger(letters, wide ? sizes[i].wide : 0) + sizes[i].gap;
        }
        if (width <= PAPER_WIDTH)
            return sizes[i].name;
    }
    return " class=\"smaller broken\"";
}

static void put_html_class(struct output *output, const struct shown *column)
{
    const struct writer_field *field = column->field;
    if (column->right)
        output_put(output, " class=\"number\"");
    else if (field->longest > LONG_WORD)
        output_put(output, " class=\"wide long\"");
    else if (field->prose)
        output_put(output, " class=\"wide\"");
}

static void put_html_row(struct output *output, const struct view *view, size_t row)
{
    output_put(output, "<tr>\n");
    for (size_t i = 0; i < view->count; i++) {
        struct text cell = cell_at(view, row, &view->columns[i]);
        /* The first column names the row; a blank cell cannot. */
        bool names = i == 0 && cell.length > 0;
        output_write(output, names ? TEXT("<th scope=\"row\"") : TEXT("<td"));
        put_html_class(output, &view->columns[i]);
        output_byte(output, '>');
        page_words(output, cell);
        output_write(output, names ? TEXT("</th>\n") : TEXT("</td>\n"));
    }
    output_put(output, "</tr>\n");
}

/* The name of a record as words: `journey-counts`. */
static void put_name(struct output *output, struct text name)
{
    struct text word;
    for (bool first = true; text_next(&name, '-', &word); first = false) {
        if (!first)
            output_byte(output, ' ');
        page_text(output, word);
    }
}

static void put_html_table(struct output *output, const struct view *view)
{
    char digits[24];
    output_put(output,
               "<div class=\"scroll\" role=\"region\" aria-labelledby=\"caption\" tabindex=\"0\">\n"
               "<table");
    output_write(output, text_of(html_print_class(view)));
    output_put(output, ">\n<caption id=\"caption\">");
    put_name(output, view->writer->record);
    output_put(output, ": ");
    output_write(output, number_text(view->rows, digits));
    output_write(output, view->rows == 1 ? TEXT(" row") : TEXT(" rows"));
    output_put(output, "</caption>\n<thead>\n<tr>\n");
    for (size_t i = 0; i < view->count; i++) {
        output_put(output, "<th scope=\"col\"");
        put_html_class(output, &view->columns[i]);
        output_byte(output, '>');
        page_text(output, view->columns[i].field->heading);
        output_put(output, "</th>\n");
    }
    output_put(output, "</tr>\n</thead>\n<tbody>\n");
    for (size_t row = 0; row < view->rows && !output->failed; row++)
        put_html_row(output, view, row);
    output_put(output, "</tbody>\n</table>\n</div>\n");
}

void html_finish(struct writer *writer)
{
    struct output *output = writer->output;
    struct view view;
    if (!view_make(&view, writer)) {
        fail(writer);
        return;
    }
    struct text title = writer->title.length > 0 ? writer->title : writer->record;
    page_open(output, &(struct page){.title = title,
                                     .explanation = writer->explanation,
                                     .style = table_style,
                                     .landscape = true});
    if (view.count > 0)
        put_html_table(output, &view);
    else
        output_put(output, "<p>There is nothing to show.</p>\n");
    page_close(output);
    memory_free(view.columns);
}
