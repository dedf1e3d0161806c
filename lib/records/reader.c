#include "records/reader.h"

#include "base/bits.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "records/scan.h"

#include <csv.h>

enum {
    FIRST_WINDOW = 1 << 18,
    FIRST_CELLS = 64,
    LIBCSV_GROWTH = 1 << 16,
    LEAST_READ = 16 /* input_read needs room for one character of any encoding */
};

/* What came of an attempt to cut one record out of the window. */
enum cut {
    CUT_DONE,
    CUT_MORE,  /* the window ends before the record does */
    CUT_ODD,   /* not plain: libcsv must look at it */
    CUT_FAILED /* no memory, reported */
};

/* Where the scan of the window is: its block, and which bytes of it are still to be looked at. */
struct walk {
    const char *block, *end;
    uint64_t special, high;
    uint64_t any_high; /* of the blocks that the row is in */
    char delimiter;
};

/* What one row was like, apart from its cells. */
struct row_facts {
    uint64_t lines;
    bool nul, doubled;
};

struct reader {
    struct input *input;
    const struct reporter *reporter;
    char delimiter;
    bool libcsv_only;
    size_t chunk;

    /* The window: bytes [start, end) of `bytes` are not yet handed out. SCAN_BLOCK bytes of room
     * follow the capacity. */
    char *bytes;
    size_t capacity, start, end;
    char ahead[LEAST_READ]; /* read, but not in the window: so little room was left in it */
    size_t ahead_count;
    bool ended;    /* the input has no more */
    bool skipping; /* in the middle of a line that is too long */
    uint64_t line; /* physical line at `start` */

    struct walk walk;
    bool walking; /* the walk is at `start`, and may go on */
    struct row_facts facts;

    struct cell *cells;
    size_t cell_count, cell_capacity;

    /* Room for cells that differ from the raw bytes; never moves while a record is out. */
    char *scratch;
    size_t scratch_used, scratch_capacity;

    struct csv_parser parser;
    bool parser_made;
    bool row_done;  /* libcsv has reported the end of the row */
    bool no_memory; /* a callback ran out of memory */
};

static bool out_of_memory(const struct reader *reader)
{
    return report(reader->reporter, place_of_file(input_name(reader->input)),
                  MESSAGE_OUT_OF_MEMORY);
}

struct reader *reader_new(struct input *input, char delimiter, const struct reporter *reporter)
{
    struct reader *reader = memory_new(1, sizeof *reader);
    if (reader) {
        reader->input = input;
        reader->reporter = reporter;
        reader->delimiter = delimiter;
        reader->chunk = SIZE_MAX;
        reader->line = 1;
        reader->capacity = FIRST_WINDOW;
        /* Not cleared: what is read, and a block behind it, is set before it is looked at. */
        reader->bytes = memory_resize(NULL, FIRST_WINDOW + SCAN_BLOCK, 1);
        reader->cell_capacity = FIRST_CELLS;
        reader->cells = memory_new(FIRST_CELLS, sizeof *reader->cells);
        if (reader->bytes && reader->cells)
            return reader;
    }
    report(reporter, place_of_file(input_name(input)), MESSAGE_OUT_OF_MEMORY);
    reader_free(reader);
    return NULL;
}

void reader_free(struct reader *reader)
{
    if (!reader)
        return;
    if (reader->parser_made)
        csv_free(&reader->parser);
    memory_free(reader->bytes);
    memory_free(reader->cells);
    memory_free(reader->scratch);
    memory_free(reader);
}

void reader_use_libcsv_only(struct reader *reader)
{
    reader->libcsv_only = true;
}

void reader_set_chunk(struct reader *reader, size_t bytes)
{
    reader->chunk = bytes < LEAST_READ ? LEAST_READ : bytes;
}

/* Adds what the input gives next to the window, which has room: all of it in the end, so that what
 * fits is the same however it arrives. */
