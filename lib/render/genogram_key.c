/* The key, which explains the symbols and lines that are used, and no others. */
#include "render/genogram_private.h"

enum entry {
    KEY_MALE,
    KEY_FEMALE,
    KEY_UNKNOWN,
    KEY_OTHER,
    KEY_INDEX,
    KEY_DIED,
    KEY_UNBORN,
    KEY_STILLBORN,
    KEY_LOST,
    KEY_ENDURING,
    KEY_PARENTS,
    KEY_ENDURING_PARENTS,
    KEY_TRANSITORY,
    KEY_SEPARATED,
    KEY_DIVORCED,
    KEY_RELATED,
    KEY_TWINS,
    KEY_ADOPTED,
    KEY_FOSTERED,
    KEY_KINSHIP,
    KEY_HOUSEHOLD,
    KEY_ENTRIES
};

static const char *const words[KEY_ENTRIES] = {
    [KEY_MALE] = "genogram-key-male",
    [KEY_FEMALE] = "genogram-key-female",
    [KEY_UNKNOWN] = "genogram-key-unknown",
    [KEY_OTHER] = "genogram-key-other",
    [KEY_INDEX] = "genogram-key-index",
    [KEY_DIED] = "genogram-key-died",
    [KEY_UNBORN] = "genogram-key-unborn",
    [KEY_STILLBORN] = "genogram-key-stillborn",
    [KEY_LOST] = "genogram-key-lost",
    [KEY_ENDURING] = "genogram-key-enduring",
    [KEY_PARENTS] = "genogram-key-parents",
    [KEY_ENDURING_PARENTS] = "genogram-key-enduring-parents",
    [KEY_TRANSITORY] = "genogram-key-transitory",
    [KEY_SEPARATED] = "genogram-key-separated",
    [KEY_DIVORCED] = "genogram-key-divorced",
    [KEY_RELATED] = "genogram-key-related",
    [KEY_TWINS] = "genogram-key-twins",
    [KEY_ADOPTED] = "genogram-key-adopted",
    [KEY_FOSTERED] = "genogram-key-fostered",
    [KEY_KINSHIP] = "genogram-key-kinship",
    [KEY_HOUSEHOLD] = "genogram-key-household",
};

struct key {
    bool used[KEY_ENTRIES];
    enum family_gender shape[KEY_ENTRIES]; /* of the first who has it */
};

static void use(struct key *key, enum entry entry, enum family_gender shape)
{
    if (!key->used[entry])
        key->shape[entry] = shape;
    key->used[entry] = true;
}

static void find_people(struct key *key, const struct family *family)
{
    static const enum entry genders[] = {
        [FAMILY_GENDER_UNKNOWN] = KEY_UNKNOWN,
        [FAMILY_MALE] = KEY_MALE,
        [FAMILY_FEMALE] = KEY_FEMALE,
        [FAMILY_GENDER_OTHER] = KEY_OTHER,
    };
    for (uint32_t i = 0; i < family->count; i++) {
        const struct family_person *person = &family->people[i];
        enum family_gender gender = person->gender;
        key->used[KEY_HOUSEHOLD] |= person->household_count > 0;
        key->used[KEY_TWINS] |= person->twins != FAMILY_NONE;
        if (genogram_is_lost(person)) {
            key->used[KEY_LOST] = true;
            continue;
        }
        use(key, genders[gender], gender);
        if (person->dead)
            use(key, KEY_DIED, gender);
        if (genogram_is_index_child(person))
            use(key, KEY_INDEX, gender);
        if (person->outcome == FAMILY_STILLBIRTH)
            use(key, KEY_STILLBORN, gender);
        if (person->outcome == FAMILY_UNBORN)
            use(key, KEY_UNBORN, gender);
    }
}

