/* A page with the drawing and a table of the people behind it. */
#include "base/memory.h"
#include "records/page.h"
#include "records/prose.h"
#include "render/genogram_private.h"

#include <stdio.h>

static const char style[] =
    "main{max-width:80rem;margin:0 auto}\n"
    "h1{overflow-wrap:anywhere}\n"
    "h1.next{margin-top:4rem}\n"
    "figure{margin:1.5rem 0 2rem;overflow-x:auto}\n"
    "figure>svg{display:block;margin:0 auto .5rem}\n"
    "table{width:100%;border-collapse:collapse}\n"
    "caption{text-align:left;font-weight:600;padding:0 0 .5rem}\n"
    "th,td{padding:.375rem .5rem;border:1px solid #6b777e;text-align:left;vertical-align:top;\n"
    " overflow-wrap:anywhere}\n"
    "thead th{background:#f1f3f4;font-size:.875rem;font-weight:600;overflow-wrap:normal}\n"
    "td.date{white-space:nowrap}\n"
    "tbody th{width:16%;font-weight:600}\n"
    "td.relationships{width:42%}\n"
    "td .key{display:none}\n"
    "@media screen and (max-width:40rem){\n"
    " body{padding:1.25rem 1rem}\n"
    " table,caption,tbody,tr,tbody th,td,td.relationships{display:block;width:auto}\n"
    " thead{display:none}\n"
    " tr{padding:.5rem 0;border-bottom:1px solid #6b777e}\n"
    " th,td{padding:.125rem 0;border:0}\n"
    " td:empty{display:none}\n"
    " td .key{display:inline;color:#46525a;font-size:.875rem}\n"
    "}\n"
    "@page{margin:10mm 10mm 12mm}\n"
    "@media print{\n"
    " main{max-width:none}\n"
    " h1.next{break-before:page;margin-top:0}\n"
    " h1+p{margin-bottom:2mm}\n"
    " figure{margin:0;overflow:visible}\n"
    " figure>svg{max-width:100%;height:auto;break-inside:avoid;margin-bottom:0}\n"
    " figure>svg+svg{break-before:page}\n"
    " .sheets+table,.large+table{break-before:page}\n"
    " .large>svg{max-height:165mm}\n"
    " table{margin-top:4mm}\n"
    " thead{display:table-header-group}\n"
    " tr{break-inside:avoid}\n"
    " td,th,thead th{font-size:9pt;padding:1mm 1.5mm}\n"
    "}\n";

enum { LONGEST_DATE = 32 }; /* bytes that stand on one line */

/* What stands in a column of the table. */
enum column { NAME, BORN, DIED, GENDER, HOUSEHOLD, RELATIONSHIPS };

enum { COLUMNS = RELATIONSHIPS + 1 };

static const char *const headings[COLUMNS] = {
    "genogram-column-name",   "genogram-column-born",      "genogram-column-died",
    "genogram-column-gender", "genogram-column-household", "genogram-column-relationships",
};

struct table {
    const struct genogram_look *look;
    const struct family *family;
    const struct labels *labels;
    bool shown[COLUMNS];
    uint32_t *first_alone, *alone; /* sibships that a person has alone */
    uint32_t *first_step, *step;   /* parent rows without a line, by parent */
    uint32_t *first_by, *by;       /* the same by child */
    struct buffer cell, list;
    bool failed;
};

static void put(const struct genogram_look *look, const char *markup)
{
    output_write(look->output, text_of(markup));
}

/* --- Relationships in words ------------------------------------------------------------------ */

static struct text name_of(const struct table *table, uint32_t person)
{
    return genogram_name(table->look, table->labels, person);
}

/* A line of the cell: a phrase about the list that stands ready. */
static void add_line(struct table *table, const char *key)
{
    if (table->cell.length > 0)
        buffer_put(&table->cell, "\n");
    phrase_with(table->look->phrases, key, &table->cell, buffer_text(&table->list));
    table->failed = table->failed || buffer_failed(&table->list);
    buffer_clear(&table->list);
}