static bool read_some(struct reader *reader)
{
    size_t room = reader->capacity - reader->end, got;
    char *to = reader->bytes + reader->end;
    if (reader->ahead_count == 0 && room >= LEAST_READ) {
        if (!input_read(reader->input, to, room > reader->chunk ? reader->chunk : room, &got))
            return false;
    } else {
        if (reader->ahead_count == 0 &&
            !input_read(reader->input, reader->ahead, LEAST_READ, &reader->ahead_count))
            return false;
        got = reader->ahead_count < room ? reader->ahead_count : room;
        memcpy(to, reader->ahead, got);
        reader->ahead_count -= got;
        memmove(reader->ahead, reader->ahead + got, reader->ahead_count);
    }
    reader->ended = got == 0;
    reader->end += got;
    return true;
}

/*
 * Makes the window longer by at least `more` bytes, or up to the end of the input. False on
 * failure. When the window is as large as it may be and full, `*full` is set instead.
 */
static bool fetch(struct reader *reader, size_t more, bool *full)
{
    *full = false;
    reader->walking = false;
    if (reader->start > 0) {
        memmove(reader->bytes, reader->bytes + reader->start, reader->end - reader->start);
        reader->end -= reader->start;
        reader->start = 0;
    }
    const size_t before = reader->end, wanted = before + more;
    while (!reader->ended && reader->end < wanted) {
        if (reader->capacity - reader->end < LEAST_READ && reader->capacity < LIMIT_RECORD_BYTES) {
            size_t capacity = reader->capacity * 2;
            char *grown = memory_resize(reader->bytes, capacity + SCAN_BLOCK, 1);
            if (!grown)
                return out_of_memory(reader);
            reader->bytes = grown;
            reader->capacity = capacity;
        }
        if (reader->end == reader->capacity)
            break;
        if (!read_some(reader))
            return false;
    }
    *full = reader->end == before && reader->end == reader->capacity;
    /* The scanner reads whole blocks: what lies behind the end must be set, whatever it is. */
    memset(reader->bytes + reader->end, 0, SCAN_BLOCK);
    return true;
}

/* How much more of an unfinished record to fetch: twice as much each time, so that trying again
 * stays linear. */
static size_t as_much_again(const struct reader *reader)
{
    size_t held = reader->end - reader->start;
    return held < FIRST_WINDOW ? 1 : held;
}

static bool scratch_ready(struct reader *reader, size_t room)
{
    if (room <= reader->scratch_capacity)
        return true;
    size_t capacity = room > reader->capacity ? room : reader->capacity;
    memory_free(reader->scratch);
    reader->scratch_capacity = 0;
    reader->scratch = memory_resize(NULL, capacity, 1);
    if (!reader->scratch)
        return out_of_memory(reader);
    reader->scratch_capacity = capacity;
    return true;
}

void reader_undouble(struct reader *reader, struct cell *cell)
{
    char *to = reader->scratch + reader->scratch_used;
    size_t used = 0;
    for (uint32_t i = 0; i < cell->length; i++) {
        to[used++] = cell->data[i];
        if (cell->data[i] == '"')
            i++;
    }
    reader->scratch_used += used;
    *cell = (struct cell){.data = to, .length = (uint32_t)used};
}

static bool cells_ready(struct reader *reader)
{
    void *cells = reader->cells;
    if (!memory_reserve(&cells, &reader->cell_capacity, reader->cell_capacity + 1,
                        sizeof *reader->cells))
        return out_of_memory(reader);
    reader->cells = cells;
    return true;
}

/* Adds a cell; those past the limit are counted only. */
static inline bool add_cell(struct reader *reader, struct cell cell)
{
    if (reader->cell_count >= reader->cell_capacity) {
        if (reader->cell_count > LIMIT_COLUMNS) {
            reader->cell_count++;
            return true;
        }
        if (!cells_ready(reader))
            return false;
    }
    reader->cells[reader->cell_count++] = cell;
    return true;
}