static void find_lines(struct key *key, const struct family *family)
{
    static const enum entry statuses[] = {
        [FAMILY_PARENTS] = KEY_PARENTS,       [FAMILY_PARTNERS] = KEY_ENDURING,
        [FAMILY_MARRIED] = KEY_ENDURING,      [FAMILY_COHABITING] = KEY_ENDURING,
        [FAMILY_TRANSITORY] = KEY_TRANSITORY, [FAMILY_SEPARATED] = KEY_SEPARATED,
        [FAMILY_DIVORCED] = KEY_DIVORCED,
    };
    static const enum entry kinds[] = {
        [FAMILY_ADOPTIVE] = KEY_ADOPTED,
        [FAMILY_KINSHIP] = KEY_KINSHIP,
        [FAMILY_FOSTER] = KEY_FOSTERED,
        [FAMILY_STEP] = KEY_KINSHIP,
    };
    for (uint32_t i = 0; i < family->couple_count; i++) {
        key->used[statuses[family->couples[i].status]] = true;
        key->used[KEY_RELATED] |= family->couples[i].related;
    }
    for (uint32_t i = 0; i < family->child_count; i++)
        if (family->children[i].kind != FAMILY_BIRTH)
            key->used[kinds[family->children[i].kind]] = true;
    /* One line for both. */
    if (key->used[KEY_ENDURING] && key->used[KEY_PARENTS]) {
        key->used[KEY_ENDURING] = key->used[KEY_PARENTS] = false;
        key->used[KEY_ENDURING_PARENTS] = true;
    }
}

enum {
    KEY_TOP = 160, /* the line over the key, and room below it */
    KEY_ROW = 300,
    KEY_PICTURE = 440,
    KEY_GAP = 280,
    HALF = 85,       /* of a symbol */
    HALF_LINE = 170, /* of a line */
    SLASH_HALF_WIDTH = 35,
    SLASH_HALF_HEIGHT = 60,
    SLASH_APART = 30,
    DOUBLE = 20,
    INNER = 35,
    KEY_QUESTION = 90 /* size of the question mark */
};

static const struct lettering key_lettering = {KEY_SIZE, false};

static int32_t entry_width(const struct genogram_look *look, int entry)
{
    return KEY_PICTURE + lettering_width(&key_lettering, phrase(look->phrases, words[entry])) +
           KEY_GAP;
}

static void draw_line(struct svg *svg, int32_t x, int32_t y, const char *class)
{
    svg_line(svg, x - HALF_LINE, y, x + HALF_LINE, y);
    svg_word(svg, "class", class);
    svg_close(svg);
}

static void draw_slash(struct svg *svg, int32_t x, int32_t y)
{
    svg_line(svg, x - SLASH_HALF_WIDTH, y + SLASH_HALF_HEIGHT, x + SLASH_HALF_WIDTH,
             y - SLASH_HALF_HEIGHT);
    svg_word(svg, "class", "line");
    svg_close(svg);
}

static void draw_twins(struct svg *svg, int32_t x, int32_t y)
{
    svg_path(svg, x - 110, y + 90);
    svg_line_to(svg, x, y - 40);
    svg_line_to(svg, x + 110, y + 90);
    svg_move_to(svg, x, y - 40);
    svg_line_to(svg, x, y - 100);
    svg_word(svg, "class", "line");
    svg_close(svg);
}

/* The line down, and the brackets. */
static void draw_adopted(struct svg *svg, int32_t x, int32_t y)
{
    for (int32_t side = -1; side <= 1; side += 2) {
        svg_path(svg, x - 90 + side * 40, y - 70);
        svg_line_to(svg, x - 90 + side * 70, y - 70);
        svg_line_to(svg, x - 90 + side * 70, y + 70);
        svg_line_to(svg, x - 90 + side * 40, y + 70);
        svg_word(svg, "class", "bracket");
        svg_close(svg);
    }
    svg_line(svg, x + 20, y, x + HALF_LINE, y);
    svg_word(svg, "class", "line adopted");
    svg_close(svg);
}