static void add_parents(struct table *table, uint32_t person)
{
    static const char *const keys[] = {
        [FAMILY_BIRTH] = "genogram-child-of",       [FAMILY_ADOPTIVE] = "genogram-adopted-by",
        [FAMILY_KINSHIP] = "genogram-kinship-with", [FAMILY_FOSTER] = "genogram-fostered-by",
        [FAMILY_STEP] = "genogram-step-of",
    };
    const struct family *family = table->family;
    for (uint32_t i = family->first_sibship[person]; i < family->first_sibship[person + 1]; i++) {
        const struct family_sibship *sibship = &family->sibships[family->sibships_of[i]];
        enum family_kind kind = FAMILY_BIRTH;
        for (uint32_t j = 0; j < sibship->count; j++)
            if (family->children[sibship->first + j].person == person)
                kind = family->children[sibship->first + j].kind;
        uint32_t parents = sibship->parents[1] == FAMILY_NONE ? 1 : 2;
        for (uint32_t j = 0; j < parents; j++)
            genogram_add_to_list(table->look, name_of(table, sibship->parents[j]), j, parents,
                                 &table->list);
        add_line(table, keys[kind]);
    }
    for (uint32_t i = table->first_by[person]; i < table->first_by[person + 1]; i++) {
        const struct family_link *link = &family->links[table->by[i]];
        genogram_add_to_list(table->look, name_of(table, link->parent), 0, 1, &table->list);
        add_line(table, keys[link->kind]);
    }
}

static void add_twins(struct table *table, uint32_t person)
{
    const struct family *family = table->family;
    uint32_t group = family->people[person].twins;
    if (group == FAMILY_NONE || family->first_sibship[person] == family->first_sibship[person + 1])
        return;
    const struct family_sibship
        *sibship = &family->sibships[family->sibships_of[family->first_sibship[person]]];
    uint32_t count = 0, place = 0;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < sibship->count; i++) {
            uint32_t other = family->children[sibship->first + i].person;
            if (other == person || family->people[other].twins != group)
                continue;
            if (pass == 0)
                count++;
            else
                genogram_add_to_list(table->look, name_of(table, other), place++, count,
                                     &table->list);
        }
    if (table->list.length > 0)
        add_line(table, "genogram-twin-of");
}

/* The children of a couple. */
static void list_children(struct table *table, uint32_t number)
{
    const struct family_sibship *sibship = &table->family->sibships[number];
    for (uint32_t i = 0; i < sibship->count; i++)
        genogram_add_to_list(table->look,
                             name_of(table, table->family->children[sibship->first + i].person), i,
                             sibship->count, &table->list);
}

/* The children whom somebody has alone, by kind. */
static void add_alone(struct table *table, uint32_t number)
{
    static const char *const keys[] = {
        [FAMILY_BIRTH] = "genogram-parent-of",
        [FAMILY_ADOPTIVE] = "genogram-adopted-parent-of",
        [FAMILY_KINSHIP] = "genogram-kinship-parent-of",
        [FAMILY_FOSTER] = "genogram-fostered-parent-of",
        [FAMILY_STEP] = "genogram-step-parent-of",
    };
    const struct family_sibship *sibship = &table->family->sibships[number];
    const struct family_child *children = &table->family->children[sibship->first];
    for (int kind = FAMILY_BIRTH; kind <= FAMILY_STEP; kind++) {
        uint32_t count = 0, place = 0;
        for (uint32_t i = 0; i < sibship->count; i++)
            count += (int)children[i].kind == kind;
        for (uint32_t i = 0; i < sibship->count; i++)
            if ((int)children[i].kind == kind)
                genogram_add_to_list(table->look, name_of(table, children[i].person), place++,
                                     count, &table->list);
        if (count > 0)
            add_line(table, keys[kind]);
    }
}

static void add_partners(struct table *table, uint32_t person)
{
    const struct family *family = table->family;
    for (uint32_t i = family->first_couple[person]; i < family->first_couple[person + 1]; i++) {
        const struct family_couple *couple = &family->couples[family->couples_of[i]];
        uint32_t other = couple->partners[couple->partners[0] == person];
        if (table->cell.length > 0)
            buffer_put(&table->cell, "\n");
        genogram_add_partner(table->look, couple, name_of(table, other), &table->cell);
        if (couple->sibship == FAMILY_NONE)
            continue;
        list_children(table, couple->sibship);
        buffer_put(&table->cell, "; ");
        phrase_with(table->look->phrases, "genogram-children", &table->cell,
                    buffer_text(&table->list));
        table->failed = table->failed || buffer_failed(&table->list);
        buffer_clear(&table->list);
    }
    for (uint32_t i = table->first_alone[person]; i < table->first_alone[person + 1]; i++)
        add_alone(table, table->alone[i]);
    for (uint32_t i = table->first_step[person]; i < table->first_step[person + 1]; i++) {
        const struct family_link *link = &family->links[table->step[i]];
        genogram_add_to_list(table->look, name_of(table, link->child), 0, 1, &table->list);
        add_line(table, link->kind == FAMILY_STEP ? "genogram-step-parent-of"
                                                  : "genogram-entered-parent-of");
    }
}

