/* The symbols, and the key that explains those that are used. */
#include "render/genogram_private.h"

enum { LOST = 140, INNER = 50, STILLBORN = 130 };

static void draw_shape(struct svg *svg, enum family_gender gender, enum genogram_unknown unknown,
                       int32_t x, int32_t y, int32_t half)
{
    if (gender == FAMILY_MALE) {
        svg_rectangle(svg, x - half, y - half, 2 * half, 2 * half);
    } else if (gender == FAMILY_FEMALE) {
        svg_circle(svg, x, y, half);
    } else if (gender == FAMILY_GENDER_OTHER || unknown == GENOGRAM_DIAMOND) {
        svg_path(svg, x, y - half);
        svg_line_to(svg, x + half, y);
        svg_line_to(svg, x, y + half);
        svg_line_to(svg, x - half, y);
        svg_path_back(svg);
    } else {
        svg_path(svg, x, y - half);
        svg_line_to(svg, x + half, y + half);
        svg_line_to(svg, x - half, y + half);
        svg_path_back(svg);
    }
    svg_close(svg);
}

static void draw_cross(struct svg *svg, int32_t x, int32_t y, int32_t half)
{
    svg_path(svg, x - half, y - half);
    svg_line_to(svg, x + half, y + half);
    svg_move_to(svg, x - half, y + half);
    svg_line_to(svg, x + half, y - half);
    svg_word(svg, "class", "cross");
    svg_close(svg);
}

void draw_symbol(struct svg *svg, const struct family_person *person, enum genogram_unknown unknown,
                 int32_t x, int32_t y)
{
    int32_t half = SYMBOL / 2;
    if (is_lost(person)) {
        draw_cross(svg, x, y - half + LOST, LOST);
        return;
    }
    if (person->outcome == FAMILY_STILLBIRTH) {
        y += STILLBORN - half;
        half = STILLBORN;
    }
    draw_shape(svg, person->gender, unknown, x, y, half);
    bool triangle = person->gender == FAMILY_GENDER_UNKNOWN && unknown != GENOGRAM_DIAMOND;
    if (is_index_child(person))
        draw_shape(svg, person->gender, unknown, x, triangle ? y + INNER / 2 : y, half - INNER);
    if (triangle && unknown == GENOGRAM_QUESTION) {
        struct lettering lettering = {160, true};
        svg_label(svg, &lettering, SVG_MIDDLE, x, y + 140, TEXT("?"));
    }
    /* Corner to corner of a square; not beyond the others' edges by more than shows. */
    if (person->dead)
        draw_cross(svg, x, y, person->gender == FAMILY_MALE ? half : half * 3 / 4);
}

/* --- The key --------------------------------------------------------------------------------- */

enum entry {
    KEY_MALE,
    KEY_FEMALE,
    KEY_UNKNOWN,
    KEY_OTHER,
    KEY_INDEX,
    KEY_DEAD,
    KEY_UNBORN,
    KEY_STILLBORN,
    KEY_LOST,
    KEY_ENDURING,
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
    [KEY_MALE] = "male",
    [KEY_FEMALE] = "female",
    [KEY_UNKNOWN] = "gender unknown",
    [KEY_OTHER] = "another gender",
    [KEY_INDEX] = "child this is about",
    [KEY_DEAD] = "has died",
    [KEY_UNBORN] = "unborn: due date",
    [KEY_STILLBORN] = "stillborn",
    [KEY_LOST] = "miscarriage or abortion",
    [KEY_ENDURING] = "married or living together",
    [KEY_TRANSITORY] = "transitory relationship",
    [KEY_SEPARATED] = "separated",
    [KEY_DIVORCED] = "divorced",
    [KEY_RELATED] = "related partners",
    [KEY_TWINS] = "twins",
    [KEY_ADOPTED] = "adopted",
    [KEY_FOSTERED] = "fostered",
    [KEY_KINSHIP] = "kinship care or step-child",
    [KEY_HOUSEHOLD] = "household",
};

static void find_used(const struct family *family, bool used[KEY_ENTRIES])
{
    for (uint32_t i = 0; i < family->count; i++) {
        const struct family_person *person = &family->people[i];
        used[KEY_DEAD] |= person->dead;
        used[KEY_INDEX] |= is_index_child(person);
        used[KEY_HOUSEHOLD] |= person->household_count > 0;
        used[KEY_TWINS] |= person->twins != FAMILY_NONE;
        if (is_lost(person)) {
            used[KEY_LOST] = true;
            continue;
        }
        used[KEY_STILLBORN] |= person->outcome == FAMILY_STILLBIRTH;
        used[KEY_UNBORN] |= person->outcome == FAMILY_UNBORN;
        used[person->gender == FAMILY_MALE           ? KEY_MALE
             : person->gender == FAMILY_FEMALE       ? KEY_FEMALE
             : person->gender == FAMILY_GENDER_OTHER ? KEY_OTHER
                                                     : KEY_UNKNOWN] = true;
    }
    for (uint32_t i = 0; i < family->couple_count; i++) {
        enum family_status status = family->couples[i].status;
        used[status == FAMILY_TRANSITORY  ? KEY_TRANSITORY
             : status == FAMILY_SEPARATED ? KEY_SEPARATED
             : status == FAMILY_DIVORCED  ? KEY_DIVORCED
                                          : KEY_ENDURING] = true;
        used[KEY_RELATED] |= family->couples[i].related;
    }
    for (uint32_t i = 0; i < family->child_count; i++) {
        enum family_kind kind = family->children[i].kind;
        if (kind != FAMILY_BIRTH)
            used[kind == FAMILY_ADOPTIVE ? KEY_ADOPTED
                 : kind == FAMILY_FOSTER ? KEY_FOSTERED
                                         : KEY_KINSHIP] = true;
    }
}