static void draw_line_entry(struct svg *svg, enum entry entry, int32_t x, int32_t y)
{
    static const char *const classes[KEY_ENTRIES] = {
        [KEY_ENDURING] = "line",          [KEY_PARENTS] = "line",
        [KEY_ENDURING_PARENTS] = "line",  [KEY_TRANSITORY] = "line transitory",
        [KEY_SEPARATED] = "line",         [KEY_DIVORCED] = "line",
        [KEY_FOSTERED] = "line fostered", [KEY_KINSHIP] = "line kinship",
        [KEY_HOUSEHOLD] = "household",
    };
    if (classes[entry])
        draw_line(svg, x, y, classes[entry]);
    if (entry == KEY_SEPARATED) {
        draw_slash(svg, x, y);
    } else if (entry == KEY_DIVORCED) {
        draw_slash(svg, x - SLASH_APART, y);
        draw_slash(svg, x + SLASH_APART, y);
    } else if (entry == KEY_RELATED) {
        draw_line(svg, x, y - DOUBLE, "line");
        draw_line(svg, x, y + DOUBLE, "line");
    } else if (entry == KEY_TWINS) {
        draw_twins(svg, x, y);
    }
}

static void draw_entry(struct svg *svg, const struct key *key, enum entry entry,
                       enum genogram_unknown unknown, int32_t x, int32_t y)
{
    enum family_gender shape = key->shape[entry];
    bool triangle = shape == FAMILY_GENDER_UNKNOWN && unknown != GENOGRAM_DIAMOND;
    switch (entry) {
    case KEY_MALE:
    case KEY_FEMALE:
    case KEY_UNKNOWN:
    case KEY_OTHER:
    case KEY_UNBORN:
        genogram_shape(svg, shape, unknown, x, y, HALF);
        if (triangle && unknown == GENOGRAM_QUESTION) {
            struct lettering lettering = {KEY_QUESTION, true};
            svg_label(svg, &lettering, SVG_MIDDLE, x, y + HALF * 3 / 4, TEXT("?"));
        }
        break;
    case KEY_DIED:
        genogram_shape(svg, shape, unknown, x, y, HALF);
        genogram_cross(svg, x, y, shape == FAMILY_MALE ? HALF : HALF * 3 / 4);
        break;
    case KEY_INDEX:
        genogram_shape(svg, shape, unknown, x, y, HALF);
        genogram_shape(svg, shape, unknown, x, triangle ? y + INNER / 2 : y, HALF - INNER);
        break;
    case KEY_STILLBORN:
        genogram_shape(svg, shape, unknown, x, y, HALF * 2 / 3);
        break;
    case KEY_ADOPTED:
        draw_adopted(svg, x, y);
        break;
    case KEY_LOST:
        genogram_cross(svg, x, y, HALF * 3 / 4);
        break;
    default:
        draw_line_entry(svg, entry, x, y);
    }
}

int32_t genogram_key(struct svg *svg, const struct genogram_look *look, int32_t width, int32_t y)
{
    struct key key = {{false}, {FAMILY_GENDER_UNKNOWN}};
    int32_t x = 0, row = y + KEY_TOP + KEY_ROW / 2;
    if (look->no_key || look->family->count == 0)
        return 0;
    find_people(&key, look->family);
    find_lines(&key, look->family);
    if (svg) {
        svg_open(svg, "g");
        svg_word(svg, "class", "key");
        svg_line(svg, 0, y, width, y);
        svg_word(svg, "class", "rule");
        svg_close(svg);
    }
    for (int i = 0; i < KEY_ENTRIES; i++) {
        if (!key.used[i])
            continue;
        if (x > 0 && x + entry_width(look, i) > width + KEY_GAP) {
            x = 0;
            row += KEY_ROW;
        }
        if (svg) {
            draw_entry(svg, &key, (enum entry)i, look->unknown, x + HALF_LINE + 10, row);
            svg_label(svg, &key_lettering, SVG_START, x + KEY_PICTURE, row + KEY_SIZE * 3 / 8,
                      phrase(look->phrases, words[i]));
        }
        x += entry_width(look, i);
    }
    if (svg)
        svg_close(svg);
    return row + KEY_ROW / 2 - y;
}
