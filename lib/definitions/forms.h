/*
 * Layer: definitions. The assessment forms as data: what records and fields they have, how they are
 * laid out, what is checked, which tables they give. All of it stands in share/forms/, so that a
 * partnership can change a heading, a rule or a field without touching C.
 *
 *     forms.csv     the forms that can be laid out
 *     records.csv   the record types of a file, in order
 *     fields.csv    their fields, in order
 *     choices.csv   the forms' own lists of values; other lists are those of maps/values.csv
 *     starters.csv  the records that an empty form begins with
 *     rules.csv     what is checked
 *     sections.csv  the parts of each form, in order; places.csv what stands in each
 *     tables.csv    tables for other programs
 *     keys.csv      what tells that two forms of a family speak of one thing, by table
 *
 * Columns that only people read (who fills a field in, where it comes from) are not loaded, but for
 * the source of a rule.
 *
 * A path names a field, `Born`, or with its record, `Plan.Level`: the field of the record at hand,
 * or of the first record of the other type. A condition is `PATH=VALUE` or `PATH!=VALUE`, several
 * parted by `&`, where no value means blank. Everything lives as long as the definitions.
 */
#ifndef DEFINITIONS_FORMS_H
#define DEFINITIONS_FORMS_H

#include "base/arena.h"
#include "base/lookup.h"
#include "base/message.h"
#include "records/definition.h"

#define FORM_NONE SIZE_MAX

enum form_kind {
    FORM_ID,     /* joins records */
    FORM_TEXT,   /* some words */
    FORM_LONG,   /* any number of lines */
    FORM_DATE,   /* as base/date.h reads */
    FORM_YES_NO, /* value list `yes-no` */
    FORM_CHOICE, /* a value of the field's list */
    FORM_SCORE,  /* 0 to 10 */
    FORM_LIST    /* several, parted by `;`; of the field's list if it has one */
};

/* A list of values with their names for people. */
struct form_values {
    struct text name;
    bool own;                /* of choices.csv: no other spelling is known */
    struct value_list *list; /* loaded when first asked for */
};

/* `record` is FORM_NONE for the record at hand. */
struct form_path {
    size_t record, field;
};

struct form_term {
    struct form_path path;
    bool unlike; /* `!=` */
    struct text value;
};

struct form_condition {
    const struct form_term *terms;
    size_t count;
};

struct form_paths {
    const struct form_path *paths;
    size_t count;
};

struct form_field_definition {
    struct text name, label, help;
    enum form_kind kind;
    size_t values; /* number of its list, or FORM_NONE */
    bool required;
    bool given;             /* an empty form holds it filled: alone it makes no record */
    struct text form;       /* the only form that asks for it; empty: every form */
    struct form_paths kept; /* where a review that follows takes it from; none: it begins blank */
};

struct form_record_definition {
    struct text name, doc;
    bool single;
    bool kept; /* a review that follows takes over those that meet `kept_if` */
    struct form_condition kept_if;
    struct form_field_definition *fields;
    size_t field_count, field_capacity;
};

enum form_rule_kind {
    RULE_BUILT_IN,    /* asked for by name: what can be wrong with any field */
    RULE_ONE,         /* just one record */
    RULE_SOME,        /* at least one record that meets the condition has the field filled */
    RULE_NEVER,       /* a record that meets the condition is wrong */
    RULE_UNIQUE,      /* no value stands twice */
    RULE_KNOWN,       /* each value is a value of one of the others */
    RULE_KNOWN_VALUE, /* each value is one of the field's list */
    RULE_EACH_VALUE,  /* each value of the field's list has a record */
    RULE_ANSWERED,    /* the value of each record that meets the condition stands in one of the
                         others; records without a value are passed over */
    RULE_ORDER,       /* a date is not later than the other */
    RULE_DIFFER,      /* the two are not the same */
    RULE_PAST         /* a date is not in the future */
};

struct form_rule {
    struct text name, severity, form, text, source;
    enum form_rule_kind kind;
    size_t record; /* FORM_NONE for built-in ones */
    struct form_condition where;
    struct form_paths fields, others;
};

enum form_layout {
    LAYOUT_PART,      /* a heading over the sections that follow */
    LAYOUT_FACTS,     /* label and value, side by side */
    LAYOUT_TABLE,     /* a row for each record */
    LAYOUT_BOX,       /* long texts, with who said them */
    LAYOUT_TICKS,     /* a row for each value of the first field's list: yes and no */
    LAYOUT_LIST,      /* numbered */
    LAYOUT_SCALE,     /* as a table, with the scale from 0 to 10 above it */
    LAYOUT_SIGNATURES /* lines to sign on */
};