/* Puts numbers under people: `list` by the person that `of` tells, FAMILY_NONE for nobody. */
static bool put_under(const struct family *family, uint32_t count,
                      uint32_t (*of)(const struct family *, uint32_t), uint32_t **first,
                      uint32_t **list)
{
    *first = memory_new((size_t)family->count + 2, sizeof **first);
    *list = memory_new(count, sizeof **list);
    if (!*first || !*list)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (of(family, i) != FAMILY_NONE)
            (*first)[of(family, i) + 2]++;
    for (uint32_t i = 2; i < family->count + 2; i++)
        (*first)[i] += (*first)[i - 1];
    for (uint32_t i = 0; i < count; i++)
        if (of(family, i) != FAMILY_NONE)
            (*list)[(*first)[of(family, i) + 1]++] = i;
    return true;
}

static uint32_t parent_alone(const struct family *family, uint32_t sibship)
{
    return family->sibships[sibship].couple == FAMILY_NONE ? family->sibships[sibship].parents[0]
                                                           : FAMILY_NONE;
}

/* No line leads from parent to child: a step-parent who is a parent's partner, or a circle. */
static bool is_without_line(const struct family *family, const struct family_link *link)
{
    for (uint32_t i = family->first_sibship[link->child];
         i < family->first_sibship[link->child + 1]; i++) {
        const uint32_t *parents = family->sibships[family->sibships_of[i]].parents;
        if (parents[0] == link->parent || parents[1] == link->parent)
            return false;
    }
    return true;
}

static uint32_t parent_without_line(const struct family *family, uint32_t link)
{
    const struct family_link *row = &family->links[link];
    return is_without_line(family, row) ? row->parent : FAMILY_NONE;
}

static uint32_t child_without_line(const struct family *family, uint32_t link)
{
    const struct family_link *row = &family->links[link];
    return is_without_line(family, row) ? row->child : FAMILY_NONE;
}

/* --- The table ------------------------------------------------------------------------------- */

static struct text cell_of(struct table *table, uint32_t number, enum column column)
{
    const struct genogram_look *look = table->look;
    const struct family_person *person = &table->family->people[number];
    buffer_clear(&table->cell);
    switch (column) {
    case NAME:
        return name_of(table, number);
    case BORN:
        genogram_add_born(look, number, &table->cell);
        if (!person->dead)
            genogram_add_age(look, number, AGE_IN_BRACKETS, &table->cell);
        break;
    case DIED:
        if (person->dead && person->died_text.length == 0)
            return phrase(look->phrases, "genogram-died");
        if (person->dead) {
            genogram_add_date(look, person->died_text, &table->cell);
            genogram_add_age(look, number, AGE_IN_BRACKETS, &table->cell);
        }
        break;
    case GENDER:
        return genogram_is_lost(person) ? TEXT("") : genogram_gender(look, number);
    case HOUSEHOLD:
        genogram_add_households(look, number, &table->cell);
        break;
    case RELATIONSHIPS:
        add_parents(table, number);
        add_twins(table, number);
        add_partners(table, number);
        break;
    }
    table->failed = table->failed || buffer_failed(&table->cell);
    return buffer_text(&table->cell);
}

static void put_cell(struct table *table, uint32_t number, enum column column)
{
    const struct genogram_look *look = table->look;
    struct text cell = cell_of(table, number, column);
    if (column == NAME) {
        put(look, "<th scope=\"row\">");
        page_text(look->output, cell);
        if (genogram_is_index_child(&table->family->people[number])) {
            put(look, " (");
            page_text(look->output, phrase(look->phrases, "genogram-index-child"));
            put(look, ")");
        }
        put(look, "</th>");
        return;
    }
    bool dated = column == BORN || column == DIED;
    put(look, column == RELATIONSHIPS                ? "<td class=\"relationships\">"
              : dated && cell.length <= LONGEST_DATE ? "<td class=\"date\">"
                                                     : "<td>");
    if (cell.length > 0 && column != RELATIONSHIPS)
        page_key(look->output, phrase(look->phrases, headings[column]));
    page_text(look->output, cell);
    put(look, "</td>");
}