enum { KEY_PICTURE = 460, KEY_ROW = 340, KEY_GAP = 300, KEY_HALF = 90 };

static const struct lettering key_lettering = {KEY_SIZE, false};

static int32_t entry_width(enum entry entry)
{
    return KEY_PICTURE + lettering_width(&key_lettering, text_of(words[entry])) + KEY_GAP;
}

int32_t key_height(const struct family *family, const struct genogram_style *style, int32_t width)
{
    bool used[KEY_ENTRIES] = {false};
    int32_t x = 0, height = 0;
    if (style->no_key || family->count == 0)
        return 0;
    find_used(family, used);
    for (int i = 0; i < KEY_ENTRIES; i++) {
        if (!used[i])
            continue;
        if (height == 0 || x + entry_width((enum entry)i) > width + KEY_GAP) {
            height += KEY_ROW;
            x = 0;
        }
        x += entry_width((enum entry)i);
    }
    return height;
}

static void draw_key_line(struct svg *svg, int32_t x, int32_t y, const char *class)
{
    svg_line(svg, x - 180, y, x + 180, y);
    svg_word(svg, "class", class);
    svg_close(svg);
}

static void draw_slash(struct svg *svg, int32_t x, int32_t y)
{
    svg_line(svg, x - 35, y + 60, x + 35, y - 60);
    svg_word(svg, "class", "line");
    svg_close(svg);
}

static void draw_picture(struct svg *svg, enum entry entry, enum genogram_unknown unknown,
                         int32_t x, int32_t y)
{
    static const char *const classes[KEY_ENTRIES] = {
        [KEY_ENDURING] = "line",        [KEY_TRANSITORY] = "line transitory",
        [KEY_SEPARATED] = "line",       [KEY_DIVORCED] = "line",
        [KEY_ADOPTED] = "line adopted", [KEY_FOSTERED] = "line fostered",
        [KEY_KINSHIP] = "line kinship", [KEY_HOUSEHOLD] = "household"};
    if (classes[entry])
        draw_key_line(svg, x, y, classes[entry]);
    switch (entry) {
    case KEY_MALE:
    case KEY_DEAD:
        draw_shape(svg, FAMILY_MALE, unknown, x, y, KEY_HALF);
        if (entry == KEY_DEAD)
            draw_cross(svg, x, y, KEY_HALF);
        break;
    case KEY_FEMALE:
        draw_shape(svg, FAMILY_FEMALE, unknown, x, y, KEY_HALF);
        break;
    case KEY_UNKNOWN:
    case KEY_UNBORN:
        draw_shape(svg, FAMILY_GENDER_UNKNOWN, unknown, x, y, KEY_HALF);
        break;
    case KEY_OTHER:
        draw_shape(svg, FAMILY_GENDER_OTHER, unknown, x, y, KEY_HALF);
        break;
    case KEY_INDEX:
        draw_shape(svg, FAMILY_FEMALE, unknown, x, y, KEY_HALF);
        draw_shape(svg, FAMILY_FEMALE, unknown, x, y, KEY_HALF - 35);
        break;
    case KEY_STILLBORN:
        draw_shape(svg, FAMILY_FEMALE, unknown, x, y, KEY_HALF * 2 / 3);
        break;
    case KEY_LOST:
        draw_cross(svg, x, y, KEY_HALF * 3 / 4);
        break;
    case KEY_SEPARATED:
        draw_slash(svg, x, y);
        break;
    case KEY_DIVORCED:
        draw_slash(svg, x - 30, y);
        draw_slash(svg, x + 30, y);
        break;
    case KEY_RELATED:
        draw_key_line(svg, x, y - 20, "line");
        draw_key_line(svg, x, y + 20, "line");
        break;
    case KEY_TWINS:
        svg_path(svg, x - 110, y + 90);
        svg_line_to(svg, x, y - 50);
        svg_line_to(svg, x + 110, y + 90);
        svg_move_to(svg, x, y - 50);
        svg_line_to(svg, x, y - 110);
        svg_word(svg, "class", "line");
        svg_close(svg);
        break;
    default:
        break;
    }
}

void draw_key(struct svg *svg, const struct family *family, const struct genogram_style *style,
              int32_t width, int32_t y)
{
    bool used[KEY_ENTRIES] = {false};
    int32_t x = 0;
    if (style->no_key)
        return;
    find_used(family, used);
    svg_open(svg, "g");
    svg_word(svg, "class", "key");
    y += KEY_ROW / 2;
    for (int i = 0; i < KEY_ENTRIES; i++) {
        if (!used[i])
            continue;
        if (x > 0 && x + entry_width((enum entry)i) > width + KEY_GAP) {
            x = 0;
            y += KEY_ROW;
        }
        draw_picture(svg, (enum entry)i, style->unknown, x + KEY_PICTURE / 2 - 20, y);
        svg_label(svg, &key_lettering, SVG_START, x + KEY_PICTURE, y + KEY_SIZE * 3 / 8,
                  text_of(words[i]));
        x += entry_width((enum entry)i);
    }
    svg_close(svg);
}
