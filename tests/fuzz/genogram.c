/*
 * Small families of any shape, laid out: it ends, everybody stands once, and nothing stands on
 * anything else.
 *
 * The first two bytes are the number of people and whether there are households. Then each person
 * has two bytes, and every three bytes more are a relationship: what it is, and the two people.
 */
#include "domain/genogram/genogram.h"
#include "tests/fuzz/must.h"

enum { PEOPLE_MOST = 48, RELATION_BYTES = 3, RELATIONS_MOST = 160 };

struct input {
    const uint8_t *data;
    size_t size;
};

static unsigned take(struct input *input)
{
    if (input->size == 0)
        return 0;
    input->size--;
    return *input->data++;
}

/* --- The family ------------------------------------------------------------------------------ */

static void add_person(struct family *family, struct input *input, uint32_t number, bool households)
{
    static const enum family_outcome outcomes[] = {
        FAMILY_LIVE,       FAMILY_LIVE,   FAMILY_LIVE, FAMILY_MISCARRIAGE,
        FAMILY_STILLBIRTH, FAMILY_UNBORN, FAMILY_LIVE, FAMILY_LIVE};
    unsigned first = take(input), second = take(input);
    char id[16], born[16] = "", twins[4] = "";
    bool twice;
    snprintf(id, sizeof id, "P%u", (unsigned)number);
    if (second % 4)
        snprintf(born, sizeof born, "%u", 1900 + second / 4);
    if ((first & 0x60) == 0x60)
        snprintf(twins, sizeof twins, "T%u", second % 4);
    struct family_person person = {
        .id = text_of(id),
        .name = text_of(id),
        .born_text = text_of(born),
        .gender = (enum family_gender)(first % 4),
        .outcome = outcomes[first / 4 % 8],
        .birth_order = first & 0x80 ? second % 5 : 0,
    };
    family_date(person.born_text, &person.born);
    family_date(TEXT(""), &person.died);
    struct text home = !households        ? TEXT("")
                       : second % 16 < 6  ? TEXT("one")
                       : second % 16 < 10 ? TEXT("two")
                       : second % 16 < 11 ? TEXT("one;two")
                                          : TEXT("");
    must(family_add_person(family, &person, home, text_of(twins), &twice) && !twice);
}

static void add_relation(struct family *family, struct input *input, uint32_t count)
{
    struct date none;
    unsigned what = take(input);
    uint32_t a = take(input) % count, b = take(input) % count;
    family_date(TEXT(""), &none);
    if (a == b)
        return;
    if (what % 3 == 0) {
        must(family_add_partners(family, a, b,
                                 (enum family_status)(what / 3 % (FAMILY_DIVORCED + 1)), TEXT(""),
                                 &none, &none));
    } else {
        must(family_add_parent(family, a, b,
                               what % 3 == 1 ? FAMILY_BIRTH
                                             : (enum family_kind)(what / 3 % (FAMILY_STEP + 1))));
    }
}

/* --- What must hold -------------------------------------------------------------------------- */

struct rectangle {
    int32_t left, right, top, bottom;
};

static struct rectangle box_of(const struct genogram *genogram, const struct genogram_label *label,
                               const struct genogram_measure *measure, uint32_t person)
{
    const struct genogram_symbol *symbol = &genogram->symbols[person];
    int32_t half = measure->symbol / 2, wide = label->width / 2 > half ? label->width / 2 : half;
    int32_t below = label->height > 0 ? measure->label_gap + label->height : 0;
    return (struct rectangle){symbol->x - wide, symbol->x + wide, symbol->y - half,
                              symbol->y + half + below};
}

static void nobody_stands_on_another(const struct genogram *genogram, const struct family *family,
                                     const struct rectangle *boxes)
{
    for (uint32_t i = 0; i < family->count; i++) {
        must(boxes[i].left >= 0 && boxes[i].right <= genogram->width);
        must(boxes[i].top >= 0 && boxes[i].bottom <= genogram->height);
        for (uint32_t j = 0; j < i; j++)
            must(boxes[i].left >= boxes[j].right || boxes[j].left >= boxes[i].right ||
                 boxes[i].top >= boxes[j].bottom || boxes[j].top >= boxes[i].bottom);
    }
}

