/* Findings, and what rows of people say by themselves. */
#include "domain/family/family_check_private.h"

#include "base/limits.h"
#include "base/memory.h"
#include "domain/family/family_private.h"
#include "records/definition.h"

#include <stdlib.h>

/* --- Findings -------------------------------------------------------------------------------- */

void check_no_memory(struct check *check)
{
    check->failed = true;
}

void check_add(struct check *check, enum finding_group group, uint32_t row,
               enum family_rule_kind kind, const char *field, uint64_t line,
               const struct text *words, size_t count)
{
    if (check->rules->rules[kind].severity == FAMILY_OFF || check->failed)
        return;
    if (!memory_reserve((void **)&check->findings, &check->capacity, check->count + 1,
                        sizeof *check->findings)) {
        check_no_memory(check);
        return;
    }
    struct finding *finding = &check->findings[check->count];
    *finding = (struct finding){
        .group = group,
        .kind = kind,
        .row = row,
        .order = (uint32_t)check->count++,
        .field = group == OF_TIE && check->book->ties[row].of_person ? "relationship" : field,
        .line = line > 0             ? line
                : group == OF_PERSON ? check->book->entries[row].line
                                     : check->book->ties[row].line,
    };
    for (size_t i = 0; i < FINDING_WORDS; i++) {
        finding->words[i] = arena_copy(&check->texts, i < count ? words[i] : TEXT(""));
        if (!finding->words[i].data)
            check_no_memory(check);
    }
}

date_day check_first(const struct date *date)
{
    if (date->earliest == DATE_DAY_OPEN_START)
        return DATE_DAY_OPEN_START;
    return (date_day)(date->earliest - family_doubt(date));
}

date_day check_last(const struct date *date)
{
    if (date->latest == DATE_DAY_OPEN_END)
        return DATE_DAY_OPEN_END;
    return (date_day)(date->latest + family_doubt(date));
}

bool check_before(const struct date *a, const struct date *b, int days)
{
    date_day last = check_last(a), first = check_first(b);
    return last != DATE_DAY_OPEN_END && first != DATE_DAY_OPEN_START &&
           (int64_t)first - last > days;
}

static int compare_findings(const void *a, const void *b)
{
    const struct finding *one = a, *other = b;
    if (one->group != other->group)
        return (int)one->group - (int)other->group;
    if (one->row != other->row)
        return one->row < other->row ? -1 : 1;
    if (one->kind != other->kind)
        return (int)one->kind - (int)other->kind;
    return one->order < other->order ? -1 : one->order > other->order;
}

/* Sets `key` to the family and the text: something of that family. */
static void set_key(struct check *check, struct text family, struct text text)
{
    buffer_clear(&check->key);
    buffer_add(&check->key, family);
    buffer_add_byte(&check->key, '\0');
    if (!buffer_add(&check->key, text))
        check_no_memory(check);
}

/* --- People ---------------------------------------------------------------------------------- */

static void check_codes(struct check *check, uint32_t number)
{
    const struct family_entry *entry = &check->book->entries[number];
    if (entry->bad_gender)
        check_tell(check, OF_PERSON, number, RULE_BAD_CODE, "gender",
                   TEXT("male, female, x, unknown"));
    if (entry->bad_outcome)
        check_tell(check, OF_PERSON, number, RULE_BAD_CODE, "outcome",
                   TEXT("live, miscarriage, abortion, stillbirth, unborn"));
}

static void check_age(struct check *check, uint32_t number)
{
    const struct family_rule *rule = &check->rules->rules[RULE_NO_CHILD];
    const struct family_entry *entry = &check->book->entries[number];
    date_day last = check_last(&entry->born.date);
    char digits[24], iso[DATE_TEXT_BYTES];
    struct date as_of = date_of_day(check->as_of);
    if (last >= check->as_of || !family_rule_has_word(rule, entry->relationship))
        return;
    int age = date_age(last, check->as_of);
    date_write(&as_of, iso);
    if (age > rule->most)
        check_tell(check, OF_PERSON, number, RULE_NO_CHILD, "relationship",
                   number_text((uint64_t)age, digits), text_of(iso));
}