/* The first cell with something in it that no cell may have, if any. */
static void inspect(struct reader *reader, struct record *record)
{
    size_t held = record->count < reader->cell_capacity ? record->count : reader->cell_capacity;
    for (size_t i = 0; i < held; i++) {
        struct text text = reader_text(reader, &record->cells[i]);
        if (text.length > LIMIT_CELL_BYTES)
            record->fault = MESSAGE_CELL_TOO_LONG;
        else if (text.length > 0 && memchr(text.data, '\0', text.length))
            record->fault = MESSAGE_NUL_BYTE;
        else if (utf8_valid(text) < text.length)
            record->fault = MESSAGE_INVALID_UTF8;
        else
            continue;
        record->state = RECORD_BROKEN;
        record->fault_cell = i + 1;
        return;
    }
}

/* Hands out the bytes from the start to `stop` as the record, and moves on. */
static void take(struct reader *reader, struct record *record, size_t stop, uint64_t lines)
{
    record->bytes = (struct text){reader->bytes + reader->start, stop - reader->start};
    record->line = reader->line;
    record->cells = reader->cells;
    record->count = reader->cell_count;
    record->state = RECORD_WHOLE;
    record->fault = MESSAGE_OUT_OF_MEMORY;
    record->fault_cell = 0;
    reader->line += lines;
    reader->start = stop;
}

/* Sets the walk to the start of the window's bytes, unless it is there. */
static inline void walk_start(struct reader *reader)
{
    if (!reader->walking) {
        size_t before = reader->start & (SCAN_BLOCK - 1);
        struct walk *walk = &reader->walk;
        walk->block = reader->bytes + reader->start - before;
        walk->end = reader->bytes + reader->end;
        walk->delimiter = reader->delimiter;
        struct scan scan = scan_block(walk->block, walk->delimiter);
        walk->special = scan.special & UINT64_MAX << before;
        walk->high = scan.high;
        reader->walking = true;
    }
}

/* Goes to the next block with a special byte in it, unless this one has more. False when the window
 * has none. */
static INLINE bool walk_on(struct walk *walk)
{
    while (walk->special == 0) {
        walk->block += SCAN_BLOCK;
        if (walk->block >= walk->end)
            return false;
        struct scan scan = scan_block(walk->block, walk->delimiter);
        walk->special = scan.special;
        walk->high = scan.high;
        walk->any_high |= scan.high;
    }
    return true;
}

/* The next special byte of the block. One behind the end of the window is NUL: fetch sees to that.
 */
static INLINE const char *walk_take(struct walk *walk)
{
    const char *at = walk->block + bits_lowest(walk->special);
    walk->special &= walk->special - 1;
    return at;
}

/* The special byte that stands right behind the one taken last, in the window. */
static INLINE const char *walk_next(struct walk *walk)
{
    walk_on(walk);
    return walk_take(walk);
}

/* Walks from an opening quotation mark to the closing one, behind which there is another byte. NULL
 * stands for the end of the window. */
static const char *walk_quoted(struct walk *walk, bool *doubled, struct row_facts *facts)
{
    for (;;) {
        const char *at;
        if (!walk_on(walk) || (at = walk_take(walk)) + 1 >= walk->end)
            return NULL;
        switch (*at) {
        case '"':
            if (at[1] != '"')
                return at;
            walk_next(walk);
            *doubled = true;
            break;
        case '\n':
            facts->lines++;
            break;
        case '\r':
            facts->lines += at[1] != '\n';
            break;
        case '\0':
            facts->nul = true;
            break;
        default:
            break;
        }
    }
}

/*
 * Cuts a cell in which a mark other than the delimiter or LF has come first, at `at`: a quotation
 * mark, CR, or a control byte. `*stop` gets the delimiter or LF behind it.
 */
