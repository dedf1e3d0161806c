/* A family as an indented list: each person once, with their partners and the children they have
 * together below. */
#include "render/genogram_private.h"

#include "base/memory.h"
#include "records/prose.h"

struct task {
    enum { TELL_PERSON, TELL_COUPLE, TELL_ALONE } kind;
    uint32_t number; /* of a person, a couple, or a sibship of one parent alone */
    uint32_t from;   /* the partner under whom a couple is told */
    uint32_t depth;
    enum family_kind child_kind;
    bool named; /* `from` is not the person of the line above */
};

struct telling {
    const struct family *family;
    const struct genogram_look *look;
    const struct labels *labels;
    struct buffer words;
    struct task *tasks;
    uint32_t task_count;
    size_t task_capacity;
    bool *told, *told_couple;
    uint32_t *first_alone, *alone; /* sibships that a person has alone */
    bool failed;
};

enum { STEP = 2, DEEPEST = 30 };

static void push(struct telling *telling, struct task task)
{
    void *tasks = telling->tasks;
    if (telling->failed || !memory_reserve(&tasks, &telling->task_capacity,
                                           (size_t)telling->task_count + 1, sizeof(struct task))) {
        telling->failed = true;
        return;
    }
    telling->tasks = tasks;
    telling->tasks[telling->task_count++] = task;
}

/* One entry; what does not fit the line goes on below, further in. */
static void put_entry(struct telling *telling, uint32_t depth)
{
    size_t indent = (size_t)STEP * (depth < DEEPEST ? depth : DEEPEST);
    telling->failed = telling->failed || buffer_failed(&telling->words);
    prose_blanks(telling->look->output, indent);
    prose_put(telling->look->output, buffer_text(&telling->words), indent, telling->look->columns);
}

static void push_children(struct telling *telling, uint32_t number, uint32_t depth)
{
    const struct family_sibship *sibship = &telling->family->sibships[number];
    for (uint32_t i = sibship->count; i-- > 0;) {
        const struct family_child *child = &telling->family->children[sibship->first + i];
        push(telling,
             (struct task){TELL_PERSON, child->person, FAMILY_NONE, depth, child->kind, false});
    }
}

/* What stands behind a name: everything the first time, else where it is told. */
static void add_facts(struct telling *telling, uint32_t person, bool later)
{
    const struct genogram_look *look = telling->look;
    if (!telling->told[person] && !later) {
        genogram_describe(look, person, false, &telling->words);
        return;
    }
    buffer_put(&telling->words, ", ");
    buffer_add(&telling->words,
               phrase(look->phrases, telling->told[person] ? "genogram-above" : "genogram-below"));
}

static void tell_person(struct telling *telling, const struct task *task)
{
    static const char *const lines[] = {
        [FAMILY_BIRTH] = "genogram-line-child",     [FAMILY_ADOPTIVE] = "genogram-line-adopted",
        [FAMILY_KINSHIP] = "genogram-line-kinship", [FAMILY_FOSTER] = "genogram-line-fostered",
        [FAMILY_STEP] = "genogram-line-step",
    };
    const struct family *family = telling->family;
    uint32_t person = task->number;
    struct text name = genogram_name(telling->look, telling->labels, person);
    bool again = telling->told[person];
    buffer_clear(&telling->words);
    if (task->depth > 0)
        phrase_with(telling->look->phrases, lines[task->child_kind], &telling->words, name);
    else
        buffer_add(&telling->words, name);
    add_facts(telling, person, false);
    telling->told[person] = true;
    put_entry(telling, task->depth);
    if (again)
        return;
    for (uint32_t i = telling->first_alone[person + 1]; i-- > telling->first_alone[person];)
        push(telling, (struct task){TELL_ALONE, telling->alone[i], person, task->depth + 1,
                                    FAMILY_BIRTH, false});
    for (uint32_t i = family->first_couple[person + 1]; i-- > family->first_couple[person];)
        push(telling, (struct task){TELL_COUPLE, family->couples_of[i], person, task->depth + 1,
                                    FAMILY_BIRTH, false});
}

/* Whose partner or children follow, where the line above is about somebody else first. */
static void add_from(struct telling *telling, const struct task *task)
{
    if (!task->named)
        return;
    buffer_add(&telling->words, genogram_name(telling->look, telling->labels, task->from));
    buffer_put(&telling->words, ": ");
}