static void check_days(struct check *check, uint32_t number)
{
    const struct family_entry *entry = &check->book->entries[number];
    const struct family_rule *late = &check->rules->rules[RULE_UNBORN_LATE];
    const struct family_day *born = &entry->born, *died = &entry->died;
    struct date as_of = date_of_day(check->as_of);
    char iso[DATE_TEXT_BYTES], digits[24];
    struct text today;
    date_write(&as_of, iso);
    today = text_of(iso);
    if (born->unreadable)
        check_add(check, OF_PERSON, number, RULE_BAD_DATE, "dob", born->line, NULL, 0);
    if (died->unreadable)
        check_add(check, OF_PERSON, number, RULE_BAD_DATE, "dod", died->line, NULL, 0);
    if (check_before(&died->date, &born->date, 0))
        check_add(check, OF_PERSON, number, RULE_DIED_BEFORE_BIRTH, "dod", died->line, NULL, 0);
    if (!entry->unborn && check_before(&as_of, &born->date, 0))
        check_add(check, OF_PERSON, number, RULE_FUTURE, "dob", born->line, &today, 1);
    if (check_before(&as_of, &died->date, 0))
        check_add(check, OF_PERSON, number, RULE_FUTURE, "dod", died->line, &today, 1);
    if (entry->unborn && check_last(&born->date) < date_add_months(check->as_of, -late->most))
        check_add(check, OF_PERSON, number, RULE_UNBORN_LATE, "outcome", born->line,
                  (const struct text[]){number_text((uint64_t)late->most, digits)}, 1);
}

/* The person of an id that stands twice, and a person whom two ids seem to be. */
static void check_twice(struct check *check, struct lookup *known, uint32_t *holders,
                        uint32_t number)
{
    const struct family_book *book = check->book;
    const struct family_entry *entry = &book->entries[number];
    char digits[24];
    if (entry->id.length == 0) {
        check_add(check, OF_PERSON, number, RULE_BLANK_ID, "person_id", 0, NULL, 0);
        return;
    }
    uint32_t first = book->first[lookup_find(&book->ids, entry->id)];
    if (first != number) {
        check_tell(check, OF_PERSON, number, RULE_DUPLICATE_ID, "person_id",
                   number_text(book->entries[first].line, digits),
                   text_of(book->entries[first].file));
        return;
    }
    if (entry->born.date.precision != DATE_DAY || entry->name.length == 0)
        return;
    bool added;
    set_key(check, entry->family, TEXT(""));
    buffer_format(&check->key, "%ld ", (long)entry->born.date.earliest);
    if (!heading_key(entry->name, &check->key))
        check_no_memory(check);
    uint32_t same = lookup_add(known, buffer_text(&check->key), &added);
    if (same == LOOKUP_NONE)
        check_no_memory(check);
    else if (added)
        holders[same] = number;
    else
        check_tell(check, OF_PERSON, number, RULE_SAME_PERSON, "name",
                   book->entries[holders[same]].id);
}

/* A name that an earlier row writes in another way; each way is told once. */
static void check_household(struct check *check, struct lookup *alike, struct lookup *exact,
                            uint32_t *first, uint32_t number, struct text name)
{
    const struct family_entry *entry = &check->book->entries[number];
    bool added, new_key;
    char digits[24];
    set_key(check, entry->family, name);
    if (lookup_add(exact, buffer_text(&check->key), &added) == LOOKUP_NONE)
        check_no_memory(check);
    if (!added || check->failed)
        return;
    set_key(check, entry->family, TEXT(""));
    size_t family = check->key.length;
    bool done = heading_key(name, &check->key);
    if (done && check->key.length == family)
        return;
    uint32_t key = lookup_add(alike, buffer_text(&check->key), &new_key);
    if (!done || key == LOOKUP_NONE)
        check_no_memory(check);
    else if (new_key)
        first[key] = number;
    else
        check_tell(check, OF_PERSON, number, RULE_HOUSEHOLD_SPELLING, "household",
                   number_text(check->book->entries[first[key]].line, digits),
                   text_of(check->book->entries[first[key]].file));
}

static void check_households(struct check *check)
{
    struct lookup alike, exact;
    uint32_t *first = NULL;
    size_t capacity = 0;
    lookup_init(&alike);
    lookup_init(&exact);
    for (uint32_t i = 0; i < check->book->entry_count && !check->failed; i++) {
        struct text rest = check->book->entries[i].household, name;
        while (!check->failed && text_next(&rest, ';', &name))
            if (!memory_reserve((void **)&first, &capacity, alike.count + 1, sizeof *first))
                check_no_memory(check);
            else if (name.length > 0)
                check_household(check, &alike, &exact, first, i, name);
    }
    memory_free(first);
    lookup_release(&alike);
    lookup_release(&exact);
}

/* Twins by the name of their birth: each beside the first of them. */
static void check_twins(struct check *check)
{
    const struct family_book *book = check->book;
    struct lookup births;
    uint32_t *first = memory_new(book->entry_count, sizeof *first);
    lookup_init(&births);
    if (!first)
        check_no_memory(check);
    for (uint32_t i = 0; i < book->entry_count && !check->failed; i++) {
        const struct family_entry *entry = &book->entries[i], *twin;
        bool added;
        if (entry->twins.length == 0)
            continue;
        set_key(check, entry->family, entry->twins);
        uint32_t birth = lookup_add(&births, buffer_text(&check->key), &added);
        if (birth == LOOKUP_NONE) {
            check_no_memory(check);
            break;
        }
        if (added)
            first[birth] = i;
        twin = &book->entries[first[birth]];
        int days = check->rules->rules[RULE_TWIN_DATES].most;
        if (check_before(&entry->born.date, &twin->born.date, days) ||
            check_before(&twin->born.date, &entry->born.date, days))
            check_add(check, OF_PERSON, i, RULE_TWIN_DATES, "dob", entry->born.line, &twin->id, 1);
    }
    memory_free(first);
    lookup_release(&births);
}