static ALONE enum cut cut_marked(struct walk *walk, const char *start, const char *at,
                                 struct cell *cell, const char **stop, struct row_facts *facts)
{
    *cell = (struct cell){.data = start};
    if (*at == '"') {
        if (at != start)
            return CUT_ODD;
        const char *close = walk_quoted(walk, &cell->doubled, facts);
        if (!close)
            return CUT_MORE;
        facts->doubled |= cell->doubled;
        cell->data++;
        cell->length = (uint32_t)(close - cell->data);
        cell->quoted = cell->length == 0;
        if (close[1] != walk->delimiter && close[1] != '\n' && close[1] != '\r')
            return CUT_ODD;
        at = walk_next(walk);
    } else {
        while (*at != walk->delimiter && *at != '\n' && *at != '\r') {
            if (*at == '"')
                return CUT_ODD;
            facts->nul |= *at == '\0';
            if (at >= walk->end || !walk_on(walk))
                return CUT_MORE;
            at = walk_take(walk);
        }
        cell->length = (uint32_t)(at - start);
    }
    if (*at == '\r') {
        if (at + 1 >= walk->end)
            return CUT_MORE;
        if (at[1] != '\n')
            return CUT_ODD;
        at = walk_next(walk);
    }
    *stop = at;
    return CUT_DONE;
}

/*
 * Cuts the cells of one row whose quotation marks, if any, stand round whole cells; `*stop` gets
 * the LF at its end. CUT_MORE stands for the end of the window, CUT_ODD for a row that libcsv must
 * look at, as it does at one of more cells than are held.
 */
static ALONE enum cut cut_cells(struct reader *reader, const char **stop)
{
    struct walk walk = reader->walk;
    const char *start = reader->bytes + reader->start, *at = NULL;
    struct cell *cell = reader->cells, *room_end = cell + reader->cell_capacity;
    enum cut cut = CUT_DONE;
    walk.any_high = walk.high;
    do {
        if (!walk_on(&walk)) {
            cut = CUT_MORE;
            break;
        }
        at = walk_take(&walk);
        if (cell == room_end) {
            size_t count = reader->cell_capacity;
            if (count > LIMIT_COLUMNS)
                return CUT_ODD;
            if (!cells_ready(reader))
                return CUT_FAILED;
            cell = reader->cells + count;
            room_end = reader->cells + reader->cell_capacity;
        }
        if (*at == walk.delimiter || *at == '\n') {
            *cell = (struct cell){start, (uint32_t)(at - start), false, false};
        } else {
            reader->walk = walk;
            cut = cut_marked(&reader->walk, start, at, cell, &at, &reader->facts);
            walk = reader->walk;
            if (cut != CUT_DONE)
                break;
        }
        cell++;
        start = at + 1;
    } while (*at != '\n');
    reader->walk = walk;
    /* Of a row that is not finished: tells where the trouble is. */
    reader->cell_count = (size_t)(cell - reader->cells);
    *stop = at;
    return cut;
}

/*
 * Cuts one plain record. Leaves anything else, and the last bytes of the input, to libcsv.
 * `*inspecting` is set when a cell may hold bytes that must be looked at.
 */
static enum cut cut_plain(struct reader *reader, struct record *record, bool *inspecting)
{
    const char *last;
    walk_start(reader);
    reader->facts = (struct row_facts){.lines = 1};
    enum cut cut = cut_cells(reader, &last);
    if (cut == CUT_MORE)
        return reader->ended ? CUT_ODD : CUT_MORE;
    if (cut != CUT_DONE)
        return cut;
    size_t stop = (size_t)(last + 1 - reader->bytes), length = stop - reader->start;
    if (reader->facts.doubled) {
        reader->scratch_used = 0;
        if (!scratch_ready(reader, length))
            return CUT_FAILED;
    }
    *inspecting = reader->walk.any_high != 0 || reader->facts.nul || length > LIMIT_CELL_BYTES;
    take(reader, record, stop, reader->facts.lines);
    return CUT_DONE;
}

static int never_blank(unsigned char byte)
{
    (void)byte;
    return 0;
}