static void tell_couple(struct telling *telling, const struct task *task)
{
    const struct family *family = telling->family;
    const struct family_couple *couple = &family->couples[task->number];
    uint32_t partner = couple->partners[couple->partners[0] == task->from];
    /* A partner with parents here is told of below them. */
    bool elsewhere = telling->told[partner] ||
                     family->first_sibship[partner] != family->first_sibship[partner + 1];
    if (telling->told_couple[task->number])
        return;
    telling->told_couple[task->number] = true;
    buffer_clear(&telling->words);
    add_from(telling, task);
    genogram_add_partner(telling->look, couple,
                         genogram_name(telling->look, telling->labels, partner), &telling->words);
    add_facts(telling, partner, elsewhere);
    put_entry(telling, task->depth);
    if (!elsewhere) {
        telling->told[partner] = true;
        for (uint32_t i = family->first_couple[partner + 1]; i-- > family->first_couple[partner];)
            if (family->couples_of[i] != task->number)
                push(telling, (struct task){TELL_COUPLE, family->couples_of[i], partner,
                                            task->depth + 1, FAMILY_BIRTH, true});
    }
    if (couple->sibship != FAMILY_NONE)
        push_children(telling, couple->sibship, task->depth + 1);
    if (!elsewhere)
        for (uint32_t i = telling->first_alone[partner + 1]; i-- > telling->first_alone[partner];)
            push(telling, (struct task){TELL_ALONE, telling->alone[i], partner, task->depth + 1,
                                        FAMILY_BIRTH, true});
}

/* Whether a child of a sibship has another parent by birth, who is not told. */
static bool is_by_birth(const struct family *family, uint32_t number)
{
    const struct family_sibship *sibship = &family->sibships[number];
    for (uint32_t i = 0; i < sibship->count; i++)
        if (family->children[sibship->first + i].kind == FAMILY_BIRTH)
            return true;
    return false;
}

static void tell_from(struct telling *telling, uint32_t person)
{
    push(telling, (struct task){TELL_PERSON, person, FAMILY_NONE, 0, FAMILY_BIRTH, false});
    while (telling->task_count > 0 && !telling->failed) {
        struct task task = telling->tasks[--telling->task_count];
        if (task.kind == TELL_PERSON) {
            tell_person(telling, &task);
        } else if (task.kind == TELL_COUPLE) {
            tell_couple(telling, &task);
        } else {
            buffer_clear(&telling->words);
            add_from(telling, &task);
            buffer_add(&telling->words,
                       phrase(telling->look->phrases, is_by_birth(telling->family, task.number)
                                                          ? "genogram-line-alone"
                                                          : "genogram-line-single"));
            put_entry(telling, task.depth);
            push_children(telling, task.number, task.depth + 1);
        }
    }
}

/* Someone at the top: neither they nor a partner have parents here. */
static bool begins(const struct family *family, uint32_t person)
{
    if (family->first_sibship[person] != family->first_sibship[person + 1])
        return false;
    for (uint32_t i = family->first_couple[person]; i < family->first_couple[person + 1]; i++) {
        const uint32_t *partners = family->couples[family->couples_of[i]].partners;
        uint32_t other = partners[partners[0] == person];
        if (family->first_sibship[other] != family->first_sibship[other + 1])
            return false;
    }
    return true;
}

static bool list_alone(struct telling *telling)
{
    const struct family *family = telling->family;
    telling->first_alone = memory_new((size_t)family->count + 2, sizeof(uint32_t));
    telling->alone = memory_new(family->sibship_count, sizeof(uint32_t));
    if (!telling->first_alone || !telling->alone)
        return false;
    for (uint32_t i = 0; i < family->sibship_count; i++)
        if (family->sibships[i].couple == FAMILY_NONE)
            telling->first_alone[family->sibships[i].parents[0] + 2]++;
    for (uint32_t i = 2; i < family->count + 2; i++)
        telling->first_alone[i] += telling->first_alone[i - 1];
    for (uint32_t i = 0; i < family->sibship_count; i++)
        if (family->sibships[i].couple == FAMILY_NONE)
            telling->alone[telling->first_alone[family->sibships[i].parents[0] + 1]++] = i;
    return true;
}

bool genogram_text(const struct genogram_look *look)
{
    const struct family *family = look->family;
    struct labels labels;
    struct telling telling = {
        .family = family,
        .look = look,
        .labels = &labels,
        .told = memory_new(family->count, sizeof(bool)),
        .told_couple = memory_new(family->couple_count, sizeof(bool)),
    };
    buffer_init(&telling.words, WORDS_BYTES);
    bool done = labels_make(&labels, look) && telling.told && telling.told_couple &&
                list_alone(&telling);
    if (done) {
        genogram_title(look, &telling.words);
        put_entry(&telling, 0);
        output_put(look->output, "\n");
    }
    for (int pass = 0; done && pass < 2; pass++)
        for (uint32_t i = 0; i < family->count; i++)
            if (!telling.told[i] && (pass == 1 || begins(family, i)))
                tell_from(&telling, i);
    done = done && !telling.failed && !buffer_failed(&telling.words);
    if (!done)
        report(look->reporter, PLACE_NONE, MESSAGE_OUT_OF_MEMORY);
    memory_free(telling.tasks);
    memory_free(telling.told);
    memory_free(telling.told_couple);
    memory_free(telling.first_alone);
    memory_free(telling.alone);
    buffer_release(&telling.words);
    labels_release(&labels);
    return done && !look->output->failed;
}