static void put_table(struct table *table)
{
    const struct genogram_look *look = table->look;
    put(look, "<table>\n<caption>");
    page_text(look->output, phrase(look->phrases, "genogram-table"));
    put(look, "</caption>\n<thead><tr>");
    for (int i = 0; i < COLUMNS; i++) {
        if (!table->shown[i])
            continue;
        put(look, "<th scope=\"col\">");
        page_text(look->output, phrase(look->phrases, headings[i]));
        put(look, "</th>");
    }
    put(look, "</tr></thead>\n<tbody>\n");
    for (uint32_t i = 0; i < table->family->count; i++) {
        put(look, "<tr>");
        for (int j = 0; j < COLUMNS; j++)
            if (table->shown[j])
                put_cell(table, i, (enum column)j);
        put(look, "</tr>\n");
    }
    put(look, "</tbody>\n</table>\n");
}

static bool add_table(const struct genogram_look *look, const struct labels *labels)
{
    const struct family *family = look->family;
    struct table table = {
        .look = look,
        .family = family,
        .labels = labels,
        .shown = {true, true, false, true, family->household_count > 0, true},
    };
    for (uint32_t i = 0; i < family->count; i++)
        table.shown[DIED] = table.shown[DIED] || family->people[i].dead;
    buffer_init(&table.cell, WORDS_BYTES);
    buffer_init(&table.list, WORDS_BYTES);
    bool done = put_under(family, family->sibship_count, parent_alone, &table.first_alone,
                          &table.alone) &&
                put_under(family, family->link_count, parent_without_line, &table.first_step,
                          &table.step) &&
                put_under(family, family->link_count, child_without_line, &table.first_by,
                          &table.by);
    if (done)
        put_table(&table);
    done = done && !table.failed;
    memory_free(table.first_alone);
    memory_free(table.alone);
    memory_free(table.first_step);
    memory_free(table.step);
    memory_free(table.first_by);
    memory_free(table.by);
    buffer_release(&table.cell);
    buffer_release(&table.list);
    return done || report(look->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

/* --- The page -------------------------------------------------------------------------------- */

/* Gives the buffer of a title back; false, with a message, when it had failed. */
static bool give_back(const struct genogram_look *look, struct buffer *title)
{
    bool failed = buffer_failed(title);
    buffer_release(title);
    return !failed || report(look->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
}

bool genogram_page_open(const struct genogram_look *look)
{
    struct buffer title, explanation;
    buffer_init(&title, WORDS_BYTES);
    buffer_init(&explanation, WORDS_BYTES);
    buffer_add(&explanation, phrase(look->phrases, "genogram-explanation"));
    if (look->from_people) {
        buffer_put(&explanation, " ");
        buffer_add(&explanation, phrase(look->phrases, "genogram-from-people"));
    }
    struct page page = {
        .title = genogram_title(look, &title),
        .explanation = buffer_text(&explanation),
        .style = style,
        .landscape = true,
    };
    page_open(look->output, &page);
    title.failed = title.failed || buffer_failed(&explanation);
    buffer_release(&explanation);
    return give_back(look, &title) && !look->output->failed;
}

void genogram_page_close(const struct genogram_look *look)
{
    page_close(look->output);
}

bool genogram_page_add(const struct genogram_look *look, size_t number,
                       struct genogram_counts *counts)
{
    struct genogram_painter painter;
    struct buffer title;
    char name[48];
    buffer_init(&title, WORDS_BYTES);
    struct text words = genogram_title(look, &title);
    if (number > 1) {
        put(look, "<h1 class=\"next\">");
        page_text(look->output, words);
        put(look, "</h1>\n");
    }
    snprintf(name, sizeof name, "genogram-%zu-1", number);
    page_figure(look->output, look->paper == GENOGRAM_FIT ? "large" : "sheets", name);
    bool done = genogram_painter_init(&painter, look) && genogram_figure(&painter, number);
    put(look, "</figure>\n");
    done = done && add_table(look, &painter.labels);
    if (painter.genogram && counts)
        *counts = painter.genogram->counts;
    genogram_painter_release(&painter);
    return give_back(look, &title) && done && !look->output->failed;
}