/* Children are below their parents, and those of one row and one couple in their order. */
static void children_stand_in_order(const struct genogram *genogram, const struct family *family)
{
    const struct genogram_symbol *symbols = genogram->symbols;
    for (uint32_t i = 0; i < family->sibship_count; i++) {
        const struct family_sibship *sibship = &family->sibships[i];
        const struct family_child *children = &family->children[sibship->first];
        for (uint32_t j = 0; j < sibship->count; j++) {
            uint32_t child = children[j].person;
            for (int side = 0; side < 2; side++)
                must(sibship->parents[side] == FAMILY_NONE ||
                     symbols[child].y > symbols[sibship->parents[side]].y);
            for (uint32_t k = 0; k < j; k++) {
                uint32_t elder = children[k].person;
                bool one_sibship = family->first_sibship[child + 1] ==
                                       family->first_sibship[child] + 1 &&
                                   family->first_sibship[elder + 1] ==
                                       family->first_sibship[elder] + 1;
                must(!one_sibship || symbols[elder].y != symbols[child].y ||
                     symbols[elder].x < symbols[child].x);
            }
        }
    }
}

static uint32_t couple_of(const struct family *family, const struct genogram_stroke *stroke)
{
    if (stroke->kind == GENOGRAM_PARTNERS)
        return stroke->owner;
    uint32_t couple = family->sibships[stroke->owner].couple;
    return couple != FAMILY_NONE ? couple : UINT32_MAX - stroke->owner;
}

struct upright {
    int32_t x, top, bottom;
    uint32_t couple;
};

/* Upright lines of two families do not stand on each other; no line runs through a stranger. */
static void lines_keep_apart(const struct genogram *genogram, const struct family *family,
                             const struct rectangle *boxes)
{
    enum { THIN = 9, INSIDE = 10 };
    struct upright *uprights = malloc((genogram->point_count + 1) * sizeof *uprights);
    size_t count = 0;
    must(uprights);
    for (uint32_t i = 0; i < genogram->stroke_count; i++) {
        const struct genogram_stroke *stroke = &genogram->strokes[i];
        const struct genogram_point *points = &genogram->points[stroke->first_point];
        for (uint32_t j = 1; j < stroke->point_count; j++) {
            const struct genogram_point *a = &points[j - 1], *b = &points[j];
            must(a->x >= 0 && a->x <= genogram->width && a->y >= 0 && a->y <= genogram->height);
            if (a->x == b->x)
                uprights[count++] = (struct upright){a->x, a->y < b->y ? a->y : b->y,
                                                     a->y < b->y ? b->y : a->y,
                                                     couple_of(family, stroke)};
            for (uint32_t k = 0; a->x == b->x && k < family->count; k++)
                must(a->x <= boxes[k].left + INSIDE || a->x >= boxes[k].right - INSIDE ||
                     (a->y <= boxes[k].top + INSIDE && b->y <= boxes[k].top + INSIDE) ||
                     (a->y >= boxes[k].bottom - INSIDE && b->y >= boxes[k].bottom - INSIDE));
        }
    }
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++) {
            int32_t apart = uprights[i].x - uprights[j].x;
            must(uprights[i].couple == uprights[j].couple || apart > THIN || apart < -THIN ||
                 uprights[i].top > uprights[j].bottom || uprights[j].top > uprights[i].bottom);
        }
    free(uprights);
}

static void lay_out(const struct family *family, struct genogram_label *labels, bool households)
{
    const struct genogram_measure *measure = households ? &genogram_measure_households
                                                        : &genogram_measure_default;
    struct rectangle boxes[PEOPLE_MOST];
    struct genogram *genogram = genogram_new(family, labels, measure);
    must(genogram);
    for (uint32_t i = 0; i < family->count; i++)
        boxes[i] = box_of(genogram, &labels[i], measure, i);
    nobody_stands_on_another(genogram, family, boxes);
    children_stand_in_order(genogram, family);
    lines_keep_apart(genogram, family, boxes);
    must(genogram->counts.components == family->component_count);
    must(genogram->counts.couples == family->couple_count);
    genogram_free(genogram);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    uint32_t count = 1 + take(&input) % PEOPLE_MOST, circles;
    bool households = take(&input) % 2;
    struct genogram_label labels[PEOPLE_MOST];
    struct family *family = family_new();
    must(family);
    for (uint32_t i = 0; i < count; i++) {
        unsigned width = input.size > 1 ? input.data[1] : 0;
        labels[i] = (struct genogram_label){(int32_t)(width * 8), (int32_t)(width % 4) * 150};
        add_person(family, &input, i, households);
    }
    for (size_t i = 0; i < RELATIONS_MOST && input.size >= RELATION_BYTES; i++)
        add_relation(family, &input, count);
    must(family_complete(family, &circles));
    lay_out(family, labels, households);
    family_free(family);
    return 0;
}