/* Where there are relationships at all, who is in none. */
static void check_alone(struct check *check)
{
    const struct family_book *book = check->book;
    bool *related = memory_new(book->entry_count, sizeof *related);
    if (!related)
        check_no_memory(check);
    for (uint32_t i = 0; related && i < book->tie_count; i++)
        for (int side = 0; side < 2; side++)
            if (book->ties[i].people[side] != FAMILY_NONE)
                related[book->ties[i].people[side]] = true;
    for (uint32_t i = 0; related && book->tie_count > 0 && i < book->entry_count; i++) {
        const struct family_entry *entry = &book->entries[i];
        bool first = entry->id.length > 0 && book->first[lookup_find(&book->ids, entry->id)] == i;
        if (first && !related[i])
            check_add(check, OF_PERSON, i, RULE_ALONE, "person_id", 0, NULL, 0);
    }
    memory_free(related);
}

static void check_people(struct check *check)
{
    const struct family_book *book = check->book;
    struct lookup known;
    uint32_t *holders = memory_new(book->entry_count, sizeof *holders);
    lookup_init(&known);
    if (!holders)
        check_no_memory(check);
    for (uint32_t i = 0; i < book->entry_count && !check->failed; i++) {
        check_twice(check, &known, holders, i);
        check_codes(check, i);
        check_days(check, i);
        check_age(check, i);
    }
    memory_free(holders);
    lookup_release(&known);
    check_households(check);
    check_twins(check);
    check_alone(check);
}

/* --- The whole ------------------------------------------------------------------------------- */

static void write_finding(struct check *check, const struct finding *finding, struct writer *writer)
{
    const struct family_rule *rule = &check->rules->rules[finding->kind];
    const struct family_entry *entry = NULL;
    const struct family_tie *tie = NULL;
    struct text family = TEXT("");
    if (finding->group == OF_PERSON) {
        entry = &check->book->entries[finding->row];
        family = entry->family;
    } else {
        tie = &check->book->ties[finding->row];
        for (int side = 1; side >= 0; side--)
            if (tie->people[side] != FAMILY_NONE)
                family = check->book->entries[tie->people[side]].family;
    }
    writer_cell(writer, text_of(entry ? entry->file : tie->file));
    writer_number(writer, finding->line);
    buffer_clear(&check->key);
    if (entry) {
        buffer_add(&check->key, entry->id);
    } else {
        buffer_add(&check->key, tie->ids[0]);
        buffer_put(&check->key, " ");
        buffer_add(&check->key, tie->ids[1]);
    }
    if (buffer_failed(&check->key))
        check_no_memory(check);
    writer_cell(writer, buffer_text(&check->key));
    writer_cell(writer, text_of(finding->field));
    writer_cell(writer, text_of(family_severity_names[rule->severity]));
    buffer_clear(&check->key);
    if (!buffer_fill(&check->key, rule->problem, finding->words, FINDING_WORDS))
        check_no_memory(check);
    writer_cell(writer, buffer_text(&check->key));
    writer_cell(writer, family);
    writer_cell(writer, rule->code);
    writer_cell(writer, rule->suggestion);
    writer_end_row(writer);
}

bool family_check_write(const struct family_book *book, const struct family_rules *rules,
                        date_day as_of, struct writer *writer, struct family_check_count *count,
                        const struct reporter *reporter)
{
    struct check check = {.book = book, .rules = rules, .as_of = as_of};
    arena_init(&check.texts);
    buffer_init(&check.key, 4 * LIMIT_CELL_BYTES);
    check_people(&check);
    check_ties(&check);
    check_parents(&check);
    check_pairs(&check);
    if (!check.failed && check.count > 1)
        qsort(check.findings, check.count, sizeof *check.findings, compare_findings);
    for (size_t i = 0; i < check.count && !check.failed; i++) {
        const struct finding *finding = &check.findings[i];
        count->of_severity[rules->rules[finding->kind].severity]++;
        count->of_rule[finding->kind]++;
        write_finding(&check, finding, writer);
    }
    bool done = !check.failed || report(reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    memory_free(check.findings);
    arena_release(&check.texts);
    buffer_release(&check.key);
    return done;
}