static void *libcsv_resize(void *old, size_t bytes)
{
    return memory_resize(old, bytes, 1);
}

static bool parser_ready(struct reader *reader)
{
    if (reader->parser_made)
        return true;
    if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
        return out_of_memory(reader);
    csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
    csv_set_space_func(&reader->parser, never_blank);
    csv_set_realloc_func(&reader->parser, libcsv_resize);
    csv_set_free_func(&reader->parser, memory_free);
    csv_set_blk_size(&reader->parser, LIBCSV_GROWTH);
    reader->parser_made = true;
    return true;
}

static void forget_parser(struct reader *reader)
{
    csv_free(&reader->parser);
    reader->parser_made = false;
}

static void libcsv_cell(void *bytes, size_t length, void *context)
{
    struct reader *reader = context;
    char *to = reader->scratch + reader->scratch_used;
    if (length > 0)
        memcpy(to, bytes, length);
    reader->scratch_used += length;
    struct cell cell = {to, (uint32_t)length, bytes && length == 0, false};
    if (!add_cell(reader, cell))
        reader->no_memory = true;
}

static void libcsv_row(int last, void *context)
{
    (void)last;
    ((struct reader *)context)->row_done = true;
}

/* The first line end at or behind `from`, LF or CR; `end` when there is none. */
static size_t line_end(const struct reader *reader, size_t from)
{
    while (from < reader->end && reader->bytes[from] != '\n' && reader->bytes[from] != '\r')
        from++;
    return from;
}

/* Behind the line end at `at`, which may be CR and LF; the end of the window when `at` is. */
static size_t behind_line_end(const struct reader *reader, size_t at)
{
    if (at >= reader->end)
        return reader->end;
    bool crlf = reader->bytes[at] == '\r' && at + 1 < reader->end && reader->bytes[at + 1] == '\n';
    return at + (crlf ? 2 : 1);
}

/* Whether the window shows all of the line end at `at`: behind a CR an LF may come. */
static bool line_end_seen(const struct reader *reader, size_t at)
{
    return at + 1 < reader->end || (at < reader->end && reader->bytes[at] == '\n');
}

/* The record is its first physical line only, for the reason given. CUT_MORE when the window does
 * not hold that line's end. */
static enum cut cut_broken_line(struct reader *reader, struct record *record, enum message fault)
{
    size_t stop = line_end(reader, reader->start);
    if (!line_end_seen(reader, stop) && !reader->ended)
        return CUT_MORE;
    size_t cell = reader->cell_count + 1;
    reader->cell_count = 0;
    take(reader, record, behind_line_end(reader, stop), 1);
    reader->walking = false;
    record->state = RECORD_BROKEN;
    record->fault = fault;
    record->fault_cell = cell;
    return CUT_DONE;
}

/* Cuts one record with libcsv, fed a physical line at a time, since it tells the end of a row only
 * between bytes. */
static enum cut cut_with_libcsv(struct reader *reader, struct record *record)
{
    if (!parser_ready(reader) || !scratch_ready(reader, reader->end - reader->start))
        return CUT_FAILED;
    reader->scratch_used = 0;
    reader->cell_count = 0;
    reader->row_done = false;
    reader->no_memory = false;
    uint64_t lines = 0;
    size_t at = reader->start;
    while (!reader->row_done) {
        size_t stop = line_end(reader, at);
        bool whole_line = stop < reader->end;
        if (!line_end_seen(reader, stop) && !reader->ended) {
            forget_parser(reader);
            return CUT_MORE;
        }
        size_t length = stop - at + whole_line;
        size_t done = csv_parse(&reader->parser, reader->bytes + at, length, libcsv_cell,
                                libcsv_row, reader);
        bool crlf = whole_line && reader->bytes[stop] == '\r' && stop + 1 < reader->end &&
                    reader->bytes[stop + 1] == '\n';
        /* The LF of a CRLF that ends a row is no row of its own; inside quotes it is the next
         * piece. */
        if (reader->row_done && crlf)
            stop++;
        if (whole_line && !(crlf && !reader->row_done))
            lines++;
        at = stop + whole_line;
        int error = csv_error(&reader->parser);
        bool finished = !whole_line && done == length && !reader->row_done;
        if (finished && csv_fini(&reader->parser, libcsv_cell, libcsv_row, reader) != 0)
            error = csv_error(&reader->parser);
        if (reader->no_memory || error == CSV_ENOMEM || error == CSV_ETOOBIG) {
            forget_parser(reader);
            if (!reader->no_memory)
                out_of_memory(reader);
            return CUT_FAILED;
        }
        if (error != CSV_SUCCESS) {
            forget_parser(reader);
            return cut_broken_line(reader, record,
                                   finished ? MESSAGE_QUOTE_UNCLOSED : MESSAGE_QUOTE_MISPLACED);
        }
    }
    take(reader, record, at, lines ? lines : 1);
    reader->walking = false;
    return CUT_DONE;
}