/* A path without a field is left blank, to be filled in by hand. */
struct form_place {
    struct form_path path;
    struct text label; /* never empty, but for the only place of a box */
    unsigned width;    /* per cent, in a table; 0 where none is given */
    bool wide;         /* the whole line, among facts */
    struct form_condition where;
};

struct form_section {
    struct text form, name, heading, help;
    enum form_layout layout;
    size_t record; /* FORM_NONE where places name their records */
    struct form_condition where;
    unsigned rows; /* how many are left empty on a blank form; a box with none stands only on a
                      filled one with something to say */
    struct form_place *places;
    size_t place_count, place_capacity;
};

struct form_starter {
    struct text form;
    size_t record;
    struct form_condition given; /* as `=` terms */
};

enum form_source_kind {
    SOURCE_PATHS,    /* `A|B`: the first that is filled */
    SOURCE_CONSTANT, /* `=VALUE` */
    SOURCE_FIRST,    /* `*1`: the first word of the item of the list that the row is for */
    SOURCE_REST,     /* `*2`: the words behind it */
    SOURCE_LOOKUP,   /* `A>R.B`: B of the record R whose Id is the value of A, else that value */
    SOURCE_EXISTS    /* `?R:CONDITION`: whether there is such a record, yes or no */
};

struct form_table_column {
    struct text name;
    enum form_source_kind kind;
    struct form_paths paths;
    struct form_path other;
    struct form_condition where;
    struct text constant;
};

/* Rows of one table that come from one record type; a table may have several. */
struct form_table {
    struct text name;
    size_t record;
    struct form_condition where;
    size_t each; /* field with a list: a row for each of its items; FORM_NONE: a row a record */
    bool each_may_be_blank; /* a blank list gives a row too */
    struct form_paths key;  /* what a record and one of another form of the family have alike when
                               they are about one thing; none: each is a thing of its own */
    struct form_table_column *columns;
    size_t column_count, column_capacity;
};

struct form_look {
    struct text name, title, purpose, notice;
    struct text introduction; /* of an empty form to be filled in; empty: there is none */
};

struct form_definitions {
    const struct reporter *reporter;
    struct form_look *looks;
    size_t look_count;
    struct form_record_definition *records;
    size_t record_count;
    struct form_values *values;
    size_t value_count;
    struct form_choice *choices; /* of all lists */
    size_t choice_count;
    struct form_rule *rules;
    size_t rule_count;
    struct form_section *sections;
    size_t section_count;
    struct form_starter *starters;
    size_t starter_count;
    struct form_table *tables;
    size_t table_count;
    struct arena arena;
    size_t capacities[8]; /* of the arrays above */
    void **blocks;        /* other memory that is given back with the definitions */
    size_t block_count, block_capacity;
};

struct form_choice {
    size_t list;
    struct text value, label;
};

/* The definitions compiled in. NULL with a message. The caller owns them; the reporter is kept. */
struct form_definitions *form_definitions_new(const struct reporter *);
void form_definitions_free(struct form_definitions *);

/* Numbers by name, letters without case; FORM_NONE when there is none. */
size_t form_record_number(const struct form_definitions *, struct text name);
size_t form_field_number(const struct form_definitions *, size_t record, struct text name);

/* The nearest name, for messages; empty when none is near. */
struct text form_record_nearest(const struct form_definitions *, struct text name);
struct text form_field_nearest(const struct form_definitions *, size_t record, struct text name);

/* A field by its path; the record of the path must not be FORM_NONE. */
const struct form_field_definition *form_field(const struct form_definitions *, struct form_path);

/* The look of a form by its name, or NULL. */
const struct form_look *form_look(const struct form_definitions *, struct text name);

/* A rule by its name, or NULL: a rule that is not there is not checked. */
const struct form_rule *form_rule(const struct form_definitions *, const char *name);

/*
 * The code for a value of list `values`. False, with the value itself, when the list does not know
 * it, or there is no memory, which has then been reported.
 */
bool form_decode(struct form_definitions *, size_t values, struct text value, struct text *code);

/* The name of a code for people; the code itself when it has none. */
struct text form_value_label(struct form_definitions *, size_t values, struct text code);

/* The codes of a list, as `one, two, three`, added to `words`. */
bool form_value_words(struct form_definitions *, size_t values, struct buffer *words);

#endif