/* Passes over blank lines. False when more bytes are needed to tell. */
static bool pass_blank_lines(struct reader *reader)
{
    while (reader->start < reader->end) {
        char byte = reader->bytes[reader->start];
        if (byte != '\n' && byte != '\r')
            return true;
        if (byte == '\r' && reader->start + 1 == reader->end && !reader->ended)
            return false;
        reader->start = behind_line_end(reader, reader->start);
        reader->line++;
        reader->walking = false;
    }
    return reader->ended;
}

/* The window is full and holds no whole record: hands out what can be handed out. */
static void cut_overlong(struct reader *reader, struct record *record)
{
    size_t stop = line_end(reader, reader->start);
    if (line_end_seen(reader, stop)) {
        /* The line ends, so it is a quotation mark that keeps the record open. */
        cut_broken_line(reader, record, MESSAGE_QUOTE_UNCLOSED);
        return;
    }
    reader->cell_count = 0;
    take(reader, record, stop, 0);
    record->state = RECORD_PIECE;
    record->fault = MESSAGE_RECORD_TOO_LONG;
    reader->skipping = true;
    reader->walking = false;
}

/* The next piece of a line that is too long. */
static enum reader_result next_piece(struct reader *reader, struct record *record)
{
    for (;;) {
        size_t stop = line_end(reader, reader->start);
        bool last = line_end_seen(reader, stop) || reader->ended;
        if (!last) {
            bool full;
            if (!fetch(reader, as_much_again(reader), &full))
                return READER_FAILED;
            if (!full)
                continue;
            stop = line_end(reader, reader->start);
        }
        reader->cell_count = 0;
        take(reader, record, last ? behind_line_end(reader, stop) : stop, last ? 1 : 0);
        record->state = last ? RECORD_LAST_PIECE : RECORD_PIECE;
        record->fault = MESSAGE_RECORD_TOO_LONG;
        reader->skipping = !last;
        reader->walking = false;
        return READER_RECORD;
    }
}

enum reader_result reader_next(struct reader *reader, struct record *record)
{
    if (reader->skipping)
        return next_piece(reader, record);
    for (;;) {
        enum cut cut = CUT_MORE;
        bool inspecting = true;
        if (pass_blank_lines(reader)) {
            if (reader->start == reader->end)
                return READER_END;
            cut = reader->libcsv_only ? CUT_ODD : cut_plain(reader, record, &inspecting);
            if (cut == CUT_ODD)
                cut = cut_with_libcsv(reader, record);
        }
        if (cut == CUT_FAILED)
            return READER_FAILED;
        if (cut == CUT_DONE) {
            if (inspecting && record->state == RECORD_WHOLE)
                inspect(reader, record);
            return READER_RECORD;
        }
        bool full;
        if (!fetch(reader, as_much_again(reader), &full))
            return READER_FAILED;
        if (full) {
            cut_overlong(reader, record);
            return READER_RECORD;
        }
    }
}
